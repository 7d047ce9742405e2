"""What a log tells: which of its changes stand, and what would take one back."""

from collections.abc import Mapping
from dataclasses import replace

from data.curation.changes import (
    Changes,
    Conflict,
    Contents,
    Difference,
    Order,
    Row,
    find_differences,
)
from data.curation.log import Entry
from data.curation.order import FIRST, Standing, arrange, insert


class Overwritten(Conflict):
    """A change cannot be taken back: `later` changes touched the same cells, or took it back."""

    def __init__(
        self, conflict: Conflict, number: int, later: tuple[int, ...], undone: bool = False
    ) -> None:
        super().__init__(conflict.differences)
        self.number, self.later, self.undone = number, later, undone

    def __str__(self) -> str:
        """Return the reason as a sentence."""
        by = f"change {', '.join(map(str, self.later))}" if self.later else "an edit without a log"
        if self.undone:
            return f"change {self.number} cannot be undone, {by} took it back already"
        differ = f": {'; '.join(map(str, self.differences))}" if self.differences else ""
        return f"change {self.number} cannot be undone, {by} touched the same cells{differ}"


def find_reverse(entries: Mapping[int, Entry], number: int, now: Contents) -> Changes:
    """Return what takes a change back, rows that come back at their place.

    Raises KeyError where the log has no such change, Overwritten where it was taken back already,
    where its cells are others now, and where a later change that stands touched them: that one is
    made of what this one had left.
    """
    reverse = entries[number].changes.reverse()
    undone = find_undone(entries)
    first, count = _find_first(entries, number)
    gone = number if number in undone else first if count % 2 == 0 else 0
    if by := undone.get(gone):
        raise Overwritten(Conflict(()), number, (by,), undone=True)
    differences = list(find_differences(reverse, now))
    later = tuple(
        one
        for one in find_standing(entries)
        if one > first and _meet(entries[first].changes, reverse, entries[one].changes)
    )
    if differences or later:
        raise Overwritten(
            Conflict(differences), number, later or _find_later(entries, number, differences)
        )
    added: list[Row] = []
    for table in dict.fromkeys(row.table for row in reverse.added):
        removed, one, back = _of(reverse, table)
        rows, leave = {row.row: row for row in back}, {row.row for row in removed}
        standing = _stand(entries, table, list(now.tables[table]))
        places = standing.find_places(number, rows, leave, one.new)
        added += [replace(rows[row], after=after) for row, after in places]
    return replace(reverse, added=tuple(added))


def find_undone(entries: Mapping[int, Entry]) -> dict[int, int]:
    """Return the changes that do not stand, each with the one that took it back.

    What takes one back may be taken back, too; then that one stands again.
    """
    undone: dict[int, int] = {}
    for entry in reversed([*entries.values()]):
        if entry.undone and entry.number not in undone:
            undone.setdefault(entry.undone, entry.number)
    return undone


def find_standing(entries: Mapping[int, Entry]) -> list[int]:
    """Return the changes that the tables are made of, the oldest first: those not taken back."""
    undone = find_undone(entries)
    return [n for n, entry in entries.items() if not entry.undone and n not in undone]


def _find_first(entries: Mapping[int, Entry], number: int) -> tuple[int, int]:
    """Return the change that one takes back in the end, through how many others."""
    count = 0
    while (back := entries[number].undone) in entries:
        number, count = back, count + 1
    return number, count


def _find_later(
    entries: Mapping[int, Entry], number: int, differences: list[Difference]
) -> tuple[int, ...]:
    """Return the later changes of rows that differ."""
    rows = {(one.table, one.row) for one in differences}
    return tuple(
        entry.number
        for entry in entries.values()
        if entry.number > number and rows & {place[:2] for place in _touch(entry.changes)}
    )


def _meet(one: Changes, reverse: Changes, later: Changes) -> bool:
    """Say whether a later change is made of what one had left, which `reverse` would take away.

    Both touch the same cell, order or text, where a row is all of its cells; or one takes away a
    row that the other arranges.
    """
    ones, others = _touch(one), _touch(later)
    rows = [{place[:2] for place in places if not place[2]} for places in (ones, others)]
    return bool(
        ones & others
        or rows[0] & {place[:2] for place in others}
        or rows[1] & {place[:2] for place in ones}
        or _arrange(later) & {(row.table, row.row) for row in reverse.removed}
        or _arrange(one) & {(row.table, row.row) for row in later.removed}
    )


def _arrange(changes: Changes) -> set[tuple[str, str]]:
    """Return the rows that a change arranges."""
    return {(order.table, row) for order in changes.orders for row in order.new}


def _touch(changes: Changes) -> set[tuple[str, str, str]]:
    """Return what a change touches, as table, row and column, each "" for all there."""
    touched = {(row.table, row.row, "") for row in (*changes.removed, *changes.added)}
    touched |= {(cell.table, cell.row, cell.column) for cell in changes.cells}
    touched |= {(one.table, "", "") for one in changes.orders}
    return touched | {("", text.path, "") for text in changes.texts}


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
