"""What a log tells: tables as they were and as they became, and what would take a change back."""

from collections.abc import Mapping
from dataclasses import replace

from data.curation.changes import (
    Changes,
    Conflict,
    Contents,
    Order,
    Row,
    apply,
    find_differences,
)
from data.curation.log import Entry
from data.curation.order import FIRST, Standing, arrange, insert


def replay(entries: Mapping[int, Entry], first: Contents) -> Contents:
    """Return what all changes of a log make of the tables of the first edition; raises Conflict."""
    return _follow([entry.changes for entry in entries.values()], first)


def rewind(entries: Mapping[int, Entry], last: Contents) -> Contents:
    """Return the tables of the first edition: all changes of a log taken back; raises Conflict."""
    return _follow([entry.changes.reverse() for entry in reversed([*entries.values()])], last)


def _follow(all_changes: list[Changes], contents: Contents) -> Contents:
    for changes in all_changes:
        new = apply(changes, contents)
        tables, texts = {**contents.tables, **new.tables}, {**contents.texts, **new.texts}
        contents = Contents(tables, texts, contents.unread)
    return contents


class Overwritten(Conflict):
    """A change cannot be taken back: `later` changes touched the same cells."""

    def __init__(self, conflict: Conflict, number: int, later: tuple[int, ...]) -> None:
        super().__init__(conflict.differences)
        self.number, self.later = number, later

    def __str__(self) -> str:
        """Return the reason as a sentence."""
        by = f"change {', '.join(map(str, self.later))}" if self.later else "an edit without a log"
        return f"change {self.number} cannot be undone, {by} touched the same cells: " + "; ".join(
            map(str, self.differences)
        )


def find_reverse(entries: Mapping[int, Entry], number: int, now: Contents) -> Changes:
    """Return what takes a change back, rows that come back at their place.

    Raises KeyError where the log has no such change, Overwritten where its cells are others now.
    """
    reverse = entries[number].changes.reverse()
    if differences := list(find_differences(reverse, now)):
        touched = {(d.table, d.row) for d in differences}
        later = tuple(
            entry.number
            for entry in entries.values()
            if entry.number > number and touched & _touched(entry.changes)
        )
        raise Overwritten(Conflict(differences), number, later)
    added: list[Row] = []
    for table in dict.fromkeys(row.table for row in reverse.added):
        removed, one, back = _of(reverse, table)
        rows, leave = {row.row: row for row in back}, {row.row for row in removed}
        standing = _stand(entries, table, list(now.tables[table]))
        places = standing.find_places(number, rows, leave, one.new)
        added += [replace(rows[row], after=after) for row, after in places]
    return replace(reverse, added=tuple(added))


def _touched(changes: Changes) -> set[tuple[str, str]]:
    touched = {(row.table, row.row) for row in (*changes.removed, *changes.added)}
    touched |= {(cell.table, cell.row) for cell in changes.cells}
    touched |= {(one.table, "") for one in changes.orders}
    return touched | {("", text.path) for text in changes.texts}


def _stand(entries: Mapping[int, Entry], table: str, ids: list[str]) -> Standing:
    """Return the order of all rows that a table ever had, from its rows now and the log."""
    parts = [(entry.number, *_of(entry.changes, table)) for entry in entries.values()]
    for _, removed, one, added in reversed(parts):
        gone = {row.row for row in added}
        ids = arrange([row for row in ids if row not in gone], one.old)
        ids = insert(ids, [(row.row, row.after) for row in removed], FIRST)
    standing = Standing(ids)
    for number, removed, one, added in parts:
        places = {row.row: (row.after, row.undone) for row in added}
        standing.follow(number, (row.row for row in removed), one.new, places)
    return standing


def _of(changes: Changes, table: str) -> tuple[list[Row], Order, list[Row]]:
    """Return which rows of a table a change removes, how it arranges the others, what it adds."""
    order = next((one for one in changes.orders if one.table == table), Order(table))
    removed = [row for row in changes.removed if row.table == table]
    return removed, order, [row for row in changes.added if row.table == table]
