"""Make a record of many events out of the shipped one, to measure how pages grow with it.

`python -m benchmarks.large EVENTS FOLDER` writes a package that checks and serves: all that the
shipped record says is there again and again, each time 11 days earlier under new keys, with its
claims, reports, numbers and sources. `REDLINES_RECORD=FOLDER` shows it.

`python -m benchmarks.large` serves the shipped record and two such packages, of 5,000 and 50,000
events, one after the other. It prints a Markdown table: how long a server takes until it is well,
and for each page the median of some cold visits over a real websocket, in ms, with how many tags of
HTML and SVG the page is made of. In brackets stands what the server's process worked for it, which
other work on the machine does not lengthen; the ratios to the shipped record are of that.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from components.ui.frame.frame import PAGES
from data.descriptor import read_package
from data.load import load, read_cells
from data.package import Package, Table, shipped
from tests.browser import serving

AGAIN = ("sources", "events", "claims", "deployments", "estimates")  # positions stay as they are
BETWEEN_COPIES = timedelta(days=11)
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
SIZES = (5_000, 50_000)
VISITS = 3  # of each page, each at an instant that nobody asked for before
TAG = re.compile(rb"<[a-z]")
PATIENCE = 300.0  # seconds for a server to be well, and for a page
NAMES = list(PAGES)
UP = "up"


def main() -> None:
    """Serve every record and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        records = {"shipped": shipped()}
        for events in SIZES:
            records[f"{events:,}"] = Path(scratch) / str(events)
            write(events, records[f"{events:,}"])
        results = {name: _measure(folder) for name, folder in records.items()}
    print(f"| page, cold | {' | '.join(f'{name}, ms | of shipped | tags' for name in results)} |")
    print(f"|---{'|---:' * 3 * len(results)}|")
    for page, title in {UP: "server up", **PAGES}.items():
        least = results["shipped"][page].worked
        print(f"| {title} | {' | '.join(_cells(cost[page], least) for cost in results.values())} |")


class Cost(NamedTuple):
    """What a page or a start takes: seconds, seconds that the server worked, tags."""

    seconds: float
    worked: float
    tags: int = 0


def _cells(cost: Cost, least: float) -> str:
    took = f"{1000 * cost.seconds:,.0f} ({1000 * cost.worked:,.0f})"
    return f"{took} | {cost.worked / least:.2f} | {f'{cost.tags:,}' if cost.tags else '-'}"


def _measure(folder: Path) -> dict[str, Cost]:
    """Return what it takes until a server is well, and of each page what it takes, cold."""
    serving.PATIENCE = PATIENCE
    began = monotonic()
    with serving.serving(env={"REDLINES_RECORD": str(folder)}) as server:
        process = psutil.Process(server.pid)
        up = Cost(monotonic() - began, _worked(process))
        return {UP: up, **asyncio.run(_pages(server.url, process))}


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


async def _pages(url: str, process: psutil.Process) -> dict[str, Cost]:
    address, by_page = f"{url.replace('http', 'ws')}/_stcore/stream", {}
    moments = _moments()
    async with connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, ping_interval=None
    ) as viewer:
        hashes, _ = await _ask(viewer, "", "")
        for page in NAMES:
            costs = []
            for _ in range(VISITS):
                began, before = monotonic(), _worked(process)
                answer = _ask(viewer, hashes.get(page, ""), next(moments))
                _, tags = await asyncio.wait_for(answer, PATIENCE)
                costs.append(Cost(monotonic() - began, _worked(process) - before, tags))
            seconds, worked, tags = (median(part) for part in zip(*costs, strict=True))
            by_page[page] = Cost(seconds, worked, int(tags))
    return by_page


def _moments() -> Iterator[str]:
    """Yield addresses of instants, each 23 hours before the last, compared with a week before."""
    at = load(shipped()).last.normalize()
    while True:
        at -= pd.Timedelta(hours=23)
        since = at - pd.Timedelta(days=7)
        yield urlencode({"as_of": f"{at:%Y-%m-%dT%H:%MZ}", "since": f"{since:%Y-%m-%d}"})


async def _ask(viewer: ClientConnection, page: str, query: str) -> tuple[dict[str, str], int]:
    """Ask for a page by its hash; return the pages' hashes by name, and how many tags came."""
    ask = BackMsg()
    ask.rerun_script.query_string, ask.rerun_script.page_script_hash = query, page
    await viewer.send(ask.SerializeToString())
    hashes: dict[str, str] = {}
    tags = 0
    while True:
        message = await viewer.recv(decode=False)
        answer = ForwardMsg()
        answer.ParseFromString(message)
        tags += len(TAG.findall(message))
        kind = answer.WhichOneof("type")
        if kind == "navigation":
            pages = answer.navigation.app_pages
            hashes = {p.url_pathname or NAMES[0]: p.page_script_hash for p in pages}
        if kind == "script_finished":
            return hashes, tags


def write(events: int, folder: Path) -> None:
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
        return DAY.sub(lambda day: str(date.fromisoformat(day[0]) - number * BETWEEN_COPIES), cell)

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
    if sys.argv[1:]:
        write(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
