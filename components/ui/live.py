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
from pathlib import Path
from threading import Lock

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui import warmth
from data import editions
from data.checks.sheet import Finding
from data.live import State, Watch

RECORDS = 4  # that are in memory at once; one takes some 30 MB
EVERY = 0.2  # seconds between two looks at the files
READ = "records_read"  # in the session: the states that the page is made of, by folder
LEFT = "records_left"  # in the session, until it is read: the state before, of what has changed
SINCE = "records_since"  # in the session: the rows that the reader had seen, by folder
_watches: OrderedDict[Path, Watch] = OrderedDict()
_opening = Lock()
_read_now: ContextVar[tuple[Path, State] | None] = ContextVar("state_read_now", default=None)


def watch(folder: Path) -> Watch:
    """Return what watches a folder, which is read where it was not in memory."""
    with _opening:
        if folder not in _watches:
            _watches[folder] = Watch(folder, prepare=_prepare)
            while len(_watches) > RECORDS:
                _watches.popitem(last=False)
        _watches.move_to_end(folder)
        return _watches[folder]


def begin_run() -> None:
    """Take the newest states: the first thing that a run of a whole page does."""
    if not _Keeper.works:
        look()
    session = st.session_state
    read: dict[Path, State] = session.get(READ, {})
    newest = {folder: watch(folder).shown for folder in read}
    left = {folder: was for folder, was in read.items() if newest[folder].mark != was.mark}
    session[READ] = newest
    session.setdefault(LEFT, {}).update(left)
    for folder, was in left.items():
        if was.record is not None:
            session.setdefault(SINCE, {}).setdefault(folder, editions.rows(was.record))


def state(folder: Path) -> State:
    """Return the state of a folder that the page is made of; outside of a run, the newest."""
    if (now := _read_now.get()) and now[0] == folder:
        return now[1]
    if not get_script_run_ctx(suppress_warning=True):
        return watch(folder).shown
    read: dict[Path, State] = st.session_state.setdefault(READ, {})
    if folder not in read:
        read[folder] = watch(folder).shown
    return read[folder]


def find_folder() -> Path | None:
    """Return the folder that all is read of in this context, if it is said."""
    now = _read_now.get()
    return now[0] if now else None


def leave(folder: Path) -> State | None:
    """Return, once, the state that the page was made of before, where it is another now."""
    left: dict[Path, State] = st.session_state.get(LEFT, {})
    return left.pop(folder, None)


def read_since(folder: Path) -> pd.DataFrame | None:
    """Return the rows that were there when the reader had last seen all: `table`, `id`, `mark`."""
    since: dict[Path, pd.DataFrame] = st.session_state.get(SINCE, {})
    return since.get(folder)


def have_seen(folder: Path) -> None:
    """Note that the reader has seen what has changed in a record."""
    st.session_state.get(SINCE, {}).pop(folder, None)


def find_faults(folder: Path) -> tuple[Finding, ...]:
    """Return the faults of the files as they are, where an earlier, sound state is shown instead.

    They are for curators; they may tell of what a reader's moment hides.
    """
    return watch(folder).faults


def find_mark(folder: Path) -> str:
    """Return the short hash of the newest state; empty where the folder is not in memory."""
    return _watches[folder].shown.mark if folder in _watches else ""


def look(*, at_once: bool = False) -> bool:
    """Look at the files of all records in memory; return whether one is shown in another state.

    `at_once`, after a change that is whole, waits for nothing.
    """
    changed = [one.look(at_once=at_once) for one in list(_watches.values())]
    return any(changed)


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
def _reading(folder: Path, read: State) -> Iterator[None]:
    """Let all that is asked for in this context be of this state."""
    token = _read_now.set((folder, read))
    try:
        yield
    finally:
        _read_now.reset(token)


def _prepare(old: State, new: State) -> None:
    """Make what readers have asked of the old state of the new one, before they see it."""
    if old.record is None or new.record is None:
        return
    editions.rows(old.record)
    editions.rows(new.record)
    with _reading(new.record.package.folder, new):
        warmth.make_again(old.record, new.record)
