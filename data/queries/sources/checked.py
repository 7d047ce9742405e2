"""What the checks warn of, at a moment."""

from collections.abc import Iterable

from data.checks.sheet import Finding
from data.load import Record
from data.sheet import read_sheet


def known(seen: Record, warnings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the warnings about rows that are known at the moment, so that none tells what comes.

    An event that is only scheduled counts as not known: a warning may quote what it hides.
    """
    known_rows: dict[str, set[int]] = {}
    for name, table in seen.package.tables.items():
        rows = seen.table(name)
        occurred = rows.loc[rows["status"] == "occurred"] if "status" in rows else rows
        sheet = read_sheet(table)
        keyed = zip(sheet.numbers, sheet.columns[table.key], strict=True)
        known_rows[name] = {number for number, key in keyed if key in occurred.index}
    return tuple(w for w in warnings if w.row in known_rows.get(w.table, ()))
