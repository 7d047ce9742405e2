"""What is undone is as it was, in any order, and the log tells how tables became what they are."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.__main__ import main
from data.curation.changes import (
    Cell,
    Changes,
    Conflict,
    Contents,
    Order,
    Row,
    Text,
    apply,
    compare,
)
from data.curation.history import Overwritten, find_reverse, find_standing
from data.curation.log import Account, Entry, append, group, read_log
from data.curation.writer import Faulty, undo, write, write_contents
from data.descriptor import read_package
from data.files import LOG
from tests.conftest import MADE_UP
from tests.curation.made_changes import (
    ANNA,
    BEN,
    change_cell,
    digest,
    log_of,
    orders,
    person,
    read_now,
    remove,
)
from tests.support.histories import replay, rewind

Copy = Callable[[Path], Path]
TITLE = ("moments", "chain", "title")


@pytest.fixture
def folder(copied: Copy) -> Path:
    return copied(MADE_UP)


def test_what_a_later_change_touched_is_not_undone(folder: Path) -> None:
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    write(folder, change_cell(folder, *TITLE, "Shut"), BEN)
    with pytest.raises(Overwritten, match="change 1 cannot be undone, change 2 touched"):
        undo(folder, 1, ANNA)
    undo(folder, 2, ANNA)
    undo(folder, 1, ANNA)
    assert digest(folder) == digest(MADE_UP)
    with pytest.raises(Overwritten):
        undo(folder, 1, ANNA)
    undo(folder, 4, ANNA)
    assert read_now(folder).tables["moments"]["chain"]["title"] == "Closed"


def test_what_a_later_change_was_made_of_is_not_undone_though_the_cell_is_as_it_was(
    folder: Path,
) -> None:
    old = read_now(folder).tables["moments"]["chain"]["title"]
    for title in ("Closed", old, "Closed"):
        write(folder, change_cell(folder, *TITLE, title), ANNA)
    with pytest.raises(Overwritten, match=r"change 2, 3 touched the same cells$"):
        undo(folder, 1, BEN)
    assert len(log_of(folder)) == 3


def test_what_was_taken_back_is_not_taken_back_again(folder: Path) -> None:
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    undo(folder, 1, BEN)
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    with pytest.raises(Overwritten, match=r"change 2 took it back already$"):
        undo(folder, 1, BEN)
    undo(folder, 3, BEN)
    assert digest(folder) == digest(MADE_UP)


def test_a_row_that_a_later_change_arranges_is_not_undone(folder: Path) -> None:
    write(folder, Changes(added=(person("alba"), person("brito"))), ANNA)
    rows = {**read_now(folder).tables["people"]}
    rows = {"brito": rows.pop("brito"), **rows}
    write_contents(folder, Contents({"people": rows}), BEN)
    with pytest.raises(Overwritten, match="change 2 touched"):
        undo(folder, 1, ANNA)


def test_a_table_that_was_empty_has_its_columns_in_the_order_that_it_had(folder: Path) -> None:
    cells = {"name": "Bay", "lon": "-57.5", "lat": "-34.5", "kind": "sea", "rank": "2"}
    write(folder, Changes(added=(Row("labels", "bay", {**cells, "label_id": "bay"}),)), ANNA)
    undo(folder, 1, BEN)
    assert digest(folder) == digest(MADE_UP)


def test_what_other_rows_need_is_not_undone(folder: Path) -> None:
    write(folder, Changes(added=(person("aldana"),)), ANNA)
    claim = next(iter(read_now(folder).tables["estimates"]))
    write(folder, change_cell(folder, "estimates", claim, "by_person_id", "aldana"), BEN)
    with pytest.raises(Faulty, match="is not in people"):
        undo(folder, 1, ANNA)


def test_rows_come_back_to_their_place_in_any_order(folder: Path) -> None:
    names = ["alba", "brito", "cruz"]
    write(folder, Changes(added=tuple(map(person, names))), ANNA)
    for name in ("brito", "cruz"):
        write(folder, remove(folder, "people", name), ANNA)
    for number in (2, 3):
        undo(folder, number, BEN)
    assert list(read_now(folder).tables["people"])[-3:] == names


def test_a_row_that_came_elsewhere_meanwhile_comes_back_to_its_first_place(folder: Path) -> None:
    write(folder, Changes(added=tuple(map(person, ("alba", "brito")))), ANNA)
    before = digest(folder)
    write(folder, remove(folder, "people", "alba"), ANNA)
    write(folder, Changes(added=(person("alba"),)), ANNA)
    for number in (3, 2):
        undo(folder, number, BEN)
    assert digest(folder) == before


@dataclass
class Table:
    """A record in memory that is changed as the writer changes a package, without its check."""

    now: Contents
    entries: dict[int, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.first = self.now

    def put(self, new: Contents, undone: int = 0) -> None:
        if changes := compare(self.now, new, undone):
            number = len(self.entries) + 1
            self.entries[number] = Entry(number, "2026-01-12T09:30:00Z", ANNA, changes, undone)
            self.now = Contents({**self.now.tables, **new.tables}, {**self.now.texts, **new.texts})

    def undo(self, number: int) -> None:
        self.put(apply(find_reverse(self.entries, number, self.now), self.now), number)


def rows_of(rows: list[tuple[str, str, str]], text: str = "") -> Contents:
    """Return tables and a text of few values: what was undone often comes again by itself."""
    cells = {name: {"person_id": name, "role": role, "note": note} for name, role, note in rows}
    return Contents({"people": cells}, {"crisis.yaml": text})


NAMES = st.sampled_from(["alba", "brito", "cruz", "diaz", "egea"])
CELLS = st.sampled_from(["", "clerk", "scribe"])
ROWS = st.lists(st.tuples(NAMES, CELLS, CELLS), unique_by=lambda row: row[0])
WHOLE = st.builds(rows_of, ROWS, st.sampled_from(["a", "b"]))
STEPS = st.lists(st.one_of(WHOLE, st.integers(1, 9)), max_size=12)


@settings(max_examples=400)
@given(WHOLE, STEPS)
def test_whatever_is_changed_and_undone_the_log_leads_there_and_back(
    first: Contents, steps: list[Any]
) -> None:
    table = Table(first)
    for step in steps:
        if isinstance(step, Contents):
            table.put(step)
        elif step in table.entries:
            with suppress(Conflict):
                table.undo(step)
    assert_same(replay(table.entries, first), table.now)
    assert_same(rewind(table.entries, table.now), first)
    for number in reversed(find_standing(table.entries)):
        table.undo(number)
    assert find_standing(table.entries) == []
    assert_same(table.now, first)


def assert_same(one: Contents, other: Contents) -> None:
    assert orders(one) == orders(other)
    assert one.texts == other.texts


@settings(max_examples=200)
@given(ROWS, st.lists(NAMES, min_size=1, unique=True), st.randoms(use_true_random=False))
def test_rows_that_were_removed_one_by_one_come_back_in_any_order(
    first: list[tuple[str, str, str]], names: list[str], random: Random
) -> None:
    table = Table(rows_of(first))
    for name in names:
        rows = {row: cells for row, cells in table.now.tables["people"].items() if row != name}
        table.put(Contents({"people": rows}))
    numbers = [*table.entries]
    random.shuffle(numbers)
    for number in numbers:
        table.undo(number)
    assert orders(table.now) == orders(rows_of(first))


LINE = st.text(st.characters(exclude_categories=["Cs"]))


@given(LINE, LINE, LINE)
def test_any_words_come_back_from_the_log(old: str, new: str, why: str) -> None:
    changes = Changes(
        added=(Row("people", "alba", {"role": new}, "quiroga"),),
        removed=(Row("people", "brito", {"role": old}, ""),),
        cells=(Cell("people", "cruz", "role", old, new),),
        orders=(Order("people", ("a", "b"), ("b", "a")),),
        texts=(Text("crisis.yaml", old, new),),
    )
    entry = Entry(1, "2026-01-12T09:30:00Z", Account("anna", why), changes)
    package = replace(read_package(MADE_UP), files={LOG: append(b"", entry)})
    assert group(read_log(package)) == {1: entry}


def test_the_commands_tell_the_history_and_take_it_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", str(folder)]) == 0
    assert "no change in the log" in capsys.readouterr().out
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    write(folder, Changes(added=(person("aldana"),)), BEN)
    main(["log", str(folder)])
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("Z anna (a better word): moments: 1 cell changed")
    assert second.endswith("Z ben: people: 1 added")
    main(["log", str(folder), "--row", "chain"])
    assert "moments: title 'The chain' -> 'Closed'" in capsys.readouterr().out
    assert main(["undo", "9", str(folder)]) == 1
    assert "the log has no change 9" in capsys.readouterr().err
    assert main(["undo", "1", str(folder), "--by", "carla", "--why", "too short"]) == 0
    assert log_of(folder)[3].account.who == "carla"
    assert main(["undo", "1", str(folder)]) == 1
    assert "change 3 took it back already" in capsys.readouterr().err
