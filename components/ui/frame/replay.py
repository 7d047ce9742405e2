"""Replay: as of stepped day by day, with what became known under the handle.

A span of years is stepped by the days on which anything became known.
"""

from bisect import bisect
from datetime import date, timedelta
from time import monotonic

import streamlit as st

from components.figures.timeline.histogram import dates, histogram
from components.ui import state, store
from components.ui.elements import layout
from data import clock
from data.queries.events import stops
from data.queries.events.pace import pace
from data.view import View
from data.words import count

BEHIND = timedelta(days=2)  # how far a playing replay may be ahead of what the browser has drawn
OPEN = "replay_open"  # in the session
UNDER = ("map",)  # the pages that place it themselves, under what it moves
SPEEDS = {"1 day a second": 1.0, "2 days a second": 0.5, "1 day in 3 seconds": 3.0}


def is_open() -> bool:
    """Return whether the reader has opened the replay bar."""
    return bool(st.session_state.get(OPEN))


@layout.action
def show_or_close() -> None:
    """Open the replay bar on every page, or close it."""
    st.session_state[OPEN] = not is_open()
    _pause()


@layout.block
def bar(page: str, view: View) -> None:
    """Place the replay bar under the header, where the reader has opened it."""
    if page in UNDER:
        return
    if is_open():
        _place(view, closes=True)
    elif st.session_state.get("playing"):  # on a page that places it, and was left
        _stop()


@layout.block
def under(view: View) -> None:
    """Place the replay under what a page shows, always open; a stage has keys of its own."""
    if not view.present:
        with st.container(key="replay_under"):
            _place(view, closes=False)


def _place(view: View, *, closes: bool) -> None:
    session = st.session_state
    first, last = span()
    playing = session.get("playing", False)
    if playing and view.as_of.last.date() >= last:
        playing = session["playing"] = False
    with st.container(key="replay", horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Back", icon=":material/skip_previous:", on_click=_step, args=(-1,), key="back")
        label, icon = ("Pause", "pause") if playing else ("Play", "play_arrow")
        st.button(label, icon=f":material/{icon}:", on_click=_toggle, key="play")
        st.button("Next", icon=":material/skip_next:", on_click=_step, args=(1,), key="next")
        with st.container(key="replay_line", gap=None):
            _line(view, first, last)
        with st.container(key="replay_speed_box"):
            _choose_speed(stops.is_long(first, last))
        if closes:
            icon = ":material/close:"
            st.button("Close the replay", icon=icon, on_click=show_or_close, key="replay_close")
    if playing:
        _ticking(SPEEDS[session.get("replay_speed") or next(iter(SPEEDS))])


def _choose_speed(is_long: bool) -> None:
    """Place the choice of speeds; a long replay goes by steps, the days with news."""
    st.selectbox(
        "Speed",
        list(SPEEDS),
        key="replay_speed",
        format_func=lambda speed: speed.replace("day", "step") if is_long else speed,
        label_visibility="collapsed",
    )


def span() -> tuple[date, date]:
    """Return the first and last day that a replay covers."""
    whole = store.record()
    begins, last = whole.package.crisis.replay_from, whole.last.date()
    if not begins and whole.events.empty:
        return last, last
    first = clock.parse(begins).first if begins else whole.events["reported"].min()
    return min(first.date(), last), last


def _line(view: View, first: date, last: date) -> None:
    counts = store.ask(pace, view)
    days = stops.list_stops(store.record(), first, last)
    image = histogram(counts, days, store.colors())
    today = int(counts.get(view.as_of.last.floor("D"), 0))
    known = f"{count(today, 'thing') if today else 'nothing'} became known"
    day = str(clock.on(view.as_of.last.date()))
    layout.html("replay_day", known=known, day=day)
    layout.html("replay", image=image, known=known, day=day)
    st.session_state["replay_day"] = days[max(bisect(days, view.as_of.last.date()) - 1, 0)]
    # Not a slider of dates: those that the browser cannot count from 1970 exactly are refused.
    st.select_slider(
        "As of",
        days,
        key="replay_day",
        on_change=_jump,
        format_func=lambda day: str(clock.on(day)),
        label_visibility="collapsed",
    )
    layout.html("replay_dates", dates=dates(days))


def _ticking(seconds: float) -> None:
    """Go a day further whenever `seconds` have passed since the page was last drawn."""
    drawn_at = monotonic()

    @st.fragment(run_every=seconds)
    @layout.block
    def tick() -> None:
        state.ticking()
        if monotonic() - drawn_at >= seconds * 0.8:
            state.change(quiet=True, as_of=_moved(1))
            st.rerun()

    tick()


@layout.action
def _toggle() -> None:
    session = st.session_state
    session["playing"] = not session.get("playing", False)
    if session["playing"] and state.view().as_of.last.date() >= span()[1]:
        state.change(as_of=clock.on(span()[0]))
    if not session["playing"]:
        state.change()  # writes the address, which stood still while playing


def _pause() -> None:
    st.session_state["playing"] = False
    state.change()


def _stop() -> None:
    """Stop playing in a run, and have the address say the moment that it came to."""
    st.session_state["playing"] = False
    state.take(state.view())


@layout.action
def _step(days: int) -> None:
    st.session_state["playing"] = False
    state.change(as_of=_moved(days))


@layout.action
def _jump() -> None:
    """Go to the day under the handle, unless it stands where the replay has just been.

    A browser that comes back after it had lost the server says the last day that it has drawn.
    """
    session = st.session_state
    day = session["replay_day"]
    if session.get("playing") and timedelta() <= state.view().as_of.last.date() - day <= BEHIND:
        return
    session["playing"] = False
    state.change(as_of=clock.on(day))


def _moved(days: int) -> clock.Moment:
    day = state.view().as_of.last.date()
    return clock.on(stops.find_next(store.record(), day, days, *span()))
