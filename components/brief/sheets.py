"""A brief as a workbook: its page one, and every row on record behind it, in typed cells."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from components.brief.model import JUDGEMENT, Brief, stamp
from components.brief.points import write_runs
from components.brief.support import LATER
from components.brief.tables import Cell, Cites, Day, Link, Sheet, list_tables
from data.files import LONG_AGO
from data.load import Record

LONGEST_CELL = 32_767  # characters, by Excel's own limit
LONGEST_LINK = 2_000  # characters, by Excel's own limit
FIRST_YEAR = 1900  # the first that a spreadsheet has: earlier dates stay words
WIDEST, NARROWEST = 60, 9  # characters of a column
LINE, MOST_LINES = 15, 20  # points of a line; lines of a row that are shown
# How a date reads, by the precision with which it is known: no day is made up.
DATES = {
    "minute": "d mmm yyyy hh:mm",
    "day": "d mmm yyyy",
    "month": "mmm yyyy",
    "year": "yyyy",
}
SCOPE = (
    "The later sheets hold every row on record at this moment, without the brief's filters. "
    "Dates are UTC, each only as exact as it is known. The sheet Sources numbers the brief's "
    "sources first, then all others that are cited."
)


@dataclass
class _Book:
    """A workbook with its looks."""

    book: Any
    looks: dict[str, Any] = field(default_factory=dict)

    def look(self, name: str, **how: Any) -> Any:
        """Return a look by its name, made once."""
        if name not in self.looks:
            self.looks[name] = self.book.add_format({"valign": "top", **how})
        return self.looks[name]


def xlsx(brief: Brief, seen: Record) -> bytes:
    """Return a brief's words and the tables that its sections draw on, the sources as the last.

    Texts are written as texts: no cell is a formula, whatever it begins with, and only addresses of
    sources and their numbers lead elsewhere.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": brief.title[:255], "created": LONG_AGO})
    made = _Book(book)
    for sheet in (*_page_one(brief), *list_tables(brief, seen)):
        _write(made, sheet)
    book.close()
    return out.getvalue()


def _page_one(brief: Brief) -> Sequence[Sheet]:
    about = [brief.title, brief.subject, stamp(brief), *brief.filters]
    about += [f"Record {brief.digest}", *brief.statement, SCOPE]
    about += [f"{JUDGEMENT}: {brief.note}"] if brief.note else []
    rows: tuple[tuple[Cell, ...], ...]
    sheets = [Sheet("About", ("Brief",), tuple((line,) for line in about))]
    if brief.points:
        rows = tuple((p.words, p.confidence, p.edited, Cites(p.sources)) for p in brief.points)
        sheets.append(Sheet("Key points", ("Point", "Sourcing", "Words", "Sources"), rows))
    for section in brief.sections:
        if section.key == "positions" and section.rows:
            rows = tuple((*row.cells, Cites(row.sources)) for row in section.rows)
            sheets.append(Sheet("Side by side", (*section.columns, "Sources"), rows))
    return sheets


def _write(made: _Book, sheet: Sheet) -> None:
    """Write a sheet: a header that stays in sight, filters, and columns as wide as their words."""
    page = made.book.add_worksheet(sheet.title[:31])
    page.freeze_panes(1, 0)
    page.set_landscape()  # in print, too, each column is there, under its name
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    widths = []
    for column, title in enumerate(sheet.columns):
        page.write_string(0, column, title, made.look("head", bold=True, bottom=1))
        longest = max(
            len(word) for word in (title + "  ", *(_words(r[column]) for r in sheet.rows))
        )
        widths.append(min(max(longest + 2, NARROWEST), WIDEST))
        page.set_column(column, column, widths[-1])
    for line, row in enumerate(sheet.rows, 1):
        lines = max(len(_words(c)) // (w - 4) + 1 for c, w in zip(row, widths, strict=True))
        page.set_row(line, LINE * min(lines, MOST_LINES))
        for column, cell in enumerate(row):
            _write_cell(made, page, line, column, cell)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def _write_cell(made: _Book, page: Any, line: int, column: int, cell: Cell) -> None:
    plain = made.look("plain", text_wrap=True)
    match cell:
        case None | "":
            page.write_blank(line, column, None, plain)
        case Day(at=at, precision=precision) if at.year >= FIRST_YEAR and precision in DATES:
            look = made.look(precision, num_format=DATES[precision], align="left")
            page.write_datetime(line, column, at.tz_localize(None).to_pydatetime(), look)
        case Cites(numbers=(first, *_)):
            target = f"internal:'Sources'!A{first + 1}"
            page.write_url(line, column, target, made.look("link", underline=1), _words(cell))
        case Link(url=url) if _can_lead(url):
            page.write_url(line, column, url, made.look("link", underline=1), url)
        case int() | float():
            page.write_number(line, column, cell, made.look("number", num_format="#,##0"))
        case _:
            page.write_string(line, column, _words(cell), plain)


def _can_lead(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= LONGEST_LINK


def _words(cell: Cell) -> str:
    """Return a cell as text, for its width and for what a spreadsheet has no type for."""
    match cell:
        case None:
            return ""
        case Day(words=words):
            return words
        case Cites(numbers=numbers):
            return write_runs(numbers) or LATER
        case Link(url=url):
            return url[:LONGEST_CELL]
        case int() | float():
            return f"{cell:,.0f}"
    return str(cell)[:LONGEST_CELL]
