"""A workbook as rows of text cells, in the form in which a table's file would hold them."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from data.cells import Unreadable
from data.workbook import form

MOST_BYTES = 500_000_000  # of an unpacked workbook; a record of 50,000 events takes a tenth of it
Rows = tuple[tuple[int, list[str]], ...]
YES = "true"  # what a switch that is on says in any column
Page = list[Sequence[Any]]  # cells as openpyxl reads them, row by row from the first


@dataclass(frozen=True)
class Workbook:
    """The rows of every sheet that holds any, by its name, each with its number there.

    `starts`: the day from which the file counts days; `bare` names formulas that have no result.
    """

    sheets: Mapping[str, Rows]
    starts: datetime
    bare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_workbook(content: bytes) -> Workbook:
    """Return the sheets of an .xlsx file; raises Unreadable where it is none.

    A day is written as 2022-01-09 and a month that shows no day as 2022-01. An hour is UTC only
    where the cell's own format says so: 2022-01-09T18:21Z; else it stays 2022-01-09 18:21, of which
    the check asks the zone. Of a formula its last result is taken.
    """
    _refuse_bomb(content)
    try:
        sheets, starts = _read(content, results=True)
        formulas, _ = _read(content, results=False)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile) as fault:
        mend = "open it in a spreadsheet program and save it as .xlsx"
        raise Unreadable(f"is no workbook that can be read ({fault})", mend) from fault
    texts = {name: _as_texts(page) for name, page in sheets.items()}
    bare = {name: tuple(_find_bare(formulas[name], page)) for name, page in sheets.items()}
    return Workbook(texts, starts, {name: cells for name, cells in bare.items() if cells})


def _read(content: bytes, *, results: bool) -> tuple[dict[str, Page], datetime]:
    """Return every sheet's cells, with formulas or with their results, and when days begin."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=results)
    pages: dict[str, Page] = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        pages[sheet.title] = list(sheet.iter_rows(min_row=1))
    starts: datetime = book.epoch
    book.close()
    return pages, starts


def _as_texts(page: Page) -> Rows:
    lines = ((number, [_text(cell) for cell in row]) for number, row in enumerate(page, 1))
    return tuple((number, cells) for number, cells in lines if any(cells))


def _find_bare(formulas: Page, results: Page) -> Iterator[str]:
    """Yield where a formula stands that has no result, as C7: no program has reckoned it."""
    for number, (written, reckoned) in enumerate(zip(formulas, results, strict=True), 1):
        for column, (one, other) in enumerate(zip(written, reckoned, strict=True), 1):
            if one.data_type == "f" and other.value is None:
                yield f"{get_column_letter(column)}{number}"


def day_of_number(cell: str, starts: datetime) -> str:
    """Return the day that a spreadsheet's number of five digits counts, as 2022-01-09."""
    return f"{from_excel(int(cell), starts):%Y-%m-%d}"


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as fault:
        raise Unreadable("is no .xlsx file", "save it as .xlsx, or as CSV UTF-8") from fault
    if size > MOST_BYTES:
        rule = f"unpacks to {size // 1_000_000} MB, more than {MOST_BYTES // 1_000_000}"
        raise Unreadable(rule, "take out what is no table")


def _text(cell: Any) -> str:
    """Return a cell as a table's file would hold it."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return YES if value else "false"
        case int() | float():
            return form.number_text(cell.value)
        case datetime() as at:
            return _moment(at, str(cell.number_format))
        case date() as day:
            return f"{day:%Y-%m-%d}"
        case str(value):
            return value
    return str(cell.value)  # an hour without its day, which no column holds


def _moment(at: datetime, shown: str) -> str:
    """Return a date at the precision that its cell shows."""
    nearest = at + timedelta(seconds=30)  # a spreadsheet's fraction of a day misses by some
    at = nearest.replace(second=0, microsecond=0)
    plain = shown.lower()
    if is_date_format(shown) and "utc" in plain.replace("\\", ""):
        return f"{at:%Y-%m-%dT%H:%MZ}"
    if (at.hour, at.minute) != (0, 0):
        return f"{at:%Y-%m-%d %H:%M}"
    if at.day == 1 and "d" not in plain and "y" in plain:
        return f"{at:%Y-%m}" if "m" in plain else f"{at:%Y}"
    return f"{at:%Y-%m-%d}"
