"""Measure how soon all who read a record see that it has changed, and whether a click is lost.

`python -m benchmarks.swap [--viewers 20] [--changes 10]` serves a copy of the shipped record and
drives that many real websocket clients, who walk on: each opens a random page at one of the named
moments every five seconds on average. Like the browser's script, each asks twice a second which
state is the newest, and for its page anew where that is another. Meanwhile claims are added, one
every few seconds, and before every third a table is broken for a while. It prints a Markdown table:
from a claim on the disk until the record is swapped, and from there until half of the viewers and
all were told; in brackets what the server worked in that time. Then clicks, those that the page
asked for did not answer, and errors.
"""

import argparse
import asyncio
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from urllib.parse import urlencode
from urllib.request import urlopen

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.write import WHO, make_claim
from components.ui import store
from components.ui.frame.frame import PAGES
from data.curation.writer import write
from data.package import shipped
from tests.browser.serving import Server, serving

NAMES = list(PAGES)
PAUSE = 5.0  # seconds between two clicks of a viewer, on average
BETWEEN = 6.0  # seconds between two changes
EVERY = 0.5  # seconds, as in the browser's script
PATIENCE = 30.0
SEED = 1962


@dataclass
class Viewer:
    """A viewer: what was asked for last, what has come of it, and when news were told."""

    name: str
    page: str = ""
    query: str = ""
    busy: bool = False
    mark: str = ""
    clicks: int = 0
    lost: int = 0
    errors: int = 0
    hashes: dict[str, str] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    told: dict[int, float] = field(default_factory=dict)


async def listen(viewer: Viewer, line: ClientConnection) -> None:
    """Take what the server says, for as long as the line is open."""
    async for message in line:
        answer = ForwardMsg()
        answer.ParseFromString(message if isinstance(message, bytes) else message.encode())
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            viewer.busy = True
            viewer.answered.append(answer.new_session.page_script_hash)
        elif kind == "navigation":
            pages = answer.navigation.app_pages
            viewer.hashes = {p.url_pathname or NAMES[0]: p.page_script_hash for p in pages}
        elif kind == "script_finished":
            viewer.busy = False
        elif kind == "delta":
            hear(viewer, answer)


def hear(viewer: Viewer, answer: ForwardMsg) -> None:
    """Note what a part of a page says: that it failed, or how many rows were added."""
    element = answer.delta.new_element
    kind = element.WhichOneof("type")
    viewer.errors += kind == "exception"
    if kind == "bidi_component" and '"mark"' in element.bidi_component.json:
        viewer.mark = element.bidi_component.json.partition('"mark": "')[2][:12]
    if kind == "html":
        viewer.errors += "This part could not be shown" in element.html.body
        added = element.html.body.partition("Record updated: ")[2].partition(" added")[0]
        if added.isdigit():
            viewer.told.setdefault(int(added), monotonic())


async def ask(viewer: Viewer, line: ClientConnection) -> None:
    """Ask for the page that the viewer is on."""
    back = BackMsg()
    back.rerun_script.query_string = viewer.query
    back.rerun_script.page_script_hash = viewer.hashes.get(viewer.page, "")
    viewer.busy = True
    await line.send(back.SerializeToString())


async def walk(viewer: Viewer, line: ClientConnection, chance: random.Random) -> None:
    """Click now and then, whatever is under way, and see that the page asked for is drawn."""
    moments = [str(name) for name in store.record().moments.index]
    while True:
        await asyncio.sleep(chance.uniform(0, 2 * PAUSE))
        viewer.page = chance.choice(NAMES)
        as_of = store.record().moment(chance.choice(moments))
        viewer.query = urlencode({"as_of": str(as_of.last.strftime("%Y-%m-%dT%H:%MZ"))})
        wanted, before = viewer.hashes.get(viewer.page, ""), len(viewer.answered)
        viewer.clicks += 1
        await ask(viewer, line)
        until = monotonic() + PATIENCE
        while viewer.busy or wanted not in viewer.answered[before:]:
            if monotonic() > until:
                viewer.lost += 1
                break
            await asyncio.sleep(0.02)


async def keep_up(viewer: Viewer, line: ClientConnection, url: str) -> None:
    """Ask which state is the newest, and for the page where it is another, as a browser does."""
    while True:
        await asyncio.sleep(EVERY)
        newest = await asyncio.to_thread(fetch, url)
        if newest and newest != viewer.mark:
            while viewer.busy:
                await asyncio.sleep(0.1)
            if newest != viewer.mark:
                await ask(viewer, line)


def fetch(url: str) -> str:
    """Return what an address answers."""
    with urlopen(url, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


async def drive(server: Server, folder: Path, viewers: list[Viewer], changes: int) -> list[str]:
    """Let viewers walk while the record changes; return the table's lines."""
    chance, lines, process = random.Random(SEED), list[str](), psutil.Process(server.pid)
    newest = f"{server.url}/newest?record={folder.name}"
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(view(server, newest, viewer, random.Random(SEED + number)))
            for number, viewer in enumerate(viewers)
        ]
        await asyncio.sleep(PATIENCE / 2)
        for number in range(1, changes + 1):
            if number % 3 == 0:
                await break_for_a_while(folder)
            change, before = make_claim(folder, number), fetch(newest)
            await asyncio.to_thread(write, folder, change, WHO)
            written = monotonic()
            while await asyncio.to_thread(fetch, newest) == before:
                await asyncio.sleep(0.02)
            swapped, worked = monotonic(), _worked(process)
            while not all(number in v.told for v in viewers) and monotonic() < swapped + PATIENCE:
                await asyncio.sleep(0.02)
            told = [v.told.get(number, swapped + PATIENCE) for v in viewers]
            lines.append(_line(number, written, swapped, told, _worked(process) - worked))
            print(lines[-1], flush=True)
            await asyncio.sleep(chance.uniform(0.5, 1.5) * BETWEEN)
        for task in tasks:
            task.cancel()
    return lines


async def break_for_a_while(folder: Path) -> None:
    """Leave half a table for a while, then a fault, then the table as it was."""
    file = folder / "tables" / "claims.csv"
    whole = file.read_bytes()
    for content in (whole[: len(whole) // 2], whole.replace(b"2022-", b"2022-13-", 1), whole):
        file.write_bytes(content)
        await asyncio.sleep(2.0)


async def view(server: Server, newest: str, viewer: Viewer, chance: random.Random) -> None:
    """Be one viewer until the benchmark is over."""
    url = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    streamlit = [Subprotocol("streamlit")]
    async with (
        connect(url, subprotocols=streamlit, max_size=None, ping_interval=None) as line,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(listen(viewer, line))
        await ask(viewer, line)
        while not viewer.hashes or viewer.busy:
            await asyncio.sleep(0.05)
        group.create_task(walk(viewer, line, chance))
        group.create_task(keep_up(viewer, line, newest))


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _line(number: int, written: float, swapped: float, told: list[float], worked: float) -> str:
    half, last = (f"{1000 * (f(told) - swapped):,.0f}" for f in (median, max))
    before = f"{1000 * (swapped - written):,.0f}"
    return f"| {number} | {before} | {half} | {last} ({1000 * worked:,.0f}) |"


def main() -> None:
    """Run the viewers and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.swap")
    parser.add_argument("--viewers", type=int, default=20)
    parser.add_argument("--changes", type=int, default=10)
    options = parser.parse_args()
    viewers = [Viewer(f"viewer {number}") for number in range(options.viewers)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(shipped(), Path(scratch) / shipped().name))
        with serving(env={"REDLINES_RECORD": str(folder)}) as server:
            print("| change | disk to swap, ms | swap to half of them, ms | to all, ms |")
            print("|---:|---:|---:|---:|")
            asyncio.run(drive(server, folder, viewers, options.changes))
    clicks, lost, errors = (
        sum(getattr(v, n) for v in viewers) for n in ("clicks", "lost", "errors")
    )
    print(f"\n{clicks} clicks, {lost} not answered, {errors} errors")


if __name__ == "__main__":
    main()
