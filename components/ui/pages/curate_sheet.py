"""A spreadsheet brought in: what differs from the record first, then as proposals or whole."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.elements.controls import pressed
from data.curation import queue
from data.curation.changes import Changes, Contents, compare
from data.curation.commands import count as count_changes
from data.curation.proposals import PERSON, Proposal, Proposed
from data.curation.writer import Faulty
from data.package import NotAPackage
from data.words import count
from data.workbook.importer import Reading, read_tables

READ = "curate_read"  # in the session: the file that was read last, and what it holds
TROUBLE = "curate_sheet_trouble"  # in the session: why it could not be written
TYPES = ["xlsx", "xlsm", "csv"]
MOST_MB = 50
MOST = 100  # differences that are listed; more are counted


@dataclass(frozen=True)
class RowChange:
    """A row that differs: `what` is added, removed or corrected; `cells` are column, old, new."""

    table: str
    row: str
    what: str
    title: str
    cells: tuple[tuple[str, str, str], ...] = ()


@layout.block
def place() -> None:
    """Place where a file is dropped, what differs in it, and the two ways to take it in."""
    uploaded = st.file_uploader(
        "A workbook, or a CSV file named as its table",
        type=TYPES,
        key="curate_file",
        max_upload_size=MOST_MB,
    )
    if not uploaded:
        layout.notice(
            "Drop a workbook with sheets named as tables, or a file such as events.csv. What "
            "differs from the record is listed here before anything is written. "
            "`python -m data export` writes the record as such a workbook."
        )
        return
    there = curate.now()
    try:
        reading = _read(uploaded.name, uploaded.getvalue(), there)
    except NotAPackage as fault:
        layout.notice(f"{fault}")
        return
    _say(reading, there)


def _read(name: str, content: bytes, there: Now) -> Reading:
    """Return what a file holds: read once, until another comes or the record changes."""
    mark = (name, hashlib.sha256(content).hexdigest(), there.mark)
    known = st.session_state.get(READ)
    if known and known[0] == mark:
        reading: Reading = known[1]
        return reading
    with tempfile.TemporaryDirectory() as within:
        # Its name says which table it is; nothing else of it is trusted.
        file = Path(within, PurePath(name.replace("\\", "/")).name or "file")
        file.write_bytes(content)
        try:
            reading = read_tables(file, there.package)
        except NotAPackage as fault:
            raise NotAPackage(str(fault).replace(f"{within}/", "")) from fault
    st.session_state[READ] = (mark, reading)
    return reading


def _say(reading: Reading, there: Now) -> None:
    tables = {name: _square(rows, there, name) for name, rows in reading.contents.tables.items()}
    contents = Contents(tables)
    changes = compare(there.contents, contents)
    listed = list(list_changes(changes, there, tables))
    layout.html(
        "curate_sheet",
        lines=reading.lines,
        faults=reading.faults[:MOST],
        number=len(reading.faults),
        what="; ".join(count_changes(changes)),
        listed=listed[:MOST],
        more=max(0, len(listed) - MOST),
        differs=bool(changes),
    )
    for line in st.session_state.pop(TROUBLE, ()):
        layout.notice(line)
    if not changes:
        return
    why = st.text_input("Why, for the log", key="curate_sheet_why", placeholder="a few words")
    with st.container(horizontal=True, key="curate_sheet_ways"):
        label = f"Propose {count(len(make_proposals(changes, there)), 'row')}"
        if pressed(label, "curate_sheet_propose", type="primary"):
            _propose(changes, there)
            st.rerun()
        removes = "Rows that the file does not hold are removed from its tables."
        faulty = bool(reading.faults)
        if pressed("Write it whole", "curate_sheet_whole", disabled=faulty, help=removes):
            _write(contents, why)
            st.rerun()


def _square(
    rows: Mapping[str, Mapping[str, str]], there: Now, name: str
) -> Mapping[str, Mapping[str, str]]:
    """Return a table's rows with all its columns: those that the file lacks as they are."""
    old = there.contents.tables.get(name, {})
    columns = [described.name for described in there.package.tables[name].fields]
    return {
        row: {column: cells.get(column, old.get(row, {}).get(column, "")) for column in columns}
        for row, cells in rows.items()
    }


def list_changes(
    changes: Changes, there: Now, tables: Mapping[str, Mapping[str, Mapping[str, str]]]
) -> Iterator[RowChange]:
    """Yield which rows differ, and in which cells."""
    for row in changes.added:
        cells = tuple((column, "", cell) for column, cell in row.cells.items())
        yield RowChange(row.table, row.row, "added", "", cells)
    by_row: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for cell in changes.cells:
        by_row.setdefault((cell.table, cell.row), []).append((cell.column, cell.old, cell.new))
    for (table, name), named in by_row.items():
        title = there.titles[table].get(name, "")
        yield RowChange(table, name, "corrected", title, tuple(named))
    for row in changes.removed:
        yield RowChange(row.table, row.row, "removed", there.titles[row.table].get(row.row, ""))


def make_proposals(changes: Changes, there: Now) -> tuple[Proposal, ...]:
    """Return what a file adds and corrects as proposals, one a row, the same for the same file.

    What it does not hold is no proposal to remove it.
    """
    rows = {
        (row.table, row.row): {c: Proposed(cell, basis=PERSON) for c, cell in row.cells.items()}
        for row in changes.added
    }
    old: dict[tuple[str, str], Mapping[str, str]] = {}
    for cell in changes.cells:
        place_ = (cell.table, cell.row)
        rows.setdefault(place_, {})[cell.column] = Proposed(cell.new, basis=PERSON)
        old[place_] = dict(there.contents.tables[cell.table][cell.row])
    return tuple(
        Proposal(_name(table, row, cells), table, row, cells, old=old.get((table, row)))
        for (table, row), cells in rows.items()
    )


def _name(table: str, row: str, cells: Mapping[str, Proposed]) -> str:
    written = repr((table, row, sorted((column, cell.value) for column, cell in cells.items())))
    return f"sheet-{hashlib.sha256(written.encode()).hexdigest()[:12]}"


@layout.action
def _propose(changes: Changes, there: Now) -> None:
    proposals = make_proposals(changes, there)
    new = queue.propose(curate.home(), proposals, curate.name())
    before = len(proposals) - new
    also = f"; {count(before, 'row')} of it {'was' if before == 1 else 'were'} there" * bool(before)
    curate.tell(f"{count(new, 'proposal')} put into the queue{also}.")


@layout.action
def _write(contents: Contents, why: str) -> None:
    if not why.strip():
        st.session_state[TROUBLE] = ["Say why, for the log, before it is written."]
        return
    try:
        written = curate.save_whole(contents, why)
    except Faulty as fault:
        st.session_state[TROUBLE] = [f"Nothing was written. {one}" for one in fault.faults[:MOST]]
    else:
        curate.tell("The spreadsheet is on record.", written)
