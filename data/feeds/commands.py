"""`python -m data feed import|list|drop|sample`: the folder of machine-coded feeds."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data import clock, console
from data.feeds.layouts import LAYOUTS
from data.feeds.schema import FeedFault

if TYPE_CHECKING:
    from data.feeds.intake import Progress

DONE, FAULTY = 0, 1
DAYS = 150  # of a sample where no last day is given


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands and their flags."""
    commands = parser.add_subparsers(required=True, dest="feed", metavar="import|list|drop|sample")
    into = commands.add_parser("import", help="add published files, plain or zipped, to a feed")
    into.add_argument("files", nargs="+", type=Path)
    into.add_argument("--as", dest="layout", required=True, choices=LAYOUTS, help="their layout")
    into.add_argument("--to", default="", help="the folder of feeds; else what REDLINES_FEEDS says")
    known = "the day the files were released, where rows do not say it: 2022-06-15"
    into.add_argument("--known", default="", help=known)
    listed = commands.add_parser("list", help="say what is there, and how far it is to be trusted")
    listed.add_argument("folder", nargs="?", default="", help="else what REDLINES_FEEDS says")
    dropped = commands.add_parser("drop", help="remove a feed")
    dropped.add_argument("name", help="gdelt, polecat ...")
    dropped.add_argument("folder", nargs="?", default="", help="else what REDLINES_FEEDS says")
    sample = commands.add_parser("sample", help="write a made-up file in a published layout")
    sample.add_argument("--rows", type=float, default=1e5, help="how many: 1e6")
    sample.add_argument("--as", dest="layout", required=True, choices=LAYOUTS, help="its layout")
    sample.add_argument("--to", dest="file", type=Path, help="the file; else sample-LAYOUT.csv")
    sample.add_argument(
        "--from", dest="first", default="", help="first day it was known: 2021-10-01"
    )
    sample.add_argument("--until", dest="last", default="", help="last day it was known")
    sample.add_argument("--seed", type=int, default=1, help="another number, another sample")


def run(options: argparse.Namespace) -> int:
    """Do one command; return 0 where all is well, 1 where something could not be done."""
    try:
        return _DO[options.feed](options)
    except FeedFault as fault:
        print(console.printable(str(fault)), file=sys.stderr)
        return FAULTY


def _import(options: argparse.Namespace) -> int:
    from data.feeds import engine, intake

    folder = engine.find_folder(options.to or engine.find_address())
    progress = intake.import_files(options.files, options.layout, folder, options.known, _show)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for fault in progress.faults:
        print(console.printable(f"left out: {fault}"), file=sys.stderr)
    skipped = f", {progress.skipped} were there already" if progress.skipped else ""
    print(
        f"{folder}: {progress.rows:,} rows from {progress.files} files at {progress.speed:,} a "
        f"second, {progress.rejected:,} rejected{skipped}"
    )
    if progress.rejected:
        print(
            f"each of these, with line and reason: {folder}/feed={options.layout}/*/_rejected.csv"
        )
    return FAULTY if progress.faults else DONE


def _show(progress: "Progress") -> None:
    """Say on one line of a terminal how far an import is; to a file it says nothing."""
    if sys.stderr.isatty():
        line = (
            f"{progress.rows:,} rows, {progress.speed:,} a second, {progress.rejected:,} rejected, "
            f"{progress.files} files done, now {console.printable(progress.name)}"
        )
        print(f"\r\x1b[K{line[:150]}", end="", file=sys.stderr, flush=True)


def _list(options: argparse.Namespace) -> int:
    from data.feeds import engine, store

    folder = engine.find_folder(options.folder or engine.find_address())
    feeds = list(store.list_feeds(folder))
    for feed in feeds:
        print(f"{feed.name}: {feed.title}, schema {feed.version}")
        print(f"  {feed.rows:,} rows from {feed.files} files, {feed.rejected:,} rejected")
        if feed.rows:
            print(f"  happened {feed.first_occurred} to {feed.last_occurred}")
            print(f"  known {feed.first_known} to {feed.last_known}")
        for weakness in feed.weaknesses:
            print(f"  {weakness}")
        print(f"  {feed.licence}")
    if not feeds:
        print(f"{folder}: no feed")
    return DONE


def _drop(options: argparse.Namespace) -> int:
    from data.feeds import engine, store

    folder = engine.find_folder(options.folder or engine.find_address())
    print(f"dropped: {options.name}, {store.drop(folder, options.name):,} rows")
    return DONE


def _sample(options: argparse.Namespace) -> int:
    """Write a sample about the countries of the record's parties, in its time unless told."""
    from data.descriptor import read_package
    from data.feeds import sample
    from data.package import default_record

    crisis = read_package(default_record()).crisis
    first = _day(options.first or crisis.replay_from or "2022-01-01")
    last = _day(options.last) if options.last else first + timedelta(DAYS)
    if last < first or options.rows < 1:
        raise FeedFault("a sample has at least one row, and ends after it begins")
    file = options.file or Path(f"sample-{options.layout}.csv")
    near = [code for codes in crisis.feed_parties.values() for code in codes]
    rows, seed = int(options.rows), options.seed
    sample.write_sample(
        options.layout, file, rows=rows, first=first, last=last, near=near, seed=seed
    )
    print(f"written: {file}, {rows:,} made-up rows, known {first} to {last}")
    return DONE


def _day(text: str) -> date:
    try:
        return clock.parse(text).first.date()
    except ValueError as fault:
        raise FeedFault(str(fault)) from fault


_DO = {"import": _import, "list": _list, "drop": _drop, "sample": _sample}
