"""A row by hand: a form made from the schema, new or of a row on record, checked as one writes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.elements.controls import pressed
from components.ui.pages import curate_fields, curate_merge, curate_row
from components.ui.pages.curate_fields import Form, find_rows
from components.ui.pages.curate_row import (
    BY_HAND,
    TROUBLE,
    HandRow,
    begin,
    current,
    find_row,
    make_changes_of,
)
from data.curation.changes import Conflict, Difference
from data.curation.trial import Checked, put_in_form


@layout.block
def place() -> None:
    """Place the choice of a table and a row, and the form."""
    there = curate.now()
    _follow_link(there)
    by_hand = current()
    _choose(by_hand, there)
    if by_hand.table not in there.package.tables:
        layout.notice("The record has no such table.")
        return
    if by_hand.old is not None and by_hand.row not in there.contents.tables[by_hand.table]:
        layout.notice(f"{by_hand.table} {by_hand.row} was removed. Choose another row.")
        return
    with st.container(key="curate_form"):
        _form(by_hand, there)


def _follow_link(there: Now) -> None:
    """Open the row that a card's link names."""
    table, _, row = str(st.session_state.pop(curate.CORRECT, "")).partition("/")
    if row in there.contents.tables.get(table, {}):
        begin(table, row, there)
    elif table:
        layout.notice("The row that the link names is not on record.")


def _choose(by_hand: HandRow, there: Now) -> None:
    """Place the choice of table and row; what was begun goes as another is chosen."""
    tables, titles = there.package.tables, there.titles.get(by_hand.table, {})
    keys = (f"curate_table_{by_hand.number}", f"curate_of_row_{by_hand.number}")

    @layout.action
    def open_table() -> None:
        begin(str(st.session_state[keys[0]]), "", there)

    @layout.action
    def open_row() -> None:
        words = str(st.session_state[keys[1]] or "")
        matches = _find_chosen(words, by_hand.row, titles)
        if len(matches) != 1:
            line = f"{len(matches):,} rows have the words {words!r}: write more of them, or its id."
            st.session_state[TROUBLE] = [line]
        elif matches[0] != by_hand.row:
            begin(by_hand.table, matches[0], there)

    st.session_state.setdefault(keys[0], by_hand.table)
    st.session_state.setdefault(keys[1], by_hand.row or None)
    with st.container(horizontal=True, vertical_alignment="bottom", key="curate_which"):
        st.selectbox(
            "Table",
            list(tables),
            format_func=lambda name: tables[name].title,
            key=keys[0],
            on_change=open_table,
            width=220,
        )
        st.selectbox(
            "Row to correct",
            list(dict.fromkeys([*filter(None, [by_hand.row]), *find_rows(titles, "")])),
            index=None,
            format_func=lambda row: titles.get(row, row),
            key=keys[1],
            on_change=open_row,
            accept_new_options=True,
            placeholder=f"None: a new row. Search among {len(titles):,}",
        )
    layout.html("curate_table", words=_sentence(tables[by_hand.table].description))


def _find_chosen(words: str, opened: str, titles: Mapping[str, str]) -> Sequence[str]:
    """Return the rows that a choice may mean; the opened one may have been called otherwise."""
    if opened and words.rpartition(curate.BETWEEN)[2] == opened:
        return [opened]
    if row := curate.find_row(words, titles):
        return [row]
    return [words] if words in titles else find_rows(titles, words) if words else [""]


def _sentence(words: str) -> str:
    return f"{words.rstrip('.')}." if words else ""


def _form(by_hand: HandRow, there: Now) -> None:
    table = there.package.tables[by_hand.table]
    by_hand, suggested = curate_row.add_id(by_hand, there)
    checked, differences = _check(by_hand, there)
    of_row = checked.at(by_hand.table, find_row(by_hand, there))
    with st.container(key="curate_over_form"):  # always there: see `curate_fields.make_container`
        if suggested:
            layout.html("curate_id", suggested=suggested)
        for line in st.session_state.get(TROUBLE, ()):
            layout.notice(line)

    @layout.action
    def hear(column: str, cell: str) -> None:
        form = put_in_form(there.package, by_hand.table, {column: cell})
        st.session_state[BY_HAND] = current().but(form)

    form = Form(_key(by_hand), table, by_hand.cells, hear, there, live=True)
    left, right = st.columns(2, gap="medium")
    half = (len(table.fields) + 1) // 2
    for place_, fields in ((left, table.fields[:half]), (right, table.fields[half:])):
        with place_:
            for described in fields:
                is_key = described.name == table.key
                fixed = {"disabled": True} if is_key and by_hand.old is not None else {}
                cell = by_hand.cells.get(described.name, "")
                with curate_fields.make_container(form, described):
                    curate_fields.place(form, described, **fixed)
                    curate_fields.say_faults(of_row, described.name, cell)
    if differences:
        curate_merge.place(_key(by_hand), differences, _take(by_hand, there))
    _say_needs(by_hand, checked, of_row, bool(differences))
    _decide(by_hand)


def _key(by_hand: HandRow) -> str:
    return f"hand{by_hand.number}"


def _check(by_hand: HandRow, there: Now) -> tuple[Checked, tuple[Difference, ...]]:
    """Return what the checks find with the row as it is written; nothing before a cell is."""
    if not make_changes_of(by_hand, there) or not any(by_hand.cells.values()):
        return Checked(()), ()
    try:
        return curate.check(make_changes_of(by_hand, there), there), ()
    except Conflict as conflict:
        return Checked(()), conflict.differences


def _say_needs(by_hand: HandRow, checked: Checked, of_row: Checked, differs: bool) -> None:
    unfilled = [
        curate_fields.say_name(spot.column)
        for spot in of_row.faults
        if curate_fields.is_unfilled(spot, by_hand.cells.get(spot.column, ""))
    ]
    written = any(by_hand.cells.values()) and by_hand.cells != by_hand.old
    layout.html(
        "curate_needs",
        unfilled=unfilled,
        columns=(),
        others=(),
        elsewhere=[spot for spot in checked.faults if spot not in of_row.faults],
        ready=written and not checked.faults and not differs,
    )


def _take(by_hand: HandRow, there: Now) -> curate_merge.Take:
    def take(cells: Mapping[str, str]) -> None:
        old = there.contents.tables[by_hand.table][by_hand.row]
        mine = {
            c: cell for c, cell in by_hand.cells.items() if cell != (by_hand.old or {}).get(c, "")
        }
        st.session_state[BY_HAND] = replace(
            by_hand, old=old, cells={**old, **mine, **cells}, number=by_hand.number + 1
        )

    return take


def _decide(by_hand: HandRow) -> None:
    """Place the reason for the log, and what may be done with the row."""
    key = _key(by_hand)
    why = st.text_input(
        "Why, for the log",
        key=f"{key}_why",
        placeholder="needed for a correction and a removal, as 'date from the protocol'",
    )
    with st.container(horizontal=True, key=f"{key}_decide"):
        if pressed("Save to the record", f"{key}_save", type="primary"):
            curate_row.save(by_hand, why)
            st.rerun()
        if pressed("Leave as a proposal", f"{key}_propose"):
            curate_row.propose(by_hand)
            st.rerun()
        if by_hand.old is not None and pressed("Remove this row", f"{key}_remove"):
            curate_row.remove(by_hand, why)
            st.rerun()
