"""A table as its file holds it: rows of text cells with their numbers in the spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from data import clock
from data.console import printable
from data.package import Package, Table

HEADER_ROWS = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold, and the mend; `row` as a spreadsheet counts, 0 for none."""

    table: str
    row: int
    column: str
    value: str
    rule: str
    mend: str

    def __str__(self) -> str:
        """Return the one line that names the cell, the rule and the mend."""
        where = self.table + (f" row {self.row}" if self.row else "")
        what = f" {self.column}" if self.column else ""
        value = f": {self.value!r}" if self.value else ""
        return printable(f"{where}{what}{value} - {self.rule}; {self.mend}")


@lru_cache(maxsize=65536)
def moment(cell: str) -> clock.Moment | None:
    """Read a cell as a moment; None where it is empty or none."""
    try:
        return clock.parse(cell) if cell else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells as text, read leniently, so that only the schema faults a bad cell."""

    table: Table
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell as text; raises KeyError where the package describes no such column."""
        try:
            return self.cells[column]
        except KeyError:
            raise KeyError(f"{self.table.name}.{column}") from None

    @property
    def key(self) -> str:
        """Return the row's id."""
        return self.cells[self.table.key]

    def moment(self, column: str) -> clock.Moment | None:
        """Return a cell as a moment; None where it is empty or none."""
        return moment(self[column])

    def parts(self, column: str) -> tuple[str, ...]:
        """Return a cell of a list as its parts."""
        delimiter = self.table.field(column).delimiter
        return tuple(part for part in self[column].split(delimiter) if part)

    def number_in(self, column: str) -> float | None:
        """Return a cell as a number; None where it is empty or none."""
        try:
            return float(self[column])
        except ValueError:
            return None

    def finding(self, column: str, rule: str, mend: str) -> Finding:
        """Return a finding about one cell of this row."""
        return Finding(self.table.name, self.number, column, self.cells[column], rule, mend)


@dataclass(frozen=True, slots=True)
class Sheets:
    """All tables of a package as text."""

    package: Package
    rows: Mapping[str, tuple[Row, ...]]
    by_key: Mapping[str, Mapping[str, Row]] = field(init=False)

    def __post_init__(self) -> None:
        keyed = {name: {row.key: row for row in rows} for name, rows in self.rows.items()}
        object.__setattr__(self, "by_key", keyed)

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        """Return the rows of one table."""
        return self.rows[table]

    def row(self, table: str, key: str) -> Row | None:
        """Return a row by its id; None for no row."""
        return self.by_key[table].get(key)


def read_table(table: Table) -> tuple[list[Row], list[Finding]]:
    """Read one table's file; what keeps it from being read as a table is found and returned."""

    def about(row: int, column: str, value: str, rule: str, mend: str) -> list[Finding]:
        return [Finding(table.name, row, column, value, rule, mend)]

    name = table.path.name
    if table.content is None:
        return [], about(0, "", name, "there is no such file", "add it, or its header row alone")
    try:
        lines = list(_lines(table.content))
    except (UnicodeDecodeError, csv.Error) as fault:
        return [], about(0, "", name, f"is no CSV in UTF-8 ({fault})", "save it as CSV UTF-8")
    header = lines[0] if lines else []
    expected = [f.name for f in table.fields]
    faults: list[Finding] = []
    for column in expected:
        if column not in header:
            faults += about(1, column, "", "this column is missing", "add it to the header row")
    for column in header:
        if column not in expected:
            rule, mend = "is no column of this table", "take it out, or describe it in the package"
            faults += about(1, "", column, rule, mend)
        elif header.count(column) > 1 and not any(f.column == column for f in faults):
            faults += about(1, column, "", "this column is there twice", "keep one of them")
    if table.key not in header:  # without ids there is no row to speak of
        return [], faults or about(1, table.key, "", "this column is missing", "describe the key")
    rows = []
    for number, cells in enumerate(lines[HEADER_ROWS:], HEADER_ROWS + 1):
        if not cells:  # an empty line is no row, but a spreadsheet counts it
            continue
        if len(cells) != len(header):
            rule = f"has {len(cells)} cells where the header has {len(header)}"
            faults += about(number, "", cells[0] if cells else "", rule, "mend commas and quotes")
        else:
            rows.append(Row(table, number, dict(zip(header, cells, strict=True))))
    return rows, faults


def _lines(content: bytes) -> Iterator[list[str]]:
    # utf-8-sig: spreadsheets put a byte order mark before the header.
    yield from csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)


def read_sheets(package: Package) -> tuple[Sheets, list[Finding]]:
    """Read every table that the package names."""
    rows: dict[str, Any] = {}
    faults: list[Finding] = []
    for name, table in package.tables.items():
        read, problems = read_table(table)
        rows[name] = tuple(read)
        faults += problems
    return Sheets(package, rows), faults
