"""What every page stands in: navigation, the reader's view, the controls of the two clocks."""

from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

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


def navigation() -> StreamlitPage:
    """Declare the pages, in reading order, and return the one asked for."""
    pages = [
        st.Page(f"pages/{name}.py", title=title, url_path=name, default=name == "situation")
        for name, title in PAGES.items()
    ]
    chosen = st.navigation(pages, position="top")
    st.session_state["framed"] = True
    return chosen


def shared(page: StreamlitPage) -> None:
    """Draw what all pages share: style, wordmark, the sidebar with its clock."""
    layout.style()
    _read_address(page.url_path)
    view = current_view()
    with st.sidebar:
        _clock(view)
    for line in st.session_state.pop("dropped", ()):
        layout.notice(f"Left out of the address: {line}.")


def current_view() -> View:
    """Return the reader's view: the first statement of every page.

    On a fresh server Streamlit runs a deep link's page alone, without app.py, until navigation was
    declared once in the process: then this declares it and starts again.
    """
    if "framed" not in st.session_state:
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


def _read_address(page: str) -> None:
    """Let the address decide, except where a menu click emptied it: the view outlives that."""
    address, before = _address(), st.session_state.get("address")
    turned = st.session_state.get("page") not in (None, page)
    st.session_state["page"] = page
    if "view" in st.session_state and (address == before or (turned and not address)):
        _take(st.session_state["view"])
        return
    view, dropped = View.from_query(address, store.record())
    st.session_state["dropped"] = dropped
    _take(view)


def _clock(view: View) -> None:
    """Let the reader set as of by date and hour, or by a named moment."""
    record, state = store.record(), st.session_state
    state["as_of_day"] = view.as_of.last.date()
    minute = view.as_of.precision == "minute"
    state["as_of_hour"] = view.as_of.last.time().replace(second=0) if minute else None
    moments = record.moments
    at = moments.index[moments["as_of_last"] == view.as_of.last]
    state["moment"] = at[0] if len(at) else None
    first, last = record.events["reported"].min().date(), record.last.date()
    st.subheader("As of")
    st.date_input(
        "Day",
        key="as_of_day",
        min_value=min(first, state["as_of_day"]),
        max_value=max(last, state["as_of_day"]),
        format="YYYY-MM-DD",
        on_change=_set_as_of,
    )
    st.time_input(
        "Hour, UTC (optional; empty: the end of the day)",
        key="as_of_hour",
        step=60 * 15,
        on_change=_set_as_of,
    )
    st.radio(
        "Named moments",
        list(moments.index),
        key="moment",
        format_func=lambda m: moments.loc[m, "title"],
        captions=[
            clock.say(at, precision)
            for at, precision in zip(moments["as_of"], moments["as_of_precision"], strict=True)
        ],
        on_change=_go_to_moment,
    )


def _set_as_of() -> None:
    day, hour = st.session_state["as_of_day"], st.session_state["as_of_hour"]
    text = f"{day:%Y-%m-%d}" + (f"T{hour:%H:%M}Z" if hour else "")
    change(as_of=clock.parse(text))


def _go_to_moment() -> None:
    change(as_of=store.record().moment(st.session_state["moment"]))
