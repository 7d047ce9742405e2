"""A workbook holds every row on record in typed cells, each with the way to its sources."""

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest

from components.brief.make import file
from components.brief.model import Choices, brief
from components.brief.sheets import DATES, LONGEST_LINK, xlsx
from components.brief.tables import TABLES
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.package import shipped
from data.view import View
from tests.brief.test_brief_files import HOSTILE, hostile

WHOLE = load(shipped())
VIEW = View.default(WHOLE).but(as_of=parse("2022-01-14"), since=parse("2022-01-09"))
SEEN = seen_by(WHOLE, VIEW)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(file("xlsx", SEEN, VIEW, Choices()))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows()
    return [dict(zip([c.value for c in head], row, strict=True)) for row in rows]


def test_every_row_on_record_has_one_in_the_workbook(book):
    for name in TABLES:
        table = SEEN.package.tables[name]
        ids = [row["Row"].value for row in rows_of(book[table.title])]
        assert ids == list(SEEN.table(name).index)
        assert len(ids) > 20


def test_dates_and_numbers_are_typed_and_a_number_s_ends_stand_apart(book):
    dated = 0
    for row in rows_of(book["Estimates"]):
        known = SEEN.estimates.loc[row["Row"].value]
        for name, column in (("Low", "low"), ("High", "high")):
            assert row[name].value == (None if pd.isna(known[column]) else known[column])
            assert row[name].value is None or row[name].data_type == "n"
        assert row["Reported"].is_date
        assert row["Reported"].value == known["reported"].tz_localize(None).to_pydatetime()
        dated += 1
    assert dated


def test_a_date_reads_no_finer_than_it_is_known(book):
    seen = set()
    for row in rows_of(book["Events"]):
        known = SEEN.events.loc[row["Row"].value]
        if pd.notna(known["start"]):
            precision = str(known["start_precision"])
            assert row["Start"].number_format == DATES[precision]
            seen.add(precision)
    assert {"minute", "day"} <= seen


def test_every_sheet_keeps_its_header_in_sight_filters_and_has_room(book):
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.bold for cell in sheet[1])
        spans = sheet.column_dimensions.values()
        widths = [span.width for span in spans for _ in range(span.min, span.max + 1)]
        assert all(width >= len(str(c.value)) for width, c in zip(widths, sheet[1], strict=True))
        assert max(widths) <= 62
        for line in sheet.iter_rows(min_row=2):  # one of a single line has the usual height
            lines = max(
                len(str(cell.value or "")) / width for cell, width in zip(line, widths, strict=True)
            )
            assert (sheet.row_dimensions[line[0].row].height or 15) >= min(lines, 20) * 14


def test_a_row_leads_to_its_sources_and_a_source_to_its_page(book):
    sources = {row["Number"].value: row for row in rows_of(book["Sources"])}
    assert list(sources) == list(range(1, len(sources) + 1))
    made = brief(SEEN, VIEW, Choices())
    assert [sources[s.number]["Publisher"].value for s in made.sources] == [
        s.publisher for s in made.sources
    ]
    for name in ("Claims", "Estimates", "Events"):
        for row in rows_of(book[name]):
            cited = row["Sources"]
            if cited.value == "[sourced later]":
                continue
            assert cited.hyperlink.location.startswith("'Sources'!A")
            line = int(cited.hyperlink.location.removeprefix("'Sources'!A"))
            first = book["Sources"].cell(line, 1).value
            of_row = SEEN.table(name.lower()).loc[row["Row"].value, "cited"]
            assert sources[first]["Address"].value in (
                SEEN.sources.at[of_row[0], "url"],
                None,
            )
    linked = [row["Address"] for row in sources.values() if row["Address"].value]
    assert all(cell.hyperlink.target == cell.value for cell in linked)
    assert {s.url for s in made.sources if s.url} <= {cell.value for cell in linked}


def test_the_sheets_are_those_that_the_sections_draw_on():
    book = opened(file("xlsx", SEEN, VIEW, Choices(("estimates",), picture="none")))
    assert book.sheetnames == ["About", "Key points", "Estimates", "Sources"]


def test_no_cell_runs_in_a_workbook_and_none_but_a_web_address_leads_elsewhere():
    events = SEEN.events.assign(title=HOSTILE[0], summary=HOSTILE[1], outcome=HOSTILE[3])
    urls = [*("javascript:alert(1)", "file:///etc/passwd", "https://x.org/" + "a" * LONGEST_LINK)]
    urls += ["https://example.org/"] * (len(SEEN.sources) - len(urls))
    sources = SEEN.sources.assign(url=urls, publisher="=1+1")
    content = xlsx(hostile(), SEEN.but(events=events, sources=sources))
    book = opened(content)
    assert {c.data_type for s in book for row in s for c in row} <= {"s", "n", "d"}
    assert "=1+1" in [row["Title"].value for row in rows_of(book["Events"])]
    links = [c.hyperlink for s in book for row in s for c in row if c.hyperlink]
    assert {link.target for link in links if link.target} == {"https://example.org/"}
    assert all(link.location.startswith("'Sources'!A") for link in links if not link.target)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_a_year_that_no_spreadsheet_has_stays_in_words(made_up: Record):
    view = View.default(made_up).but(as_of=parse("1878-04"))
    book = opened(file("xlsx", seen_by(made_up, view), view, Choices()))
    cells = [row["Reported"] for row in rows_of(book[made_up.package.tables["claims"].title])]
    assert cells
    assert all(cell.data_type == "s" and cell.value.endswith("1878") for cell in cells[-1:])
    assert not any(isinstance(cell.value, datetime) for cell in cells)
