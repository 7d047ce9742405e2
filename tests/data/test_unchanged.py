"""What is kept of unchanged tables says the same as reading and checking all anew."""

import gc
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import unchanged
from data.cells import BLANK, BLANKS, EDGES, trim
from data.checks.run import check_package
from data.descriptor import build_package, read_package
from data.load import TABLES, load_package
from data.package import Package, Table
from data.sheet import read_sheet
from data.unchanged import VERSIONS, keep
from tests.conftest import MADE_UP

WORDS = ("", "x", "1878-02", "1878-13-01", "coralta", "7", " spaces ", "#REF!", "a;a")
CELLS = [
    (table.path.relative_to(MADE_UP).as_posix(), row, column)
    for table in read_package(MADE_UP).tables.values()
    for row in range(len(read_sheet(table).numbers))
    for column in range(len(table.fields))
]


def table(content: bytes) -> Table:
    return replace(read_package(MADE_UP).tables["people"], content=content)


def test_the_same_file_is_read_once_and_another_anew() -> None:
    made: list[bytes | None] = []
    note = keep(lambda given: made.append(given.content) or [given.content])
    first = table(b"a")
    assert note(first) is note(table(b"a"))
    assert note(table(b"b")) == [b"b"]
    assert note(table(b"a")) == [b"a"]
    assert made == [b"a", b"b"]


def test_only_the_versions_used_last_are_kept_of_a_file() -> None:
    made: list[bytes | None] = []
    note = keep(lambda given: made.append(given.content) or [given.content])
    a, b, c = (table(content) for content in (b"a", b"b", b"c"))
    for one in (a, b, a, c, a, b):  # as drafts are checked beside the table that is read
        note(one)
    assert VERSIONS == 2
    assert made == [b"a", b"b", b"c", b"b"]


def test_what_was_made_of_a_table_goes_with_it_once_another_is_read() -> None:
    class Made:
        pass

    make = keep(lambda given: Made())
    shown, old = table(b"shown"), table(b"old")
    made = [ref(make(one)) for one in (shown, old)]
    del old
    make(shown)
    gc.collect()
    assert made[0]() is not None
    assert made[1]() is None, "nobody has its table, and the file was read otherwise since"
    assert make(table(b"shown")) is made[0]()


def test_what_one_holder_leaves_stays_for_another() -> None:
    made: list[bytes | None] = []
    note = keep(lambda given: made.append(given.content) or [given.content])
    shown, other = table(b"a"), table(b"b")
    note(shown)
    note(table(b"a"))  # a package that is read anew, and gone at once
    note(other)
    note(shown)
    assert made == [b"a", b"b"]


def test_a_table_that_is_described_otherwise_is_another() -> None:
    note = keep(lambda given: [given.fields])
    assert note(table(b"a")) != note(replace(table(b"a"), fields=()))


def test_nothing_is_kept_of_a_long_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "LARGEST", 3)
    note = keep(lambda given: [given.content])
    assert note(table(b"abc")) is note(table(b"abc"))
    assert note(table(b"abcd")) is not note(table(b"abcd"))


def edited(package: Package, folder: Path, cell: tuple[str, int, int], word: str) -> Package:
    """Return a package with one cell another, or without the row where the word is "-"."""
    path, row, column = cell
    (named,) = [t for t in package.tables.values() if t.path == package.folder / path]
    lines = [list(line) for line in zip(*read_sheet(named).columns.values(), strict=True)]
    lines[row][column] = word
    quoted = [",".join(f'"{cell}"' for cell in line) for line in lines if "-" not in line]
    text = "\n".join([",".join(read_sheet(named).columns), *quoted, ""])
    return build_package(folder, {**package.files, path: text.encode()})


@given(st.sampled_from(CELLS), st.sampled_from((*WORDS, "-")))
def test_whatever_is_edited_the_checks_find_what_they_find_in_a_record_never_seen(
    cell: tuple[str, int, int], word: str
) -> None:
    package = read_package(MADE_UP)
    check_package(package)  # so that all of it is kept
    again = check_package(edited(package, MADE_UP, cell, word))
    elsewhere = MADE_UP.with_name("-".join(map(str, (*cell, word))).replace("/", "-"))
    anew = check_package(edited(package, elsewhere, cell, word))
    assert [*map(str, again.faults)] == [*map(str, anew.faults)]
    assert [*map(str, again.warnings)] == [*map(str, anew.warnings)]


def test_a_table_is_checked_again_when_a_row_goes_that_it_names() -> None:
    package = read_package(MADE_UP)
    assert check_package(package).faults == ()
    path = "tables/people.csv"
    lines = package.files[path].splitlines(keepends=True)
    bereft = build_package(MADE_UP, {**package.files, path: b"".join(lines[:1])})
    assert {fault.table for fault in check_package(bereft).faults} >= {"events", "claims"}


def test_frames_of_unchanged_tables_are_shared_between_states_of_a_record() -> None:
    package = read_package(MADE_UP)
    path = "tables/moments.csv"
    text = package.files[path].replace(b"The chain", b"Closed")
    old, new = (
        load_package(package),
        load_package(build_package(MADE_UP, {**package.files, path: text})),
    )
    assert [n for n in TABLES if old.table(n) is not new.table(n)] == ["moments"]
    assert new.moments.at["chain", "title"] == "Closed"


@given(st.text(alphabet=f"{''.join(sorted(BLANKS))}ab\u00ad\u2060", max_size=6))
def test_blanks_around_a_cell_are_taken_off_as_the_expression_takes_them(cell: str) -> None:
    assert trim(cell) == EDGES.sub("", cell)


def test_every_blank_is_one() -> None:
    assert all(EDGES.sub("", chr(code)) or chr(code) in BLANKS for code in range(0x10000))
    assert set(BLANK) - {"-"} <= BLANKS
