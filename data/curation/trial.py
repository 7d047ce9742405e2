"""What a record would be with a change in it: checked without being written, fault by fault.

As one types, the rows of the change alone are checked, beside all others; the whole is before it is
written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from data.checks.doubts import find_span
from data.checks.run import Result, check_package
from data.checks.run import check_rows as check_rows_of
from data.checks.sheet import Finding, Sheets
from data.checks.sheet import Row as SheetRow
from data.curation.changes import Changes, Conflict, Contents, find_differences
from data.curation.writer import Faulty, find_strange, make_package
from data.package import Package, Table
from data.sheet import read_sheet
from data.values import read_as


@dataclass(frozen=True)
class Spot:
    """A finding by the id of its row: "" where it is of no row; `rule` and `mend` are words."""

    table: str
    row: str
    column: str
    value: str
    rule: str
    mend: str

    def __str__(self) -> str:
        """Return it as a sentence that names its place."""
        place = " ".join(filter(None, (self.table, self.row, self.column)))
        return f"{place}: {self.rule}; {self.mend}" if place else f"{self.rule}; {self.mend}"


@dataclass(frozen=True)
class Checked:
    """What a change would bring: `faults` keep it from being saved, `doubts` are new warnings."""

    faults: tuple[Spot, ...]
    doubts: tuple[Spot, ...] = ()

    def at(self, table: str, row: str) -> "Checked":
        """Return what was found at one row."""

        def of_row(spots: Iterable[Spot]) -> tuple[Spot, ...]:
            return tuple(spot for spot in spots if (spot.table, spot.row) == (table, row))

        return Checked(of_row(self.faults), of_row(self.doubts))


def check_changes(package: Package, changes: Changes, now: Result) -> Checked:
    """Check a package with changes made to it, of which nothing is written.

    `now` is what the checks find in it as it is. Raises Conflict where the package is not what the
    changes were made against.
    """
    try:
        tried = make_package(package, changes)
    except Faulty as fault:
        return Checked(tuple(_find_spots(package, fault.faults)))
    result = check_package(tried)
    doubts = _list_new(result.warnings, now)
    return Checked(tuple(_find_spots(tried, result.faults)), tuple(_find_spots(tried, doubts)))


def _list_new(warnings: Iterable[Finding], now: Result) -> list[Finding]:
    """Return the warnings that the checks do not find as it is, wherever their rows stand."""
    before = {replace(finding, row=0) for finding in now.warnings}
    return [finding for finding in warnings if replace(finding, row=0) not in before]


@dataclass(frozen=True, eq=False)
class SoundRecord:
    """A sound record, read so that rows are checked beside its own; `span` are its years."""

    contents: Contents
    sheets: Sheets
    span: tuple[int, int]


def make_sound_record(package: Package, contents: Contents) -> SoundRecord:
    """Return a record as it stands beside rows that are tried; it may take a second, once."""
    rows = {
        name: tuple(
            _make_row(table, number, cells)
            for number, cells in enumerate(contents.tables[name].values(), 1)
        )
        for name, table in package.tables.items()
    }
    sheets = Sheets(package, rows)
    return SoundRecord(contents, sheets, find_span(sheets))


def _make_row(table: Table, number: int, cells: Mapping[str, str]) -> SheetRow:
    whole = all(described.name in cells for described in table.fields)
    blank = {} if whole else {described.name: "" for described in table.fields}
    return SheetRow(table, number, cells if whole else {**blank, **cells})


def check_rows(record: SoundRecord, changes: Changes, now: Result) -> Checked:
    """Check the rows that a change adds or corrects, beside all others: as one types.

    A change that is about to be written takes `check_changes`: rows elsewhere may depend on it.
    `now` is what the checks find as it is. Raises Conflict as `check_changes` does.
    """
    package = record.sheets.package
    if differences := list(find_differences(changes, record.contents)):
        raise Conflict(differences)
    if strange := list(find_strange(package, record.contents, changes)):
        return Checked(tuple(_find_spots(package, strange)))
    part = record.sheets.put_beside(_list_rows(record, changes))
    result = check_rows_of(part, record.span)
    ids = {
        name: {row.number: row.key for row in part.by_key[name].values()}
        for name in {f.table for f in (*result.faults, *result.warnings)} & package.tables.keys()
    }
    doubts = _list_new(result.warnings, now)
    return Checked(*(tuple(_name_rows(findings, ids)) for findings in (result.faults, doubts)))


def _list_rows(record: SoundRecord, changes: Changes) -> dict[str, tuple[SheetRow, ...]]:
    """Return the rows as a change makes them, by table."""
    made: dict[str, dict[str, SheetRow]] = {}
    for added in changes.added:
        table = record.sheets.package.tables[added.table]
        number = len(record.sheets[added.table]) + len(made.get(added.table, ())) + 1
        made.setdefault(added.table, {})[added.row] = _make_row(table, number, added.cells)
    for cell in changes.cells:
        rows = made.setdefault(cell.table, {})
        row = rows.get(cell.row) or record.sheets.by_key[cell.table][cell.row]
        rows[cell.row] = replace(row, cells={**row.cells, cell.column: cell.new})
    return {name: tuple(rows.values()) for name, rows in made.items()}


def _name_rows(findings: Iterable[Finding], ids: Mapping[str, Mapping[int, str]]) -> Iterator[Spot]:
    for one in findings:
        row = ids.get(one.table, {}).get(one.row, "")
        yield Spot(one.table, row, one.column, one.value, one.rule, one.mend)


def _find_spots(package: Package, findings: Iterable[Finding]) -> Iterator[Spot]:
    """Yield findings with the id of their row in place of its number."""
    ids: dict[str, Mapping[int, str]] = {}
    findings = list(findings)
    for name in {finding.table for finding in findings}:
        if name in package.tables and name not in ids:
            sheet = read_sheet(package.tables[name])
            keys = sheet.columns.get(package.tables[name].key, [])
            ids[name] = dict(zip(sheet.numbers, keys, strict=False))
    yield from _name_rows(findings, ids)


def put_in_form(package: Package, table: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells as the record writes them: `9 Jan 2022` as 2022-01-09; what is unsure stays."""
    described = package.tables[table]
    return {
        column: read_as(described.field(column), column in described.key_columns)(cell.strip())
        if cell.strip()
        else ""
        for column, cell in cells.items()
    }
