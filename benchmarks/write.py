"""Measure how long it takes until a claim that is added to a record is on the disk.

`python -m benchmarks.write` adds claims to a copy of the shipped record and to one of 50,000 rows
that is made from it, as a curator's server does: in a process that has read the record, and that
collects garbage as a server does. It prints a Markdown table: the first change, the median of the
next, and of what it then takes to show the record, in ms; in brackets what the process worked for
it. A write checks the whole record, and keeps its log and its edition. Before it stands what a word
typed into the form by hand takes: a run of the whole page, which checks the row beside all others.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.large import write as make_large
from components import upkeep
from components.ui.curate import SET_UP
from components.warmup import SELDOM
from data.curation.changes import Changes, Row
from data.curation.log import Account
from data.curation.writer import write
from data.descriptor import read_package
from data.live import Watch
from data.package import shipped
from data.sheet import read_sheet
from tests.support.curating import opened

EVENTS = 5_000  # with their claims, reports and sources some 50,000 rows
TIMES = 9
WHO = Account("benchmark", "to measure it")


class Cost(NamedTuple):
    """What a write took: seconds, and seconds that the process worked."""

    took: float
    worked: float

    def __str__(self) -> str:
        """Return both in ms."""
        return f"{1000 * self.took:,.0f} ({1000 * self.worked:,.0f})"


def main() -> None:
    """Write to both records and print the table."""
    gc.set_threshold(*SELDOM)
    print("| record | rows | a word typed, ms | claim added, ms | further ones, ms | swapped, ms |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(shipped(), Path(scratch) / "shipped"))
        large = Path(scratch) / "large"
        make_large(EVENTS, large)
        for name, folder in (("shipped", copy), ("made from it", large)):
            print(_measure(name, folder), flush=True)


def _measure(name: str, folder: Path) -> str:
    typed = _type(folder)
    watch = Watch(folder)
    upkeep.collect()
    rows = sum(len(read_sheet(t).numbers) for t in read_package(folder).tables.values())
    writes, swaps = [], []
    for number in range(TIMES):
        changes = make_claim(folder, number)
        writes.append(_time(lambda changes=changes: write(folder, changes, WHO)))
        swaps.append(_time(lambda: watch.look(at_once=True)))
    first, *others = writes
    middle = Cost(*(median(part) for part in zip(*others, strict=True)))
    swap = Cost(*(median(part) for part in zip(*swaps, strict=True)))
    return f"| {name} | {rows:,} | {typed} | {first} | {middle} | {swap} |"


def _type(folder: Path) -> Cost:
    """Return what a word typed into the form of a claim takes, once the form stands there."""
    os.environ |= {"REDLINES_RECORD": str(folder), SET_UP: "1"}
    page = opened("by_hand")
    page.selectbox(key="curate_table_0").set_value("claims").run()
    typed = []
    for number in range(TIMES):
        words = " ".join(["Somebody", "says", "it"] * (number + 1))
        typed.append(_time(page.text_area(key="hand1_text").set_value(words).run))
    return Cost(*(median(part) for part in zip(*typed, strict=True)))


def _time(do: object) -> Cost:
    assert callable(do)
    began, worked = perf_counter(), process_time()
    do()
    return Cost(perf_counter() - began, process_time() - worked)


def make_claim(folder: Path, number: int) -> Changes:
    """Return what adds a claim: the last one again, under another id."""
    columns = read_sheet(read_package(folder).tables["claims"]).columns
    cells = {name: column[-1] for name, column in columns.items() if column[-1]}
    key = f"{cells['claim_id']}-again-{number}"
    return Changes(added=(Row("claims", key, cells | {"claim_id": key}),))


if __name__ == "__main__":
    main()
