"""What a record would be with a change in it: named by row, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checks import beside
from data.checks.run import check_package
from data.curation.changes import Cell, Changes, Conflict, Row, read_contents
from data.curation.trial import Checked, check_changes, check_rows, make_sound_record, put_in_form
from data.descriptor import read_package
from data.package import Table
from tests.conftest import MADE_UP
from tests.curation.made_changes import change_cell, digest, person

Copy = Callable[[Path], Path]


@pytest.fixture
def folder(copied: Copy) -> Path:
    return copied(MADE_UP)


def check(folder: Path, changes: Changes) -> Checked:
    package = read_package(folder)
    return check_changes(package, changes, check_package(package))


def test_a_sound_row_has_no_fault_and_is_not_written(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    assert check(folder, Changes(added=(person("dora"),))).faults == ()
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == before


def test_a_fault_names_the_row_by_its_id_wherever_it_stands(folder: Path) -> None:
    rows = (Row("people", "dora", {"person_id": "dora", "name": "Dora"}), person("eva"))
    found = check(folder, Changes(added=rows))
    assert {(s.row, s.column) for s in found.faults} == {("dora", "role"), ("dora", "party_id")}
    assert found.at("people", "eva").faults == ()
    assert len(found.at("people", "dora").faults) == 2


def test_only_doubts_that_the_change_brings_are_named(folder: Path) -> None:
    package = read_package(folder)
    assert check_package(package).warnings, "nothing would be left out"
    assert check(folder, Changes(added=(person("dora", after=""),))).doubts == ()


def test_what_names_a_column_that_is_none_is_a_fault(folder: Path) -> None:
    row = Row("people", "dora", {**person("dora").cells, "age": "40"})
    (spot,) = check(folder, Changes(added=(row,))).faults
    assert spot.column == "age"


PACKAGE = read_package(MADE_UP)
FOUND, CONTENTS = check_package(PACKAGE), read_contents(PACKAGE)
BESIDE = make_sound_record(PACKAGE, CONTENTS)
WORDS = (
    "",
    "x",
    "1878-02",
    "1899-01-01",
    "2400",
    "coralta",
    "maranzul",
    "7",
    "#REF!",
    "first",
    "2",
)
CELLS = [
    (name, row, column)
    for name, rows in CONTENTS.tables.items()
    for row, cells in rows.items()
    for column in cells
    if column != PACKAGE.tables[name].key
]


def found_at(checked: Checked, table: str, row: str, doubts: bool = False) -> set[tuple[str, str]]:
    of_row = checked.at(table, row)
    return {(spot.column, spot.rule) for spot in (of_row.doubts if doubts else of_row.faults)}


@given(st.sampled_from(CELLS), st.sampled_from(WORDS), st.booleans())
def test_a_row_alone_has_the_faults_that_it_has_in_the_whole_record(
    cell: tuple[str, str, str], word: str, anew: bool
) -> None:
    name, row, column = cell
    old = CONTENTS.tables[name][row]
    changes = Changes(cells=(Cell(name, row, column, old[column], word),))
    if anew:
        row = f"{row}-again"
        cells = old | {column: word, PACKAGE.tables[name].key: row}
        changes = Changes(added=(Row(name, row, {c: w for c, w in cells.items() if w}),))
    alone, whole = check_rows(BESIDE, changes, FOUND), check_changes(PACKAGE, changes, FOUND)
    assert found_at(alone, name, row) == found_at(whole, name, row)
    assert found_at(alone, name, row, doubts=True) <= found_at(whole, name, row, doubts=True)


def test_a_position_alone_stands_after_those_before_it() -> None:
    row, column = "navigation-coralta-1878-01-16", "movement"
    (old, new) = CONTENTS.tables["positions"][row][column], "restated"
    changes = Changes(cells=(Cell("positions", row, column, old, new),))
    assert check_rows(BESIDE, changes, FOUND).faults == ()
    first = Changes(cells=(Cell("positions", row, column, old, "first"),))
    assert found_at(check_rows(BESIDE, first, FOUND), "positions", row)


def test_an_id_that_differs_only_in_its_letters_and_an_address_are_there_once() -> None:
    (source, cells), *_ = CONTENTS.tables["sources"].items()
    again = cells | {"source_id": source.upper()}
    changes = Changes(added=(Row("sources", source.upper(), again),))
    assert ("source_id", "must not be there twice") in found_at(
        check_rows(BESIDE, changes, FOUND), "sources", source.upper()
    )


def test_a_year_far_from_the_rest_is_doubted_as_it_is_typed() -> None:
    (row, cells), *_ = CONTENTS.tables["claims"].items()
    changes = Changes(cells=(Cell("claims", row, "made", cells["made"], "1300-01-01"),))
    found = check_rows(BESIDE, changes, FOUND)
    assert any("far outside" in spot.rule for spot in found.at("claims", row).doubts)


def test_only_tables_that_a_change_is_of_are_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[tuple[str, int]] = []
    look = beside.find_in_table

    def note(table: Table, rows: tuple[object, ...], *more: object) -> object:
        looked.append((table.name, len(rows)))
        return look(table, rows, *more)

    monkeypatch.setattr(beside, "find_in_table", note)
    row, cells = next(iter(CONTENTS.tables["claims"].items()))
    changes = Changes(cells=(Cell("claims", row, "text", cells["text"], "Other words."),))
    assert check_rows(BESIDE, changes, FOUND).faults == ()
    assert [one for one in looked if one[1]] == [("claims", 1)]


def test_a_row_that_was_changed_meanwhile_is_a_conflict(folder: Path) -> None:
    changes = change_cell(folder, "people", "quiroga", "role", "Minister")
    (cell,) = changes.cells
    with pytest.raises(Conflict):
        check(folder, Changes(cells=(Cell("people", "quiroga", "role", "no such", cell.new),)))
    assert digest(folder)


def test_cells_are_put_in_the_record_s_form_where_that_is_sure(folder: Path) -> None:
    package = read_package(folder)
    cells = {"made": "9 Jan 1878", "reported": "01/02/1878", "text": "  as it is  ", "quote": ""}
    assert put_in_form(package, "claims", cells) == {
        "made": "1878-01-09",
        "reported": "01/02/1878",
        "text": "as it is",
        "quote": "",
    }
