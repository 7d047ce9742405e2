"""Which state of a record a page is made of: one throughout, and the newest when it is begun.

A run of the whole page takes the newest state; what runs in it alone later, as a part of a page
does on a click, reads the same. So no screen mixes two states, whatever becomes of the files.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui import warmth
from data import editions
from data.checks.sheet import Finding
from data.homes import Home
from data.live import State, Watch

RECORDS = 4  # that are in memory at once; one takes some 30 MB
EVERY = 0.2  # seconds between two looks at the files
READ = "records_read"  # in the session: the states that the page is made of, by home
LEFT = "records_left"  # in the session: the states that pages before were made of, the last ones
SINCE = "records_since"  # in the session: the rows that the reader had seen, by home
_watches: OrderedDict[Home, Watch] = OrderedDict()
_listing = Lock()  # of what is in memory
_opening = Lock()  # of a record that is not; whoever reads another does not wait for it
_read_now: ContextVar[tuple[Home, State] | None] = ContextVar("state_read_now", default=None)


def watch(home: Home) -> Watch:
    """Return what watches the record of a home, which is read where it was not in memory."""
    if one := _find(home):
        return one
    with _opening:
        if one := _find(home):
            return one
        one = Watch(home, prepare=_prepare)
        with _listing:
            _watches[home] = one
            while len(_watches) > RECORDS:
                _watches.popitem(last=False)
        return one


def _find(home: Home) -> Watch | None:
    with _listing:
        if home in _watches:
            _watches.move_to_end(home)
        return _watches.get(home)


def begin_run() -> None:
    """Have the newest states taken: the first thing that a run of a whole page does.

    Only what the page asks for is looked up: a record that the reader has left may be out of
    memory.
    """
    _Readers.last_run = monotonic()
    if not _Keeper.works:
        look()
    session = st.session_state
    read: dict[Home, State] = session.get(READ, {})
    left: dict[Home, State] = session.get(LEFT, {})
    states = {home: was for home, was in left.items() if home not in read} | read
    session[LEFT] = dict([*states.items()][-RECORDS:])
    session[READ] = {}


def state(home: Home) -> State:
    """Return the state of a record that the page is made of; outside of a run, the newest."""
    if (now := _read_now.get()) and now[0] == home:
        return now[1]
    if not get_script_run_ctx(suppress_warning=True):
        return watch(home).shown
    read: dict[Home, State] = st.session_state.setdefault(READ, {})
    if home not in read:
        read[home] = watch(home).shown
        _note_change(home, read[home])
    return read[home]


def _note_change(home: Home, newest: State) -> None:
    """Keep the rows that a reader has seen, where the record is another now."""
    left: dict[Home, State] = st.session_state.get(LEFT, {})
    was = left.get(home, newest)
    if was.mark != newest.mark and was.record is not None:
        since = st.session_state.setdefault(SINCE, {})
        since.setdefault(home, editions.rows(was.record))


def find_home() -> Home | None:
    """Return the home of the record that all is read of in this context, if it is said."""
    now = _read_now.get()
    return now[0] if now else None


def leave(home: Home) -> State | None:
    """Return, once, the state that the page was made of before, where it is another now."""
    left: dict[Home, State] = st.session_state.get(LEFT, {})
    was = left.pop(home, None)
    return was if was and was.mark != state(home).mark else None


def read_since(home: Home) -> pd.DataFrame | None:
    """Return the rows that were there when the reader had last seen all: `table`, `id`, `mark`."""
    since: dict[Home, pd.DataFrame] = st.session_state.get(SINCE, {})
    return since.get(home)


def have_seen(home: Home) -> None:
    """Note that the reader has seen what has changed in a record."""
    st.session_state.get(SINCE, {}).pop(home, None)


def find_faults(home: Home) -> tuple[Finding, ...]:
    """Return the faults of the files as they are, where an earlier, sound state is shown instead.

    They are for curators; they may tell of what a reader's moment hides.
    """
    return watch(home).faults


def find_mark(home: Home) -> str:
    """Return the short hash of the newest state; empty where the record is not in memory."""
    with _listing:
        one = _watches.get(home)
    return one.shown.mark if one else ""


def look(*, at_once: bool = False) -> bool:
    """Look at the files of all records in memory; return whether one is shown in another state.

    `at_once`, after a change that is whole, waits for nothing.
    """
    with _listing:
        watches = list(_watches.values())
    changed = [one.look(at_once=at_once) for one in watches]
    return any(changed)


class _Readers:
    """When a page was last begun for any of them, in seconds of `time.monotonic`."""

    last_run = 0.0


def find_last_run() -> float:
    """Return when a page was last begun, in seconds of `time.monotonic`."""
    return _Readers.last_run


class _Keeper:
    """Whether something in this process looks at the files by itself."""

    works = False


async def keep() -> None:
    """Look at the files for as long as the server runs, in a thread beside it."""
    _Keeper.works = True
    try:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await asyncio.to_thread(look)
            except Exception:
                logging.getLogger(__name__).exception("the files could not be looked at")
    finally:
        _Keeper.works = False


@contextmanager
def _reading(home: Home, read: State) -> Iterator[None]:
    """Let all that is asked for in this context be of this state."""
    token = _read_now.set((home, read))
    try:
        yield
    finally:
        _read_now.reset(token)


def _prepare(old: State, new: State, at_once: bool) -> None:
    """Make what readers have asked of the old state of the new one, before they see it."""
    if old.record is None or new.record is None:
        return
    editions.rows(old.record)
    editions.rows(new.record)
    with _reading(new.record.package.home, new):
        warmth.make_again(old.record, new.record, warmth.HURRY if at_once else warmth.TIME)
