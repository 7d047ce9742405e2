"""What became of a row, as the log has it: added, corrected, taken back, by whom and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.curation.changes import Cell
from data.curation.log import Entry, Line, group
from data.kinds import CITING
from data.words import name_some

LONGEST = 3  # columns that are named; more are counted


@dataclass(frozen=True)
class Step:
    """One change of a row, without a value of any cell: `what` in words, `day` as 12 Jan 2026."""

    number: int
    day: str
    who: str
    why: str
    what: str

    def __str__(self) -> str:
        """Return it as part of a sentence."""
        why = f": {self.why}" if self.why else ""
        return f"{self.what} {self.day} by {self.who or 'somebody unnamed'}{why}"


def tell_rows(lines: Sequence[Line]) -> Mapping[tuple[str, str], tuple[Step, ...]]:
    """Return what became of each row of a log, the oldest first, by table and id."""
    by_row: dict[tuple[str, str], list[Step]] = {}
    for entry in group(lines).values():
        for place, what in _tell(entry):
            by = entry.account
            step = Step(entry.number, say_day(entry.when), by.who, by.why, what)
            by_row.setdefault(place, []).append(step)
    return {place: tuple(steps) for place, steps in by_row.items()}


def say_day(when: str) -> str:
    """Return the day of an instant of the log as 12 Jan 2026; as it is where it is none."""
    try:
        at = datetime.strptime(when, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return when
    return f"{at.day} {at:%b %Y}"


def _tell(entry: Entry) -> Iterator[tuple[tuple[str, str], str]]:
    back = bool(entry.undone)
    for row in entry.changes.added:
        yield (row.table, row.row), "put back" if back else "added"
    for row in entry.changes.removed:
        yield (row.table, row.row), "taken back" if back else "removed"
    cells: dict[tuple[str, str], list[Cell]] = {}
    for cell in entry.changes.cells:
        cells.setdefault((cell.table, cell.row), []).append(cell)
    for place, changed in cells.items():
        source = _say_source(changed[0], back) if len(changed) == 1 else ""
        named = [_name(cell) for cell in changed]
        listed = name_some(named, LONGEST)
        yield place, source or f"{listed} {'set back' if back else 'corrected'}"


def _name(cell: Cell) -> str:
    """Return what people call the column of a cell."""
    return "sources" if _cites(cell) else cell.column.removesuffix("_id").replace("_", " ")


def _cites(cell: Cell) -> bool:
    return cell.table in CITING and cell.column in CITING[cell.table].cites


def _say_source(cell: Cell, back: bool) -> str:
    """Return that a source came or went; "" where anything else became of a cell."""
    old, new = (set(filter(None, re.split("[;,]", side))) for side in (cell.old, cell.new))
    if not _cites(cell) or not (old < new or new < old):
        return ""
    if old < new:
        return "further source put back" if back else "further source added"
    return "further source taken back" if back else "source taken out"
