"""The strip of a machine-coded feed under the timeline: how many over time, on the same axis."""

from typing import Any

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
    scale is cut off. `words` stand over the bars.
    """
    axis = plan(answer, width).scale
    left = max(min(axis.x0, axis.end - ruler.width(words)), 0.0)
    months = [(tick.x, tick.x, TOP, FOOT) for tick in axis.ticks if tick.x < axis.line]
    return {
        "data": [_bars(stream, axis, theme)],
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


def _bars(stream: Reports, axis: Scale, theme: Theme) -> dict[str, Any]:
    most = max(int(stream.rows["number"].max()), 1) if len(stream.rows) else 1
    x: list[float | None] = []
    y: list[float | None] = []
    tips: list[str] = []
    for at, number in zip(stream.rows["at"], stream.rows["number"], strict=True):
        left = max(axis.x(seconds(at)), axis.x0)
        right = min(axis.x(seconds(_end(at, stream.step))), axis.line)
        if right <= left:
            continue
        right = max(right - GAP, left + GAP)
        top = round(FOOT - (FOOT - TOP) * number / most, 1)
        x += [*(round(end, 1) for end in (left, left, right, right)), None]
        y += [FOOT, top, top, FOOT, None]
        tips += [_say(at, number, stream)] * 5
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": faded(theme.feed, ALPHA),
        "line": {"width": 0, "color": UNSEEN},
        "hovertext": tips,
        "hoverinfo": "text",
    }


def _end(at: pd.Timestamp, step: str) -> pd.Timestamp:
    """Return when a step that begins at an instant is over."""
    if step == "M":
        return at + pd.offsets.MonthBegin(1)
    return at + pd.Timedelta(days=7 if step == "W" else 1)


def _say(at: pd.Timestamp, number: int, stream: Reports) -> str:
    return f"<b>{say_step(at, stream.step)}</b><br>{number:,} {stream.what}, machine-coded"
