"""What is likely a slip without being wrong: rings of replies, dates far outside the record."""

from collections.abc import Iterator
from itertools import pairwise

from data.checks.sheet import Finding, Row, Sheets, moment
from data.clock import Moment
from data.files import DESCRIPTOR, TEXTS
from data.kinds import KINDS
from data.package import Package
from data.parameters import YEARS

# The tables whose rows make up the record's own time. Sources are not among them: of a crisis of
# long ago they are read in books of today.
TIMED = tuple(name for name, kind in KINDS.items() if kind.clocks and name != "sources")
# Years without a row, seen from the record's middle, beyond which a date is far outside. What comes
# before a crisis reaches back for generations; what comes after it is foreseen for years at most.
BEFORE, AFTER = 100, 10


def doubts(sheets: Sheets) -> Iterator[Finding]:
    """Warn of rings of replies, of dates far from the rest, and of a text that is not there."""
    yield from _texts(sheets.package)
    yield from rings(sheets)
    yield from far_dates(sheets, find_span(sheets))


def _texts(package: Package) -> Iterator[Finding]:
    for text in TEXTS:
        named = package.descriptor.get(text)
        if named and named not in package.files:
            yield Finding(DESCRIPTOR, 0, text, named, "is not there", "add it, or name none")


def rings(sheets: Sheets) -> Iterator[Finding]:
    """Warn of claims that answer each other all round."""
    seen: set[str] = set()
    for row in sheets["claims"]:
        path: list[str] = []
        at: Row | None = row
        while at and at.key not in seen:
            seen.add(at.key)
            path.append(at.key)
            at = sheets.row("claims", at["responds_to"])
        if at and at.key in path[:-1]:  # a claim that answers itself is a fault by another rule
            ring = path[path.index(at.key) :]
            rule = f"is in a ring of replies: {' answers '.join([*ring, ring[0]])}"
            yield at.finding("responds_to", rule, "empty it for the claim that came first")


def find_span(sheets: Sheets) -> tuple[int, int]:
    """Return the years between which the record lies, those left out that are far from the rest."""
    years = sorted(at.first.year for _, _, at in _list_dates(sheets))
    if not years:
        return YEARS
    middle = years[len(years) // 2]
    gaps = [(a, b) for a, b in pairwise(years) if b - a > (BEFORE if b <= middle else AFTER)]
    first = max((b for _, b in gaps if b <= middle), default=years[0])
    last = min((a for a, _ in gaps if a >= middle), default=years[-1])
    return first, last


def far_dates(sheets: Sheets, span: tuple[int, int]) -> Iterator[Finding]:
    """Warn of dates outside the years between which the rest of the record lies."""
    first, last = span
    rule = f"lies far outside the rest of the record, {first} to {last}"
    for row, column, at in _list_dates(sheets):
        if not first <= at.first.year <= last:
            yield row.finding(column, rule, "mend the year, if it is a slip")


def _list_dates(sheets: Sheets) -> Iterator[tuple[Row, str, Moment]]:
    for name in TIMED:
        for field in sheets.package.tables[name].fields:
            if field.moment:
                dated = ((row, moment(row[field.name])) for row in sheets[name])
                yield from ((row, field.name, at) for row, at in dated if at)
