"""A row as it is written by hand, kept in the session until it is saved, and how it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from data.curation import queue
from data.curation.changes import Changes, Conflict, Row
from data.curation.ids import suggest_id
from data.curation.proposals import Proposal, make_changes
from data.curation.writer import Faulty

BY_HAND = "curate_by_hand"  # in the session: what is written by hand and not saved yet
TROUBLE = "curate_hand_trouble"  # in the session: why it could not be saved, in lines
FIRST = "events"  # the table that is offered first
MOST = 12  # faults that a notice names


@dataclass(frozen=True)
class HandRow:
    """A row as it is written: `old` are its cells when it was opened, None for a new row.

    `number` tells the widgets of one row from those of the next.
    """

    table: str
    row: str = ""
    old: Mapping[str, str] | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    number: int = 0

    def but(self, cells: Mapping[str, str]) -> "HandRow":
        """Return it with some cells otherwise."""
        return replace(self, cells={**self.cells, **cells})


def current() -> HandRow:
    """Return what is written."""
    by_hand: HandRow = st.session_state.setdefault(BY_HAND, HandRow(FIRST))
    return by_hand


def begin(table: str, row: str, there: Now) -> None:
    """Begin a row on record, or a new one; what was written before goes."""
    old = there.contents.tables[table].get(row)
    number = current().number + 1
    st.session_state[BY_HAND] = HandRow(table, row, old, dict(old or {}), number)
    st.session_state.pop(TROUBLE, None)


def add_id(by_hand: HandRow, there: Now) -> tuple[HandRow, str]:
    """Return a new row with the id suggested for it, and that id; "" where a person wrote one."""
    key = there.package.tables[by_hand.table].key
    if by_hand.old is not None or by_hand.cells.get(key):
        return by_hand, ""
    suggested = suggest_id(by_hand.table, by_hand.cells, there.contents.tables[by_hand.table])
    return (by_hand.but({key: suggested}) if suggested else by_hand), suggested


def find_row(by_hand: HandRow, there: Now) -> str:
    """Return the id of a row as it is written."""
    key = there.package.tables[by_hand.table].key
    return by_hand.row or by_hand.cells.get(key, "")


def make_proposal(by_hand: HandRow, there: Now) -> Proposal:
    """Return what is written as a proposal: a new row, or the cells that differ."""
    row = find_row(by_hand, there)
    if by_hand.old is None:
        return curate.add(by_hand.table, row, by_hand.cells)
    changed = {c: cell for c, cell in by_hand.cells.items() if cell != by_hand.old.get(c, "")}
    return curate.correct(by_hand.table, row, by_hand.old, changed)


def make_changes_of(by_hand: HandRow, there: Now) -> Changes:
    """Return what is written as changes of the record."""
    return make_changes([make_proposal(by_hand, there)])


@layout.action
def save(by_hand: HandRow, why: str) -> None:
    """Write it into the record, or keep why that cannot be."""
    there = curate.now()
    changes = make_changes_of(by_hand, there)
    words = "is added" if by_hand.old is None else "is corrected"
    _write(by_hand, changes, why, f"{by_hand.table} {find_row(by_hand, there)} {words}.")


@layout.action
def remove(by_hand: HandRow, why: str) -> None:
    """Take the row off the record, as it was when it was opened; or keep why that cannot be."""
    cells = {column: cell for column, cell in (by_hand.old or {}).items() if cell}
    changes = Changes(removed=(Row(by_hand.table, by_hand.row, cells),))
    _write(by_hand, changes, why, f"{by_hand.table} {by_hand.row} is removed.")


def _write(by_hand: HandRow, changes: Changes, why: str, words: str) -> None:
    """Write changes, or keep why that cannot be for the page to say; nothing written is lost."""
    if not changes or not any(by_hand.cells.values()):
        st.session_state[TROUBLE] = ["Nothing is written yet that differs from the record."]
        return
    if by_hand.old is not None and not why.strip():
        st.session_state[TROUBLE] = ["Say why, for the log, before it is saved."]
        return
    try:
        written = curate.save(changes, why)
    except Conflict:
        # A form of its own: a browser may have lost words of this one as the record was swapped.
        st.session_state[BY_HAND] = replace(by_hand, number=by_hand.number + 1)
        st.session_state[TROUBLE] = ["Not saved: the row was changed meanwhile, see below."]
    except Faulty as fault:
        spots = curate.find_faults(changes, fault)[:MOST]
        st.session_state[TROUBLE] = [f"Not saved. {spot}" for spot in spots]
    else:
        begin(by_hand.table, "", curate.now())
        curate.tell(words, written)


@layout.action
def propose(by_hand: HandRow) -> None:
    """Put it into the queue."""
    there = curate.now()
    if not make_changes_of(by_hand, there) or not any(by_hand.cells.values()):
        st.session_state[TROUBLE] = ["Nothing is written yet that differs from the record."]
        return
    queue.propose(curate.home(), [make_proposal(by_hand, there)], curate.name())
    begin(by_hand.table, "", there)
    curate.tell("It is in the queue of proposals.")
