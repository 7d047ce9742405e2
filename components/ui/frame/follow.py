"""Rooms as a page has them: the presenter's screen is shown, and those of viewers follow it."""

import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs, urlencode, urljoin

import segno
import streamlit as st

from components.rooms import Look, Opened, Refused, Unreachable, find_rooms
from components.ui import links, state, store
from components.ui.elements import layout
from components.ui.links import HOME
from data.queries.overview.story import progress
from data.rooms import Screen
from data.view import View

EVERY = 0.5  # seconds between two looks at the room: a viewer is to be a second behind at most
HOSTING = "hosting"  # in the session: the room that this presenter has opened
FOLLOWED = "followed"  # in the session: what this viewer was brought to last, and what they saw
ROAMING, VIEWER, WHY = "roaming", "viewer", "why_no_room"


@dataclass(frozen=True)
class Brought:
    """Where a viewer was last brought to: the screen as shown, and the page and view it gave."""

    screen: Screen
    page: str
    view: View


def keep_up(page: str, pages: Collection[str]) -> None:
    """Show this screen to the room, or be brought to where the presenter is; before all else.

    `pages` are those that this reader may be brought to.
    """
    if HOSTING in st.session_state:
        _show(page)
    elif look := _look():
        _bring(page, look, pages)
        _watching(page, look, pages)


def panel(page: str) -> None:
    """Offer a room: start it, say how to follow, close it."""
    room: Opened | None = st.session_state.get(HOSTING)
    if not room:
        st.markdown("Others see the page you are on, and can also look around on their own.")
        st.button("Start a room", key="room_start", on_click=_start, args=(page or HOME,))
        return
    layout.html("follow_invite", code=room.code, image=_qr(_link(room.code)))
    st.code(_link(room.code), language=None, wrap_lines=True)
    st.button("Close the room", key="room_close", on_click=_close)


def count(page: str) -> None:
    """Say to the presenter, and to nobody else, how many follow the room."""
    if HOSTING in st.session_state:
        _showing(page)


@layout.block
def bar(titles: Mapping[str, str]) -> None:
    """Say on every page of a viewer whom they follow, or how to come back to the presenter."""
    if why := st.session_state.pop(WHY, ""):
        layout.notice(why)
    seen: tuple[Look, Brought] | None = st.session_state.get(FOLLOWED)
    if not follows() or not seen:
        return
    look, brought = seen
    roaming = st.session_state.get(ROAMING, False)
    with st.container(key="follow", horizontal=True, vertical_alignment="center"):
        layout.html(
            "follow_bar",
            code=st.session_state[state.ROOM],
            roaming=roaming,
            silent=look.silent,
            page=titles.get(brought.page, ""),
            as_of=str(brought.view.as_of),
            story=None if roaming else store.ask(progress, state.view()),
        )
        if roaming:
            st.button("Rejoin", key="room_rejoin", type="primary", on_click=_rejoin)
        st.button("Leave the room", key="room_leave", type="tertiary", on_click=_leave)


def follows() -> bool:
    """Return whether this reader follows a room, and so leads none."""
    return state.ROOM in st.session_state


def hosted() -> str:
    """Return the code of the room that this reader leads, or nothing."""
    room: Opened | None = st.session_state.get(HOSTING)
    return room.code if room else ""


def describe_room() -> dict[str, str]:
    """Return the room's key, link and QR code for the presenter's window; empty without a room."""
    room: Opened | None = st.session_state.get(HOSTING)
    if not room:
        return {"host": "", "qr": "", "join": ""}
    link = _link(room.code)
    return {"host": f"{room.code} {room.key}", "qr": _qr(link), "join": link}


def resume(host: str) -> None:
    """Go on leading the room that this window led before it was loaded anew."""
    code, _, key = host.partition(" ")
    try:
        st.session_state[HOSTING] = find_rooms().resume(code, key)
    except Refused as refusal:
        st.session_state[WHY] = str(refusal)


def _show(page: str) -> int | None:
    """Show this screen to the room and return how many follow; None where that is not known."""
    room: Opened = st.session_state[HOSTING]
    try:
        return find_rooms().show(room.code, room.key, _screen(page))
    except Unreachable:
        return None
    except Refused:
        del st.session_state[HOSTING]
        st.session_state[WHY] = f"Room {room.code} is led from another window now, or has closed."
        return 0


def _screen(page: str) -> Screen:
    return Screen(page, urlencode(links.parameters(state.view()), doseq=True))


@st.fragment(run_every=EVERY)
@layout.block
def _showing(page: str) -> None:
    """Tell the room that the presenter is there, and what a part of a page changed by itself."""
    state.ticking()
    if HOSTING in st.session_state:
        code, many = hosted(), _show(page)
        layout.html("follow_count", code=code, count=many)


def _look() -> Look | None:
    code = st.session_state.get(state.ROOM)
    if not code:
        return None
    viewer = st.session_state.setdefault(VIEWER, secrets.token_urlsafe(12))
    try:
        return find_rooms().look(code, viewer)
    except Unreachable as fault:
        if FOLLOWED in st.session_state:
            return replace(st.session_state[FOLLOWED][0], silent=True)
        st.session_state[WHY] = str(fault)
        return None
    except Refused as refusal:
        st.session_state[WHY] = f"{refusal} You can go on by yourself."
        _forget()
        return None


def _bring(page: str, look: Look, pages: Collection[str]) -> None:
    """Bring a viewer who follows to the presenter's screen; who has moved by themselves roams."""
    session = st.session_state
    before: Brought | None = session[FOLLOWED][1] if FOLLOWED in session else None
    if before and not session.get(ROAMING) and (page, state.view()) != (before.page, before.view):
        session[ROAMING] = True
    if before and (session.get(ROAMING) or look.screen == before.screen):
        there = _brought(look.screen, page, pages)
        session[FOLLOWED] = (look, there if session.get(ROAMING) else before)
        return
    named = parse_qs(look.screen.query).get(store.RECORD, [""])[-1]
    another = state.open_record(named)
    there = _brought(look.screen, page, pages)
    session[FOLLOWED] = (look, there)
    if another or (page, state.view()) != (there.page, there.view):
        state.turn(there.page if there.page != page else "", there.view)
        st.rerun()


def _brought(screen: Screen, page: str, pages: Collection[str]) -> Brought:
    """Return where a screen brings a viewer who is on a page.

    They have menus, as they may roam: the stage is the presenter's alone. They stay on their page
    where the presenter's is none of theirs.
    """
    query = parse_qs(screen.query)
    query.pop(store.RECORD, None)
    view, _ = View.from_query(query, store.record())
    there = screen.page if screen.page in pages else page
    return Brought(screen, there, view.but(present=False))


def _watching(page: str, current: Look, pages: Collection[str]) -> None:
    """Draw the page again when the presenter moves or stops, or the viewer moves."""

    @st.fragment(run_every=EVERY)
    @layout.block
    def watch() -> None:
        state.ticking()
        look, session = _look(), st.session_state
        seen: tuple[Look, Brought] | None = session.get(FOLLOWED)
        if state.ROOM not in session or not seen:
            if WHY in session:
                st.rerun()
            return
        moved = not session.get(ROAMING) and state.view() != seen[1].view
        if look and (look != current or moved):
            if seen[0] == current and not moved:  # else a turn of this very window is under way
                _bring(page, look, pages)
            st.rerun()

    watch()


@layout.action
def _start(page: str) -> None:
    try:
        st.session_state[HOSTING] = find_rooms().open(_screen(page))
    except Refused as refusal:
        st.session_state[WHY] = str(refusal)


@layout.action
def _close() -> None:
    room: Opened = st.session_state.pop(HOSTING)
    try:
        find_rooms().close(room.code, room.key)
    except Refused as refusal:
        st.session_state[WHY] = str(refusal)


@layout.action
def _rejoin() -> None:
    st.session_state[ROAMING] = False
    del st.session_state[FOLLOWED]


@layout.action
def _leave() -> None:
    with suppress(Refused):
        find_rooms().leave(st.session_state[state.ROOM], st.session_state[VIEWER])
    _forget()


def _forget() -> None:
    for name in (state.ROOM, FOLLOWED, ROAMING):
        st.session_state.pop(name, None)
    state.take(state.view())  # takes the room out of the address


def _link(code: str) -> str:
    return urljoin(st.context.url or "/", "./") + f"?{state.ROOM}={code}"


@lru_cache(maxsize=64)
def _qr(link: str) -> str:
    """Return the link as an image that a phone reads, black on white, without asking anyone."""
    return str(
        segno.make(link, error="m").svg_data_uri(scale=4, border=4, dark="black", light="white")
    )
