"""The controls of the two clocks: as of, since, the named moments."""

from datetime import date, time

import pandas as pd
import streamlit as st

from components.ui import controls, state, store
from data import clock
from data.view import YEARS, View

BACK = {"A day before": pd.Timedelta(days=1), "A week before": pd.Timedelta(weeks=1)}
MOMENT_BEFORE = "Last named moment"


def panel(view: View) -> None:
    """Place what the sidebar holds of the clocks."""
    st.subheader("As of")
    _as_of(view)
    st.subheader("Since")
    since(view)
    _named_moments(view)


def since(view: View) -> None:
    """Let the reader compare with an earlier moment: a day, or a step back from as of."""
    day = view.since.last.date() if view.since else None
    st.session_state["since_day"] = day
    st.date_input(
        "Compare with the end of",
        key="since_day",
        min_value=_days(view)[0],
        max_value=max(filter(None, (day, view.as_of.last.date()))),  # an address may say any day
        format="YYYY-MM-DD",
        help="What became known after it is marked as new on every page.",
        on_change=_set_since,
    )
    steps(view, "sidebar")


def steps(view: View, where: str) -> None:
    """Place the short ways to an earlier moment, and the way back to none."""
    choices = [*BACK, MOMENT_BEFORE] + (["None"] if view.since else [])
    key = f"since_step_{where}"
    st.session_state[key] = None
    st.pills("Since", choices, key=key, on_change=_step, args=(key,), label_visibility="collapsed")


def _as_of(view: View) -> None:
    kept, day = st.session_state, view.as_of.last.date()
    kept["as_of_day"] = day
    minute = view.as_of.precision == "minute"
    kept["as_of_hour"] = view.as_of.last.time().replace(second=0) if minute else None
    first, last = _days(view)
    st.date_input(
        "Day",
        key="as_of_day",
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        on_change=_set_as_of,
    )
    st.time_input(
        "Hour, UTC (optional)",
        key="as_of_hour",
        step=60 * 15,
        help="Without an hour, the end of the day.",
        on_change=_set_as_of,
    )


def _days(view: View) -> tuple:
    record = store.record()
    known = [m.date() for m in (record.events["reported"].min(), record.last) if pd.notna(m)]
    known += [m.last.date() for m in (view.as_of, view.since) if m]
    return min(known), max(known)


def _named_moments(view: View) -> None:
    """Offer the package's moments; none is marked where the reader stands at another."""
    moments = store.record().moments
    at = moments.index[moments["as_of_last"] == view.as_of.last]
    st.session_state["moment"] = at[0] if len(at) else None
    st.radio(
        "Named moments",
        list(moments.index),
        key="moment",
        format_func=moments["title"].map(controls.literal).to_dict().get,
        captions=[
            clock.say(at, precision)
            for at, precision in zip(moments["as_of"], moments["as_of_precision"], strict=True)
        ],
        on_change=_go_to_moment,
    )


def _set_as_of() -> None:
    day, hour = st.session_state["as_of_day"], st.session_state["as_of_hour"]
    if day is not None:  # emptied by the keyboard: the view stays, and fills the box again
        state.change(as_of=clock.on(day, hour))


def _set_since() -> None:
    day = st.session_state["since_day"]
    state.change(since=clock.on(day) if day else None)


def _step(key: str) -> None:
    chosen, view = st.session_state[key], state.view()
    if chosen in BACK:
        hour: time | None = view.as_of.last.time() if view.as_of.precision == "minute" else None
        day = view.as_of.last.date().toordinal() - BACK[chosen].days
        earliest = date(YEARS[0], 1, 1).toordinal()
        state.change(since=clock.on(date.fromordinal(max(day, earliest)), hour))
    elif chosen == MOMENT_BEFORE:
        moments = store.record().moments
        earlier = moments.index[moments["as_of_last"] < view.as_of.last]
        if len(earlier):
            state.change(since=store.record().moment(earlier[-1]))
    elif chosen:
        state.change(since=None)


def _go_to_moment() -> None:
    if st.session_state["moment"] is not None:
        state.change(as_of=store.record().moment(st.session_state["moment"]))
