"""How a record's parts stand in a workbook: names of sheets, forms of dates and numbers."""

import re
from collections.abc import Mapping

from data.files import DESCRIPTOR, SETTINGS
from data.package import Package

ABOUT, COLUMNS, LISTS = "about", "columns", "lists"  # the sheets that hold no row of the record
TEXTS = (SETTINGS, DESCRIPTOR, "README.md", "CHANGES.md")  # a sheet each, where they are there
DAY, MINUTE = "yyyy-mm-dd", 'yyyy-mm-dd hh:mm "UTC"'
LONGEST_NAME = 31  # characters of a sheet's name, by Excel's own limit
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # in a sheet's name


def sheet_name(name: str) -> str:
    """Return the name of the sheet that holds a table, or a file by its path."""
    return FORBIDDEN.sub("-", name).strip("'")[:LONGEST_NAME]


def number_text(cell: float | int | str) -> str:
    """Return a number as the record writes it, with the fifteen digits that a spreadsheet keeps.

    "" for what is no number.
    """
    try:
        return f"{float(cell):.15g}"
    except ValueError:
        return ""


def texts_of(package: Package) -> Mapping[str, str]:
    """Return the files of a package that a workbook holds beside its tables, by their path."""
    contents = {path: package.files[path] for path in TEXTS if path in package.files}
    return {path: content.decode("utf-8-sig", "replace") for path, content in contents.items()}
