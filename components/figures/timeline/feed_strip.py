"""A machine-coded feed under the marks of the timeline: bars over time, a strip in each lane."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit.pixels import UNSEEN, signed, text
from components.figures.kit.text import plain
from components.figures.kit.theme import TEXT_PX, Theme, mix
from components.figures.kit.traces import with_tips
from components.figures.numbers.reports import say_step
from components.figures.timeline.axis import Scale, seconds
from components.figures.timeline.layout import Plan
from data.feeds.lanes import Share, Stream
from data.words import count

HIGH, AIR = 20.0, 4.0  # px that a strip takes at the foot of its lane, and over its highest bar
GAP = 0.5  # px between two bars
BAR = "feed:"  # before the id of a bar, which is no event's
# Mean intensities, -10 to 10, up to each of which bars have a colour of their own
ENDS = (-3.0, -1.0, 1.0, 3.0)
WORDS = ("below −3", "−3 to −1", "−1 to +1", "+1 to +3", "above +3")
UNRATED = "none given"


class Strips(NamedTuple):
    """What is drawn of a feed in the lanes: under the marks; and words where there is no bar."""

    traces: list[dict[str, Any]]
    words: list[dict[str, Any]]


def strips(scene: Plan, stream: Stream | None, theme: Theme) -> Strips:
    """Draw a bar a step of a feed at the foot of each lane, under the true scale; or none.

    A bar stands from zero, each lane's up to its own highest, in the colour of its intensity.
    Compressed stretches have none: as many px there are not as many days. What lies beyond the true
    scale is cut off. `customdata` of a bar is its lane and first day: `feed:meetings/2022-01-09`.
    """
    if stream is None:
        return Strips([], [])
    bars, words = list[_Bar](), list[dict[str, Any]]()
    grounds = {lane.key.lane: lane.bottom - 1 for lane in scene.lanes}
    for share in stream.lanes:
        ground = grounds[share.lane]
        drawn = list(_lay_out(stream, share, ground, scene.scale))
        bars += drawn
        if not drawn:
            why = plain(share.none or f"no {stream.what}")
            words.append(text(scene.scale.x0 + 6, ground - TEXT_PX - 3, why, theme.quiet))
    return Strips([*_fill(bars, theme), *_pointed_at(bars)], words)


def find_peak(stream: Stream, lane: str) -> tuple[int, str]:
    """Return the highest number of a step of a lane and when it was, in words; 0 without one."""
    rows = stream.rows.loc[stream.rows["lane"] == lane]
    if rows.empty:
        return 0, ""
    peak = rows.loc[rows["number"].idxmax()]
    return int(peak["number"]), say_step(peak["at"], stream.step)


def write_steps(stream: Stream, theme: Theme) -> list[tuple[str, str]]:
    """Return the intensities that bars have, in words, each with its colour as #RRGGBB."""
    there = {_find_step(value) for value in stream.rows["intensity"]}
    colors = _colors(theme)
    return [(word, colors[at]) for at, word in enumerate((*WORDS, UNRATED)) if at in there]


def _colors(theme: Theme) -> list[str]:
    """Return the colours of the steps: one hue, the stronger the more conflict; last, of none."""
    return [
        mix(theme.ink, theme.feed, 0.62),
        mix(theme.ink, theme.feed, 0.24),
        mix(theme.feed, theme.paper, 0.78),
        mix(theme.feed, theme.paper, 0.5),
        mix(theme.feed, theme.paper, 0.27),
        mix(theme.bar, theme.paper, 0.5),
    ]


def _find_step(intensity: float) -> int:
    """Return in which step a mean intensity is; the last one where it is missing."""
    if pd.isna(intensity):
        return len(WORDS)
    return bisect_right(ENDS, intensity)


class _Bar(NamedTuple):
    """A bar in px; `id` is its lane and the first day of its step, `step` its intensity's."""

    left: float
    right: float
    top: float
    ground: float
    step: int
    id: str
    tip: str


def _lay_out(stream: Stream, share: Share, ground: float, axis: Scale) -> Iterator[_Bar]:
    rows = stream.rows.loc[stream.rows["lane"] == share.lane]
    most = int(rows["number"].max()) if len(rows) else 1
    for row in rows.itertuples():
        left = max(axis.x(seconds(row.at)), axis.x0)
        right = min(axis.x(seconds(_end(row.at, stream.step))), axis.line)
        if right > left:
            ends = round(left, 1), round(max(right - GAP, left + GAP), 1)
            top = round(ground - (HIGH - AIR) * row.number / most, 1)
            bar = f"{BAR}{share.lane}/{row.at:%Y-%m-%d}"
            tip = _say(row, share, stream)
            yield _Bar(*ends, top, ground, _find_step(row.intensity), bar, tip)


def _fill(bars: Sequence[_Bar], theme: Theme) -> Iterator[dict[str, Any]]:
    """Yield the bars of each colour as one shape."""
    for step, color in enumerate(_colors(theme)):
        x: list[float | None] = []
        y: list[float | None] = []
        for bar in bars:
            if bar.step == step:
                x += [bar.left, bar.left, bar.right, bar.right, None]
                y += [bar.ground, bar.top, bar.top, bar.ground, None]
        shape = {"type": "scatter", "mode": "lines", "line": {"width": 0, "color": UNSEEN}}
        if x:
            fill = {"fill": "toself", "fillcolor": color, "hoverinfo": "skip"}
            yield {**shape, **fill, "x": x, "y": y}


def _pointed_at(bars: Sequence[_Bar]) -> Iterator[dict[str, Any]]:
    """Yield, for bars of each width, unseen lines as wide, and as high as their strip."""
    for wide in sorted({max(round(bar.right - bar.left), 1) for bar in bars}):
        alike = [bar for bar in bars if max(round(bar.right - bar.left), 1) == wide]
        owners = [(bar.id, bar.tip) for bar in alike for _ in range(3)]
        middles = [round((bar.left + bar.right) / 2, 1) for bar in alike]
        xs = [x for middle in middles for x in (middle, middle, None)]
        ys = [y for bar in alike for y in (bar.ground - HIGH + 1, bar.ground, None)]
        ids, tips = ([each[at] for each in owners] for at in (0, 1))
        yield with_tips("lines", xs, ys, ids, tips, line={"width": wide, "color": UNSEEN})


def _end(at: pd.Timestamp, step: str) -> pd.Timestamp:
    """Return when a step that begins at an instant is over."""
    if step == "M":
        return at + pd.offsets.MonthBegin(1)
    return at + pd.Timedelta(days=7 if step == "W" else 1)


def _say(row: Any, share: Share, stream: Stream) -> str:
    number = count(row.number, stream.what.removesuffix("s"))
    lines = [f"{plain(share.title)}, {say_step(row.at, stream.step)}", f"{number}, machine-coded"]
    if not pd.isna(row.intensity):
        lines.append(f"Mean intensity {signed(row.intensity, 1)}")
    return "<br>".join(lines)
