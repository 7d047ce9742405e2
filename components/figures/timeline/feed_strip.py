"""The strip of a machine-coded feed under the timeline: how many over time, on the same axis."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit import ruler
from components.figures.kit.drawing import Figure
from components.figures.kit.pixels import UNSEEN, faded, line, lines, text
from components.figures.kit.text import plain
from components.figures.kit.theme import SANS, TEXT_PX, Theme
from components.figures.numbers.reports import Reports, say_step
from components.figures.timeline.axis import NAMES, WIDTH, Scale, seconds
from components.figures.timeline.layout import plan
from data.queries.events.events import Timeline

HEIGHT, TOP, FOOT = 58, 19.0, 55.0  # px: the strip, its highest bar's top, the ground of bars
GAP = 0.5  # px between two bars
ALPHA = 0.55  # of the bars: quieter than any mark of the record


def feed_strip(
    answer: Timeline, stream: Reports, words: str, theme: Theme, width: float = WIDTH
) -> Figure:
    """Draw a bar a step of a feed, from zero, under the true scale of a timeline of `width` px.

    Compressed stretches have none: as many px there are not as many days. What lies beyond the true
    scale is cut off. `words` stand over the bars. `customdata` of a bar is its first day.
    """
    axis = plan(answer, width).scale
    left = max(min(axis.x0, axis.end - ruler.width(words)), 0.0)
    months = [(tick.x, tick.x, TOP, FOOT) for tick in axis.ticks if tick.x < axis.line]
    return {
        "data": _bars(stream, axis, theme),
        "layout": {
            "height": HEIGHT,
            "margin": dict.fromkeys("lrtb", 0),
            **dict.fromkeys(("paper_bgcolor", "plot_bgcolor"), UNSEEN),
            "font": {"family": SANS, "size": TEXT_PX, "color": theme.ink},
            "xaxis": {"visible": False, "range": [-NAMES, axis.end]},
            "yaxis": {"visible": False, "range": [HEIGHT, 0]},
            "shapes": [
                *lines(months, theme.hairline),
                line(axis.x0, axis.line, FOOT, FOOT, theme.faint),
            ],
            "annotations": [text(left, 1, plain(words), theme.quiet)],
        },
    }


def find_peak(stream: Reports) -> str | None:
    """Return the highest number of a step and when it was, in words; None where there is none."""
    if stream.rows.empty:
        return None
    peak = stream.rows.loc[stream.rows["number"].idxmax()]
    return f"{peak['number']:,} ({say_step(peak['at'], stream.step)})"


def _bars(stream: Reports, axis: Scale, theme: Theme) -> list[dict[str, Any]]:
    """Return the bars, and after them what is pointed at: the whole height of each step."""
    bars = list(_lay_out(stream, axis))
    x: list[float | None] = []
    y: list[float | None] = []
    for bar in bars:
        x += [bar.left, bar.left, bar.right, bar.right, None]
        y += [FOOT, bar.top, bar.top, FOOT, None]
    shape = {"type": "scatter", "mode": "lines", "line": {"width": 0, "color": UNSEEN}}
    fill = {"fill": "toself", "fillcolor": faded(theme.feed, ALPHA), "hoverinfo": "skip"}
    return [{**shape, **fill, "x": x, "y": y}, *_pointed_at(bars)]


class _Bar(NamedTuple):
    """A bar in px; `day` is the first of its step, as 2022-01-09."""

    left: float
    right: float
    top: float
    day: str
    tip: str


def _lay_out(stream: Reports, axis: Scale) -> Iterator[_Bar]:
    most = max(int(stream.rows["number"].max()), 1) if len(stream.rows) else 1
    for at, number in zip(stream.rows["at"], stream.rows["number"], strict=True):
        left = max(axis.x(seconds(at)), axis.x0)
        right = min(axis.x(seconds(_end(at, stream.step))), axis.line)
        if right > left:
            ends = round(left, 1), round(max(right - GAP, left + GAP), 1)
            top = round(FOOT - (FOOT - TOP) * number / most, 1)
            yield _Bar(*ends, top, f"{at:%Y-%m-%d}", _say(at, number, stream))


def _pointed_at(bars: Sequence[_Bar]) -> Iterator[dict[str, Any]]:
    """Yield, for bars of each width, unseen lines as wide, and as high as the strip."""
    for wide in sorted({max(round(bar.right - bar.left), 1) for bar in bars}):
        alike = [bar for bar in bars if max(round(bar.right - bar.left), 1) == wide]
        middles = [round((bar.left + bar.right) / 2, 1) for bar in alike]
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [x for middle in middles for x in (middle, middle, None)],
            "y": [TOP, FOOT, None] * len(alike),
            "line": {"width": wide, "color": UNSEEN},
            "customdata": [[bar.day] for bar in alike for _ in range(3)],
            "text": [bar.tip for bar in alike for _ in range(3)],
            "hovertemplate": "%{text}<extra></extra>",
        }


def _end(at: pd.Timestamp, step: str) -> pd.Timestamp:
    """Return when a step that begins at an instant is over."""
    if step == "M":
        return at + pd.offsets.MonthBegin(1)
    return at + pd.Timedelta(days=7 if step == "W" else 1)


def _say(at: pd.Timestamp, number: int, stream: Reports) -> str:
    return f"<b>{say_step(at, stream.step)}</b><br>{number:,} {stream.what}, machine-coded"
