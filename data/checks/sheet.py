"""A table as its file holds it: rows of text cells with their numbers in the spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from data import clock
from data.console import printable
from data.package import Package, Table
from data.sheet import read_sheet


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
    """All tables of a package as text; `taken` says of each how its file was read."""

    package: Package
    rows: Mapping[str, tuple[Row, ...]]
    taken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_key: Mapping[str, Mapping[str, Row]] = field(init=False)

    def __post_init__(self) -> None:
        keyed = {name: {row.key: row for row in rows} for name, rows in self.rows.items()}
        object.__setattr__(self, "by_key", keyed)

    def put_beside(self, rows: Mapping[str, tuple[Row, ...]]) -> "Sheets":
        """Return these rows alone, where they stand for those of their ids or are added to all."""
        part = Sheets(self.package, {name: rows.get(name, ()) for name in self.rows})
        by_key = {name: {**self.by_key[name], **part.by_key[name]} for name in rows}
        object.__setattr__(part, "by_key", {**self.by_key, **by_key})
        return part

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        """Return the rows of one table."""
        return self.rows[table]

    def row(self, table: str, key: str) -> Row | None:
        """Return a row by its id; None for no row."""
        return self.by_key[table].get(key)


def read_table(table: Table) -> tuple[list[Row], list[Finding], tuple[str, ...]]:
    """Return one table's rows, what keeps it from being read as a table, and how it was read."""
    sheet = read_sheet(table)
    faults = [Finding(table.name, *trouble) for trouble in sheet.troubles]
    columns = [sheet.columns.get(f.name, [""] * len(sheet.numbers)) for f in table.fields]
    names = [f.name for f in table.fields]
    rows = [
        Row(table, number, dict(zip(names, cells, strict=True)))
        for number, *cells in zip(sheet.numbers, *columns, strict=True)
    ]
    return rows, faults, sheet.taken


def read_sheets(package: Package) -> tuple[Sheets, list[Finding]]:
    """Read every table that the package names."""
    rows: dict[str, Any] = {}
    taken: dict[str, tuple[str, ...]] = {}
    faults: list[Finding] = []
    for name, table in package.tables.items():
        read, problems, taken[name] = read_table(table)
        rows[name] = tuple(read)
        faults += problems
    return Sheets(package, rows, taken), faults
