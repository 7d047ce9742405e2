"""What a record would be with a change in it: checked without being written, fault by fault."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from data.checks.run import Result, check_package
from data.checks.sheet import Finding
from data.curation.changes import Changes
from data.curation.writer import Faulty, make_package
from data.package import Package
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
    found = check_package(tried)
    before = {replace(finding, row=0) for finding in now.warnings}  # rows move as one comes
    doubts = [finding for finding in found.warnings if replace(finding, row=0) not in before]
    return Checked(tuple(_find_spots(tried, found.faults)), tuple(_find_spots(tried, doubts)))


def _find_spots(package: Package, findings: Iterable[Finding]) -> Iterator[Spot]:
    """Yield findings with the id of their row in place of its number."""
    ids: dict[str, Mapping[int, str]] = {}
    for finding in findings:
        name = finding.table
        if name in package.tables and name not in ids:
            sheet = read_sheet(package.tables[name])
            keys = sheet.columns.get(package.tables[name].key, [])
            ids[name] = dict(zip(sheet.numbers, keys, strict=False))
        row = ids.get(name, {}).get(finding.row, "")
        yield Spot(name, row, finding.column, finding.value, finding.rule, finding.mend)


def put_in_form(package: Package, table: str, cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells as the record writes them: `9 Jan 2022` as 2022-01-09; what is unsure stays."""
    described = package.tables[table]
    return {
        column: read_as(described.field(column), column in described.key_columns)(cell.strip())
        if cell.strip()
        else ""
        for column, cell in cells.items()
    }
