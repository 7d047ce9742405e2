"""A table is read however a spreadsheet wrote it, what was taken is said, a guess is refused."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from data.__main__ import main
from data.checks.run import check
from data.checks.sheet import read_sheets
from data.descriptor import read_package
from data.load import load
from data.upgrade import upgrade
from tests.conftest import MADE_UP
from tests.support.broken_cells import CALL_UP, EVENT, NOTE, RESERVES, edit

Copy = Callable[[Path], Path]
Rows = list[list[str]]


def rows_of(folder: Path, table: str) -> Rows:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder: Path, table: str, rows: Rows, encoding: str = "utf-8", **form: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, **({"lineterminator": "\r\n"} | form)).writerows(rows)
    (folder / "tables" / f"{table}.csv").write_bytes(out.getvalue().encode(encoding))


def respelt(folder: Path, table: str, change: Callable[[str], str]) -> None:
    file = folder / "tables" / f"{table}.csv"
    file.write_bytes(change(file.read_bytes().decode()).encode())


FORMS = [
    ("utf-8", {"delimiter": ";"}, "semicolons"),
    ("utf-8-sig", {"delimiter": ";"}, "semicolons, UTF-8 with a byte order mark"),
    ("cp1252", {"delimiter": ";"}, "semicolons, Windows-1252 (as in 'Matías')"),
    ("cp1252", {}, "Windows-1252 (as in 'Matías')"),
    ("utf-16", {"delimiter": "\t"}, "tabs, UTF-16"),
    ("utf-16-le", {"delimiter": "\t"}, "tabs, UTF-16"),
    ("utf-16-be", {"delimiter": ";"}, "semicolons, UTF-16"),
    ("utf-8", {"lineterminator": "\r"}, ""),
    ("utf-8", {"quoting": csv.QUOTE_ALL}, ""),
]


@pytest.mark.parametrize(("encoding", "form", "said"), FORMS)
def test_a_file_is_read_as_programs_write_it(copied: Copy, encoding, form, said) -> None:
    folder = copied(MADE_UP)
    rows = [[cell if cell.isascii() else "N." for cell in row] for row in rows_of(folder, "people")]
    rows[2][1] = "Matías Vidaurre"
    write(folder, "people", rows)
    plain = load(folder).people
    write(folder, "people", rows, encoding, **form)
    result = check(folder)
    assert result.faults == ()
    assert result.taken == ((f"read: tables/people.csv: {said}",) if said else ())
    pd.testing.assert_frame_equal(load(folder).people, plain)


LAYOUTS = [
    (lambda t: "sep=,\n" + t, "a line sep="),
    (lambda t: "\n\n" + t, "blank lines over the header left out"),
    (lambda t: "Our places, in spring,,\n" + t, "1 row over the header left out ('Our places"),
    (lambda t: t.replace("place_id,name,", " Place ID , NAME,", 1), "'Place ID' as place_id"),
    (lambda t: t + ",,,,,,,,,\n\n,,,,,,,,,\n", ""),
    (lambda t: t.replace("\n", ",,\n"), ""),
    (lambda t: t.replace("\n", "\n\n"), ""),
    (lambda t: t.replace("Port Serena,", "\u00a0Port Serena \u200b,"), "spaces around 1 cell"),
]


@pytest.mark.parametrize(("change", "said"), LAYOUTS)
def test_what_stands_around_a_table_is_left_out(copied: Copy, change, said: str) -> None:
    folder = copied(MADE_UP)
    plain = load(folder).places
    respelt(folder, "places", change)
    result = check(folder)
    assert result.faults == ()
    assert said in " ".join(result.taken)
    assert bool(result.taken) == bool(said)
    pd.testing.assert_frame_equal(load(folder).places, plain)


TAKEN = [
    (EVENT, CALL_UP, "start", "3 Feb 1878", "1878-02-03"),
    (EVENT, CALL_UP, "start", "February 3, 1878", "1878-02-03"),
    (EVENT, CALL_UP, "start", "3.2.1878", "1878-02-03"),
    (EVENT, CALL_UP, "start", "1878/02/03", "1878-02-03"),
    (EVENT, CALL_UP, "start", "'1878-02-03", "1878-02-03"),
    (EVENT, CALL_UP, "start", "1878-02-03 10:55Z", "1878-02-03T10:55Z"),
    (EVENT, CALL_UP, "start", "1878-02-03T10:55:59z", "1878-02-03T10:55Z"),
    (EVENT, CALL_UP, "start", "1878-02-04T01:30+03:00", "1878-02-03T22:30Z"),
    (EVENT, CALL_UP, "start", "Feb 1878", "1878-02"),
    (EVENT, NOTE, "kind", " Note ", "note"),
    (EVENT, NOTE, "intensity", "\u22122", "-2"),
    (EVENT, NOTE, "party_ids", "coralta ; \u00a0maranzul", "coralta;maranzul"),
    (EVENT, NOTE, "party_ids", "coralta\nmaranzul", "coralta;maranzul"),
    (EVENT, NOTE, "title", "Cafe\u0301", "Café"),
    (
        EVENT,
        NOTE,
        "summary",
        "One line.\r\nAnother; with a, comma",
        "One line.\nAnother; with a, comma",
    ),
    ("deployments", RESERVES, "personnel_high", "1 800", "1800"),
    ("deployments", RESERVES, "personnel_high", "1\u202f800", "1800"),
    ("deployments", RESERVES, "personnel_high", "1'800", "1800"),
    ("deployments", RESERVES, "personnel_high", "1800.0", "1800"),
    ("deployments", RESERVES, "personnel_high", "1,500,000", "1500000"),
    ("places", "fort-aurelio", "lat", "-25,1", "-25.1"),
    ("parties", "coralta", "color_light", "#1f5fa8", "#1F5FA8"),
    ("parties", "coralta", "color_light", "#fff", "#FFFFFF"),
    ("sources", "memoir-vidaurre", "lang", "QU", "qu"),
    ("sources", "memoir-vidaurre", "lang", "haw", "haw"),
    ("sources", "memoir-vidaurre", "lang", "sr_latn", "sr-Latn"),
]


@pytest.mark.parametrize(("cell", "meant"), [(cell, meant) for *cell, meant in TAKEN])
def test_a_cell_is_read_where_it_is_certain(copied: Copy, cell, meant) -> None:
    table, row, column, _ = cell
    folder = copied(MADE_UP)
    edit(folder, tuple(cell))
    sheets, faults = read_sheets(read_package(folder))
    assert faults == []
    found = sheets.row(table, row)
    assert found is not None
    assert found[column] == meant
    assert not [f for f in check(folder).faults if f.column == column and f.table == table]


REFUSED = [
    (EVENT, CALL_UP, "start", "01/02/1878", "which is the day, which the month?"),
    (EVENT, CALL_UP, "start", "1878-02-03T10:55", "an hour without its zone"),
    (EVENT, CALL_UP, "start", "44570", "a spreadsheet's number of a day"),
    (EVENT, CALL_UP, "start", "c. 1878", "write it as 2022-01-09, or 2022-01-09T18:21Z"),
    (EVENT, CALL_UP, "start", "31 Feb 1878", "write it as 2022-01-09"),
    (EVENT, CALL_UP, "start", "-0330-06-01", "the record holds the years 100 to 9800"),
    (EVENT, CALL_UP, "start", "331 B.C.", "the record holds the years 100 to 9800"),
    (EVENT, CALL_UP, "start", "0000-02", "the record holds the years 100 to 9800"),
    (EVENT, CALL_UP, "start", "11878-02-03", "the record holds the years 100 to 9800"),
    (EVENT, CALL_UP, "start", "0050-02-03", "is outside the years 100 to 9800"),
    ("deployments", RESERVES, "personnel_high", "1,500", "as 1500"),
    ("deployments", RESERVES, "personnel_high", "~1500", "as 1500"),
    ("deployments", RESERVES, "personnel_high", "1E+05", "as 1500"),
    ("places", "fort-aurelio", "lat", "25.1°S", "as -34.9"),
    ("parties", "coralta", "color_light", "red", "a colour, as #1F5FA8"),
    ("sources", "havas-1878-02-05-call-up", "url", "HTTPS//Example.org", "https://example.org/"),
    (EVENT, NOTE, "kind", "notes", "did you mean note?"),
    (EVENT, NOTE, "place_id", "Villa Coral", "did you mean villa-coral?"),
    (EVENT, NOTE, "party_ids", "coralta, maranzul", "has a comma between two"),
    (EVENT, NOTE, "summary", "#REF!", "is an error of the spreadsheet"),
    ("deployments", RESERVES, "personnel_high", "#N/A", "is an error of the spreadsheet"),
    (EVENT, NOTE, "title", "A\0B", "holds a control character (U+0000)"),
]


@pytest.mark.parametrize(("cell", "said"), [(cell, said) for *cell, said in REFUSED])
def test_what_would_be_a_guess_is_one_fault_with_its_form(copied: Copy, cell, said) -> None:
    table, _, column, written = cell
    folder = copied(MADE_UP)
    edit(folder, tuple(cell))
    (fault,) = [f for f in check(folder).faults if (f.table, f.column) == (table, column)]
    assert said in str(fault)
    assert fault.value == written
    assert "[a-z" not in str(fault), "a form is shown by an example, not by an expression"


def test_an_id_that_is_there_twice_is_named_by_each_row(copied: Copy) -> None:
    folder = copied(MADE_UP)
    rows = rows_of(folder, "events")
    first = next(number for number, row in enumerate(rows, 1) if row[0] == NOTE)
    again = [[key, *rows[first - 1][1:]] for key in (NOTE, NOTE.upper(), f"{NOTE} ")]
    write(folder, "events", [*rows, *again])
    twice = [f for f in check(folder).faults if "there twice" in f.rule]
    assert [f.row for f in twice] == [len(rows) + 1, len(rows) + 2, len(rows) + 3]
    assert all(f"first in row {first}" in f.rule for f in twice)


def test_a_renamed_heading_is_one_fault_that_names_the_column_meant(copied: Copy) -> None:
    folder = copied(MADE_UP)
    respelt(folder, "events", lambda t: t.replace("event_id,", "events_ids,", 1))
    (fault,) = check(folder).faults
    assert str(fault) == "events row 1 event_id - this column is missing; rename 'events_ids'"
    respelt(folder, "events", lambda t: t.replace("events_ids,title", "event_id,titel", 1))
    assert "did you mean title?" in " ".join(map(str, check(folder).faults))


def test_what_is_no_table_at_all_is_one_line(copied: Copy, tmp_path: Path) -> None:
    folder = copied(MADE_UP)
    book = tmp_path / "events.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        workbook.add_worksheet().write_string(0, 0, "event_id")
    shutil.copy(book, folder / "tables" / "events.csv")
    (fault,) = check(folder).faults
    assert "is an Excel workbook; `python -m data import` reads it" in str(fault)
    respelt(copied_anew(folder), "people", lambda t: "a,b,c\n1,2,3\n")
    (fault,) = [f for f in check(folder).faults if f.table == "people"]
    assert "has no header of its columns" in str(fault)


def copied_anew(folder: Path) -> Path:
    shutil.copytree(MADE_UP, folder, dirs_exist_ok=True)
    return folder


@pytest.mark.parametrize("encoding", ["cp1251", "cp1250"])
def test_letters_of_another_alphabet_are_not_taken_for_western_ones(copied: Copy, encoding) -> None:
    folder = copied(MADE_UP)
    rows = rows_of(folder, "places")
    rows[1][1] = "Москва" if encoding == "cp1251" else "Łódź, Białystok"
    write(folder, "places", rows, encoding)
    (fault,) = check(folder).faults
    assert "nor surely in Windows-1252" in str(fault)


def test_curly_quote_marks_are_those_of_csv_only_where_they_hold_a_cell_together(copied: Copy):
    folder = copied(MADE_UP)
    edit(folder, (EVENT, NOTE, "summary", "“Sixty days”"), (EVENT, CALL_UP, "summary", "a, and b"))
    respelt(folder, "events", lambda t: t.replace('"a, and b"', "“a, and b”"))
    sheets = read_sheets(read_package(folder))[0]
    assert [sheets.row("events", key)["summary"] for key in (NOTE, CALL_UP)] == [
        "“Sixty days”",
        "a, and b",
    ]


def test_the_faults_of_all_tables_are_named_at_once(copied: Copy) -> None:
    folder = copied(MADE_UP)
    respelt(folder, "places", lambda t: t.replace("country,", "land,", 1))
    edit(folder, (EVENT, NOTE, "kind", "party"), ("people", "quiroga", "party_id", "nobody"))
    assert {f.table for f in check(folder).faults} == {"places", "events", "people"}


def test_a_declared_separator_is_read(copied: Copy) -> None:
    folder = copied(MADE_UP)
    write(folder, "events", rows_of(folder, "events"), delimiter="|")
    descriptor = folder / "datapackage.json"
    text = descriptor.read_text(encoding="utf-8")
    dialect = '"path": "tables/events.csv", "dialect": {"delimiter": "|"}'
    descriptor.write_text(
        text.replace('"path": "tables/events.csv"', dialect), encoding="utf-8-sig"
    )
    assert check(folder).faults == ()


@pytest.mark.parametrize("pattern", ["[a-z", "(a|b", "*", 5])
def test_a_pattern_that_is_none_is_named_once_and_keeps_no_other_table_from_being_checked(
    copied: Copy, pattern: object
) -> None:
    folder = copied(MADE_UP)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (people,) = (r for r in described["resources"] if r["name"] == "people")
    people["schema"]["fields"][0]["constraints"]["pattern"] = pattern
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    edit(folder, (EVENT, NOTE, "kind", "party"))
    first, second = sorted(check(folder).faults, key=lambda fault: fault.table, reverse=True)
    assert first.column == people["schema"]["fields"][0]["name"]
    assert "the package's pattern is no regular expression" in str(first)
    assert (second.table, second.column) == ("events", "kind")


def test_the_command_says_what_was_taken(copied: Copy, capsys) -> None:
    folder = copied(MADE_UP)
    write(folder, "events", rows_of(folder, "events"), delimiter=";")
    assert main(["check", str(folder)]) == 0
    assert "read: tables/events.csv: semicolons\n" in capsys.readouterr().out


def test_an_upgrade_reads_what_the_check_reads(copied: Copy) -> None:
    folder = copied(MADE_UP)
    plain = load(folder).people
    rows = [row[:-1] for row in rows_of(folder, "people")]
    write(folder, "people", rows, "utf-16", delimiter="\t")
    lines = upgrade(folder)
    assert "tables/people.csv: was read as tabs, UTF-16" in lines
    after = load(folder).people
    pd.testing.assert_frame_equal(after.drop(columns="aliases"), plain.drop(columns="aliases"))
