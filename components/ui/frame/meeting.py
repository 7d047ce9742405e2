"""Meeting mode: the stage without chrome, the story stepped by one key, the presenter's notes."""

from typing import Any

import streamlit as st

from components.ui import state, store
from components.ui.elements import layout
from components.ui.frame import follow
from components.ui.links import address
from data.queries.overview.story import progress
from data.story import turn
from data.view import View

SPEAKER = "speaker"  # the page of the presenter's notes, which no menu lists
LISTENER_DATA = "listener_data"  # in the session: the data last sent to the listener in the browser
PRESENTING = (
    "Large type, no menus. Arrow keys, a clicker or the two buttons at the foot step through the "
    "story, B blanks the screen, "
    "N opens the notes in a window of their own, Q shows how to follow, Esc leaves."
)
BARE = "embed=true"  # Streamlit's own: no header and no menu, from the first picture on
listener = st.components.v2.component("red_lines_meeting", js=layout.script("meeting.js"))

whole = st.components.v2.component("red_lines_stage", js=layout.script("stage.js"))


@layout.block
def keys(page: str, view: View) -> None:
    """Listen to the keys of the stage and of the notes; elsewhere they are the browser's own."""
    story = store.ask(progress, view)
    st.session_state[LISTENER_DATA] = {
        "stage": view.present,
        "speaking": page == SPEAKER,
        "step": story.here.number if story.here else 0,
        "count": story.count,
        "notes": _notes_address(view),
        **follow.describe_room(),
    }
    listen()


def _notes_address(view: View) -> str:
    """Return the address of the notes, which Streamlit opens without anything around them."""
    there = address(SPEAKER, view, present=False)
    return f"{there}{'&' if '?' in there else '?'}{BARE}"


def listen() -> None:
    """Place the listener with the data last sent to it; nothing before the first."""
    if LISTENER_DATA in st.session_state:
        listener(
            key="meeting",
            data=st.session_state[LISTENER_DATA],
            on_stepped_change=_step,
            on_left_change=_leave,
            on_resumed_change=_resume,
        )


@layout.block
def stage(page: str, view: View) -> None:
    """Take the chrome away, enlarge the page, and say at the foot where the story stands."""
    layout.sheet("stage")
    with st.bottom:
        layout.html(
            "stage_foot",
            story=store.ask(progress, view),
            as_of=str(view.as_of),
            room=bool(follow.hosted()),
        )
        follow.count(page)
    whole(key="stage")


@layout.action
def present() -> None:
    """Go on the stage."""
    state.change(present=True)


@layout.block
def notes(view: View) -> None:
    """Place what the presenter reads: this step's line, and the one that comes after it.

    The line to come is shown here alone, as known at its own instant, which it names.
    """
    record = store.record()
    story = store.ask(progress, view)
    ahead = None
    if story.after:
        _, there = turn(record, view, story.after.step_id)
        ahead = store.ask(progress, there).here
    layout.html("speaker", story=story, ahead=ahead, as_of=str(view.as_of))


@layout.action
def _step() -> None:
    """Go to the step that a key asked for; the notes stay where they are and only take its view."""
    message: Any = getattr(st.session_state.get("meeting"), "stepped", None) or {}
    steps, number = store.record().story.index, message.get("to")
    if isinstance(number, int | float) and 1 <= number <= len(steps):
        page, there = turn(store.record(), state.view(), steps[int(number) - 1])
        state.turn(page if there.present else "", there)


@layout.action
def _resume() -> None:
    follow.resume(str(getattr(st.session_state.get("meeting"), "resumed", None) or ""))


@layout.action
def _leave() -> None:
    state.change(present=False)
