"""Whether the ids of earlier editions lead to rows that are there."""

from collections.abc import Iterator

from data.checks.sheet import Finding, Sheets
from data.files import SETTINGS


def renamed(sheets: Sheets) -> Iterator[Finding]:
    """Find every renamed id whose new row is missing, or whose old one is still there."""
    for table, ids in sheets.package.crisis.renamed.items():
        rows = sheets.by_key.get(table)
        if rows is None:
            yield _finding(table, "", "is no table", "name one of the tables")
            continue
        for old, new in ids.items():
            if new not in rows:
                yield _finding(
                    f"{table}.{old}", new, f"is not in {table}", "name the row it is now"
                )
            if old in rows:
                yield _finding(table, old, "is the id of a row today", "take one of them out")


def _finding(key: str, value: str, rule: str, mend: str) -> Finding:
    return Finding(SETTINGS, 0, f"renamed.{key}", value, rule, mend)
