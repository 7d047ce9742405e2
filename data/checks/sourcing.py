"""What is weak without being wrong: warnings on how rows are sourced and on rows nobody uses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from data.checks.sheet import Finding, Row, Sheets
from data.origins import confirmed_from, unite
from data.package import Table
from data.weigh import CONFIRMED, PROBABLE

GRADED = ("events", "claims", "deployments", "estimates")  # the tables with a credibility
ALL_ALONG = pd.Timestamp.min.tz_localize("UTC")


def sourcing(sheets: Sheets) -> Iterator[Finding]:
    """Warn of confirmed rows with one origin, of undated sources, and of what nobody uses."""
    for name in GRADED:
        for row in _confirmed(name, sheets):
            origins = unite(_named(row), (source["origin"] for source in _cited(row, sheets)))
            if len(origins) == 1:
                rule = f"means confirmed by others, but all rests on {origins[0]}"
                yield row.finding("credibility", rule, "cite another origin, or write 2")
        if later := [row for row in _lowered(name, sheets) if row.confirmed]:
            rule = f"reads {PROBABLE} until a second origin is published ({_count(later)})"
            mend = "cite an earlier one where there is one; --grades says which and when"
            yield Finding(name, 0, "credibility", CONFIRMED, rule, mend)
    if undated := [row for row in sheets["sources"] if _undated(row)]:
        rule = f"neither published nor not_before is given ({_count(undated)}): title and url are"
        rule += " not shown before the record's end"
        yield Finding("sources", 0, "published", "", rule, "give one where it is known")
    yield from _unused(sheets, "sources")
    yield from _unused(sheets, "places")


@dataclass(frozen=True, slots=True)
class Lowered:
    """A row written as confirmed that reads 2 from when it is `known` (UTC) until `confirmed`.

    `confirmed` is None where it never rests on two origins.
    """

    table: str
    row: str
    known: pd.Timestamp
    confirmed: pd.Timestamp | None

    def __str__(self) -> str:
        """Return the one line that says which digit the row has when."""
        then = f"{CONFIRMED} from {_say(self.confirmed)}" if self.confirmed else "never confirmed"
        return f"{self.table} {self.row}: {PROBABLE} from {_say(self.known)}, {then}"


def lowered(sheets: Sheets) -> Iterator[Lowered]:
    """Find every row whose credibility as of a moment is lower than the one written."""
    for name in GRADED:
        yield from _lowered(name, sheets)


def _lowered(name: str, sheets: Sheets) -> Iterator[Lowered]:
    for row in _confirmed(name, sheets):
        known = row.moment("reported")
        pages = [(source["origin"], _published(source)) for source in _cited(row, sheets)]
        confirmed = confirmed_from(_named(row), pages)
        if known and (confirmed is None or confirmed > known.last):
            yield Lowered(name, row.key, known.last, confirmed)


def _confirmed(name: str, sheets: Sheets) -> Iterator[Row]:
    return (row for row in sheets[name] if row["credibility"] == CONFIRMED)


def _named(row: Row) -> str:
    return row["origin"] if any(f.name == "origin" for f in row.table.fields) else ""


def _published(source: Row) -> pd.Timestamp:
    """Return when a page was published: one without any date counts as published all along."""
    dated = source.moment("published") or source.moment("not_before")
    return dated.last if dated else ALL_ALONG


def _undated(source: Row) -> bool:
    return not source["published"] and not source["not_before"]


def _count(rows: Sequence[object]) -> str:
    return f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"


def _say(instant: pd.Timestamp) -> str:
    return f"{instant:%Y-%m-%dT%H:%MZ}"


def _cited(row: Row, sheets: Sheets) -> list[Row]:
    named = {key for column in _pointing(row.table, "sources") for key in _keys(row, column)}
    return [source for key in named if (source := sheets.row("sources", key))]


def _unused(sheets: Sheets, target: str) -> Iterator[Finding]:
    used = {row["selection"] for row in sheets["story"]}
    for name, table in sheets.package.tables.items():
        for column in _pointing(table, target):
            used |= {key for row in sheets[name] for key in _keys(row, column)}
    for row in sheets[target]:
        if row.key not in used:
            yield row.finding(row.table.key, "is used by no row", "use it, or take it out")


def _pointing(table: Table, target: str) -> list[str]:
    plain = [column for column, name, _ in table.foreign_keys if name == target]
    return plain + [f.name for f in table.fields if f.references and f.references[0] == target]


def _keys(row: Row, column: str) -> tuple[str, ...]:
    return row.parts(column) if row.table.field(column).delimiter else (row[column],)
