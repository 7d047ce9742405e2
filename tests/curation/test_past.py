"""What became of a row, in words, without a value of any cell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.curation import writer
from data.curation.changes import Changes
from data.curation.log import Account, read_log
from data.curation.past import say_day, tell_rows
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.curation.made_changes import change_cell, person


@pytest.fixture
def folder(copied: Callable[[Path], Path]) -> Path:
    return copied(MADE_UP)


def told(folder: Path, table: str, row: str) -> list[str]:
    steps = tell_rows(read_log(read_package(folder))).get((table, row), ())
    return [step.what for step in steps]


def test_a_row_tells_how_it_came_changed_and_went(folder: Path) -> None:
    writer.write(folder, Changes(added=(person("dora"),)), Account("Anna", "seen in a list"))
    changes = change_cell(folder, "people", "dora", "role", "Secret word")
    writer.write(folder, changes, Account("Ben"))
    writer.undo(folder, 2, Account("Ben"))
    assert told(folder, "people", "dora") == ["added", "role corrected", "role set back"]
    steps = tell_rows(read_log(read_package(folder)))[("people", "dora")]
    assert str(steps[0]) == f"added {steps[0].day} by Anna: seen in a list"
    assert "Secret word" not in " ".join(map(str, steps))


def test_a_source_that_comes_or_goes_is_told_as_such(folder: Path) -> None:
    row, column = "maranzul-vidaurre-1877-11-dues", "more_source_ids"
    writer.write(
        folder, change_cell(folder, "claims", row, column, "memoir-vidaurre"), Account("Anna")
    )
    writer.undo(folder, 1, Account("Anna"))
    writer.undo(folder, 2, Account("Anna"))
    writer.write(folder, change_cell(folder, "claims", row, column, ""), Account("Anna"))
    assert told(folder, "claims", row) == [
        "further source added",
        "further source taken back",
        "further source put back",
        "source taken out",
    ]
    cells = (
        *change_cell(folder, "claims", row, column, "memoir-vidaurre").cells,
        *change_cell(folder, "claims", row, "text", "Other words.").cells,
    )
    writer.write(folder, Changes(cells=cells), Account("Anna"))
    assert told(folder, "claims", row)[-1] == "text, sources corrected"


def test_of_a_row_without_a_change_nothing_is_told(folder: Path) -> None:
    assert told(folder, "people", "quiroga") == []


def test_a_day_is_written_as_everywhere_and_nonsense_stays() -> None:
    assert say_day("2026-01-12T09:30:00Z") == "12 Jan 2026"
    assert say_day("yesterday") == "yesterday"
