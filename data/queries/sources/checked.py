"""What the checks warn of, at a moment."""

from collections.abc import Iterable

from data.checks.sheet import HEADER_ROWS, Finding
from data.load import Record, read_cells


def known(seen: Record, warnings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the warnings about rows that are known at the moment, so that none tells what comes.

    An event that is only scheduled counts as not known: a warning may quote what it hides.
    """
    ids = {}
    for name, table in seen.package.tables.items():
        rows = seen.table(name)
        occurred = rows.loc[rows["status"] == "occurred"] if "status" in rows else rows
        ids[name] = [key in occurred.index for key in read_cells(table)[table.key]]
    return tuple(
        w
        for w in warnings
        if w.row > HEADER_ROWS and ids.get(w.table, [])[w.row - 1 - HEADER_ROWS :][:1] == [True]
    )
