"""How two parties moved on each issue: a small SVG picture per issue, as a data address.

A picture in an `<img>`, as `st.html` strips inline SVG; it has no text inside, as a picture has no
web fonts: the labels of its axis are placed beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.figures.kit.svg import address, alone, element
from components.figures.kit.symbols import draw, stance
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import ticks
from data.clock import Moment
from data.queries.positions.evidence import Moves
from data.queries.positions.positions import MOVED, SIDES
from data.view import View

WIDTH, HEIGHT = 304, 70  # px
LEFT, RIGHT = 6, 278  # px, the axis from its first instant to the moment shown
TOP, STEP = 10, 12  # px, the highest place and the distance to the next
SIGN_X = 293  # px, where the sign of the stance in force stands
SHARED = 3  # px by which lines that share a place are drawn apart
APART = 6  # px between two labels of the axis
# Where a stance is drawn, between asking for the proposal and refusing it. To discuss it and to
# accept it on a condition are one place: both leave the answer to talks. Silence has none.
LEVEL = {"demands": 2, "favours": 1, "open": 0, "conditional": 0, "opposes": -1, "rejects": -2}
DASHES = {"left": "", "right": "5 3"}  # told apart in greyscale
NEEDED = [
    *("issue_id", "party_id", "party", "side", "stance", "word", "movement"),
    *("since", "since_last", "since_precision", "since_label"),
]
Labels = tuple[tuple[str, float], ...]  # a word and where it stands, in percent of the width


@dataclass(frozen=True)
class Track:
    """One issue's picture: its address and what it shows, in words."""

    src: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Tracks:
    """The pictures by issue, and their shared axis: labels at a percentage of the width."""

    by_issue: Mapping[str, Track]
    labels: Labels


def tracks(answer: Moves, view: View, theme: Theme) -> Tracks:
    """Draw how the two parties' stances moved: from asking, above, to refusing, below.

    `answer`: of `data.queries.positions.evidence.moves`. The left party's line is whole, the right
    one's dashed; a ring is a first statement, a tick a repeated one, a disc a move; a date known to
    the month is a bar. A stance older than the axis enters at its edge; a line ends where its party
    no longer states a stance; a party without a position draws nothing, and an issue without any
    has no track. A dotted line stands at the earlier instant, where the axis reaches back to it.
    """
    del view
    axis = _Axis(answer.axis_start, answer.until, answer.compare_with)
    labels = axis.labels()
    # Plain tuples: selecting from a frame once for each mark is slow.
    issues: dict[str, list[Any]] = {}
    for row in answer.rows[NEEDED].itertuples():
        issues.setdefault(str(row.issue_id), []).append(row)
    by_issue = {
        issue: Track(_src(rows, axis, labels, theme), _alt(rows, axis))
        for issue, rows in issues.items()
    }
    return Tracks(by_issue, labels)


@dataclass(frozen=True)
class _Axis:
    axis_start: pd.Timestamp
    until: pd.Timestamp
    compare_with: Moment | None

    def x(self, at: pd.Timestamp) -> float:
        share = (at - self.axis_start) / (self.until - self.axis_start)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)

    def labels(self) -> Labels:
        # The last label may run to the edge, under the signs
        edge = self.until + (self.until - self.axis_start) * ((WIDTH - RIGHT) / (RIGHT - LEFT))
        room = WIDTH - LEFT
        made = ticks(self.axis_start, edge, room, years="beside", begins=True, gap=APART)
        there = [tick for tick in made if tick.at <= self.until]
        return tuple((tick.text(" "), 100 * self.x(tick.at) / WIDTH) for tick in there)


def _src(rows: list[Any], axis: _Axis, labels: Labels, theme: Theme) -> str:
    levels = "".join(f"M{LEFT} {TOP + STEP * i}H{RIGHT}" for i in range(5))
    months = "".join(f"M{x * WIDTH / 100:.1f} {TOP + 4 * STEP}v5" for _, x in labels)
    parts = [_path(levels, theme.hairline), _path(months, theme.faint), *_since(axis, theme)]
    placed = [row for row in _select_rows(rows, axis) if row.stance in LEVEL]
    occupied = {side: {LEVEL[r.stance] for r in placed if r.side == side} for side in SIDES}
    offset = SHARED if occupied["left"] & occupied["right"] else 0
    ends = []
    for side, shift in zip(SIDES, (-offset, offset), strict=True):
        for own, end in _stated([row for row in rows if row.side == side]):
            color = theme.party[own[0].party_id]
            until = RIGHT if end is None else axis.x(end.since)
            parts += _line_of(own, axis, (color, theme.paper), shift, until)
            if end is None:
                ends.append((own[-1].stance, color))
    return address(alone(WIDTH, HEIGHT, *parts, *_signs(ends, theme.paper)))


def _select_rows(rows: list[Any], axis: _Axis) -> list[Any]:
    """Return the steps from the axis' first instant on, and the one in force there of each party.

    What was given up before the axis begins is no move on it.
    """
    entering = {row.party_id: row for row in rows if row.since < axis.axis_start}
    return [row for row in rows if row.since >= axis.axis_start or entering[row.party_id] is row]


def _since(axis: _Axis, theme: Theme) -> Iterator[str]:
    """Draw the line of the earlier instant: what stands to its right is new."""
    if axis.compare_with and axis.compare_with.last >= axis.axis_start:
        x = axis.x(axis.compare_with.last)
        dots = {"stroke_dasharray": "1.5 3", "class_": "since"}
        yield _path(f"M{x:.1f} 2V{HEIGHT - 6}", theme.ink, 1.5, **dots)


def _stated(rows: list[Any]) -> Iterator[tuple[list[Any], Any]]:
    """Yield the runs of positions between silences, each with the silence that ends it, or None."""
    run: list[Any] = []
    for row in rows:
        if row.stance in LEVEL:
            run.append(row)
        elif run:
            yield run, row
            run = []
    if run:
        yield run, None


def _line_of(
    rows: list[Any], axis: _Axis, colors: tuple[str, str], shift: int, until: float
) -> Iterator[str]:
    """Draw a run of positions: its line, and over it a mark for each that stands on the axis."""
    color, paper = colors
    path, marks, y = "", list[str](), 0
    for i, row in enumerate(rows):
        x, was = axis.x(row.since), y
        y = _level(row.stance) + shift
        path += f"M{x:.1f} {y}" if i == 0 else f"H{x:.1f}" + (f"V{y}" if y != was else "")
        if row.since >= axis.axis_start:
            marks.append(_mark(row, axis, y, color, paper))
    dash = DASHES[rows[0].side]
    yield _path(f"{path}H{until:g}", color, 2, fill="none", stroke_dasharray=dash)
    yield from marks


def _signs(ends: list[tuple[str, str]], paper: str) -> Iterator[str]:
    """Draw the signs of the stances in force, apart where both stand at one place."""
    levels = [_level(name) for name, _ in ends]
    if len(ends) == 2 and levels[0] == levels[1]:
        levels = [levels[0] - STEP // 2, levels[1] + STEP // 2]
    for (name, color), y in zip(ends, levels, strict=True):
        place = f"translate({SIGN_X - 7} {y - 7}) scale(.7)"
        yield element("g", stance(name, color, paper), transform=place)


def _level(stance: str) -> int:
    return TOP + STEP * (2 - LEVEL[stance])


def _mark(row: Any, axis: _Axis, y: float, color: str, paper: str) -> str:
    x, x_last = axis.x(row.since), axis.x(row.since_last)
    if row.since_precision in ("month", "year"):
        return _path(f"M{x:.1f} {y}H{x_last:.1f}", color, 6)
    if row.movement == "restated":
        return _path(f"M{x:.1f} {y - 4.5}v9", color, 2)
    fill = color if row.movement in MOVED else paper
    return draw("circle", 6.4, fill, color, 2, cx=x, cy=y)


def _path(d: str, color: str, width: float = 1, **more: Any) -> str:
    return element("path", d=d, **more, stroke=color, stroke_width=width)


def _alt(rows: list[Any], axis: _Axis) -> str:
    parts = [f"new since {axis.compare_with} right of the dotted line"] if axis.compare_with else []
    for side in SIDES:
        own = [row for row in rows if row.side == side]
        moves = [f"{r.since_label} {r.movement} ({r.word})" for r in own]
        parts += [f"{own[0].party}: " + ", ".join(moves)] if own else []
    return "; ".join(parts)
