"""What a record would be with a change in it: named by row, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.checks.run import check_package
from data.curation.changes import Cell, Changes, Conflict, Row
from data.curation.trial import Checked, check_changes, put_in_form
from data.descriptor import read_package
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
