"""A brief's key points: the rule's, or as the analyst has ordered and worded them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.brief.support import LATER, Support, support
from data.load import Record
from data.queries.overview.key_points import key_points
from data.view import View

EDITED = "edited by the analyst"
LONGEST_POINT = 600  # characters of a point that the analyst words
STOPS = ".!?…"  # after one of these a lead needs no stop of its own
Edits = tuple[tuple[str, str], ...]  # points in their order: id, and own words ("": the rule's)


@dataclass(frozen=True)
class KeyPoint:
    """A key point: `lead` (empty where the analyst worded it) and `text`, and what carries it.

    `confidence` says how well the record's row is sourced; `edited` that the words are the
    analyst's, and no longer the record's. `mark` stands in the place of `sources` where all came
    later.
    """

    point_id: str
    lead: str
    text: str
    confidence: str
    sources: tuple[int, ...]
    mark: str = ""
    edited: str = ""

    @property
    def words(self) -> str:
        """Return the point as one text."""
        return " ".join(filter(None, (self.lead, self.text)))

    @property
    def citation(self) -> str:
        """Return the numbers of the sources, as `[1, 4–7]`, or nothing."""
        return f"[{write_runs(self.sources)}]" if self.sources else ""

    @property
    def qualified(self) -> str:
        """Return what stands beside the words: how they are sourced, and whose they are."""
        return ", ".join(filter(None, (self.confidence, self.edited)))


def list_points(
    seen: Record, view: View, edits: Edits | None
) -> Iterator[tuple[KeyPoint, Support]]:
    """Yield the key points without numbers, and what each rests on.

    `edits` None is the rule's own list; else only the points that it names, in its order, each in
    the analyst's words where it has some. A point that the rule does not give is passed over.
    """
    rows = {row["point_id"]: row for row in key_points(seen, view).to_dict("records")}
    for point_id, own in [(name, "") for name in rows] if edits is None else edits:
        if row := rows.pop(point_id, None):
            yield _point(row, " ".join(own.split())[:LONGEST_POINT]), support(row)


def _point(row: dict[Any, Any], own: str) -> KeyPoint:
    lead = str(row["lead"])
    lead += "" if lead.rstrip("”\"'").endswith(tuple(STOPS)) else "."
    point = KeyPoint(
        point_id=str(row["point_id"]),
        lead=lead,
        text=str(row["text"]),
        confidence=str(row["confidence"]),
        sources=(),
        mark="" if row["cited"] else LATER,
    )
    if not own or own == point.words:
        return point
    return KeyPoint(point.point_id, "", own, point.confidence, (), point.mark, EDITED)


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return numbers as runs, each from and to, in rising order: three or more in a row are one."""
    consecutive: list[list[int]] = []
    for number in sorted(set(numbers)):
        if consecutive and number == consecutive[-1][-1] + 1:
            consecutive[-1].append(number)
        else:
            consecutive.append([number])
    parted: list[Sequence[int]] = []
    for run in consecutive:
        parted += [run] if len(run) > 2 else [[number] for number in run]
    return tuple((run[0], run[-1]) for run in parted)


def write_runs(numbers: Iterable[int]) -> str:
    """Return numbers in words, as `7, 15–18`."""
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in runs(numbers))
