"""Measure machine-coded feeds: `python -m benchmarks.feeds --rows 1e7`.

Imports a made-up file in GDELT's layout and asks the folder what a screen asks, each question five
times; beside it a plain pandas script reads the same file and answers the same. Each runs in a
process of its own, whose peak of memory counts. Prints the table of the README.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from data.feeds import engine, intake, questions, sample
from data.feeds.layouts import GDELT
from data.feeds.questions import Question

FIRST, LAST = date(2021, 10, 1), date(2022, 9, 30)
AS_OF = datetime(2022, 9, 1)
DAY = date(2022, 2, 1)
PARTIES = {code.lower(): (code,) for code in ("DEU", "FRA", "GBR", "ITA", "ESP", "POL")}
CODES, TYPES = ("DEU", "FRA", "GBR"), ("ASSAULT", "THREATEN", "ACCUSE")
ROOTS = ("11", "13", "18", "19", "20")  # of CAMEO, nearly these types: what a plain script takes
NEAR = tuple(code for codes in PARTIES.values() for code in codes)
BOX = (10.0, 40.0, 50.0, 60.0)
TIMES = 5
GOALS = {
    "import": "100,000 rows/s, under 2,000 MB",
    "count by day x party": "150 ms",
    "hexagons of a map view": "250 ms",
    "a page of rows behind a bar": "100 ms",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--part", choices=_PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps(_PARTS[options.part](options.file, options.folder)))
        return
    rows = int(options.rows)
    with tempfile.TemporaryDirectory() as name:
        file, folder = Path(name) / "made-up.csv", Path(name) / "feeds"
        sample.write_sample("gdelt", file, rows=rows, first=FIRST, last=LAST, near=NEAR)
        found = {part: _measure(part, file, folder) for part in _PARTS}
    _print(rows, found)


def _measure(part: str, file: Path, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.feeds", "--part", part]
    command += ["--file", str(file), "--folder", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        return {}  # pandas may not hold the file
    return dict(json.loads(run.stdout.splitlines()[-1]))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _import(file: Path, folder: Path) -> dict[str, float]:
    begun = time.monotonic()
    progress = intake.import_files([file], "gdelt", folder)
    seconds = time.monotonic() - begun
    rows = progress.rows + progress.rejected
    worked = time.process_time() / rows * 1e6
    return {"import": rows / seconds, "worked": worked, "peak": _peak()}


def _median(ask: Callable[[], Any]) -> float:
    ask()
    times = []
    for _ in range(TIMES):
        begun = time.monotonic()
        ask()
        times.append((time.monotonic() - begun) * 1000)
    return statistics.median(times)


def _ask(file: Path, folder: Path) -> dict[str, float]:
    opened = engine.connect(f"duckdb://{folder}")
    step = questions.find_step(date(2020, 1, 1), LAST)

    def of(**chosen: Any) -> Any:
        return questions.select(opened.reports, Question(AS_OF, "gdelt", **chosen))

    asked: Mapping[str, Callable[[], Any]] = {
        "count by day x party": lambda: questions.count_days(
            of(codes=CODES, types=TYPES), PARTIES, False, step
        ),
        "count by day x party, each happening once": lambda: questions.count_days(
            of(codes=CODES, types=TYPES), PARTIES, True, step
        ),
        "count by day x party, all reports": lambda: questions.count_days(
            of(), PARTIES, False, step
        ),
        "hexagons of a map view": lambda: questions.fill_hexagons(of(box=BOX), 4, False, 2000),
        "a page of rows behind a bar": lambda: questions.list_rows(
            of(first=DAY, last=DAY, codes=CODES[:1], types=TYPES[:1]), False, 50
        ),
        "reports with a word, a page of rows": lambda: questions.list_rows(
            of(words=("town 7",)), False, 50
        ),
    }
    times = {name: _median(partial(_fetch, opened, expr)) for name, expr in asked.items()}
    return {**times, "peak": _peak()}


def _fetch(opened: engine.Engine, expression: Callable[[], Any]) -> pd.DataFrame:
    return engine.fetch(opened, expression())


def _pandas(file: Path, folder: Path) -> dict[str, float]:
    """Answer as a plain script would: read the file, keep it, and group."""
    begun = time.monotonic()
    columns = [name for name in GDELT.needed if name != "Actor1KnownGroupCode"]
    frame = pd.read_csv(
        file,
        sep="\t",
        names=list(GDELT.columns),
        usecols=columns,
        dtype={"EventCode": str, "SQLDATE": str, "DATEADDED": str},
        on_bad_lines="skip",
        encoding_errors="replace",
        quoting=3,
    )
    frame["known_at"] = pd.to_datetime(frame["DATEADDED"], format="%Y%m%d%H%M%S", errors="coerce")
    frame["day"] = pd.to_datetime(frame["SQLDATE"], format="%Y%m%d", errors="coerce")
    lat, lon = (pd.to_numeric(frame[f"ActionGeo_{c}"], errors="coerce") for c in ("Lat", "Long"))
    seconds = time.monotonic() - begun

    def known() -> pd.Series:
        return frame["known_at"] <= AS_OF

    def count() -> pd.DataFrame:
        sides = [frame[f"Actor{n}CountryCode"].isin(CODES) for n in "12"]
        found = frame[known() & (sides[0] | sides[1]) & frame["EventCode"].str[:2].isin(ROOTS)]
        both = [
            found[["day"]].assign(party=found[f"Actor{n}CountryCode"], row=found.index)
            for n in "12"
        ]
        counted = pd.concat(both).drop_duplicates(["row", "party"])
        return counted.groupby(["day", "party"]).size().reset_index()

    def cells() -> pd.Series:
        west, south, east, north = BOX
        found = known() & lat.between(south, north) & lon.between(west, east)
        # No hexagons: a grid of half degrees is what a plain script would do.
        return frame[found].groupby([(lat[found] * 2).round(), (lon[found] * 2).round()]).size()

    def page() -> pd.DataFrame:
        found = known() & (frame["day"] == pd.Timestamp(DAY))
        found &= frame["Actor1CountryCode"].eq("DEU") | frame["Actor2CountryCode"].eq("DEU")
        return frame[found].sort_values("known_at").head(50)

    return {
        "import": seconds,
        "count by day x party": _median(count),
        "hexagons of a map view": _median(cells),
        "a page of rows behind a bar": _median(page),
        "peak": _peak(),
    }


_PARTS: Mapping[str, Callable[[Path, Path], dict[str, float]]] = {
    "import": _import,
    "ask": _ask,
    "pandas": _pandas,
}


def _print(rows: int, found: Mapping[str, Mapping[str, float]]) -> None:
    taken, asked, plain = found["import"], found["ask"], found["pandas"]
    print(f"| {rows:,} rows | here | goal at 10 million | pandas, of here |\n|---|---:|---:|---:|")
    seconds = rows / taken["import"]
    ratio = f"{plain['import'] / seconds:.1f}, to read" if plain else "does not hold it"
    print(f"| import, rows a second | {taken['import']:,.0f} | 100,000 | {ratio} |")
    print(f"| import, work of processors for a million | {taken['worked']:.1f} s | - | - |")
    print(f"| import, memory | {taken['peak']:,.0f} MB | 2,000 MB | - |")
    for name, took in asked.items():
        if name != "peak":
            ratio = f"{plain[name] / took:.1f}" if name in plain else "-"
            print(f"| {name} | {took:,.0f} ms | {GOALS.get(name, '-')} | {ratio} |")
    ratio = f"{plain['peak'] / asked['peak']:.1f}" if plain else "-"
    print(f"| memory of asking | {asked['peak']:,.0f} MB | - | {ratio} |")


if __name__ == "__main__":
    main()
