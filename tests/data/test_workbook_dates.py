"""What a workbook has for a date is read as exact as it is shown, and no hour is guessed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.workbook.importer import import_tables
from tests.support.books import cell, change, put

CELLS = [
    (date(2022, 1, 9), "", "2022-01-09"),
    (datetime(2022, 1, 9), "dd.mm.yyyy", "2022-01-09"),
    (datetime(2022, 1, 1), "mmm-yy", "2022-01"),
    (datetime(2022, 1, 1), "yyyy", "2022"),
    (datetime(2022, 1, 1), "d mmm yyyy", "2022-01-01"),
    (datetime(2022, 1, 9, 18, 21), 'yyyy-mm-dd hh:mm "UTC"', "2022-01-09T18:21Z"),
    (datetime(2022, 1, 9), 'yyyy-mm-dd hh:mm "UTC"', "2022-01-09T00:00Z"),
    (44570, "General", "2022-01-09"),
    ("9 Jan 2022", "", "2022-01-09"),
    (2022, "General", "2022"),
]


@pytest.mark.parametrize(("value", "shown", "written"), CELLS)
def test_dates_are_read_as_exact_as_they_are_shown(
    folder: Path, book: Path, value: Any, shown: str, written: str
) -> None:
    put(book, ("sources", 2, "published"), value, shown)
    put(book, ("sources", 2, "not_before"), None)
    assert import_tables(book, folder).faults == ()
    assert cell(folder, "sources", 2, "published") == written


def test_an_hour_without_its_zone_is_refused(folder: Path, book: Path) -> None:
    put(book, ("sources", 2, "published"), datetime(2022, 1, 9, 18, 21), "dd.mm.yyyy hh:mm")
    (fault,) = import_tables(book, folder).faults
    assert (fault.value, "an hour without its zone" in fault.rule) == ("2022-01-09 18:21", True)


def test_a_day_is_counted_from_where_the_file_counts(folder: Path, book: Path) -> None:
    change(book, lambda whole: setattr(whole, "epoch", datetime(1904, 1, 1)))
    put(book, ("sources", 2, "published"), 43108, "General")
    assert import_tables(book, folder).faults == ()
    assert cell(folder, "sources", 2, "published") == "2022-01-09"


def test_a_formula_without_a_result_is_named(folder: Path, book: Path) -> None:
    put(book, ("events", 2, "title"), '="A"&"B"')
    (fault,) = import_tables(book, folder).faults
    assert (fault.table, fault.value, fault.rule) == ("events", "B2", "a formula without a result")
