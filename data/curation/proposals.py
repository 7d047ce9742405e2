"""What is proposed for a record: rows and cells, each with the words that it was read from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter

from data.curation.changes import Cell, Changes, Conflict, Difference, Row
from data.kinds import KINDS

TEXT, INFERRED, PERSON = "text", "inferred", "person"  # what stands behind a proposed cell
ON_RECORD, ANSWERS = "on record", "answers"  # what a row on record is to a proposed one
# Ends the id of a proposal that cites an article for a row on record; before it stands the id of
# the one that proposes the same as a new row.
AGAIN = "-source"


@dataclass(frozen=True)
class Proposed:
    """A cell that is proposed: its value, and the words of the article that it was read from.

    `spans` are pairs of first character and the one after the last. `basis` says what stands behind
    the value: the text, an inference that a person must confirm, or a person.
    """

    value: str
    spans: tuple[tuple[int, int], ...] = ()
    basis: str = TEXT


@dataclass(frozen=True)
class Match:
    """A row on record that a proposed row may repeat or answer; `score` is from 0 to 1."""

    table: str
    row: str
    relation: str
    score: float


@dataclass(frozen=True)
class Proposal:
    """A row that is proposed, or new cells of a row on record: then `old` has them as they were.

    `article` is the digest of the text that it was read from; "" where there is none.
    """

    id: str
    table: str
    row: str
    cells: Mapping[str, Proposed]
    article: str = ""
    old: Mapping[str, str] | None = None
    matches: tuple[Match, ...] = field(default=())

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """Return the columns whose value was inferred and that no person has confirmed yet."""
        return tuple(c for c, cell in self.cells.items() if cell.value and cell.basis == INFERRED)

    def edit(self, values: Mapping[str, str]) -> "Proposal":
        """Return it with cells as a person wrote them; a value that stays keeps its words.

        A new row is called by its key: another value of that is another id.
        """
        cells, key = dict(self.cells), KINDS[self.table].key if self.table in KINDS else ""
        for column, value in values.items():
            if column not in cells or cells[column].value != value:
                cells[column] = Proposed(value, basis=PERSON)
        row = values.get(key, self.row) if self.old is None else self.row
        return replace(self, row=row, cells=cells)

    def confirm(self, columns: Sequence[str]) -> "Proposal":
        """Return it with a person behind what was inferred in these columns."""
        cells = {
            c: replace(cell, basis=PERSON) if c in columns and cell.basis == INFERRED else cell
            for c, cell in self.cells.items()
        }
        return replace(self, cells=cells)


def make_changes(proposals: Sequence[Proposal]) -> Changes:
    """Return what the proposals do to a record once they are accepted.

    Raises Conflict where two of them would be the same row, or write another value into a cell.
    """
    if differences := list(_find_differences(proposals)):
        raise Conflict(differences)
    new = [p for p in proposals if p.old is None]
    return Changes(
        added=tuple(
            Row(p.table, p.row, {c: cell.value for c, cell in p.cells.items() if cell.value})
            for p in new
        ),
        cells=tuple(
            Cell(p.table, p.row, column, p.old.get(column, ""), cell.value)
            for p in proposals
            if p.old is not None
            for column, cell in p.cells.items()
            if cell.value != p.old.get(column, "")
        ),
    )


def _find_differences(proposals: Sequence[Proposal]) -> Iterator[Difference]:
    """Yield each row and cell of which two proposals make something else."""
    rows: set[tuple[str, str]] = set()
    cells: dict[tuple[str, str, str], str] = {}
    for p in proposals:
        if p.old is None:
            if (p.table, p.row) in rows:
                yield Difference(p.table, p.row, "", "", "a row of this id", "a new row")
            rows.add((p.table, p.row))
            continue
        for column, cell in p.cells.items():
            theirs = cells.setdefault((p.table, p.row, column), cell.value)
            if theirs != cell.value:
                was = p.old.get(column, "")
                yield Difference(p.table, p.row, column, was, theirs, cell.value)


def write_proposal(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as plain data."""
    return asdict(proposal)


def read_proposal(written: Any) -> Proposal:
    """Return the proposal that plain data describes; raises ValueError."""
    return _PLAIN.validate_python(written)


_PLAIN = TypeAdapter(Proposal)
