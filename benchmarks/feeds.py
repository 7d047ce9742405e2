"""Measure machine-coded feeds: `python -m benchmarks.feeds --rows 1e7`.

Imports a made-up file in GDELT's layout and asks the folder what a screen asks, each question five
times; beside it a plain pandas script reads the same file and answers the same, and Spark in one
process asks the same folder, where it is there (PySpark on the path or in `.engines`, and Java).
Each runs in a process of its own, whose peak of memory counts. More than ten million rows are not
imported: ten million are, and DuckDB writes copies of them, ids and years moved, which are then
asked, too. Prints the tables of the README.
"""

import argparse
import importlib.util
import json
import os
import resource
import shutil
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

from data.feeds import engine, intake, questions, sample, store
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
TIMES, FEW = 5, 3  # Spark takes seconds
IMPORTED = 10**7  # rows, the most that are imported
ENGINES = Path(__file__).parents[1] / ".engines"  # where tests/run installs PySpark
NO_SPARK = "Spark is not here: it takes pyspark and Java"
COUNT, WORK = "count by day x party", "work of "
GOALS = {
    "import": "100,000 rows/s, under 2,000 MB",
    COUNT: "150 ms",
    "hexagons of a map view": "250 ms",
    "a page of rows behind a bar": "100 ms",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--part", choices=_PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--engines", type=Path, default=ENGINES, help="where PySpark is installed")
    options = parser.parse_args()
    if options.part:
        print(json.dumps(_PARTS[options.part](options.file, options.folder)))
        return
    rows = int(options.rows)
    with tempfile.TemporaryDirectory() as name:
        file, folder = Path(name) / "made-up.csv", Path(name) / "feeds"
        once = min(rows, IMPORTED)
        sample.write_sample("gdelt", file, rows=once, first=FIRST, last=LAST, near=NEAR)
        found = {
            part: _measure(part, file, folder, options.engines) for part in _PARTS if part != "copy"
        }
        _print(once, found)
        file.unlink()
        for times in dict.fromkeys((3, rows // IMPORTED)):
            if rows > IMPORTED and times > 1:
                _measure("copy", Path(str(times)), folder, options.engines)
                more = _measure("ask", file, folder, options.engines)
                _print_more(times * IMPORTED, found["ask"], more)


def _measure(part: str, file: Path, folder: Path, engines: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.feeds", "--part", part]
    command += ["--file", str(file), "--folder", str(folder)]
    path = os.pathsep.join([str(engines), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": path} if part == "spark" else None
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if run.returncode:
        print(f"{part}: {run.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return {}  # pandas may not hold the file, Spark not be there
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


def _copy(times: Path, folder: Path) -> dict[str, float]:
    """Write the imported rows again until there are so many times as many, each a year earlier."""
    import duckdb

    (whole,) = (batch for batch in folder.glob("feed=*/batch=*") if "-" not in batch.name)
    for number in range(1, int(times.name)):
        batch = whole.with_name(f"{whole.name}-{number}")
        for file in whole.glob("month=*/*.parquet") if not batch.exists() else ():
            month = int(file.parent.name.partition("=")[2]) - 100 * number
            place = batch / f"month={month}"
            place.mkdir(parents=True)
            duckdb.sql(
                f"COPY (SELECT * REPLACE (source_id || '-{number}' AS source_id,"
                f" (occurred - INTERVAL {number} YEAR)::DATE AS occurred,"
                f" known_at - INTERVAL {number} YEAR AS known_at,"
                f" happening + {number} AS happening)"
                f" FROM read_parquet('{file}', hive_partitioning = false))"
                f" TO '{place}/reports.parquet' (FORMAT parquet, COMPRESSION zstd,"
                f" COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {intake.GROUP})"
            )
        shutil.copy(whole / store.BATCH, batch / store.BATCH)
    return {}


def _median(ask: Callable[[], Any], times: int) -> tuple[float, float]:
    """Return the ms that a question takes, and that this process works for it, the medians."""
    ask()
    took, worked = [], []
    for _ in range(times):
        begun, work = time.monotonic(), time.process_time()
        ask()
        took.append((time.monotonic() - begun) * 1000)
        worked.append((time.process_time() - work) * 1000)
    return statistics.median(took), statistics.median(worked)


def _ask(file: Path, folder: Path) -> dict[str, float]:
    del file
    return {**_time(engine.connect(f"duckdb://{folder}"), TIMES), "peak": _peak()}


def _spark(file: Path, folder: Path) -> dict[str, float]:
    """Ask Spark in this process, on all its cores."""
    del file
    if not importlib.util.find_spec("pyspark") or not shutil.which("java"):
        raise SystemExit(NO_SPARK)
    return _time(engine.connect(f"spark://local?folder={folder}"), FEW)


def _time(opened: engine.Engine, times: int) -> dict[str, float]:
    """Return the ms that each question takes, and those of work for it as `WORK` and its name."""
    step = questions.find_step(date(2020, 1, 1), LAST)

    def of(**chosen: Any) -> Any:
        return questions.select(opened.reports, Question(AS_OF, "gdelt", **chosen))

    asked: Mapping[str, Callable[[], Any]] = {
        COUNT: lambda: questions.count_days(of(codes=CODES, types=TYPES), PARTIES, False, step),
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
    found = {}
    for name, expression in asked.items():
        found[name], found[WORK + name] = _median(partial(_fetch, opened, expression), times)
    return found


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
        COUNT: _median(count, TIMES)[0],
        "hexagons of a map view": _median(cells, TIMES)[0],
        "a page of rows behind a bar": _median(page, TIMES)[0],
        "peak": _peak(),
    }


_PARTS: Mapping[str, Callable[[Path, Path], dict[str, float]]] = {
    "import": _import,
    "ask": _ask,
    "pandas": _pandas,
    "spark": _spark,
    "copy": _copy,
}


def _print(rows: int, found: Mapping[str, Mapping[str, float]]) -> None:
    taken, asked, plain, spark = (found[part] for part in ("import", "ask", "pandas", "spark"))
    print(f"| {rows:,} rows | here | goal at 10 million | pandas, of here | Spark, of here |")
    print("|---|---:|---:|---:|---:|")
    seconds = rows / taken["import"]
    ratio = f"{plain['import'] / seconds:.1f}, to read" if plain else "does not hold it"
    print(f"| import, rows a second | {taken['import']:,.0f} | 100,000 | {ratio} | - |")
    print(f"| import, work of processors for a million | {taken['worked']:.1f} s | - | - | - |")
    print(f"| import, memory | {taken['peak']:,.0f} MB | 2,000 MB | - | - |")
    for name, took in asked.items():
        if name != "peak" and not name.startswith(WORK):
            ratios = [f"{of[name] / took:.1f}" if name in of else "-" for of in (plain, spark)]
            here = f"{took:,.0f} ({asked[WORK + name]:,.0f}) ms"
            print(f"| {name} | {here} | {GOALS.get(name, '-')} | {' | '.join(ratios)} |")
    ratio = f"{plain['peak'] / asked['peak']:.1f}" if plain else "-"
    print(f"| memory of asking | {asked['peak']:,.0f} MB | - | {ratio} | - |", flush=True)


def _print_more(rows: int, asked: Mapping[str, float], more: Mapping[str, float]) -> None:
    print(f"\n| {rows:,} rows, copies of {IMPORTED:,} | here | of {IMPORTED:,} | its work |")
    print("|---|---:|---:|---:|")
    for name, took in more.items():
        if name != "peak" and not name.startswith(WORK):
            work = more[WORK + name] / asked[WORK + name]
            here = f"{took:,.0f} ({more[WORK + name]:,.0f}) ms"
            print(f"| {name} | {here} | {took / asked[name]:.1f} | {work:.1f} |")
    ratio = more["peak"] / asked["peak"]
    print(f"| memory of asking | {more['peak']:,.0f} MB | {ratio:.1f} | - |", flush=True)


if __name__ == "__main__":
    main()
