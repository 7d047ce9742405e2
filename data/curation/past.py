"""What became of a row, as the log has it: added, corrected, taken back, by whom and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.curation.log import Entry, Line, group

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
    told: dict[tuple[str, str], list[Step]] = {}
    for entry in group(lines).values():
        for place, what in _tell(entry):
            by = entry.account
            step = Step(entry.number, say_day(entry.when), by.who, by.why, what)
            told.setdefault(place, []).append(step)
    return {place: tuple(steps) for place, steps in told.items()}


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
    columns: dict[tuple[str, str], list[str]] = {}
    for cell in entry.changes.cells:
        columns.setdefault((cell.table, cell.row), []).append(cell.column.replace("_", " "))
    for place, named in columns.items():
        more = f" and {len(named) - LONGEST} more" if len(named) > LONGEST else ""
        listed = ", ".join(named[:LONGEST])
        yield place, f"{listed}{more} {'set back' if back else 'corrected'}"
