"""Curating: whether it is set up, who curates, the record as it is now, what is written."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from components.ui import account, links, live, store
from components.ui.account import Refused
from data import clock
from data.curation import queue, writer
from data.curation.changes import Changes, Conflict, Contents, read_contents
from data.curation.log import Account, make_account
from data.curation.proposals import PERSON, Proposal, Proposed
from data.curation.trial import (
    Checked,
    SoundRecord,
    Spot,
    check_changes,
    check_rows,
    make_sound_record,
)
from data.curation.writer import Faulty, Written
from data.descriptor import read_package
from data.homes import Home
from data.kinds import KINDS
from data.live import find_mark
from data.package import Package
from data.view import View

# In the environment: 1 where whoever opens the pages may write, unless curators are to sign in.
SET_UP = "REDLINES_CURATE"
PAGE = "curate"
NAME = "curator"  # in the session: who curates, where nobody signs in
LET_IN = "let_in"  # in the session: the reader could write when they opened the page
CORRECT = "correct"  # in the address, then in the session: the row to correct, as events/its-id
DONE = "curated"  # in the session: what was written last
BETWEEN = " · "  # parts the words of a row's title; its id is the last
LONGEST_TITLE = 90  # characters of a row's title in a list


@dataclass(frozen=True, eq=False)
class Now:
    """A record as it is now: its package, the rows of its tables, and what rows are called.

    `titles` are by table and id, as its title, a dot and its id. `mark` is the hash of its files.
    """

    package: Package
    contents: Contents
    titles: Mapping[str, Mapping[str, str]]
    mark: str

    @cached_property
    def sound(self) -> SoundRecord:
        """Return it as rows are checked beside its own."""
        return make_sound_record(self.package, self.contents)


@dataclass(frozen=True)
class Done:
    """What was written last: words, the change's number in the log, its rows as table and id."""

    words: str
    number: int
    rows: Sequence[tuple[str, str]] = ()


def is_on() -> bool:
    """Say whether the reader may write: with a curator's account, or where anybody may."""
    return not find_refusal()


def find_refusal() -> str:
    """Return why the reader may not write, in a sentence; "" where they may."""
    if account.requires_sign_in():
        return account.find_refusal()
    return "" if os.environ.get(SET_UP, "") == "1" else "Nobody may write into this record here."


def is_open() -> bool:
    """Say whether there is a page to curate on: for who may write, or could when they opened it.

    What these have typed is kept for them to copy; `leave` ends that.
    """
    return is_on() or LET_IN in st.session_state


def let_in() -> None:
    """Note that the reader has opened the page as one who may write."""
    st.session_state[LET_IN] = True


def leave() -> None:
    """Note that the reader is at another page."""
    st.session_state.pop(LET_IN, None)


def find_name() -> str:
    """Return who curates: the address of their account, or the name they gave; "" until then."""
    if account.requires_sign_in():
        return account.find_address()
    return str(st.session_state.get(NAME, ""))


def name() -> str:
    """Return who writes; raises Refused where they may not, so ask it as something is written."""
    if refusal := find_refusal():
        raise Refused(refusal)
    return find_name()


def now() -> Now:
    """Return the record as it is now."""
    package = read_package(home())
    return _read(_Files(package))


class _Files:
    """A package that is told from another by what its files hold."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.mark = (package.home, tuple(sorted(package.files.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files) and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)


@lru_cache(maxsize=2)
def _read(files: _Files) -> Now:
    contents = read_contents(files.package)
    titles = {
        table: {row: _title(table, row, cells) for row, cells in rows.items()}
        for table, rows in contents.tables.items()
    }
    return Now(files.package, contents, titles, find_mark(files.package))


def _title(table: str, row: str, cells: Mapping[str, str]) -> str:
    kind = KINDS.get(table)
    words = cells.get(kind.title, "") if kind else ""
    if table == "sources":
        words = f"{cells.get('publisher', '')}: {words}"
    words = words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"
    native = cells.get("native_name", "")
    return BETWEEN.join(filter(None, (words, native, row)))


def home() -> Home:
    """Return where the record lives that is curated."""
    return store.record().package.home


def correct(table: str, row: str, old: Mapping[str, str], cells: Mapping[str, str]) -> Proposal:
    """Return a person's proposal: new cells of a row on record."""
    proposed = {column: Proposed(cell, basis=PERSON) for column, cell in cells.items()}
    return Proposal(_new_id(), table, row, proposed, old=dict(old))


def add(table: str, row: str, cells: Mapping[str, str]) -> Proposal:
    """Return a person's proposal of a new row."""
    proposed = {column: Proposed(cell, basis=PERSON) for column, cell in cells.items() if cell}
    return Proposal(_new_id(), table, row, proposed)


def _new_id() -> str:
    return f"hand-{uuid4().hex[:12]}"


def check(changes: Changes, there: Now) -> Checked:
    """Return what the checks find in the rows of a change, beside all others; raises Conflict.

    It is quick, for every key pressed. What is written is checked with the whole record.
    """
    return check_rows(there.sound, changes, store.checked())


def find_faults(changes: Changes, fault: Faulty) -> Sequence[Spot]:
    """Return what keeps a change from being written, each finding by its row, else what it said."""
    there = now()
    try:
        if faults := check_changes(there.package, changes, store.checked()).faults:
            return faults
    except Conflict:  # somebody was quicker
        pass
    return [Spot(f.table, "", f.column, f.value, f.rule, f.mend) for f in fault.faults]


def save(changes: Changes, why: str) -> Written:
    """Write changes into the record; raises as `data.curation.writer.write` does."""
    return _write(lambda at: writer.write(at, changes, _account(why)))


def save_whole(contents: Contents, why: str) -> Written:
    """Put whole tables in place of the record's own; raises Faulty."""
    return _write(lambda at: writer.write_contents(at, contents, _account(why)))


def accept(proposals: Sequence[Proposal], why: str) -> Written:
    """Write proposals into the record; raises as `data.curation.queue.accept` does."""
    return _write(lambda at: queue.accept(at, proposals, _account(why)))


def undo(number: int) -> Written:
    """Take a change back; raises as `data.curation.writer.undo` does."""
    why = f"undo of change {number}"
    return _write(lambda at: writer.undo(at, number, _account(why)))


def _account(why: str) -> Account:
    return make_account(name(), why)


def _write(make: Callable[[Home], Written]) -> Written:
    written = make(home())
    live.look(at_once=True)  # the next run of a whole page shows it
    return written


def tell(words: str, written: Written | None = None) -> None:
    """Keep words to be said on the page, with the ways to the rows of what was written, if any."""
    st.session_state[DONE] = (
        Done(words, written.number, list_rows(written.changes)) if written else Done(words, 0)
    )


def list_rows(changes: Changes) -> Sequence[tuple[str, str]]:
    """Return the rows that a change adds, corrects or removes, as table and id."""
    places = [(row.table, row.row) for row in changes.added]
    places += [(cell.table, cell.row) for cell in changes.cells]
    places += [(row.table, row.row) for row in changes.removed]
    return tuple(dict.fromkeys(places))


def name_rows(rows: Sequence[tuple[str, str]], there: Now) -> list[tuple[str, str]]:
    """Return what rows are called, each with where it is read; "" where no page has it."""
    return [
        (
            there.titles.get(table, {}).get(row, row).removesuffix(f"{BETWEEN}{row}"),
            find_address(table, row, there),
        )
        for table, row in rows
    ]


def find_row(label: str, titles: Mapping[str, str]) -> str:
    """Return the id that a label ends with, though the row may be called otherwise by now; else "".

    A browser sends back what a list had said when it was drawn.
    """
    row = label.rpartition(BETWEEN)[2]
    return row if row in titles else ""


def find_address(table: str, row: str, there: Now) -> str:
    """Return where a row on record is read, at the record's last moment; "" where no page has it.

    Curating follows no clock, and the row may be later than what the reader looks at.
    """
    kind = KINDS.get(table)
    cells = there.contents.tables.get(table, {}).get(row)
    if not kind or not kind.page or cells is None:
        return ""
    record = store.record()
    last = View.default(record).but(as_of=clock.on(record.last.date()))
    return links.entry(table, cells.get(kind.opened_by, row), last)


def find_way(table: str, row: str, view: View) -> str:
    """Return where a row is corrected, by those who may."""
    address = links.address(PAGE, view, show="by_hand")
    return f"{address}&{urlencode({CORRECT: f'{table}/{row}'}, safe='/')}"
