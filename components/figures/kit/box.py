"""Rectangles in pixels, and the ground that they cover."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Literal, NamedTuple, Self

Side = Literal["left", "center", "right"]
CELL = 64.0  # px: about a label's width, so that one meets few cells


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def around(cls, x: float, y: float, half: float) -> Self:
        """Return the square about a point, `half` px to each side."""
        return cls(x - half, y - half, x + half, y + half)

    @classmethod
    def beside(cls, side: Side, x: float, y: float, wide: float, high: float) -> Self:
        """Return the box of which a side, or its center, lies at x, and the middle at y."""
        x0 = x - {"left": 0.0, "center": wide / 2, "right": wide}[side]
        return cls(x0, y - high / 2, x0 + wide, y + high / 2)

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Say whether less than `gap` pixels part the two."""
        return (
            self.x0 < other.x1 + gap
            and self.x1 > other.x0 - gap
            and self.y0 < other.y1 + gap
            and self.y1 > other.y0 - gap
        )

    def is_within(self, other: "Box") -> bool:
        """Say whether no part of it lies outside another."""
        return (
            self.x0 >= other.x0
            and self.y0 >= other.y0
            and self.x1 <= other.x1
            and self.y1 <= other.y1
        )


class Ground:
    """What of a frame is taken: a box is compared with the boxes near it, and not with all."""

    def __init__(self, frame: Box, taken: Iterable[Box] = ()) -> None:
        self.frame = frame
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in taken:
            self.take(box)

    def take(self, box: Box) -> None:
        """Cover what of a box lies in the frame or within a cell of it."""
        for cell in self._reach(box, 0.0):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box, gap: float = 0.0) -> bool:
        """Say whether a box in the frame keeps `gap` px, at most a cell, from all that is taken."""
        cells = self._cells
        return not any(
            box.meets(other, gap) for cell in self._reach(box, gap) for other in cells.get(cell, ())
        )

    def _reach(self, box: Box, gap: float) -> Iterator[tuple[int, int]]:
        x0, y0, x1, y1 = self.frame
        return product(
            _cells(max(box.x0 - gap, x0 - CELL), min(box.x1 + gap, x1 + CELL)),
            _cells(max(box.y0 - gap, y0 - CELL), min(box.y1 + gap, y1 + CELL)),
        )


def _cells(low: float, high: float) -> range:
    return range(int(low // CELL), int(high // CELL) + 1)
