"""Which rows each edition of the record held, so that an old link can say what changed since.

A file of an edition has a line for each row: `table`, `id` and `mark`, a short hash of its cells.
Or it begins with another edition that is kept whole, its mark `base`, and has the rows that differ
from that, those that are not there any more with the mark `gone`.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from data import memory, unchanged
from data.files import BASE, DESCRIPTOR, EDITION, GONE
from data.load import TABLES, Record
from data.package import NotAPackage, Package, Table
from data.sheet import read_sheet

SMALL = 1 / 8  # of a whole edition's length: above it what differs from another is not kept alone
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


def write(record: Record, before: str = "") -> tuple[str, str]:
    """Return the path, in its package, of the file that keeps this edition's rows, and its text.

    `before` is the digest of the edition before. Where that was kept, and little differs, the text
    has only the rows that do: of most changes a hundred bytes where the whole has a hundred
    thousand, and every reader reads all editions.
    """
    whole = rows(record).to_csv(index=False, lineterminator="\n")
    if base := _find_base(record.package, before):
        part = _list_differences(base, record)
        if len(part) < SMALL * len(whole):
            return _file(record.package, record.digest), part
    return _file(record.package, record.digest), whole


def _find_base(package: Package, edition: str) -> str:
    """Return the whole edition from which one differs, perhaps itself; "" where it was not kept."""
    lines = _read_file(package, edition)
    if lines is None:
        return ""
    named = lines.loc[lines["mark"] == BASE, "id"]
    return edition if named.empty else str(named.iloc[0])


def _list_differences(base: str, record: Record) -> str:
    """Return the text of an edition as what differs from one that is kept whole."""
    both = _merge(_read_file(record.package, base), rows(record))
    other = both.loc[both["mark_x"] != both["mark_y"]]
    marks = other.assign(mark=other["mark_y"].fillna(GONE))[["table", "id", "mark"]]
    first = pd.DataFrame({"table": ["edition"], "id": [base], "mark": [BASE]})
    return pd.concat([first, marks]).to_csv(index=False, lineterminator="\n")


def _read_file(package: Package, edition: str) -> pd.DataFrame | None:
    """Return the lines of an edition's file; None where it was not kept.

    `edition` may be what an address says: it opens no file, but is looked up among those loaded.
    """
    content = package.files.get(_file(package, edition))
    if content is None or not EDITION.fullmatch(f"{edition}.csv"):
        return None
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def _read(package: Package, edition: str) -> pd.DataFrame | None:
    """Return the rows that an edition had, as `rows` does; None where it was not kept."""
    lines, base = _read_file(package, edition), _find_base(package, edition)
    if lines is None or base == edition:
        return lines
    whole = _read_file(package, base)
    if whole is None or (whole["mark"] == BASE).any():  # of a folder from which files were taken
        return None
    both = pd.concat([whole, lines.loc[lines["mark"] != BASE]])
    now = both.drop_duplicates(["table", "id"], keep="last")
    return now.loc[now["mark"] != GONE].reset_index(drop=True)


def changes_since(record: Record, edition: str) -> Difference | None:
    """Return what changed since the edition of that digest; None where it was not kept.

    A row that got another id is the same row, changed.
    """
    was = _read(record.package, edition)
    return None if was is None else compare(was, record)


def compare(was: pd.DataFrame, record: Record) -> Difference:
    """Return how a record differs from the rows of another state of it, as `rows` gives them."""
    renamed = record.package.crisis.renamed
    pairs = zip(was["table"], was["id"], strict=True)
    was = was.assign(id=[renamed.get(table, {}).get(row, row) for table, row in pairs])
    both = _merge(was, rows(record))
    was_there = both["_merge"] == "left_only"
    is_there = both["_merge"] == "right_only"
    changed = (both["_merge"] == "both") & (both["mark_x"] != both["mark_y"])
    named = both[["table", "id"]]
    return Difference(named.loc[is_there], named.loc[was_there], named.loc[changed])


def _merge(was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of both, with `mark_x` and `mark_y`, and where each is in `_merge`."""
    return was.merge(now, on=["table", "id"], how="outer", indicator=True)


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


def _file(package: Package, edition: str) -> str:
    return f"{PurePosixPath(package.editions)}/{edition}.csv"
