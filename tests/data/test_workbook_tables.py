"""A record goes into a workbook and comes back the same; what is edited there is checked first."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from data.__main__ import main
from data.cells import Unreadable
from data.curation.log import Account, read_log
from data.descriptor import read_package
from data.files import DESCRIPTOR, LOG
from data.package import NotAPackage, list_shipped
from data.workbook.importer import import_tables
from data.workbook.read import read_workbook
from data.workbook.write import Refused, write_workbook
from tests.conftest import MADE_UP
from tests.support.books import Book, cell, change, put
from tests.support.broken_cells import EVENT, NOTE, SIXTY, edit


def contents(folder: Path) -> dict[str, bytes]:
    files = read_package(folder).files
    return {path: content for path, content in files.items() if "editions/" not in path}


@pytest.mark.parametrize("record", [*list_shipped(), MADE_UP], ids=lambda folder: folder.name)
def test_a_record_comes_back_byte_by_byte(record: Path, tmp_path: Path) -> None:
    book, new = tmp_path / "book.xlsx", tmp_path / "new"
    book.write_bytes(write_workbook(read_package(record)))
    imported = import_tables(book, new)
    assert imported.faults == ()
    assert contents(new) == contents(record)
    assert read_log(read_package(new)) == ()
    assert "log.csv: none yet" in imported.lines[-1]


def test_what_did_not_change_is_not_written(folder: Path, book: Path) -> None:
    before = sorted(folder.parent.iterdir())
    assert import_tables(book, folder).lines == (
        "nothing differs from the record as it is; nothing was written",
    )
    assert sorted(folder.parent.iterdir()) == before


def test_an_edit_is_one_change_that_can_be_taken_back(folder: Path, book: Path) -> None:
    before = contents(folder)
    put(book, ("events", 3, "title"), "Another title")
    lines = import_tables(book, folder, Account("anna", "a better title")).lines
    assert cell(folder, "events", 3, "title") == "Another title"
    assert [path.name for path in folder.parent.iterdir() if "before" in path.name] == []
    assert any(line.startswith("tables/events.csv: ") for line in lines)
    assert not any("tables/claims.csv" in line for line in lines)
    (line,) = read_log(read_package(folder))
    assert (line.change, line.who, line.why) == (1, "anna", "a better title")
    assert (line.table, line.column, line.new) == ("events", "title", "Another title")
    assert any(f"undo 1 {folder}" in line for line in lines)
    assert main(["undo", "1", str(folder)]) == 0
    after = contents(folder)
    after.pop(LOG)
    assert after == before


def test_with_a_fault_nothing_is_written_and_all_are_named(
    folder: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    put(book, ("events", 4, "title"), "Another title")
    put(book, ("events", 5, "kind"), "party")
    put(book, ("claims", 3, "made"), "01/02/1878")
    put(book, ("places", 2, "lat"), "#REF!")
    assert main(["import", str(book), "--to", str(folder)]) == 1
    out = capsys.readouterr().out
    for words in ("events row 5 kind: 'party'", "claims row 3 made", "places row 2 lat: '#REF!'"):
        assert words in out
    assert "3 faults" in out
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir() if "before" in path.name] == []


def test_rows_are_numbered_as_in_the_sheet(folder: Path, book: Path) -> None:
    change(book, lambda whole: whole["events"].insert_rows(3, 4))
    change(book, lambda whole: whole["events"].insert_rows(1, 2))
    put_in = openpyxl.load_workbook(book)
    put_in["events"]["A1"] = "What happened"
    header = [one.value for one in put_in["events"][3]]
    put_in["events"].cell(9, header.index("kind") + 1, "party")
    put_in.save(book)
    assert [(f.row, f.value) for f in import_tables(book, folder).faults] == [(9, "party")]


def test_columns_may_be_missing_where_nothing_is_in_them(folder: Path, tmp_path: Path) -> None:
    with (folder / "tables" / "people.csv").open(encoding="utf-8", newline="") as file:
        people = [row | {"aliases": ""} for row in csv.DictReader(file)]
    within = tmp_path / "csv"
    within.mkdir()

    def write(without: str) -> None:
        names = [column for column in people[0] if column != without]
        with (within / "People.csv").open("w", encoding="utf-16", newline="") as file:
            writer = csv.DictWriter(file, names, extrasaction="ignore", delimiter=";")
            writer.writeheader()
            writer.writerows(people)

    write("")
    assert import_tables(within, folder).faults == ()
    write("aliases")
    lines = import_tables(within, folder).lines
    assert any("not there, so empty: aliases" in line for line in lines)
    write("native_name")
    (fault,) = import_tables(within, folder).faults
    place = (fault.table, fault.column, fault.rule)
    assert place == ("people", "native_name", "this column is missing")


def test_what_is_no_table_is_left_out_and_said(folder: Path, book: Path) -> None:
    change(book, lambda whole: whole.create_sheet("Event").append(["x"]))
    (line, *_) = import_tables(book, folder).lines
    assert line == "left out: 'Event' is no table; did you mean events?"


def test_one_sheet_is_the_table_that_its_file_is_named_after(folder: Path, book: Path) -> None:
    whole = openpyxl.load_workbook(book)
    for sheet in whole.worksheets:
        if sheet.title != "events":
            whole.remove(sheet)
    whole["events"].title = "Tabelle1"
    whole["Tabelle1"]["B3"] = "Another title"
    file = book.with_name("events.csv")
    whole.save(file)
    assert import_tables(file, folder).faults == ()
    assert cell(folder, "events", 3, "title") == "Another title"


def book_of(*sheets: str) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    for sheet in sheets:
        made.add_worksheet(sheet).write_string(0, 0, "x")
    made.close()
    return out.getvalue()


REFUSED = [
    (book_of("Notes"), "holds no table (left out: 'notes' is no table); name its sheets"),
    (book_of("Notes", "Plans"), "(left out: 'Notes' is no table; left out: 'Plans' is no table)"),
    (b"PK\x03\x04 and no more", "is no .xlsx file; save it as .xlsx, or as CSV UTF-8"),
    (b"event_id,title\n", "is no .xlsx file"),
    (b"\xd0\xcf\x11\xe0 of 1997", "is no .xlsx file; save it as .xlsx, or as CSV UTF-8"),
]


@pytest.mark.parametrize(("content", "says"), REFUSED)
def test_what_holds_no_record_is_refused(
    folder: Path, tmp_path: Path, content: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(content)
    assert main(["import", str(file), "--to", str(folder)]) == 2
    assert says in capsys.readouterr().err


def test_a_new_folder_needs_settings_and_stays_inside(book: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAPackage, match="begin it with `python -m data new"):
        import_tables(MADE_UP, tmp_path / "new")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear sir", encoding="utf-8")
    with pytest.raises(NotAPackage, match="holds no record; name one"):
        import_tables(book, tmp_path / "full")

    def lead_out(whole: Book) -> None:
        for row in whole[DESCRIPTOR].iter_rows():
            line = str(row[0].value or "")
            row[0].value = line.replace("tables/events.csv", "../../events.csv")

    change(book, lead_out)
    with pytest.raises(NotAPackage, match="leads out of the folder"):
        import_tables(book, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.workbook.read.MOST_BYTES", 1_000)
    with pytest.raises(Unreadable, match=r"unpacks to \d+ MB"):
        read_workbook(book_of("events"))


def test_a_cell_too_long_for_a_workbook_is_refused(folder: Path) -> None:
    edit(folder, (EVENT, NOTE, "summary", "n" * 40_000))
    with pytest.raises(Refused, match=r"events row \d+ summary: has 40000 letters"):
        write_workbook(read_package(folder))


def test_cells_are_texts_and_lists_offer_what_they_take(folder: Path, tmp_path: Path) -> None:
    edit(folder, ("claims", SIXTY, "text", "=1+1"))
    file = tmp_path / "book.xlsx"
    file.write_bytes(write_workbook(read_package(folder)))
    whole = openpyxl.load_workbook(file)
    claims = whole["claims"]
    assert any(one.value == "=1+1" and one.data_type == "s" for row in claims for one in row)
    header = [one.value for one in claims[1]]
    lists = {
        header[area.min_col - 1]: rule.formula1
        for rule in claims.data_validations.dataValidation
        for area in rule.sqref.ranges
        if rule.type == "list"
    }
    assert lists["source_id"].startswith("'sources'!$A$2:$A$")
    kind = lists["kind"].removeprefix("lists!").replace("$", "")
    package = read_package(folder)
    offered = tuple(one.value for row in whole["lists"][kind] for one in row)
    assert offered == package.field("claims", "kind").enum
    explained = {(row[0].value, row[1].value) for row in whole["columns"].iter_rows(min_row=2)}
    assert explained == {(t.name, f.name) for t in package.tables.values() for f in t.fields}


# What a record's cells may hold: no control characters, which the check names, no blanks at an end.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)


@given(WORDS.map(str.strip).filter(bool))
def test_any_words_come_back(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    made.add_worksheet("events").write_string(0, 0, words)
    made.close()
    assert read_workbook(out.getvalue()).sheets["events"] == ((1, [words]),)
