"""The controls of the two clocks: as of, since, the named moments."""

from datetime import time

import pandas as pd
import streamlit as st

from components.ui import controls, state, store
from data import clock
from data.view import View

BACK = {"A day before": pd.Timedelta(days=1), "A week before": pd.Timedelta(weeks=1)}
MOMENT_BEFORE = "Last named moment"
NONE = "None"


def panel(view: View) -> None:
    """Place the two clocks, for the sidebar."""
    st.subheader("As of")
    with st.container(horizontal=True, gap="xsmall", key="as_of"):
        _as_of(view)
    st.subheader("Since")
    since(view)


def said(view: View) -> None:
    """Hand the style sheet what the sidebar's switch says: as of, and since on a second line."""
    since = f"\\A since {view.since}" if view.since else ""
    size = 13 if view.since else 15
    st.html(f"<style>:root{{--as-of:'{view.as_of}';--since:'{since}';--switch:{size}px}}</style>")


def since(view: View) -> None:
    """Let the reader compare with an earlier moment: a day, or a step back from as of."""
    first, _ = _days(view)
    st.session_state["since_day"] = view.since.last.date() if view.since else None
    st.date_input(
        "Compare with the end of",
        key="since_day",
        min_value=first,
        # An address may set a since that lies after as of; the box must hold it all the same.
        max_value=max(view.as_of.last.date(), view.since.last.date() if view.since else first),
        format="YYYY-MM-DD",
        help="What became known after it is marked as new on every page.",
        on_change=_set_since,
    )
    steps(view, "sidebar")


def steps(view: View, where: str) -> None:
    """Place the short ways to an earlier moment that there are, and the way back to none."""
    ways = _ways(view)
    key = f"since_step_{where}"
    at = [way for way, moment in ways.items() if view.since and moment.last == view.since.last]
    st.session_state[key] = at[0] if at else None
    choices = [*ways, NONE] if view.since else list(ways)
    if choices:
        st.pills(
            "Since", choices, key=key, on_change=_step, args=(key,), label_visibility="collapsed"
        )


def _ways(view: View) -> dict[str, clock.Moment]:
    """Return the steps back from as of: those that lead to before anything was known are none."""
    hour: time | None = view.as_of.last.time() if view.as_of.precision == "minute" else None
    first = _days(view)[0]
    ways = {
        way: clock.on(day, hour)
        for way, back in BACK.items()
        if (day := (view.as_of.last - back).date()) >= first
    }
    moments = store.record().moments
    earlier = moments.index[moments["as_of_last"] < view.as_of.last]
    if len(earlier):
        ways[MOMENT_BEFORE] = store.record().moment(earlier[-1])
    return ways


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
        "Hour, UTC",
        key="as_of_hour",
        step=60 * 15,
        help="Without an hour, the end of the day.",
        width=96,
        on_change=_set_as_of,
    )


def _days(view: View) -> tuple:
    record = store.record()
    known = [m.date() for m in (record.events["reported"].min(), record.last) if pd.notna(m)]
    known += [m.last.date() for m in (view.as_of, view.since) if m]
    return min(known), max(known)


def moments(view: View) -> None:
    """Offer the package's moments; none is marked where the reader stands at another."""
    moments = store.record().moments
    if moments.empty:
        return
    st.subheader("Named moments")
    at = moments.index[moments["as_of_last"] == view.as_of.last]
    st.session_state["moment"] = at[0] if len(at) else None
    st.radio(
        "Named moments",
        list(moments.index),
        key="moment",
        format_func=moments["title"].map(controls.literal).to_dict().get,
        captions=[
            clock.say(at, "day" if precision == "minute" else precision)
            for at, precision in zip(moments["as_of"], moments["as_of_precision"], strict=True)
        ],
        on_change=_go_to_moment,
        label_visibility="collapsed",
    )


def _set_as_of() -> None:
    day, hour = st.session_state["as_of_day"], st.session_state["as_of_hour"]
    if day is not None:  # emptied by the keyboard: the view stays, and fills the box again
        state.change(as_of=clock.on(day, hour))


def _set_since() -> None:
    day = st.session_state["since_day"]
    state.change(since=clock.on(day) if day else None)


def _step(key: str) -> None:
    """Take a step; the one taken, clicked again, is let go."""
    state.change(since=_ways(state.view()).get(st.session_state[key]))


def _go_to_moment() -> None:
    if st.session_state["moment"] is not None:
        state.change(as_of=store.record().moment(st.session_state["moment"]))
