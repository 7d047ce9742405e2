"""Which rows each edition of the record held, so that an old link can say what changed since."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from data import memory, unchanged
from data.files import DESCRIPTOR, EDITION
from data.load import TABLES, Record
from data.package import NotAPackage, Table
from data.sheet import read_sheet

MARK = 8  # hex digits of a row's hash: two of 10,000 rows of one id collide once in 400,000 changes


@dataclass(frozen=True, eq=False)
class Difference:
    """How the record differs from an earlier edition: frames of `table` and `id`."""

    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame


@memory.keep(1)
def rows(record: Record) -> pd.DataFrame:
    """Return a short hash of every row: `table`, `id`, `mark`, in the files' order.

    It is shared, so never change it.
    """
    tables = record.package.tables
    return pd.concat([_mark_rows(tables[name]) for name in TABLES], ignore_index=True)


@unchanged.keep
def _mark_rows(table: Table) -> pd.DataFrame:
    columns = read_sheet(table).columns
    lines = map("\x1f".join, zip(*columns.values(), strict=True))
    marks = [hashlib.sha256(line.encode()).hexdigest()[:MARK] for line in lines]
    ids = pd.Series(columns[table.key], dtype="str")
    return pd.DataFrame({"table": table.name, "id": ids, "mark": pd.Series(marks, dtype="str")})


def keep(record: Record) -> Path:
    """Write this edition's rows under its digest, beside the tables; return the file.

    Raises NotAPackage where the descriptor names no folder for editions. A record knows the
    editions that were there when it was loaded.
    """
    package = record.package
    if not isinstance(package.home, Path):
        raise NotAPackage(f"{package.home} keeps an edition with each change, by itself")
    if not package.editions:
        where = package.folder / DESCRIPTOR
        raise NotAPackage(f'{where} names no folder for editions; add "editions": "editions"')
    path, text = write(record)
    file = package.folder / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    return file


def write(record: Record) -> tuple[str, str]:
    """Return the path, in its package, of the file that keeps this edition's rows, and its text."""
    return _file(record, record.digest), rows(record).to_csv(index=False, lineterminator="\n")


def changes_since(record: Record, edition: str) -> Difference | None:
    """Return what changed since the edition of that digest; None where it was not kept.

    A row that got another id is the same row, changed. `edition` is what an address says: it opens
    no file, but is looked up among those loaded.
    """
    content = record.package.files.get(_file(record, edition))
    if content is None or not EDITION.fullmatch(f"{edition}.csv"):
        return None
    was = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    return compare(was, record)


def compare(was: pd.DataFrame, record: Record) -> Difference:
    """Return how a record differs from the rows of another state of it, as `rows` gives them."""
    renamed = record.package.crisis.renamed
    pairs = zip(was["table"], was["id"], strict=True)
    was = was.assign(id=[renamed.get(table, {}).get(row, row) for table, row in pairs])
    both = was.merge(rows(record), on=["table", "id"], how="outer", indicator=True)
    was_there = both["_merge"] == "left_only"
    is_there = both["_merge"] == "right_only"
    changed = (both["_merge"] == "both") & (both["mark_x"] != both["mark_y"])
    named = both[["table", "id"]]
    return Difference(named.loc[is_there], named.loc[was_there], named.loc[changed])


def keep_known(difference: Difference, seen: Record) -> Difference:
    """Return the rows that were known at the moment of `seen`: an id can reveal an event.

    A row that was removed has no clock any more: it is named at the last moment only.
    """
    known = {(table, row) for table in TABLES for row in seen.table(table).index}
    added, changed = (
        rows.loc[[pair in known for pair in zip(rows["table"], rows["id"], strict=True)]]
        for rows in (difference.added, difference.changed)
    )
    removed = difference.removed
    return Difference(added, removed if seen.at_the_last else removed.head(0), changed)


def _file(record: Record, edition: str) -> str:
    return f"{PurePosixPath(record.package.editions)}/{edition}.csv"
