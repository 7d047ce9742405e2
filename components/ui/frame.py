"""What every page stands in: navigation, the reader's view, the controls of the two clocks."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui import layout, store
from data import clock
from data.view import View

PAGES = {
    "situation": "Situation",
    "timeline": "Timeline",
    "map": "Map",
    "positions": "Positions",
    "exchanges": "Exchanges",
    "sources": "Sources",
}
NAME = "Red Lines"
STATIC = store.ROOT / "static"
NOTED = 3  # dropped parameters that are named; the rest are counted


def navigation() -> StreamlitPage:
    """Declare the pages, in reading order, and return the one asked for."""
    _carry_address()
    pages = [
        st.Page(f"pages/{name}.py", title=title, url_path=name, default=name == "situation")
        for name, title in PAGES.items()
    ]
    return st.navigation(pages, position="top")


def shared(page: StreamlitPage) -> None:
    """Draw what all pages share: title, style, wordmark, the sidebar with its clock.

    `page` is the one that will run.
    """
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    layout.style()
    st.logo(STATIC / "wordmark.svg", icon_image=STATIC / "wordmark.svg", link=None)
    _read_address()
    view = current_view()
    st.html(f"<style>:root{{--as-of:'{view.as_of}'}}</style>")  # the sidebar's switch says it
    with st.sidebar:
        _clock(view)
    _say_what_was_dropped()


def current_view() -> View:
    """Return the reader's view: the first statement of every page.

    On a fresh server Streamlit runs a deep link's page alone, without app.py, until navigation was
    declared once in the process: then this declares it and starts again.
    """
    if "view" not in st.session_state:
        navigation()
        st.rerun()
    return st.session_state["view"]


def change(**changes: Any) -> None:
    """Change the reader's view, and the address with it."""
    _take(st.session_state["view"].but(**changes))


def _take(view: View) -> None:
    st.session_state["view"] = view
    query = view.to_query(store.record())
    if _address() != query:
        st.query_params.from_dict(query)
    st.session_state["address"] = query


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _carry_address() -> None:
    """Put back the address that a menu click emptied: the view outlives the page.

    Done before navigation is declared, the browser takes the new page and the address in one
    entry of its history; done later, going back would first meet the page without its view. Going
    back and forth is told apart, as an empty address is then a real one: the default view.
    """
    before, ctx = st.session_state.get("address"), get_script_run_ctx()
    if before and not _address() and not (ctx and ctx.is_history_navigation):
        st.query_params.from_dict(before)


def _read_address() -> None:
    """Let the address decide, unless it says what the view says."""
    if "view" in st.session_state and _address() == st.session_state["address"]:
        return
    view, dropped = View.from_query(_address(), store.record())
    st.session_state["dropped"] = dropped
    _take(view)


def _say_what_was_dropped() -> None:
    dropped = st.session_state.pop("dropped", ())
    if dropped:
        more = f"; and {len(dropped) - NOTED} more" if len(dropped) > NOTED else ""
        layout.notice(f"Left out of the address: {'; '.join(dropped[:NOTED])}{more}.")


def _clock(view: View) -> None:
    """Let the reader set as of by date and hour, or by a named moment."""
    record, state = store.record(), st.session_state
    day = view.as_of.last.date()
    state["as_of_day"] = day
    minute = view.as_of.precision == "minute"
    state["as_of_hour"] = view.as_of.last.time().replace(second=0) if minute else None
    known = [m.date() for m in (record.events["reported"].min(), record.last) if pd.notna(m)]
    st.subheader("As of")
    st.date_input(
        "Day",
        key="as_of_day",
        min_value=min([*known, day]),
        max_value=max([*known, day]),
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
    _named_moments(view)


def _named_moments(view: View) -> None:
    """Offer the package's moments; none is marked where the reader stands at another."""
    moments = store.record().moments
    at = moments.index[moments["as_of_last"] == view.as_of.last]
    st.session_state["moment"] = at[0] if len(at) else None
    st.radio(
        "Named moments",
        list(moments.index),
        key="moment",
        format_func=moments["title"].to_dict().get,
        captions=[
            clock.say(at, precision)
            for at, precision in zip(moments["as_of"], moments["as_of_precision"], strict=True)
        ],
        on_change=_go_to_moment,
    )


def _set_as_of() -> None:
    day, hour = st.session_state["as_of_day"], st.session_state["as_of_hour"]
    if day is None:  # emptied by the keyboard: the view stays, and fills the box again
        return
    text = f"{day.isoformat()}" + (f"T{hour:%H:%M}Z" if hour else "")
    change(as_of=clock.parse(text))


def _go_to_moment() -> None:
    if st.session_state["moment"] is not None:
        change(as_of=store.record().moment(st.session_state["moment"]))
