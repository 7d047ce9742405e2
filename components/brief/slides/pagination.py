"""The rows of a brief's tables, parted among slides by how high each stands."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from components.brief.model import Row, Section
from components.figures.kit.ruler import width
from data.direction import balance

BODY_INCHES = 12.13  # width of a table
FIT = 5.3  # inches of table on a slide
TEXT, LINE, PAD = 14, 0.235, 0.08  # points, inches a line, inches around a row's text
AN_INCH = 9.2  # characters of that type in an inch of a column, in a wide face
# Of a table's columns, how wide each is, by section and by their number.
SHARES: Mapping[Any, tuple[float, ...]] = {
    "next": (2, 5, 3, 2),
    "changes": (1.2, 2, 2, 7),
    "positions": (2, 5, 5, 1.4),
    "exchanges": (1.5, 2, 4.5, 4.5),
    "estimates": (1.5, 3, 2, 1.5, 4),
    2: (1.4, 10),
    3: (2, 7, 3),
    5: (2.5, 1.6, 1.6, 5, 1.8),
}


def shares_of(section: Section) -> tuple[float, ...]:
    """Return how wide each column of a section's table is, as shares of the whole."""
    count = len(section.columns)
    return SHARES.get(section.key) or SHARES.get(count) or (1.0,) * count


def paginate(section: Section) -> Iterator[tuple[Row, ...]]:
    """Yield the rows of each slide: as many as fit, no slide much emptier than the others."""
    if not section.rows:
        if not section.left_out:
            yield ()
        return
    rows = [_cut(section, row) for row in section.rows]
    high = [_height(section, row) for row in rows]
    fewest = len(_filled(high, FIT))
    # The least height at which no slide more is needed: none is much emptier than the others.
    steps = (FIT * step / 40 for step in range(1, 41))
    even = next(most for most in steps if len(_filled(high, most)) <= fewest)
    start = 0
    for count in _shared(_filled(high, even), high):
        yield tuple(rows[start : start + count])
        start += count


def _shared(counts: list[int], high: list[float]) -> list[int]:
    """Return the rows of each slide, where tall rows would leave the last one a single row."""
    *others, last = counts
    if last == 1 and others and others[-1] > 1 and sum(high[-2:]) <= FIT:
        return [*others[:-1], others[-1] - 1, 2]
    return counts


def _filled(high: list[float], most: float) -> list[int]:
    """Return how many rows stand on each slide, filled one after the other up to a height."""
    counts, left = [0], most
    for tall in high:
        if counts[-1] and tall > left:
            counts.append(0)
            left = most
        counts[-1] += 1
        left -= tall
    return counts


def _cut(section: Section, row: Row) -> Row:
    """Return a row with an ellipsis in each cell that would be higher than a slide alone."""
    lines = int((FIT - PAD) / LINE) - 1  # one less, for the sources' numbers and broken lines
    most = [lines * int(wide) for wide in _letters(section)]
    cells = (
        cell
        if _length(cell) <= n
        else balance([cell[: n * len(cell) // _length(cell) - 1] + "…"])[0]
        for cell, n in zip(row.cells, most, strict=True)
    )
    return replace(row, cells=tuple(cells))


def _letters(section: Section) -> list[float]:
    """Return how many letters a line of each column holds."""
    shares = shares_of(section)
    return [BODY_INCHES * share / sum(shares) * AN_INCH for share in shares]


def _length(cell: str) -> int:
    """Return how long a cell is in letters of common width: capitals and Chinese ones are wider."""
    return max(len(cell), math.ceil(width(cell, px=1.0) / (72 / AN_INCH / TEXT)))


def _height(section: Section, row: Row) -> float:
    """Reckon how high a row stands, in inches, from the length of its cells."""
    lengths = [_length(cell) for cell in row.cells]
    lengths[row.cited_at] += len(row.citation) + 1
    lines = max(-(-n // int(w)) for n, w in zip(lengths, _letters(section), strict=True))
    return max(lines, 1) * LINE + PAD
