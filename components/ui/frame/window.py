"""The time window: from which day to which day things happened that the pages list."""

from datetime import date

import pandas as pd
import streamlit as st

from components.ui import state, store
from components.ui.elements import layout
from components.ui.links import address
from data import clock
from data.view import View

WEEK, MONTH, SECOND = pd.DateOffset(days=7), pd.DateOffset(months=1), pd.Timedelta(seconds=1)
AHEAD = pd.Timedelta(days=366)  # how far beyond as of a window may be set


def popover(view: View) -> None:
    """Place the button that opens the window's two days, and clears them."""
    label = _label(view)
    help = "Only what happened between two days"
    folded = st.popover(label, help=help, key="window", on_change="rerun")
    if not folded.open:
        return
    with folded:
        first, last = _bounds(view)
        for key, title, at in (
            ("window_from", "From", view.start.first if view.start else None),
            ("window_to", "To", view.until.last if view.until else None),
        ):
            st.session_state[key] = at.date() if at is not None else None
            st.date_input(
                title,
                key=key,
                min_value=first,
                max_value=last,
                format="YYYY-MM-DD",
                on_change=_set,
            )
        st.button("All dates", key="window_clear", on_click=clear)


def shortcuts(page: str, view: View) -> None:
    """Place the links of a page to the last week, the last month, and all dates."""
    layout.place_beside(
        layout.template(
            "window_shortcuts",
            links=[
                (title, address(page, view, start=start, until=None), start == view.start)
                for title, start in _shortcuts(view.as_of).items()
            ],
            ends=view.until is not None,
        )
    )


def _shortcuts(as_of: clock.Moment) -> dict[str, clock.Moment | None]:
    """Return the first day of what the links show, which ends at as of; None for all dates."""
    week, month = (as_of.last - length + SECOND for length in (WEEK, MONTH))
    return {"Last week": clock.on(week.date()), "Last month": clock.on(month.date()), "All": None}


def _label(view: View) -> str:
    if not (view.start or view.until):
        return "Dates"
    first = f"{view.start} " if view.start else ""
    return f"Dates: {first}to {view.until}" if view.until else f"Dates: from {view.start}"


def take(first: clock.Moment, last: clock.Moment) -> None:
    """Set the window; its two ends may come in either order."""
    first, last = sorted((first, last))
    state.change(start=first, until=last)


@layout.action
def clear() -> None:
    """Show all times again."""
    state.change(start=None, until=None)


@layout.action
def _set() -> None:
    days = (st.session_state["window_from"], st.session_state["window_to"])
    first, last = (clock.on(day) if day else None for day in days)
    if first and last:
        take(first, last)
    else:
        state.change(start=first, until=last)


def _bounds(view: View) -> tuple[date, date]:
    happened = store.seen(view).events["when"].min()
    known = [view.as_of.last, view.as_of.last + AHEAD, *([happened] if pd.notna(happened) else [])]
    known += [m.first for m in (view.start, view.until) if m]
    known += [m.last for m in (view.start, view.until) if m]
    return min(known).date(), max(known).date()
