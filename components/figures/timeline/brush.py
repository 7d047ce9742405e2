"""The strip under the timeline over which a stretch of time is brushed: all events, as a rug."""

from typing import Any

import pandas as pd

from components.figures.kit.drawing import Figure
from components.figures.kit.layout import lay_out
from components.figures.kit.pixels import faded, line, lines, rect, text
from components.figures.kit.reads import reads
from components.figures.kit.text import plain
from components.figures.kit.theme import Theme
from components.figures.timeline.axis import (
    NAMES,
    WIDTH,
    Scale,
    seconds,
    to_seconds,
)
from components.figures.timeline.scaling import scale
from data.clock import Moment, on
from data.queries.events.events import Timeline
from data.view import View

MOST_TICKS = 1_000
HEIGHT, GROUND, RUG = 40.0, 20.0, (5.0, 15.0)  # px: the strip, its ground, its ticks


@reads("start", "until")
def brush(answer: Timeline, view: View, theme: Theme, width: float = WIDTH) -> Figure:
    """Draw all events of `data.queries.events.events.unbounded` and the view's window over them.

    In the pixel coordinates of the timeline `width` px wide, on its axis as it is without a window.
    """
    axis = scale(answer, width)
    shapes = [rect(p.x0, p.x1, 0, GROUND, theme.strip) for p in axis.pieces]
    shapes.append(rect(axis.x0, axis.end, 0, GROUND, theme.strip))
    ends = window_ends(axis, view)
    if ends:
        shapes.append(rect(*ends, 0, GROUND, faded(theme.bar, 0.45), edge=theme.ink))
    spots = [*_spots(answer.placed, axis), *_spots(answer.ahead, axis)]
    shapes += lines(((x, x, *RUG) for x in spots), theme.ink)
    shapes.append(line(axis.line, axis.line, 0, GROUND, theme.ink, px=1.5))
    words = []
    for piece in axis.pieces:
        middle = (piece.x0 + piece.x1) / 2
        words.append(text(middle, GROUND + 1, plain(piece.years), theme.quiet, anchor="center"))
    for tick in axis.ticks:
        if tick.bold:
            words.append(text(tick.x + 2, GROUND + 1, f"{tick.bold} {tick.plain}", theme.quiet))
    return {"data": [], "layout": _layout(shapes, words, axis, theme)}


def at(part: float, width: float = WIDTH) -> float:
    """Return where a part of the width lies, in px of the x of a strip or timeline that wide."""
    return part * width - NAMES


def window(
    answer: Timeline, a: float, b: float, width: float = WIDTH
) -> tuple[Moment, Moment] | None:
    """Return the first and last day that a stretch brushed over the answer's axis holds.

    `a` and `b` are px of the x of a strip or timeline `width` px wide.
    """
    instants = scale(answer, width).brushed(*sorted((a, b)))
    if instants is None:
        return None
    first, last = (on(pd.Timestamp(int(at), unit="s", tz="UTC").date()) for at in instants)
    return first, last


def window_ends(axis: Scale, view: View) -> tuple[float, float] | None:
    """Return from where to where the view's window reaches; None without one."""
    if not view.start and not view.until:
        return None
    left = axis.pieces[0].x0 if axis.pieces else axis.x0
    x0 = axis.anywhere(seconds(view.start.first)) if view.start else left
    x1 = axis.anywhere(seconds(view.until.last)) if view.until else axis.end
    x0, x1 = (left if x is None else min(max(x, left), axis.end) for x in (x0, x1))
    return (x0, max(x1, x0 + 2)) if x0 <= x1 else None


def _spots(rows: pd.DataFrame, axis: Scale) -> list[float]:
    """Return where events lie; one known to the month alone at the middle of its month."""
    at = {event: x for piece in axis.pieces for event, x in piece.at.items()}
    rows = rows.loc[rows["when"].notna()]
    middle = axis.x((to_seconds(rows["when"]) + to_seconds(rows["when_last"])) / 2)
    spots = [
        round(at.get(event, x), 1)
        for event, x in zip(rows["event_id"].tolist(), middle.tolist(), strict=True)
        if event in at or axis.x0 <= x <= axis.end
    ]
    # No more than one a pixel where there are more than can be told apart
    return spots if len(spots) <= MOST_TICKS else sorted({float(round(x)) for x in spots})


def _layout(shapes: list[dict], words: list[dict], axis: Scale, theme: Theme) -> dict[str, Any]:
    unseen = {"visible": False}
    return {
        **lay_out(HEIGHT, theme),
        "xaxis": {**unseen, "range": [-NAMES, axis.end]},
        "yaxis": {**unseen, "range": [HEIGHT, 0]},
        "shapes": shapes,
        "annotations": words,
    }
