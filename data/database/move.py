"""A record brought from a folder into a database, or back: nothing is lost on the way."""

import argparse
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.checks.run import check_package
from data.curation import desk, journal
from data.curation.changes import read_contents
from data.curation.writer import write_rows
from data.database import connection, store
from data.descriptor import build_package, read_package
from data.homes import Database, Home
from data.load import load_package
from data.package import NotAPackage, Package


def move(source: Home, to: Home) -> str:
    """Copy a record, with its log, proposals and articles; return the digest it has there.

    It is there whole or, after a kill at any instant, not at all.
    Its source stays as it is. Tables come out as this product writes them: commas, UTF-8, dates in
    the form of their column. Raises NotAPackage where `to` holds one already, where source and
    `to` are of one kind, or where the source has a fault.
    """
    # The desk first: whatever is accepted meanwhile is then in the log, and not open once more.
    lines = [line for line in desk.read_queue(source) if line]
    articles = desk.read_articles(source)
    package = read_package(source)
    if faults := check_package(package).faults:
        raise NotAPackage(f"{source} has faults, `python -m data check` lists them: {faults[0]}")
    contents = _write_anew(package)
    moved = build_package(to, contents)
    if isinstance(to, Path):
        _write_folder(to, {**contents, **desk.write_files(lines, articles)})
    else:
        connection.upgrade(to)
        keys = {package.path_of(name): table.key for name, table in package.tables.items()}
        store.add(to, contents, keys, lines, articles)
    return load_package(moved).digest


def _write_anew(package: Package) -> Mapping[str, bytes]:
    """Return a package's files, its tables and log in the form in which a database gives them."""
    rows = read_contents(package).tables
    tables = {
        package.path_of(name): write_rows(table, rows[name]).encode()
        for name, table in package.tables.items()
    }
    return {**package.files, **tables}


def _write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a new folder, whole or not at all."""
    if folder.exists():
        raise NotAPackage(f"{folder} is there already; name a new folder")
    aside = folder.with_name(f".{folder.name}.moving")
    shutil.rmtree(aside, ignore_errors=True)  # what a kill left
    aside.mkdir()
    journal.put(aside, contents)
    aside.rename(folder)
    journal.keep_names(folder.parent)


def run(options: argparse.Namespace) -> int:
    """Bring a record to a database or out of it, and say where it is now."""
    source, to = options.source, options.to
    if isinstance(source, Path) == isinstance(to, Path):
        raise NotAPackage(f"{source}, {to}: name a folder and a database, postgresql://host/name")
    if isinstance(to, Database) and not to.record:
        to = replace(to, record=source.resolve().name)
    if isinstance(source, Database) and not source.record:
        source = replace(source, record=_name_only(source))
    digest = move(source, to)
    print(f"moved: {to}, record {digest}; {source} is as it was")
    return 0


def _name_only(home: Database) -> str:
    """Return the name of a database's only record."""
    names = store.list_records(home)
    if len(names) != 1:
        there = ", ".join(names) or "none"
        raise NotAPackage(f"{home} holds {there}; name a record with ?record=")
    return names[0]
