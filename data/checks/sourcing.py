"""What is weak without being wrong: warnings on how rows are sourced and on rows nobody uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from data.checks.sheet import Finding, Row, Sheets
from data.kinds import GRADED
from data.origins import confirmed_from, unite
from data.package import Table
from data.weigh import CONFIRMED, PROBABLE
from data.words import count

ALL_ALONG = pd.Timestamp.min.tz_localize("UTC")


def sourcing(sheets: Sheets) -> Iterator[Finding]:
    """Warn of confirmed rows with one origin, of undated sources, and of what nobody uses."""
    yield from alone(sheets)
    for name in GRADED:
        each = (_lower(row, cited) for row, cited in _confirmed(name, sheets))
        later = [lower for lower in each if lower and lower.confirmed]
        if later:
            rule = (
                f"reads {PROBABLE} until a second origin is published ({count(len(later), 'row')})"
            )
            mend = "cite an earlier one where there is one; --grades says which and when"
            yield Finding(name, 0, "credibility", CONFIRMED, rule, mend)
    if undated := [row for row in sheets["sources"] if _undated(row)]:
        rule = f"neither published nor not_before is given ({count(len(undated), 'row')}): title"
        rule += " and url are not shown before the record's end"
        yield Finding("sources", 0, "published", "", rule, "give one where it is known")
    yield from _unused(sheets, "sources")
    yield from _unused(sheets, "places")


def alone(sheets: Sheets) -> Iterator[Finding]:
    """Warn of rows that are written as confirmed, and all of whose sources have one origin."""
    for name in GRADED:
        for row, cited in _confirmed(name, sheets):
            origins = unite(_named(row), (source["origin"] for source in cited))
            if len(origins) == 1:
                rule = f"means confirmed by others, but all rests on {origins[0]}"
                yield row.finding("credibility", rule, "cite another origin, or write 2")


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
        for row, cited in _confirmed(name, sheets):
            if lower := _lower(row, cited):
                yield lower


def _lower(row: Row, cited: list[Row]) -> Lowered | None:
    known = row.moment("reported")
    pages = [(source["origin"], _published(source)) for source in cited]
    confirmed = confirmed_from(_named(row), pages)
    if known and (confirmed is None or confirmed > known.last):
        return Lowered(row.table.name, row.key, known.last, confirmed)
    return None


def _confirmed(name: str, sheets: Sheets) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each row that is written as confirmed, with the sources that it cites."""
    columns = _pointing(sheets.package.tables[name], "sources")
    for row in sheets[name]:
        if row["credibility"] == CONFIRMED:
            yield row, _cited(row, sheets, columns)


def _named(row: Row) -> str:
    return row["origin"] if "origin" in row.cells else ""


def _published(source: Row) -> pd.Timestamp:
    """Return when a page was published: one without any date counts as published all along."""
    dated = source.moment("published") or source.moment("not_before")
    return dated.last if dated else ALL_ALONG


def _undated(source: Row) -> bool:
    return not source["published"] and not source["not_before"]


def _say(instant: pd.Timestamp) -> str:
    return f"{instant:%Y-%m-%dT%H:%MZ}"


def _cited(row: Row, sheets: Sheets, columns: Mapping[str, str]) -> list[Row]:
    keys = dict.fromkeys(key for column in columns for key in _keys(row[column], columns[column]))
    return [source for key in keys if (source := sheets.row("sources", key))]


def _unused(sheets: Sheets, target: str) -> Iterator[Finding]:
    used = {row["selection"] for row in sheets["story"]}
    for name, table in sheets.package.tables.items():
        for column, delimiter in _pointing(table, target).items():
            cells = {row[column] for row in sheets[name]}
            used |= {key for cell in cells for key in _keys(cell, delimiter)}
    for row in sheets[target]:
        if row.key not in used:
            yield row.finding(row.table.key, "is used by no row", "use it, or take it out")


def _pointing(table: Table, target: str) -> dict[str, str]:
    """Return the columns that name rows of another table, with what delimits their lists."""
    plain = {column: "" for column, name, _ in table.foreign_keys if name == target}
    listed = (f for f in table.fields if f.references and f.references[0] == target)
    return plain | {f.name: f.delimiter or "" for f in listed}


def _keys(cell: str, delimiter: str) -> list[str]:
    return [part for part in cell.split(delimiter) if part] if delimiter else [cell]
