"""What is weak without being wrong: warnings on how rows are sourced and on rows nobody uses."""

from collections.abc import Iterator

from data.checks.sheet import Finding, Row, Sheets
from data.package import Table

CONFIRMED = "1"  # Admiralty: confirmed by other, independent sources


def sourcing(sheets: Sheets) -> Iterator[Finding]:
    """Warn of confirmed rows with one origin, and of sources and places without use."""
    for name in ("events", "claims", "deployments", "estimates"):
        for row in sheets[name]:
            origins = {source["origin"] for source in _cited(row, sheets)}
            if row["credibility"] == CONFIRMED and len(origins) == 1:
                rule = f"means confirmed by others, but all rests on {origins.pop()}"
                yield row.finding("credibility", rule, "cite another origin, or write 2")
    yield from _unused(sheets, "sources")
    yield from _unused(sheets, "places")


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
