"""A whole record as one workbook that can be edited and imported again.

A sheet a table, with lists to choose from; before them what the workbook is, after them what each
column holds and the files of the package that are no tables.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from data import clock
from data.files import LONG_AGO
from data.package import Field, Package, Table
from data.sheet import Sheet, read_sheet
from data.workbook import form

LONGEST_CELL = 32_767  # characters, by Excel's own limit
SPARE = 1_000  # rows under the last one in which new ones find the same help
WIDEST, NARROWEST, MEASURED = 48, 10, 200  # characters of a column; rows by which it is measured
LONGEST_PROMPT, LONGEST_HEADING = 255, 32  # characters of what a cell says when it is chosen
LINE, WORDS_WIDTH = 15, 80  # points of a line; characters of the column that explains
ABOUT = (
    "{title}",
    "",
    "The whole record, all moments, of edition {version}: a sheet a table, a row a thing.",
    "",
    "Edit the sheets, add rows under the last, keep the first row of each as it is. Then run",
    "    python -m data import {file} --to FOLDER",
    "It checks every cell and names what it cannot take, before it changes anything.",
    "",
    "Write a day as 2022-01-09, an hour as 2022-01-09T18:21Z (UTC), a month as 2022-01.",
    "A cell that takes one of several words, or the id of another row, has a list to choose from.",
    "Several in one cell are parted by the sign that the cell names when it is chosen.",
    "",
    "The sheet columns says what each column holds, and what its words mean.",
    "The last sheets hold the files of the package that are no tables, a line a row.",
    "What earlier editions held is kept in the folder alone.",
)


class Refused(ValueError):
    """A record cannot be a workbook; the message names every cell that keeps it from being one."""


@dataclass
class _Book:
    """A workbook, its looks by name, and where the lists stand that cells are chosen from."""

    book: Any
    looks: dict[str, Any] = field(default_factory=dict)
    lists: dict[tuple[str, str], str] = field(default_factory=dict)

    def look(self, name: str, **how: Any) -> Any:
        """Return a look by its name, made once."""
        if name not in self.looks:
            self.looks[name] = self.book.add_format({"valign": "top", **how})
        return self.looks[name]


def write_workbook(package: Package, file: str = "BOOK.xlsx") -> bytes:
    """Return all tables of a package as one workbook; `file` is what its first sheet calls it.

    Texts are texts, whatever they begin with; days and hours (UTC) are dates, as far as a
    spreadsheet has them. Raises Refused where a table cannot be read or a cell is too long.
    """
    sheets = {table.name: read_sheet(table) for table in package.tables.values()}
    if troubles := list(_list_troubles(package, sheets)):
        raise Refused("\n".join(troubles))
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": package.title[:255], "created": LONG_AGO})
    made = _Book(book)
    _write_about(made, package, file)
    pages = {name: book.add_worksheet(form.sheet_name(name)) for name in sheets}
    columns = book.add_worksheet(form.COLUMNS)
    _write_lists(made, package)
    for name, sheet in sheets.items():
        _write_table(made, pages[name], package.tables[name], sheet, sheets)
    _write_columns(made, columns, package)
    for path, text in form.texts_of(package).items():
        page = book.add_worksheet(form.sheet_name(path))
        page.set_column(0, 0, 120, made.look("line", font_name="Consolas", num_format="@"))
        for row, line in enumerate(text.splitlines()):
            page.write_string(row, 0, line)
    book.close()
    return out.getvalue()


def _list_troubles(package: Package, sheets: dict[str, Sheet]) -> Iterator[str]:
    for name, sheet in sheets.items():
        for trouble in sheet.troubles:
            row = f" row {trouble.row}" if trouble.row else ""
            yield f"{name}{row}: {trouble.value} {trouble.rule}; {trouble.mend}"
        for column, cells in sheet.columns.items():
            for number, cell in zip(sheet.numbers, cells, strict=True):
                if len(cell) > LONGEST_CELL:
                    rule = f"has {len(cell)} letters, a workbook's cell at most {LONGEST_CELL}"
                    yield f"{name} row {number} {column}: {rule}; shorten it"
    for path, text in form.texts_of(package).items():
        if any(len(line) > LONGEST_CELL for line in text.splitlines()):
            yield f"{path}: a line has more letters than a workbook's cell; part it"


def _write_about(made: _Book, package: Package, file: str) -> None:
    page = made.book.add_worksheet(form.ABOUT)
    page.hide_gridlines(2)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 100)
    for row, line in enumerate(ABOUT):
        words = line.format(title=package.title, version=package.version or "no number", file=file)
        look = made.look("title", bold=True, font_size=14) if row == 0 else None
        page.write_string(row, 0, words, look or made.look("plain"))


def _write_lists(made: _Book, package: Package) -> None:
    """Write the words that cells are chosen from on a sheet of their own: they are many."""
    page = made.book.add_worksheet(form.LISTS)
    page.hide()
    listed = [(t, f) for t in package.tables.values() for f in t.fields if f.enum]
    for column, (table, described) in enumerate(listed):
        words = [str(word) for word in described.enum]
        page.write_string(0, column, f"{table.name}.{described.name}")
        page.write_column(1, column, words, made.look("text", num_format="@"))
        area = xl_range_abs(1, column, len(words), column)
        made.lists[table.name, described.name] = f"={form.LISTS}!{area}"


def _write_table(
    made: _Book, page: Any, table: Table, sheet: Sheet, sheets: dict[str, Sheet]
) -> None:
    """Write a table: its header in sight, each column in its form and with its help."""
    last = len(sheet.numbers)
    described_here = [f.name for f in table.fields]
    names = [name for name in sheet.columns if name in described_here]  # in the file's own order
    names += [name for name in described_here if name not in names]
    page.freeze_panes(1, names.index(table.key) + 1)
    page.autofilter(0, 0, max(last, 1), len(names) - 1)
    page.set_landscape()  # in print, too, each column is there, under its name
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(names))}{last + SPARE}"})
    for column, described in enumerate(map(table.field, names)):
        cells = sheet.columns.get(described.name, [""] * last)
        page.write_string(0, column, described.name, made.look("head", bold=True, bottom=1))
        look = _look_of(made, described, described.name in table.key_columns)
        page.set_column(column, column, _width(described.name, cells), look)
        help_of_cell = _help(made, table, described, sheets)
        page.data_validation(1, column, last + SPARE, column, help_of_cell)
        for row, cell in enumerate(cells, 1):
            if cell:
                _write_cell(made, page, (row, column), cell, described)


def _look_of(made: _Book, described: Field, is_key: bool) -> Any:
    """Return how the cells of a column look: a text stays one, whatever a reader types there."""
    if described.moment:
        return made.look("day", num_format=form.DAY, align="left")
    if described.type != "string" and not is_key:
        return made.look("plain")
    return made.look("text", num_format="@")


def _write_cell(made: _Book, page: Any, at: tuple[int, int], cell: str, described: Field) -> None:
    if described.moment and (day := _date_of(cell)):
        hours = "T" in cell
        look = made.look("minute", num_format=form.MINUTE, align="left") if hours else None
        page.write_datetime(*at, day, look or made.look("day"))
    elif described.type in ("integer", "number") and form.number_text(cell) == cell:
        page.write_number(*at, float(cell))
    elif described.type == "boolean" and cell == described.true_values[0]:
        page.write_boolean(*at, True)
    else:
        page.write_string(*at, cell, made.look("text", num_format="@"))


def _date_of(cell: str) -> datetime | None:
    """Return a day or a minute as a spreadsheet has it; None for a month, a year, and before 1901.

    A spreadsheet counts days from 1900, a year that it takes for a leap year.
    """
    if not clock.WRITTEN.fullmatch(cell) or len(cell) < len("2022-01-09") or cell < "1901":
        return None
    try:
        return datetime.fromisoformat(cell.removesuffix("Z"))
    except ValueError:
        return None


def _help(made: _Book, table: Table, described: Field, sheets: dict[str, Sheet]) -> dict[str, Any]:
    """Return what a cell of a column says when it is chosen, and the list it may be chosen from."""
    words = [described.description]
    if described.constraints.get("required"):
        words.append("Must be filled.")
    if described.delimiter:
        words.append(f"Several are parted by {described.delimiter}")
    if described.moment:
        words.append("2022-01-09, with an hour 2022-01-09T18:21Z (UTC), or 2022-01")
    prompt = ". ".join(word.rstrip(".") for word in words if word)
    hint = {
        "input_title": described.name[:LONGEST_HEADING],
        "input_message": prompt[:LONGEST_PROMPT],
        "ignore_blank": True,
    }
    if described.enum:
        source = made.lists[table.name, described.name]
        fault = {
            "error_title": "One of the list",
            "error_message": "Choose one of the words of the list; the sheet columns explains them",
        }
        return {"validate": "list", "source": source, **fault, **hint}
    for name, target, key in table.foreign_keys:
        keys = list(sheets[target].columns) if target in sheets else []
        if name == described.name and key in keys:
            last = len(sheets[target].numbers) + SPARE
            area = xl_range_abs(1, keys.index(key), last, keys.index(key))
            source = f"='{form.sheet_name(target)}'!{area}"
            return {"validate": "list", "source": source, "error_type": "warning", **hint}
    return {"validate": "any", **hint}


def _write_columns(made: _Book, page: Any, package: Package) -> None:
    """Write what every column holds, and what each word of a list means, a line each."""
    head, wrapped = made.look("head"), made.look("words", text_wrap=True)
    for column, (title, width) in enumerate(
        (
            ("sheet", 14),
            ("column", 20),
            ("word", 18),
            ("what it is", WORDS_WIDTH),
            ("must be filled", 14),
        )
    ):
        page.write_string(0, column, title, head)
        page.set_column(column, column, width)
    row = 0
    for table in package.tables.values():
        for described in table.fields:
            needed = "yes" if described.constraints.get("required") else ""
            lines: list[Sequence[str]] = [("", described.description, needed)]
            lines += [(str(w), described.labels.get(w, ""), "") for w in described.enum]
            for line in lines:
                row += 1
                page.set_row(row, LINE * (len(line[1]) // (WORDS_WIDTH - 5) + 1))
                for column, cell in enumerate((table.name, described.name, *line)):
                    page.write_string(row, column, cell, wrapped)
    page.freeze_panes(1, 0)
    page.fit_to_pages(1, 0)
    page.autofilter(0, 0, max(row, 1), 4)


def _width(name: str, cells: Sequence[str]) -> int:
    longest = max([len(name) + 3, *(len(cell) + 1 for cell in cells[:MEASURED])])
    return min(max(longest, NARROWEST), WIDEST)
