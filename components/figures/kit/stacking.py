"""Spans along one line that never overlap: marks in rows over a floor, labels in a margin.

Of another kind than `labels.place`: everything finds its place, and only one way to give.
"""

from bisect import bisect_right, insort
from collections.abc import Sequence

LEVEL_PX = 9.8  # from one level to the next
GAP_PX = 0.6  # between neighbours on one level


def stack(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return a level for each span (x0, x1 in px), in the order given: the lowest that is free."""
    levels: list[list[tuple[float, float]]] = []
    answer = []
    for x0, x1 in spans:
        level = next(
            (i for i, taken in enumerate(levels) if _free(taken, x0, x1)),
            len(levels),
        )
        if level == len(levels):
            levels.append([])
        insort(levels[level], (x0, x1))
        answer.append(level)
    return answer


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Return middles (px) as near as may be to those wanted, which rise; none overlaps."""
    placed: list[float] = []
    floor = 0.0
    for y, height in zip(wanted, heights, strict=True):
        placed.append(max(y, floor + height / 2))
        floor = placed[-1] + height / 2
    ceiling = room
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], ceiling - heights[i] / 2)
        ceiling = placed[i] - heights[i] / 2
    return placed


def _free(taken: Sequence[tuple[float, float]], x0: float, x1: float) -> bool:
    # Of spans that lie apart, and are sorted, only the two neighbours can be met.
    at = bisect_right(taken, (x0, x1))
    beside = taken[max(at - 1, 0) : at + 1]
    return all(x0 >= b + GAP_PX or x1 <= a - GAP_PX for a, b in beside)
