"""How many issues stood how far apart, over time."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.layout import lay_out
from components.figures.kit.pixels import UNSEEN
from components.figures.kit.ruler import LINE_PX
from components.figures.kit.stacking import spread
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import axis, number_ticks, ticks
from data.distance import DISTANCES
from data.view import View

HEIGHT, TOP, BOTTOM = 300, 12, 46
NARROW = 214  # px of the plot on a phone
MOST_STEPS = 8  # of the upright axis
LEAST = pd.Timedelta(weeks=12)  # that the axis may reach beyond the last move, up to as of
HOVER = "%{text}<extra></extra>"
DASH = dict(zip(DISTANCES, ("dot", "dashdot", "dash", "solid"), strict=True))


def distances_over_time(answer: pd.DataFrame, view: View, theme: Theme) -> Figure:
    """Draw four stepped lines, one a distance, with its name and number at the end.

    `answer`: `at` (UTC) and a count of issues for each of DISTANCES, as
    `data.queries.positions.matrix.over_time`. Told apart by dash and by their direct labels, not by
    colour.
    """
    traces, words = list[Trace](), list[dict[str, Any]]()
    answer = _cut_calm(answer)
    most = int(answer[list(DISTANCES)].to_numpy().max()) if len(answer) else 1
    layout = _layout(answer["at"], most, theme)
    last = {name: float(answer[name].iloc[-1]) for name in DISTANCES if len(answer)}
    heights = _label_heights(last, layout["yaxis"]["range"])
    for name in DISTANCES:
        traces += _steps(answer["at"], answer[name], name, theme)
        if len(answer):
            words.append(
                {
                    "x": answer["at"].iloc[-1],
                    "y": heights[name],
                    "text": f"<b>{answer[name].iloc[-1]}</b> {name}",
                    "xanchor": "left",
                    "xshift": 8,
                    "showarrow": False,
                    "font": {"color": theme.ink},
                }
            )
    return {"data": traces, "layout": {**layout, "annotations": words}}


def _cut_calm(answer: pd.DataFrame) -> pd.DataFrame:
    """Return the rows up to as of, but of distances settled long ago at most twice as far."""
    if len(answer) < 2:
        return answer
    first, end = answer["at"].iloc[[0, -1]]
    moved = answer.loc[answer[list(DISTANCES)].diff().ne(0).any(axis=1), "at"].max()
    last = min(end, moved + max(moved - first, LEAST))
    earlier = answer.loc[answer["at"] < last]
    return pd.concat([earlier, answer.iloc[[-1]].assign(at=last)], ignore_index=True)


def _steps(at: pd.Series, count: pd.Series, name: str, theme: Theme) -> list[Trace]:
    """Return a line that steps where the count changes, with a description at each step."""
    xs, ys = [*at.repeat(2)][1:], count.repeat(2).tolist()[:-1]
    pen = {"width": 2, "color": theme.ink, "dash": DASH[name]}
    tips = [f"{n} {name}<br>{day.day} {day:%b %Y}" for day, n in zip(at, count, strict=True)]
    marker = {"color": UNSEEN, "size": 6}
    line = {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": pen}
    steps = {"type": "scatter", "mode": "markers", "x": list(at), "y": count.tolist()}
    return [
        {**line, "hoverinfo": "skip"},
        {**steps, "marker": marker, "text": tips, "hovertemplate": HOVER},
    ]


def _layout(at: pd.Series, most: int, theme: Theme) -> dict[str, Any]:
    quiet = {"tickfont": {"color": theme.quiet}}
    line = {**quiet, "gridcolor": theme.hairline, "linecolor": theme.rule}
    first, last = (at.min(), at.max()) if len(at) else (pd.Timestamp(0), pd.Timestamp(1))
    pad = pd.Timedelta(days=int(first == last))
    return {
        **lay_out(HEIGHT, theme, (32, 112, TOP, BOTTOM)),
        "xaxis": {
            **line,
            "showgrid": False,
            "range": [first - pad, last + pad],
            **axis(ticks(first - pad, last + pad, NARROW)),
            "ticks": "outside",
            "tickcolor": theme.rule,
        },
        "yaxis": {
            **line,
            "range": [-0.4, most + 0.6],
            "tickvals": number_ticks(0, most, MOST_STEPS, whole=True),
        },
    }


def _label_heights(numbers: dict[str, float], axis: Sequence[float]) -> dict[str, float]:
    """Return where on the axis the labels of numbers stand, moved apart where two would meet."""
    low, high = axis
    plot = HEIGHT - TOP - BOTTOM
    scale = plot / (high - low)
    names = sorted(numbers, key=numbers.__getitem__)[::-1]  # of equals, the wider above
    wanted = [(high - numbers[name]) * scale for name in names]
    middles = spread(wanted, [LINE_PX] * len(names), plot)
    return {name: high - y / scale for name, y in zip(names, middles, strict=True)}
