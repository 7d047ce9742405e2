"""What is announced and not yet held: one staircase in date order, right of the as-of line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from pandas import notna

from components.figures.kit.ruler import LINE_PX, cut, width
from components.figures.timeline.axis import DAY, Scale, seconds
from data.clock import say

REACH = 5.5  # of a hollow mark
GAP = 9.0  # from a mark to its words
ENOUGH = 140.0  # px in which a title reads well
BAR_PX = 8.0
HEADING = 24.0
NOTHING, LEAST, MOST = 34.0, 176.0, 268.0  # px of the ground: the least holds its heading
STEP = 8.0  # px by which a wider ground is tried


@dataclass(frozen=True, slots=True)
class Step:
    """One announced event: a mark at `x`, or a bar to `x1`, and its words from `text_x`, `top`."""

    row: Mapping
    x: float
    y: float
    text_x: float
    top: float
    day: str
    lines: tuple[str, ...]
    x1: float | None = None
    later: bool = False


@dataclass(frozen=True)
class Ahead:
    """The steps, where those without a date begin, and how many found no room."""

    steps: tuple[Step, ...] = ()
    undated_top: float | None = None
    left_out: int = 0
    left_out_top: float = field(default=0.0)


def room_for(records: Sequence[Mapping], axis: Callable[[float], Scale], height: float) -> float:
    """Return how wide the ground of the announced events must be, in px.

    So wide that all of their titles stand whole, in `height` px, and that none lies beyond the
    axis which would not at the widest. `axis` returns the one with a ground of some width.
    """
    if not records:
        return NOTHING
    records = records[: int(height / LINE_PX)]
    reached = [row for row in records if _is_on(row, axis(MOST))]
    for wide in np.arange(LEAST, MOST, STEP).tolist():
        tried = axis(wide)
        sized = [_size(row, tried, 2) for row in records]
        needed = sum(high + 4 for *_, high in sized)
        whole = all("…" not in "".join(words) for _, _, words, _ in sized)
        if whole and needed <= height and all(_is_on(row, tried) for row in reached):
            return wide
    return MOST


def _is_on(row: Mapping, axis: Scale) -> bool:
    """Say whether an announced event begins on the axis, and not beyond it."""
    return not _dated(row) or axis.x(seconds(row["when"])) <= axis.end - REACH - 2


def rows(records: Sequence[Mapping], axis: Scale, top: float, floor: float) -> Ahead:
    """Place the announced events between `top` and `floor` (px), those without a date last."""
    if not records:
        return Ahead()
    every, most = len(records), int((floor - top) / LINE_PX) + 2
    records = records[:most]  # more of them find no room, however they are set
    for lines in (2, 1):
        sized = [_size(row, axis, lines) for row in records]
        undated = not all(map(_dated, records))
        needed = sum(high for *_, high in sized) + (HEADING if undated else 0)
        spare = floor - top - 10 - needed
        if spare >= 4 * len(records):
            break
    pad = min(max(spare / len(records), 2.0), 12.0)
    steps: list[Step] = []
    y, undated_top = top + 8, None
    for (row, text_x, words, high), i in zip(sized, range(len(sized)), strict=True):
        dated = _dated(row)
        heading = HEADING if not dated and undated_top is None else 0.0
        if y + heading + high > floor - (LINE_PX if i < every - 1 else 0):
            return Ahead(tuple(steps), undated_top, every - i, y)
        if heading:
            undated_top = y
            y += heading
        steps.append(_step(row, text_x, words, y, axis))
        y += high + pad
    return Ahead(tuple(steps), undated_top)


def _dated(row: Mapping) -> bool:
    return bool(notna(row["when"]))


def _day(row: Mapping) -> str:
    """Say the expected date without its year, as the axis carries it."""
    if not _dated(row):
        return ""
    text = say(row["when"], row["when_precision"])
    year = f" {row['when'].year}"
    return text.replace(year, "", 1) if row["when_precision"] in ("day", "minute") else text


def _reaches(row: Mapping, axis: Scale) -> tuple[float, float]:
    """Return from where to where an announced event reaches, at the line at the earliest."""
    if not _dated(row):
        return axis.line + GAP + REACH, axis.line + GAP + REACH
    start, last = seconds(row["when"]), seconds(row["when_last"])
    right = axis.end - REACH - 2
    if row["when_precision"] in ("month", "year"):
        x0 = min(max(axis.x(start), axis.line), right - 12)
        return x0, max(min(axis.x(last), axis.end), x0 + 12)
    noon = start + DAY / 2 if row["when_precision"] == "day" else start
    x = min(max(axis.x(noon), axis.line), right)
    return x, x


def _size(row: Mapping, axis: Scale, lines: int) -> tuple[Mapping, float, tuple[str, ...], float]:
    """Return a row with the place of its words, the words, and its height."""
    x0, x1 = _reaches(row, axis)
    lead = width(f"{_day(row)}  ", strong=True) if _dated(row) else 0.0
    if x1 > x0:  # words under a bar, which leaves no room beside it
        text_x, room = axis.line + GAP, axis.end - axis.line - GAP - 4
        words = cut(row["title"], room, lines, lead=lead)
        return row, text_x, words, BAR_PX + 4 + LINE_PX * len(words)
    right = axis.end - x0 - REACH - GAP - 2
    left = x0 - REACH - GAP - axis.line - GAP
    room = right if right >= min(ENOUGH, left) or right >= left else left
    words = cut(row["title"], room, lines, lead=lead)
    if room == right:
        text_x = x0 + REACH + GAP
    else:
        first = lead + (width(words[0]) if words else 0)
        text_x = x0 - REACH - GAP - max([first, *map(width, words[1:])])
    return row, text_x, words, LINE_PX * max(len(words), 1)


def _step(row: Mapping, text_x: float, words: tuple[str, ...], y: float, axis: Scale) -> Step:
    x0, x1 = _reaches(row, axis)
    bar = x1 > x0
    later = _dated(row) and axis.x(seconds(row["when"])) > axis.end - REACH - 2
    return Step(
        row=row,
        x=x0,
        y=y + (BAR_PX / 2 if bar else LINE_PX / 2),
        text_x=text_x,
        top=y + (BAR_PX + 3 if bar else 0.0),
        day=_day(row),
        lines=words,
        x1=x1 if bar else None,
        later=bool(later),
    )
