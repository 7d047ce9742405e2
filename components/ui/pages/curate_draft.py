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

DRAFT = "curate_draft"  # in the session: what is written by hand and not saved yet
TROUBLE = "curate_hand_trouble"  # in the session: why it could not be saved, in lines
FIRST = "events"  # the table that is offered first
MOST = 12  # faults that a notice names


@dataclass(frozen=True)
class Draft:
    """A row as it is written: `old` are its cells when it was opened, None for a new row.

    `number` tells the widgets of one draft from those of the next.
    """

    table: str
    row: str = ""
    old: Mapping[str, str] | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    number: int = 0

    def but(self, cells: Mapping[str, str]) -> "Draft":
        """Return it with some cells otherwise."""
        return replace(self, cells={**self.cells, **cells})


def current() -> Draft:
    """Return what is written."""
    draft: Draft = st.session_state.setdefault(DRAFT, Draft(FIRST))
    return draft


def begin(table: str, row: str, there: Now) -> None:
    """Begin a row on record, or a new one; what was written before goes."""
    old = there.contents.tables[table].get(row)
    number = current().number + 1
    st.session_state[DRAFT] = Draft(table, row, old, dict(old or {}), number)
    st.session_state.pop(TROUBLE, None)


def add_id(draft: Draft, there: Now) -> tuple[Draft, str]:
    """Return a new row with the id suggested for it, and that id; "" where a person wrote one."""
    key = there.package.tables[draft.table].key
    if draft.old is not None or draft.cells.get(key):
        return draft, ""
    suggested = suggest_id(draft.table, draft.cells, there.contents.tables[draft.table])
    return (draft.but({key: suggested}) if suggested else draft), suggested


def find_row(draft: Draft, there: Now) -> str:
    """Return the id of a row as it is written."""
    key = there.package.tables[draft.table].key
    return draft.row or draft.cells.get(key, "")


def make_proposal(draft: Draft, there: Now) -> Proposal:
    """Return what is written as a proposal: a new row, or the cells that differ."""
    row = find_row(draft, there)
    if draft.old is None:
        return curate.add(draft.table, row, draft.cells)
    changed = {c: cell for c, cell in draft.cells.items() if cell != draft.old.get(c, "")}
    return curate.correct(draft.table, row, draft.old, changed)


def make_changes_of(draft: Draft, there: Now) -> Changes:
    """Return what is written as changes of the record."""
    return make_changes([make_proposal(draft, there)])


@layout.action
def save(draft: Draft, why: str) -> None:
    """Write it into the record, or keep why that cannot be."""
    there = curate.now()
    changes = make_changes_of(draft, there)
    words = "is added" if draft.old is None else "is corrected"
    _write(draft, changes, why, f"{draft.table} {find_row(draft, there)} {words}.")


@layout.action
def remove(draft: Draft, why: str) -> None:
    """Take the row off the record, as it was when it was opened; or keep why that cannot be."""
    cells = {column: cell for column, cell in (draft.old or {}).items() if cell}
    changes = Changes(removed=(Row(draft.table, draft.row, cells),))
    _write(draft, changes, why, f"{draft.table} {draft.row} is removed.")


def _write(draft: Draft, changes: Changes, why: str, words: str) -> None:
    """Write changes, or keep why that cannot be for the page to say; nothing written is lost."""
    if not changes or not any(draft.cells.values()):
        st.session_state[TROUBLE] = ["Nothing is written yet that differs from the record."]
        return
    if draft.old is not None and not why.strip():
        st.session_state[TROUBLE] = ["Say why, for the log, before it is saved."]
        return
    try:
        checked = curate.check(changes, curate.now())
        if checked.faults:
            named = [f"Not saved. {spot}" for spot in checked.faults[:MOST]]
            st.session_state[TROUBLE] = named
            return
        written = curate.save(changes, why)
    except Conflict:
        st.session_state[TROUBLE] = ["Not saved: the row was changed meanwhile, see below."]
    except Faulty as fault:
        st.session_state[TROUBLE] = [f"Not saved. {fault}"]
    else:
        begin(draft.table, "", curate.now())
        curate.tell(words, written)


@layout.action
def propose(draft: Draft) -> None:
    """Put it into the queue."""
    there = curate.now()
    if not make_changes_of(draft, there) or not any(draft.cells.values()):
        st.session_state[TROUBLE] = ["Nothing is written yet that differs from the record."]
        return
    queue.propose(curate.home(), [make_proposal(draft, there)], curate.name())
    begin(draft.table, "", there)
    curate.tell_words("It is in the queue of proposals.")
