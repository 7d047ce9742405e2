"""The curve under the timeline: how hostile or cooperative the events were, week by week."""

from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np

from components.figures.kit.pixels import UNSEEN, faded, line, signed, text
from components.figures.kit.theme import Theme
from components.figures.timeline.axis import Scale, seconds, to_seconds
from components.figures.timeline.layout import Plan
from components.figures.timeline.names import is_named_beside
from data.queries.events.events import Timeline

UNIT = 3.6  # px of one step of the scale from -10 to 10
MIDDLE = 40.0  # from the curve's upper edge to zero
DAY_HALF = 43_200.0
MOST_DOTS = 1_000


@dataclass(frozen=True)
class Curve:
    """What is drawn of the curve."""

    traces: list[dict[str, Any]]
    shapes: list[dict[str, Any]]
    words: list[dict[str, Any]]


def curve(answer: Timeline, scene: Plan, theme: Theme) -> Curve:
    """Draw the trailing mean of intensity on the true scale, single events as faint dots."""
    axis, zero = scene.scale, scene.curve_top + MIDDLE
    points = answer.curve.dropna(subset=["mean"])
    xs = [axis.x(seconds(at)) for at in points["at"]]
    ys = [zero - UNIT * mean for mean in points["mean"]]
    runs = _runs(answer.curve["mean"].notna().tolist())
    shapes = [
        line(axis.x0, axis.line, zero - UNIT * level, zero - UNIT * level, color)
        for level, color in ((0, theme.faint), (5, theme.hairline), (-5, theme.hairline))
    ]
    traces = [_area(runs, xs, ys, zero, theme), _dots(answer, axis, zero, theme)]
    traces.append(_path(runs, xs, ys, theme))
    return Curve(traces, shapes, _words(answer, scene, theme))


def _runs(known: list[bool]) -> list[tuple[int, int]]:
    """Return the unbroken runs among the known values, as (first, after) in their own count."""
    runs, count, begun = [], 0, None
    for is_known in [*known, False]:
        if is_known and begun is None:
            begun = count
        if not is_known and begun is not None:
            runs.append((begun, count))
            begun = None
        count += is_known
    return runs


def _quiet(trace: dict[str, Any]) -> dict[str, Any]:
    return {"type": "scatter", "hoverinfo": "skip", **trace}


def _path(
    runs: list[tuple[int, int]], xs: list[float], ys: list[float], theme: Theme
) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for a, b in runs:
        x += [*(round(v, 1) for v in xs[a:b]), None]
        y += [*(round(v, 1) for v in ys[a:b]), None]
    pen = {"color": theme.ink, "width": 1.8}
    return _quiet({"mode": "lines", "x": x, "y": y, "line": pen, "connectgaps": False})


def _area(
    runs: list[tuple[int, int]], xs: list[float], ys: list[float], zero: float, theme: Theme
) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for a, b in runs:
        x += [round(xs[a], 1), *(round(v, 1) for v in xs[a:b]), round(xs[b - 1], 1), None]
        y += [zero, *(round(v, 1) for v in ys[a:b]), zero, None]
    fill = faded(theme.quiet, 0.16)
    pen = {"width": 0, "color": UNSEEN}
    return _quiet(
        {"mode": "lines", "x": x, "y": y, "fill": "toself", "fillcolor": fill, "line": pen}
    )


def _dots(answer: Timeline, axis: Scale, zero: float, theme: Theme) -> dict[str, Any]:
    rows = answer.occurred.dropna(subset=["intensity"])
    squeezed = {event for piece in axis.pieces for event in piece.at}
    own = ~rows["event_id"].isin(squeezed)
    rows = rows.loc[rows["when_precision"].isin(["day", "minute"]) & own]
    noon = np.where(rows["when_precision"] == "day", DAY_HALF, 0.0)
    xs = axis.x(np.minimum(to_seconds(rows["when"]) + noon, axis.moment)).round(1)
    spots = list(zip(xs.tolist(), rows["intensity"].tolist(), strict=True))
    if len(spots) > MOST_DOTS:  # where more of them lie on one another than can be told apart
        spots = list(dict.fromkeys((round(x), level) for x, level in spots))
    return _quiet(
        {
            "mode": "markers",
            "x": [x for x, _ in spots],
            "y": [zero - UNIT * level for _, level in spots],
            "marker": {"size": 4.5, "color": faded(theme.quiet, 0.32)},
        }
    )


def _words(answer: Timeline, scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    axis, top = scene.scale, scene.curve_top
    zero, words = top + MIDDLE, []
    for level in (5, 0, -5):
        label = signed(level) if level else "0"
        y = zero - UNIT * level - 8
        words.append(text(axis.x0 - 6, y, label, theme.quiet, anchor="right"))
    if is_named_beside(scene):
        words.append(text(axis.x0 - 32, top + 2, "more cooperation ↑", theme.quiet, anchor="right"))
        words.append(text(axis.x0 - 32, top + 62, "more conflict ↓", theme.quiet, anchor="right"))
    last = answer.curve["mean"].iloc[-1] if len(answer.curve) else float("nan")
    if not isnan(last):
        label = signed(last, 1) + ("" if answer.ahead.empty else " in the last seven days")
        y = min(max(zero - UNIT * last - 8, top), top + 64)
        words.append(text(axis.line + 7, y, label, theme.ink))
    elif len(answer.curve) and not answer.ahead.empty:
        label = "fewer than three events<br>in the last seven days"
        words.append(text(axis.line + 7, zero - 16, label, theme.quiet))
    return words
