"""One writer: what it checks before it writes, what it logs, and two of it at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from data.checks.run import check
from data.curation.changes import Cell, Changes, Conflict, Contents, Text
from data.curation.log import read_log
from data.curation.writer import Faulty, Written, undo, write, write_contents
from data.descriptor import read_package
from data.export import package_zip
from data.files import DESCRIPTOR, LOG, SETTINGS
from data.load import load
from tests.conftest import MADE_UP
from tests.curation.made_changes import (
    ANNA,
    BEN,
    change_cell,
    digest,
    log_of,
    person,
    read_now,
    remove,
)

Copy = Callable[[Path], Path]
TITLE = ("moments", "chain", "title")


@pytest.fixture
def folder(copied: Copy) -> Path:
    return copied(MADE_UP)


def test_a_change_is_written_and_logged(folder: Path) -> None:
    written = write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    assert read_now(folder).tables["moments"]["chain"]["title"] == "Closed"
    (line,) = read_log(read_package(folder))
    assert (line.change, line.who, line.why, line.proposal) == (1, "anna", "a better word", "p-1")
    assert (line.table, line.row, line.column, line.old, line.new) == (
        *TITLE,
        "The chain",
        "Closed",
    )
    assert len(line.when) == len("2026-01-12T09:30:00Z")
    assert written.digest == digest(folder) != digest(MADE_UP)


def test_only_the_files_of_changed_tables_are_written(folder: Path) -> None:
    before = {path: path.stat().st_ino for path in (folder / "tables").iterdir()}
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    changed = [p.name for p, number in before.items() if p.stat().st_ino != number]
    assert changed == ["moments.csv"]


def test_a_row_that_is_added_stands_where_it_was_put(folder: Path) -> None:
    ids = list(read_now(folder).tables["people"])
    write(folder, Changes(added=(person("aldana", ""), person("zorro"))), ANNA)
    assert list(read_now(folder).tables["people"]) == ["aldana", *ids, "zorro"]


def test_a_cell_that_was_changed_meanwhile_is_a_conflict_that_names_both(folder: Path) -> None:
    mine = change_cell(folder, *TITLE, "Closed")
    gone = replace(mine.cells[0], row="nobody")
    write(folder, change_cell(folder, *TITLE, "Shut"), BEN)
    with pytest.raises(Conflict) as caught:
        write(folder, Changes(cells=(*mine.cells, gone)), ANNA)
    one, other = caught.value.differences
    assert (one.table, one.row, one.column) == TITLE
    assert (one.expected, one.theirs, one.yours) == ("The chain", "Shut", "Closed")
    assert other.theirs == "no such row"
    assert len(log_of(folder)) == 1


def test_a_removed_row_with_another_cell_and_an_added_id_that_is_there_conflict(
    folder: Path,
) -> None:
    gone = remove(folder, "moments", "chain")
    write(folder, change_cell(folder, *TITLE, "Shut"), BEN)
    with pytest.raises(Conflict, match="moments chain title: theirs 'Shut'"):
        write(folder, gone, ANNA)
    with pytest.raises(Conflict, match="people quiroga: theirs 'a row of this id'"):
        write(folder, Changes(added=(person("quiroga"),)), ANNA)


FAULTY = [
    (Cell("people", "quiroga", "party_id", "coralta", "atlantis"), "is not in parties"),
    (Cell("people", "quiroga", "person_id", "quiroga", "other"), "is not the id of the row"),
    (Cell("people", "quiroga", "shoe_size", "", "42"), "is no column of this table"),
]


@pytest.mark.parametrize(("cell", "rule"), FAULTY)
def test_what_would_break_the_record_is_not_written(folder: Path, cell: Cell, rule: str) -> None:
    before = sorted((path, path.read_bytes()) for path in folder.rglob("*.csv"))
    with pytest.raises(Faulty, match=rule):
        write(folder, Changes(cells=(cell,)), ANNA)
    assert sorted((path, path.read_bytes()) for path in folder.rglob("*.csv")) == before


@pytest.mark.parametrize("path", ["../away.md", DESCRIPTOR, LOG, "tables/events.csv"])
def test_no_other_file_is_written_than_settings_and_texts(folder: Path, path: str) -> None:
    old = read_now(folder).texts.get(path, "")
    with pytest.raises(Faulty, match="is no file that a change writes"):
        write(folder, Changes(texts=(Text(path, old, "x"),)), ANNA)
    assert not (folder / path).resolve().with_name("away.md").exists()


def test_settings_are_changed_and_taken_back(folder: Path) -> None:
    before = read_now(folder).texts[SETTINGS]
    text = before + "# a comment\r\n# with another line end\n"
    write_contents(folder, Contents({}, {SETTINGS: text}), ANNA)
    assert (folder / SETTINGS).read_bytes() == text.encode()
    undo(folder, 1, BEN)
    assert (folder / SETTINGS).read_bytes() == before.encode()


def test_where_nothing_differs_nothing_is_logged(folder: Path) -> None:
    assert write_contents(folder, read_now(folder), ANNA).number == 0
    assert not (folder / LOG).exists()


def test_the_log_travels_with_the_record_and_moves_no_digest(folder: Path) -> None:
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    undo(folder, 1, BEN)
    record = load(folder)
    assert record.digest == digest(MADE_UP)
    assert f"{record.package.name}/{LOG}".encode() in package_zip(record)


def test_a_log_is_only_added_to(folder: Path) -> None:
    write(folder, change_cell(folder, *TITLE, 'Closed, "wholly"\nand for long'), ANNA)
    first = (folder / LOG).read_bytes()
    write(folder, change_cell(folder, *TITLE, "Shut"), BEN)
    assert (folder / LOG).read_bytes().startswith(first)
    assert [entry.account.who for entry in log_of(folder).values()] == ["anna", "ben"]


def test_two_writers_at_once_lose_nothing(folder: Path) -> None:
    mine = change_cell(folder, *TITLE, "Closed")

    def add(name: str) -> Written:
        return write(folder, Changes(added=(person(name),)), ANNA)

    def retitle(_: int) -> str:
        try:
            return str(write(folder, mine, BEN).number > 0)
        except Conflict:
            return "conflict"

    names = [f"clerk-{number}" for number in range(6)]
    with ThreadPoolExecutor(4) as pool:
        titles = pool.map(retitle, range(2))
        numbers = [written.number for written in pool.map(add, names)]
        assert sorted(titles) == ["True", "conflict"]
    assert {*names} <= read_now(folder).tables["people"].keys()
    assert [*log_of(folder)] == [*range(1, 8)]
    assert len({*numbers}) == 6
    assert check(folder).faults == ()
