"""How two parties moved on each issue: a small SVG picture per issue, as a data address.

A picture in an `<img>`, as `st.html` strips inline SVG; it has no text inside, as a picture has no
web fonts: the labels of its axis are placed beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from components.figures.kit.theme import Theme
from data.clock import Moment
from data.queries.positions.evidence import Moves
from data.queries.positions.positions import MOVED, SIDES
from data.view import View

WIDTH, HEIGHT = 304, 70  # px
LEFT, RIGHT = 6, 278  # px, the axis from its first instant to the moment shown
TOP, STEP = 10, 12  # px, the highest place and the distance to the next
SIGN_X = 293  # px, where the sign of the stance in force stands
SHARED = 3  # px by which lines that share a place are drawn apart
MOST_LABELS = 6
# Where a stance is drawn, between asking for the proposal and refusing it. To discuss it and to
# accept it on a condition are one place: both leave the answer to talks. Silence has none.
LEVEL = {"demands": 2, "favours": 1, "open": 0, "conditional": 0, "opposes": -1, "rejects": -2}
DASHES = {"left": "", "right": "5 3"}  # told apart in greyscale
NEEDED = [
    *("issue_id", "party_id", "party", "side", "stance", "word", "movement"),
    *("since", "since_last", "since_precision", "since_label"),
]
SIGNS = {  # on a box of 20, as in styles/base.css
    "demands": '<path d="M10 2.5 18 17H2z" fill="{c}"/>',
    "favours": '<path d="M10 5 16 15.8H4z" fill="{p}" stroke="{c}" stroke-width="2"/>',
    "open": '<circle cx="10" cy="10" r="6.2" fill="{p}" stroke="{c}" stroke-width="2"/>',
    "conditional": '<circle cx="10" cy="10" r="6.2" fill="{p}" stroke="{c}" stroke-width="2"/>'
    '<path d="M10 3.8a6.2 6.2 0 0 0 0 12.4z" fill="{c}"/>',
    "opposes": '<path d="M10 15 16 4.2H4z" fill="{p}" stroke="{c}" stroke-width="2"/>',
    "rejects": '<path d="M10 17.5 18 3H2z" fill="{c}"/>',
}

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
        months = pd.date_range(self.axis_start.normalize(), self.until, freq="MS")
        spaced = months[:: -(-len(months) // MOST_LABELS)] if len(months) else months
        # A label that begins too near the right edge would run out of the picture.
        fitting = [m for m in spaced if self.x(m) < RIGHT - 20]
        return tuple(
            (f"{m:%b %Y}" if i == 0 or m.month == 1 else f"{m:%b}", 100 * self.x(m) / WIDTH)
            for i, m in enumerate(fitting)
        )


def _src(rows: list[Any], axis: _Axis, labels: Labels, theme: Theme) -> str:
    levels = "".join(_line(LEFT, RIGHT, TOP + STEP * i, theme.hairline) for i in range(5))
    months = "".join(
        f'<path d="M{x * WIDTH / 100:.1f} {TOP + 4 * STEP}v5" stroke="{theme.faint}"/>'
        for _, x in labels
    )
    placed = [row for row in _select_rows(rows, axis) if row.stance in LEVEL]
    occupied = {side: {LEVEL[r.stance] for r in placed if r.side == side} for side in SIDES}
    offset = SHARED if occupied["left"] & occupied["right"] else 0
    lines, ends = _since(axis, theme), []
    for side, shift in zip(SIDES, (-offset, offset), strict=True):
        for own, end in _stated([row for row in rows if row.side == side]):
            color = theme.party[own[0].party_id]
            until = RIGHT if end is None else axis.x(end.since)
            lines += _line_of(own, axis, (color, theme.paper), shift, until)
            if end is None:
                ends.append((own[-1].stance, color))
    lines += _signs(ends, theme.paper)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{levels}{months}{lines}</svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe=" =/:'()")


def _select_rows(rows: list[Any], axis: _Axis) -> list[Any]:
    """Return the steps from the axis' first instant on, and the one in force there of each party.

    What was given up before the axis begins is no move on it.
    """
    entering = {row.party_id: row for row in rows if row.since < axis.axis_start}
    return [row for row in rows if row.since >= axis.axis_start or entering[row.party_id] is row]


def _since(axis: _Axis, theme: Theme) -> str:
    """Draw the line of the earlier instant: what stands to its right is new."""
    if axis.compare_with is None or axis.compare_with.last < axis.axis_start:
        return ""
    style = f'stroke="{theme.ink}" stroke-width="1.5" stroke-dasharray="1.5 3"'
    return f'<path class="since" d="M{axis.x(axis.compare_with.last):.1f} 2V{HEIGHT - 6}" {style}/>'


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
) -> str:
    color, paper = colors
    path, marks, y = "", "", 0
    for i, row in enumerate(rows):
        x, was = axis.x(row.since), y
        y = _level(row.stance) + shift
        path += f"M{x:.1f} {y}" if i == 0 else f"H{x:.1f}" + (f"V{y}" if y != was else "")
        if row.since >= axis.axis_start:
            marks += _mark(row, axis, y, color, paper)
    return (
        f'<path d="{path}H{until:g}" fill="none" stroke="{color}" stroke-width="2" '
        f'stroke-dasharray="{DASHES[rows[0].side]}"/>{marks}'
    )


def _signs(ends: list[tuple[str, str]], paper: str) -> str:
    """Draw the signs of the stances in force, apart where both stand at one place."""
    levels = [_level(stance) for stance, _ in ends]
    if len(ends) == 2 and levels[0] == levels[1]:
        levels = [levels[0] - STEP // 2, levels[1] + STEP // 2]
    return "".join(
        f'<g transform="translate({SIGN_X - 7} {y - 7}) scale(.7)">'
        f"{SIGNS[stance].format(c=color, p=paper)}</g>"
        for (stance, color), y in zip(ends, levels, strict=True)
    )


def _level(stance: str) -> int:
    return TOP + STEP * (2 - LEVEL[stance])


def _mark(row: Any, axis: _Axis, y: float, color: str, paper: str) -> str:
    x, x_last = axis.x(row.since), axis.x(row.since_last)
    if row.since_precision in ("month", "year"):
        return f'<path d="M{x:.1f} {y}H{x_last:.1f}" stroke="{color}" stroke-width="6"/>'
    if row.movement == "restated":
        return f'<path d="M{x:.1f} {y - 4.5}v9" stroke="{color}" stroke-width="2"/>'
    fill = color if row.movement in MOVED else paper
    return (
        f'<circle cx="{x:.1f}" cy="{y}" r="3.2" fill="{fill}" stroke="{color}" stroke-width="2"/>'
    )


def _line(x1: float, x2: float, y: float, color: str) -> str:
    return f'<path d="M{x1} {y}H{x2}" stroke="{color}"/>'


def _alt(rows: list[Any], axis: _Axis) -> str:
    parts = [f"new since {axis.compare_with} right of the dotted line"] if axis.compare_with else []
    for side in SIDES:
        own = [row for row in rows if row.side == side]
        moves = [f"{r.since_label} {r.movement} ({r.word})" for r in own]
        parts += [f"{own[0].party}: " + ", ".join(moves)] if own else []
    return "; ".join(parts)
