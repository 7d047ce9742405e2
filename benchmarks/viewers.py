"""Measure what many viewers wait for who look at different moments.

`python -m benchmarks.viewers [--seconds 60] [--viewers 1 10 50 100]` drives that many real
websocket clients, each with a click every five seconds on average: a random page at a random moment
of the record, every second one compared with an earlier moment. It prints a Markdown table,
with the same clients on an empty app of our server in the same run. One viewer is also measured
click by click, without pauses: that is the cold page run at the server.
"""

import argparse
import asyncio
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlencode

import pandas as pd
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.memory import MB
from components.ui import store
from components.ui.frame.frame import PAGES
from tests.browser.serving import OURS, Server, serving

EMPTY = (sys.executable, "-m", "benchmarks.apps.served", "--port", "{port}")
NAMES = list(PAGES)
PAUSE = 5.0  # seconds between two clicks of a viewer, on average
PATIENCE = 120  # seconds for an answer, after which it counts as an error
SEED = 1962  # the same clicks in every run


@dataclass
class Run:
    """What one number of viewers waited for: seconds a click, errors, the server's memory in MB."""

    waits: list[float] = field(default_factory=list)
    errors: int = 0
    memory: float = 0.0

    def quantile(self, share: float) -> float:
        """Return that quantile of the waits in ms."""
        return 1000 * float(pd.Series(self.waits, dtype="float64").quantile(share))


def main() -> None:
    """Run every number of viewers on both apps, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewers")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--viewers", type=int, nargs="+", default=[1, 10, 50, 100])
    options = parser.parse_args()
    print("| viewers | app | clicks | p50 ms | p95 ms | max ms | errors | memory MB |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    for app, command in (("Red Lines", OURS), ("empty", EMPTY)):
        with serving(command) as server:
            print(_line("1, no pause", app, asyncio.run(_drive(server, 1, options.seconds, 0.0))))
        for viewers in options.viewers:
            with serving(command) as server:
                run = asyncio.run(_drive(server, viewers, options.seconds, PAUSE))
            print(_line(str(viewers), app, run), flush=True)


def _line(viewers: str, app: str, run: Run) -> str:
    numbers = [run.quantile(0.5), run.quantile(0.95), run.quantile(1.0)]
    cells = [viewers, app, f"{len(run.waits):,}", *(f"{n:,.0f}" for n in numbers)]
    return f"| {' | '.join([*cells, str(run.errors), f'{run.memory:,.0f}'])} |"


async def _drive(server: Server, viewers: int, seconds: float, pause: float) -> Run:
    """Let viewers click until the time is over; their first visits are not counted."""
    run, ready = Run(), asyncio.Barrier(viewers)

    async def view(chance: random.Random) -> None:
        url = f"{server.url.replace('http', 'ws')}/_stcore/stream"
        async with connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None) as viewer:
            hashes, _ = await _ask(viewer, "", {})
            await ready.wait()
            end = monotonic() + seconds
            while True:
                await asyncio.sleep(chance.uniform(0, 2 * pause))
                if (began := monotonic()) > end:
                    return
                page, query = chance.choice(NAMES), next(_moments(chance))
                try:
                    answer = _ask(viewer, hashes.get(page, ""), query)
                    run.errors += (await asyncio.wait_for(answer, PATIENCE))[1]
                    run.waits.append(monotonic() - began)
                except TimeoutError:
                    run.errors += 1
                    return

    chances = [random.Random(SEED + number) for number in range(viewers)]
    await asyncio.gather(*(view(chance) for chance in chances))
    run.memory = psutil.Process(server.pid).memory_info().rss / MB
    return run


def _moments(chance: random.Random) -> Iterator[dict[str, str]]:
    """Yield addresses of random instants, every second one compared with an earlier one."""
    record = store.record()
    first = record.events["reported_last"].quantile(0.1)
    minutes = int((record.last - first).total_seconds() // 60)

    def at(most: int) -> int:
        return chance.randint(1, most)

    def write(moment: pd.Timestamp) -> str:
        return f"{moment:%Y-%m-%dT%H:%MZ}"

    while True:
        after = at(minutes)
        query = {"as_of": write(first + pd.Timedelta(minutes=after))}
        if chance.random() < 0.5:
            query["since"] = write(first + pd.Timedelta(minutes=at(after)))
        yield query


async def _ask(
    viewer: ClientConnection, page_hash: str, query: dict[str, str]
) -> tuple[dict[str, str], bool]:
    """Ask for a page at an address; return the pages' hashes by name, and whether it failed."""
    ask = BackMsg()
    ask.rerun_script.query_string = urlencode(query)
    ask.rerun_script.page_script_hash = page_hash
    await viewer.send(ask.SerializeToString())
    hashes: dict[str, str] = {}
    failed = False
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await viewer.recv(decode=False))
        kind = answer.WhichOneof("type")
        if kind == "navigation":
            pages: Sequence = answer.navigation.app_pages
            hashes = {p.url_pathname or NAMES[0]: p.page_script_hash for p in pages}
        if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "exception":
            failed = True
        if kind == "script_finished":
            return hashes, failed


if __name__ == "__main__":
    main()
