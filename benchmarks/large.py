"""Make a record of many events out of the shipped one, to measure how pages grow with it.

`python -m benchmarks.large EVENTS FOLDER` writes a package that checks and serves: all that the
shipped record says is there again and again, each time 11 days earlier under new keys, with its
claims, reports, numbers and sources. `REDLINES_RECORD=FOLDER` shows it, and
`python -m benchmarks.viewers` with it measures it.
"""

import re
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from data.descriptor import read_package
from data.load import read_cells
from data.package import Package, Table, shipped

AGAIN = ("sources", "events", "claims", "deployments", "estimates")  # positions stay as they are
APART = timedelta(days=11)
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")


def main(events: int, folder: Path) -> None:
    """Write the package; raises FileExistsError where something stands already."""
    package = read_package(shipped())
    shutil.copytree(shipped(), folder, ignore=shutil.ignore_patterns("editions"))
    cells = {name: read_cells(package.tables[name]) for name in AGAIN}
    copies = -(-events // len(cells["events"]))
    for name, rows in cells.items():
        table = package.tables[name]
        every = [rows, *(_copy(package, table, rows, number) for number in range(1, copies))]
        pd.concat(every).to_csv(folder / "tables" / table.path.name, index=False)
    print(f"{copies * len(cells['events']):,} events in {folder}")


def _copy(package: Package, table: Table, rows: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return a table's rows with keys of their own, and their days that much earlier."""
    leads = {field: to for field, to, _ in table.foreign_keys}
    leads |= {f.name: f.references[0] for f in table.fields if f.references}
    ours = {f.name for f in table.fields if leads.get(f.name) in (*AGAIN, "")} | {table.key}

    def earlier(cell: str) -> str:
        return DAY.sub(lambda day: str(date.fromisoformat(day[0]) - number * APART), cell)

    columns = {}
    for field in table.fields:
        cells = rows[field.name]
        if field.name in ours:
            cells = cells.map(
                lambda cell: re.sub("(?=;|$)", f"-{number}", earlier(cell)) if cell else ""
            )
        elif field.moment:
            cells = cells.map(earlier)
        elif field.name == "url":
            cells = cells.map(lambda cell: f"{cell}#{number}" if cell else "")
        columns[field.name] = cells
    return pd.DataFrame(columns)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
