"""Where everything on the timeline lies, in px (y downwards): lanes, marks, bars, labels."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import Any, Self

import numpy as np
import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.labels import Label, Wish, place
from components.figures.kit.ruler import LINE_PX
from components.figures.kit.stacking import LEVEL_PX, stack
from components.figures.kit.symbols import OPEN, SHAPES, even_size
from components.figures.timeline import ahead as timeline_ahead
from components.figures.timeline.axis import DAY, WIDTH, Scale, seconds, to_seconds
from components.figures.timeline.density import (
    HIGH,
    Column,
    columns,
    find_crowded,
    is_exact,
    part_crowd,
)
from components.figures.timeline.scaling import scale
from components.figures.timeline.titles import beside_stem, name_event
from data.queries.events.events import LaneKey, Timeline
from data.queries.events.intensity import RECENT

TOP = 26.0  # the line of words over the lanes
MONTHS = 24.0  # the line of months under them
CURVE = 80.0
FLOOR = 10.0  # from a lane's lower edge to the middle of its lowest mark
NAME_PX, KEY_PX = 27.0, 15.5  # a lane's name, and each line of its key
LABELS = 9  # most in a lane
LATEST = 2  # of the last seven days asked first, as they are the news
LABEL_GAP = 2.5  # px between a label and all else
MOST_WISHES = 150  # events of a lane that may get a label: none is looked for lighter ones
CROWD = 25  # marks, from which on a lane keeps tiers free for words
TIERS, TIER = 2, 16.5  # that it keeps, and px of each

MARK = 8.0  # px across a mark that is a circle


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane between two heights.

    `crowd` events of it are drawn as columns, `vague` of crowded stretches in none; `under` px at
    its foot are kept for what is no event.
    """

    key: LaneKey
    top: float
    bottom: float
    crowd: int = 0
    vague: int = 0
    under: float = 0.0

    @property
    def ground(self) -> float:
        """Return the lower edge of what its events may take."""
        return self.bottom - self.under


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in one lane; `soft` where its day is not known, then a bar shows it."""

    row: Mapping
    x: float
    y: float
    symbol: str
    size: float
    reach: float
    soft: bool = False

    @property
    def box(self) -> Box:
        """Return the ground the mark covers."""
        return Box.around(self.x, self.y, self.reach)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time at one height: how long an event lasted, or how vague its date is."""

    row: Mapping
    x0: float
    x1: float
    y: float
    soft: bool
    goes_on: bool = False

    @property
    def box(self) -> Box:
        """Return the ground the bar covers."""
        half = LEVEL_PX / 2 - 0.4 if self.soft else 2.5
        return Box(self.x0, self.y - half, self.x1, self.y + half)


@dataclass(frozen=True)
class Plan:
    """All that is drawn, in its place."""

    scale: Scale
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    crowds: tuple[Column, ...]
    ahead: timeline_ahead.Ahead
    curve_top: float
    height: int

    @property
    def floor(self) -> float:
        """Return the lower edge of the last lane."""
        return self.lanes[-1].bottom if self.lanes else TOP

    @property
    def curved(self) -> bool:
        """Say whether there is room for the curve."""
        return self.height > ceil(self.curve_top)

    def without_curve(self) -> Self:
        """Return the same, ending under the months."""
        return replace(self, height=ceil(self.curve_top))


def plan(answer: Timeline, width: float = WIDTH, tiers: int = TIERS, under: float = 0.0) -> Plan:
    """Lay the timeline out, with TIERS or fewer and `under` px: shared, so never change it."""
    return _plan(answer, width, tiers, under)


@lru_cache(maxsize=8)  # of arguments by place alone: by name they would be a plan of their own
def _plan(answer: Timeline, width: float, tiers: int, under: float) -> Plan:
    axis = scale(answer, width)
    placed = answer.placed
    places = spans(placed, axis)
    latest = _latest(placed, answer)
    top = TOP
    lanes, marks, bars = list[Lane](), list[Mark](), list[Bar]()
    labels, crowds = list[Label](), list[Column]()
    parted = [(m, find_crowded(m, places, axis)) for m in _members(placed, answer.lanes)]
    records = _records([members[~crowded] for members, crowded in parted], placed)
    for key, (members, crowded) in zip(answer.lanes, parted, strict=True):
        alone = members[~crowded]
        rows = [records[at] for at in alone.tolist()]
        levels, ends, ordered = _stacked(rows, places[alone].tolist())
        high = _height(key, levels, tiers, crowded=bool(crowded.any())) + under
        parts, vague = part_crowd(placed, members[crowded], places, axis)
        lane = Lane(key, top, top + high, int(crowded.sum()) - vague, vague, under)
        floor = lane.ground - FLOOR
        stacked = zip(ordered, ends, levels, strict=True)
        there = [_mark(row, span, floor - LEVEL_PX * level) for row, span, level in stacked]
        across = list(filter(None, (_bar(m, s, axis) for m, s in zip(there, ends, strict=True))))
        done = {label.key for label in labels}
        labels += _words(lane, there, across, axis, latest=latest, labelled=done)
        for part in parts:
            crowds += columns(placed.iloc[part], places[part, 0], axis, lane.ground - 1)
        lanes.append(lane)
        marks += there
        bars += across
        top = lane.bottom
    return Plan(
        scale=axis,
        lanes=tuple(lanes),
        marks=tuple(marks),
        bars=tuple(bars),
        labels=tuple(labels),
        crowds=tuple(crowds),
        ahead=timeline_ahead.rows(answer.ahead.to_dict("records"), axis, TOP, top),
        curve_top=top + MONTHS,
        height=ceil(top + MONTHS + CURVE + 4),  # whole, or a browser draws it anew to fit
    )


def _records(alone: list[np.ndarray], placed: pd.DataFrame) -> dict[int, dict[Any, Any]]:
    """Return the rows that are drawn as marks of their own, by their places in the frame."""
    places = np.unique(np.concatenate([np.empty(0, "int64"), *alone])).tolist()
    return dict(zip(places, placed.iloc[places].to_dict("records"), strict=True))


@lru_cache(maxsize=64)
def symbol(shape: str) -> tuple[str, float, float]:
    """Return a shape's Plotly symbol, its size, and how far it reaches: half a level at most."""
    size = even_size(shape, MARK)
    return shape, size, size / 2 * SHAPES[shape.removesuffix(OPEN)].reach


def _latest(rows: pd.DataFrame, answer: Timeline) -> set[str]:
    week = answer.as_of.last - RECENT
    recent = rows.loc[rows["when"] > week].sort_values("score", ascending=False, kind="stable")
    return set(recent["event_id"].head(LATEST))


def _members(rows: pd.DataFrame, lanes: Sequence[LaneKey]) -> list[np.ndarray]:
    """Return for each lane where its rows stand."""
    by_lane: dict[str, list[int]] = {key.lane: [] for key in lanes}
    for at, named in enumerate(rows["lanes"].tolist()):
        for lane in named:
            if lane in by_lane:
                by_lane[lane].append(at)
    return [np.array(by_lane[key.lane], dtype="int64") for key in lanes]


Span = Sequence[float]  # middle, left and right of what an event takes on its level, in px


def _stacked(
    rows: Sequence[Mapping], places: Sequence[Span]
) -> tuple[list[int], list[Span], list[Mapping]]:
    """Return levels, spans and rows, in the order in which they stack."""
    twelve = sorted(rows, key=lambda r: -r["score"])[:12]
    best = {row["event_id"] for row in twelve}
    placed = list(zip(rows, places, strict=True))
    placed.sort(key=lambda p: (p[0]["event_id"] in best, p[1][0], p[0]["score"]))
    ends = [span for _, span in placed]
    return stack([(left, right) for _, left, right in ends]), ends, [row for row, _ in placed]


def spans(rows: pd.DataFrame, axis: Scale) -> np.ndarray:
    """Return of each event its middle and the ends of what it takes on its level (px): rows of 3.

    `rows`: `event_id`, `shape`, `when`, `when_last`, `when_precision`, `until`. An event of more
    than a day reaches to its end, or to as of if it still runs.
    """
    reach = rows["shape"].map(lambda shape: symbol(shape)[2]).to_numpy(dtype="float64")
    soft, start = ~is_exact(rows), to_seconds(rows["when"])
    daily = (rows["when_precision"] == "day").to_numpy()
    middle = axis.x(np.minimum(np.where(daily, start + DAY / 2, start), axis.moment))
    until = to_seconds(rows["until"])
    lasts = until - start > DAY  # not where no end is known
    end = np.where(lasts, np.maximum(np.minimum(axis.x(until), axis.line), middle), 0.0)
    answer = np.column_stack([middle, middle - reach, np.maximum(middle + reach, end)])
    if soft.any():
        x0 = np.maximum(axis.x(start), axis.x0)
        x1 = np.minimum(axis.x(to_seconds(rows["when_last"])), axis.line)
        vague = np.column_stack([(x0 + x1) / 2, x0, np.maximum(x1, x0 + 2 * reach)])
        answer[soft] = vague[soft]
    at = {event: x for piece in axis.pieces for event, x in piece.at.items()}
    squeezed = np.array([at.get(event, np.nan) for event in rows["event_id"].tolist()])
    inside = ~np.isnan(squeezed)
    half = np.where(soft, 8.0, reach)
    narrow = np.column_stack([squeezed, squeezed - half, squeezed + half])
    answer[inside] = narrow[inside]
    return answer


def _mark(row: Mapping, span: Span, y: float) -> Mark:
    soft = row["when_precision"] in ("month", "year")
    return Mark(row, span[0], y, *symbol(row["shape"]), soft=soft)


def _bar(mark: Mark, span: Span, axis: Scale) -> Bar | None:
    _, x0, x1 = span
    if mark.soft:
        return Bar(mark.row, x0, x1, mark.y, soft=True)
    if mark.x < axis.x0 or x1 <= mark.x + mark.reach:
        return None
    goes_on = seconds(mark.row["until"]) > axis.moment
    return Bar(mark.row, mark.x, x1, mark.y, soft=False, goes_on=goes_on)


def _height(key: LaneKey, levels: Sequence[int], tiers: int, *, crowded: bool) -> float:
    words = tiers * TIER if len(levels) > CROWD else 0
    dots = (max(levels, default=-1) + 1) * LEVEL_PX + 14 + words
    if crowded:
        dots = max(dots, HIGH + LINE_PX + 8)
    return max(dots, 34 + 2 * LEVEL_PX + 12, NAME_PX + KEY_PX * len(key.shapes) + 5)


def _words(
    lane: Lane,
    marks: Sequence[Mark],
    bars: Sequence[Bar],
    axis: Scale,
    *,
    latest: set[str],
    labelled: set[Hashable],
) -> list[Label]:
    """Place the titles of the lane's weightiest events, each event's once."""
    dated = [m for m in marks if m.x >= axis.x0 and not m.soft]
    fresh = [m for m in dated if m.row["event_id"] not in labelled]
    fresh.sort(key=lambda m: (m.row["event_id"] not in latest, -m.row["score"]))
    fresh = fresh[:MOST_WISHES]
    obstacles = [m.box for m in dated if not m.soft] + [b.box for b in bars if b.x1 >= axis.x0]
    over = LINE_PX if lane.crowd else 0  # the caption's line
    frame = Box(axis.x0 + 4, lane.top + 3 + over, axis.line - 5, lane.ground)
    wishes = (
        Wish(m.row["event_id"], beside_stem(name_event(m.row), m.x, m.y - m.reach, frame.y0))
        for m in fresh
    )
    return place(wishes, obstacles, frame, most=LABELS, gap=LABEL_GAP)
