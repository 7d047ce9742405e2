"""All checks of one package, in the order in which their faults are mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.checks.beside import cells_of_rows
from data.checks.copied import copied
from data.checks.crisis import crisis
from data.checks.doubts import doubts, far_dates, rings
from data.checks.geography import places
from data.checks.ground import off_the_map
from data.checks.looks import looks
from data.checks.quotes import quotes
from data.checks.renamed import renamed
from data.checks.rows import rows
from data.checks.schema import cells, patterns
from data.checks.sheet import Finding, Sheets, read_sheets
from data.checks.sourcing import Lowered, alone, lowered, sourcing
from data.console import printable
from data.descriptor import read_package
from data.load import TABLES
from data.package import NotAPackage, Package

STATIC = Path(__file__).parents[2] / "static"


@dataclass(frozen=True, slots=True)
class Result:
    """What was found: `faults` keep a record from being shown, `warnings` do not.

    `taken` says, a line a file, how a table was read that is not written as the record writes it.
    """

    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    taken: tuple[str, ...] = ()


def check(folder: Path, static: Path = STATIC) -> Result:
    """Check the package in `folder`, whose basemap lies under `static`.

    Raises NotAPackage when the folder is none.
    """
    return check_package(read_package(folder), static)


def read_sound(folder: Path) -> Package:
    """Return the package in `folder` if no check finds a fault, as then it is shown.

    Raises NotAPackage otherwise: its message is one line that names the first fault.
    """
    package = read_package(folder)
    faults = check_package(package).faults
    if faults:
        count = f"{len(faults)} faults, the first: " if faults[1:] else "one fault: "
        raise NotAPackage(f"{folder}: {count}{faults[0]} (python -m data check names all)")
    return package


def check_package(package: Package, static: Path = STATIC) -> Result:
    """Check a package that was read; raises NotAPackage where it describes too little.

    Where a table cannot be read as described, only the cells of the others are looked at: every
    other rule would repeat what that one lacks.
    """
    sheets, unread = read_sheets(package)
    taken = tuple(_taken(sheets))
    unread += [*_tables(package), *patterns(package)]
    if unread:
        others = cells(sheets, {finding.table for finding in unread})
        return Result(_sorted([*unread, *others], package), (), taken)
    try:
        faults = [*cells(sheets), *rows(sheets), *places(sheets), *crisis(sheets, static)]
        faults += renamed(sheets)
        warnings = [
            *sourcing(sheets),
            *quotes(sheets),
            *doubts(sheets),
            *copied(sheets),
            *looks(sheets),
        ]
    except KeyError as fault:
        file = package.folder / "datapackage.json"
        raise NotAPackage(f"{file} does not describe {fault}; describe it") from fault
    warnings += [*off_the_map(sheets), *_empty(sheets)]
    return Result(_sorted(faults, package), _sorted(warnings, package), taken)


def check_rows(sheets: Sheets, span: tuple[int, int]) -> Result:
    """Check rows of a sound record that stand beside all others, as `Sheets.put_beside` has them.

    What is wrong with the rows themselves, and with other rows of their tables where these depend
    on them: all else takes the whole record, as `check_package` does. `span` is the record's own,
    of `find_span`. Findings are numbered as the rows are.
    """
    faults = [*cells_of_rows(sheets), *rows(sheets), *places(sheets)]
    doubtful = [*alone(sheets), *quotes(sheets), *rings(sheets), *far_dates(sheets, span)]
    return Result(
        _sorted(faults, sheets.package), _sorted([*doubtful, *looks(sheets)], sheets.package)
    )


def list_lowered(package: Package) -> tuple[Lowered, ...]:
    """Return which rows of a package that can be read have a lower credibility until when."""
    return tuple(lowered(read_sheets(package)[0]))


def _taken(sheets: Sheets) -> Iterator[str]:
    for name, taken in sheets.taken.items():
        if taken:
            yield printable(f"read: {sheets.package.path_of(name)}: {', '.join(taken)}")


def _tables(package: Package) -> list[Finding]:
    rule, mend = "the package describes no such table", "describe it; its file may be a bare header"
    return [Finding(name, 0, "", "", rule, mend) for name in TABLES if name not in package.tables]


def _empty(sheets: Sheets) -> Iterator[Finding]:
    """Warn of a record in which nothing is known yet: its pages have nothing to show."""
    if not any(sheets[name] for name in ("events", "claims", "positions")):
        yield Finding("events", 0, "", "", "the record is empty", "add a row that is reported")


def _sorted(findings: list[Finding], package: Package) -> tuple[Finding, ...]:
    order = {name: place for place, name in enumerate(package.tables)}
    # dict.fromkeys: the same cell may be named by two files' rules in the same words
    return tuple(
        sorted(dict.fromkeys(findings), key=lambda f: (order.get(f.table, len(order)), f.row))
    )
