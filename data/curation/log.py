"""The log of a package: every change, a line each cell, and each row that came or went as one."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

import pandas as pd

from data.cells import write_csv
from data.curation.changes import Cell, Changes, Order, Row, Text
from data.files import LOG
from data.package import NotAPackage, Package

LONGEST_NAME, LONGEST_REASON = 80, 1_000  # characters


def make_account(who: str, why: str) -> "Account":
    """Return who makes a change and why, of words as people or programs give them.

    Each becomes one line of bounded length, of characters that can be seen: no line break, control
    character or turn of the direction of writing comes into the log.
    """
    return Account(_read_line(who, LONGEST_NAME), _read_line(why, LONGEST_REASON))


def _read_line(words: str, most: int) -> str:
    shown = ("".join(c for c in word if c.isprintable()) for word in words.split())
    return " ".join(filter(None, shown))[:most].strip()


@dataclass(frozen=True)
class Account:
    """Who makes a change, why, and from which proposal it comes, if from any."""

    who: str
    why: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the log. `when` is UTC, as 2026-01-12T09:30:00Z.

    A line without a column is of a whole row: `old` or `new` then hold its filled cells and the row
    after which it stands (and, where it comes back, which change had removed it), as JSON. One
    without a row is of a table's order, both as lists of ids.
    One without a table is of a file that is no table: `row` is its path. `undone` is the change
    that this one takes back, "" where it takes none back.
    """

    change: int
    when: str
    who: str
    table: str
    row: str
    column: str
    old: str
    new: str
    why: str
    proposal: str
    undone: str


@dataclass(frozen=True)
class Entry:
    """One change as the log has it; `undone` is the change that it takes back, 0 for none."""

    number: int
    when: str
    account: Account
    changes: Changes
    undone: int = 0


HEADER = [f.name for f in fields(Line)]


def read_log(package: Package) -> tuple[Line, ...]:
    """Return the lines of a package's log, the oldest first; raises NotAPackage for no log."""
    content = package.files.get(LOG, b"")
    if not content:
        return ()
    try:
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
        if list(frame.columns) != HEADER:
            raise ValueError(f"its header is not {','.join(HEADER)}")
        rows = frame.itertuples(index=False, name=None)
        return tuple(Line(int(change), *rest) for change, *rest in rows)
    except ValueError as fault:
        file = package.folder / LOG
        raise NotAPackage(f"{file} cannot be read ({fault}); bring back an earlier copy") from fault


def group(lines: Sequence[Line]) -> dict[int, Entry]:
    """Return the changes that a log's lines make up, by number, the oldest first."""
    by_number: dict[int, list[Line]] = {}
    for line in lines:
        by_number.setdefault(line.change, []).append(line)
    return {number: _entry(number, whole) for number, whole in by_number.items()}


def _entry(number: int, lines: Sequence[Line]) -> Entry:
    at = lines[0]
    account = Account(at.who, at.why, at.proposal)
    return Entry(number, at.when, account, _changes(lines), int(at.undone or 0))


def _changes(lines: Sequence[Line]) -> Changes:
    removed, added, cells, orders, texts = [], [], [], [], []
    for line in lines:
        if not line.table:
            texts.append(Text(line.row, line.old, line.new))
        elif line.column:
            cells.append(Cell(line.table, line.row, line.column, line.old, line.new))
        elif not line.row:
            old, new = tuple(json.loads(line.old)), tuple(json.loads(line.new))
            orders.append(Order(line.table, old, new))
        elif line.old:
            removed.append(_row(line, line.old))
        else:
            added.append(_row(line, line.new))
    return Changes(tuple(removed), tuple(added), tuple(cells), tuple(orders), tuple(texts))


def _row(line: Line, written: str) -> Row:
    whole: dict[str, Any] = json.loads(written)
    return Row(line.table, line.row, whole["cells"], whole["after"], whole.get("undone", 0))


def append(content: bytes, entry: Entry) -> bytes:
    """Return a log with one more change at its end; what it holds is not touched."""
    lines = [[str(cell) for cell in astuple(line)] for line in _lines(entry)]
    begun = content or write_lines(())
    if not begun.endswith(b"\n"):
        begun += b"\n"
    return begun + _write(lines).encode()


def write_lines(lines: Sequence[Sequence[str]]) -> bytes:
    """Return a log of these lines, each as its cells."""
    return (write_csv([HEADER]) + _write(lines)).encode()


def _write(lines: Sequence[Sequence[str]]) -> str:
    # All cells in quote marks: a line break or a blank within one then comes back as it was.
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(lines)
    return out.getvalue()


def _lines(entry: Entry) -> Iterator[Line]:
    def line(table: str, row: str, column: str, old: str, new: str) -> Line:
        by = entry.account
        place, undone = (table, row, column, old, new), str(entry.undone or "")
        return Line(entry.number, entry.when, by.who, *place, by.why, by.proposal, undone)

    changes = entry.changes
    for gone in changes.removed:
        yield line(gone.table, gone.row, "", _whole(gone), "")
    for one in changes.orders:
        yield line(one.table, "", "", _json(one.old), _json(one.new))
    for cell in changes.cells:
        yield line(cell.table, cell.row, cell.column, cell.old, cell.new)
    for come in changes.added:
        yield line(come.table, come.row, "", "", _whole(come))
    for text in changes.texts:
        yield line("", text.path, "", text.old, text.new)


def _whole(row: Row) -> str:
    undone = {"undone": row.undone} if row.undone else {}
    return _json({"after": row.after, **undone, "cells": dict(row.cells)})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
