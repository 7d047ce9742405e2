"""Where everything on the timeline lies, in px (y downwards): lanes, marks, bars, labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from pandas import isna

from components.figures.kit.labels import Box, Label, Wish, place
from components.figures.kit.stacking import LEVEL_PX, stack
from components.figures.timeline import ahead as timeline_ahead
from components.figures.timeline.axis import DAY, WIDTH, Scale, scale, seconds
from data.queries.events.events import CALLED_OFF, LaneKey, Timeline
from data.queries.events.intensity import RECENT

TOP = 26.0  # the line of words over the lanes
MONTHS = 24.0  # the line of months under them
CURVE = 80.0
FLOOR = 10.0  # from a lane's lower edge to the middle of its lowest mark
NAME_PX, KEY_PX = 27.0, 15.5  # a lane's name, and each line of its key
LABELS = 9  # most in a lane
LATEST = 2  # of the last seven days asked first, as they are the news
CROWD = 25  # marks, from which on a lane keeps two tiers free for words

# Plotly's sizes that look alike, and how far each reaches from its middle (half a level at most).
SYMBOLS: Mapping[str, tuple[float, float]] = {
    "circle": (8.0, 4.0),
    "square": (7.4, 3.7),
    "diamond": (7.5, 4.875),
    "triangle-up": (8.4, 4.85),
    "x": (7.6, 4.3),
    "cross": (7.6, 4.6),
    "star": (7.0, 4.9),
    "circle-x-open": (9.0, 4.9),
}
ANY_SYMBOL = (6.5, 4.9)


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane between two heights."""

    key: LaneKey
    top: float
    bottom: float


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
        return Box(
            self.x - self.reach, self.y - self.reach, self.x + self.reach, self.y + self.reach
        )


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
    ahead: timeline_ahead.Ahead
    curve_top: float
    height: int

    @property
    def floor(self) -> float:
        """Return the lower edge of the last lane."""
        return self.lanes[-1].bottom if self.lanes else TOP


def plan(answer: Timeline, width: float = WIDTH) -> Plan:
    """Lay the timeline out for a width in px."""
    axis = scale(answer, width)
    rows = answer.placed.to_dict("records")
    latest = _latest(rows, answer)
    top, labelled = TOP, set[str]()
    lanes: list[Lane] = []
    marks: list[Mark] = []
    bars: list[Bar] = []
    labels: list[Label] = []
    for key in answer.lanes:
        members = [row for row in rows if key.lane in row["lanes"]]
        levels, spans, ordered = _stacked(members, axis)
        lane = Lane(key, top, top + _height(key, levels))
        floor = lane.bottom - FLOOR
        there = [
            _mark(row, span, floor - LEVEL_PX * level, axis)
            for row, span, level in zip(ordered, spans, levels, strict=True)
        ]
        across = [bar for mark in there if (bar := _bar(mark, axis))]
        words = _words(lane, there, across, axis, latest=latest, labelled=labelled)
        labelled |= {label.key for label in words}
        lanes.append(lane)
        marks += there
        bars += across
        labels += words
        top = lane.bottom
    floor = top
    return Plan(
        scale=axis,
        lanes=tuple(lanes),
        marks=tuple(marks),
        bars=tuple(bars),
        labels=tuple(labels),
        ahead=timeline_ahead.rows(answer.ahead.to_dict("records"), axis, TOP, floor),
        curve_top=floor + MONTHS,
        height=ceil(floor + MONTHS + CURVE + 4),  # whole, or a browser draws it anew to fit
    )


def symbol(shape: str) -> tuple[str, float, float]:
    """Return a shape's Plotly symbol, its size, and how far it reaches."""
    return (shape, *SYMBOLS.get(shape, ANY_SYMBOL))


def _latest(rows: Sequence[Mapping], answer: Timeline) -> set[str]:
    week = answer.as_of.last - RECENT
    recent = sorted((r for r in rows if r["when"] > week), key=lambda r: -r["score"])
    return {row["event_id"] for row in recent[:LATEST]}


def _stacked(
    rows: Sequence[Mapping], axis: Scale
) -> tuple[list[int], list[tuple[float, float, float]], list[Mapping]]:
    """Return levels, spans (middle, left, right) and rows, in the order in which they stack."""
    twelve = sorted(rows, key=lambda r: -r["score"])[:12]
    best = {row["event_id"] for row in twelve}
    placed = [(row, _span(row, axis)) for row in rows]
    placed.sort(key=lambda p: (p[0]["event_id"] in best, p[1][0], p[0]["score"]))
    spans = [span for _, span in placed]
    return stack([span[1:] for span in spans]), spans, [row for row, _ in placed]


def _span(row: Mapping, axis: Scale) -> tuple[float, float, float]:
    """Return an event's middle and the ends of what it takes on its level."""
    reach = symbol(row["shape"])[2]
    squeezed = next((p.at[row["event_id"]] for p in axis.pieces if row["event_id"] in p.at), None)
    soft = row["when_precision"] in ("month", "year")
    if squeezed is not None:
        half = 8.0 if soft else reach
        return squeezed, squeezed - half, squeezed + half
    start, last = seconds(row["when"]), seconds(row["when_last"])
    if soft:
        x0, x1 = max(axis.x(start), axis.x0), min(axis.x(last), axis.line)
        return (x0 + x1) / 2, x0, max(x1, x0 + 2 * reach)
    noon = start + DAY / 2 if row["when_precision"] == "day" else start
    x = axis.x(min(noon, axis.moment))
    return x, x - reach, max(x + reach, _end(row, x, axis) or 0)


def _end(row: Mapping, x: float, axis: Scale) -> float | None:
    """Return where the bar of an event of more than a day ends: at as of, if it still runs."""
    until = row["until"]
    if isna(until) or seconds(until) - seconds(row["when"]) <= DAY:
        return None
    return max(min(axis.x(seconds(until)), axis.line), x)


def _mark(row: Mapping, span: tuple[float, float, float], y: float, axis: Scale) -> Mark:
    soft = row["when_precision"] in ("month", "year")
    return Mark(row, span[0], y, *symbol(row["shape"]), soft=soft)


def _bar(mark: Mark, axis: Scale) -> Bar | None:
    if mark.soft:
        _, x0, x1 = _span(mark.row, axis)
        return Bar(mark.row, x0, x1, mark.y, soft=True)
    if mark.x < axis.x0:
        return None
    end = _end(mark.row, mark.x, axis)
    if end is None or end <= mark.x + mark.reach:
        return None
    goes_on = seconds(mark.row["until"]) > axis.moment
    return Bar(mark.row, mark.x, end, mark.y, soft=False, goes_on=goes_on)


def _height(key: LaneKey, levels: Sequence[int]) -> float:
    dots = (max(levels, default=-1) + 1) * LEVEL_PX + (47 if len(levels) > CROWD else 14)
    return max(dots, 34 + 2 * LEVEL_PX + 12, NAME_PX + KEY_PX * len(key.shapes) + 5)


def _words(
    lane: Lane,
    marks: Sequence[Mark],
    bars: Sequence[Bar],
    axis: Scale,
    *,
    latest: set[str],
    labelled: set[str],
) -> list[Label]:
    """Place the titles of the lane's weightiest events; none is said twice."""
    dated = [m for m in marks if m.x >= axis.x0 and not m.soft]
    fresh = [m for m in dated if m.row["event_id"] not in labelled]
    fresh.sort(key=lambda m: (m.row["event_id"] not in latest, -m.row["score"]))
    wishes = [Wish(m.row["event_id"], _title(m.row), m.x, m.y - m.reach) for m in fresh]
    obstacles = [m.box for m in dated if not m.soft] + [b.box for b in bars if b.x1 >= axis.x0]
    frame = Box(axis.x0 + 4, lane.top + 3, axis.line - 5, lane.bottom)
    return place(wishes, obstacles, frame, most=LABELS)


def _title(row: Mapping) -> str:
    """Return what a label says; that an event was called off stands before its title."""
    return f"Called off: {row['title']}" if row["shape"] == CALLED_OFF else str(row["title"])
