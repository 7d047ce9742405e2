"""How many issues stood how far apart, over time."""

import pandas as pd
import plotly.graph_objects as go

from components.figures.days import days, said
from components.figures.pixels import UNSEEN
from components.figures.theme import SANS, TEXT_PX, Theme
from data.queries.distance import DISTANCES
from data.view import View

HEIGHT = 300
MOST_TICKS = 6
TOLD = "%{text}<extra></extra>"
DASH = dict(zip(DISTANCES, ("dot", "dashdot", "dash", "solid"), strict=True))


def apart(answer: pd.DataFrame, view: View, theme: Theme) -> go.Figure:
    """Draw four stepped lines, one a distance, with its name and number at the end.

    `answer`: `at` (UTC) and a count of issues for each of DISTANCES, as
    `data.queries.matrix.over_time`. Told apart by dash and by their direct labels, not by colour.
    """
    figure = go.Figure()
    most = int(answer[list(DISTANCES)].to_numpy().max()) if len(answer) else 1
    ends = (
        _spread({name: float(answer[name].iloc[-1]) for name in DISTANCES}) if len(answer) else {}
    )
    for name in DISTANCES:
        figure.add_traces(_steps(answer["at"], answer[name], name, theme))
        if len(answer):
            figure.add_annotation(
                x=answer["at"].iloc[-1],
                y=ends[name],
                text=f"<b>{answer[name].iloc[-1]}</b> {name}",
                xanchor="left",
                xshift=8,
                showarrow=False,
                font={"color": theme.ink},
            )
    _lay_out(figure, answer["at"], most, theme)
    return figure


def _steps(at: pd.Series, count: pd.Series, name: str, theme: Theme) -> list[go.Scatter]:
    """Return a line that steps where the count changes, and what is told at each step."""
    xs, ys = [*at.repeat(2)][1:], [*count.repeat(2)][:-1]
    pen = {"width": 2, "color": theme.ink, "dash": DASH[name]}
    said = [f"{n} {name}<br>{day.day} {day:%b %Y}" for day, n in zip(at, count, strict=True)]
    told = {"color": UNSEEN, "size": 6}
    return [
        go.Scatter(x=xs, y=ys, mode="lines", line=pen, hoverinfo="skip"),
        go.Scatter(x=at, y=count, mode="markers", marker=told, text=said, hovertemplate=TOLD),
    ]


def _lay_out(figure: go.Figure, at: pd.Series, most: int, theme: Theme) -> None:
    line = {"gridcolor": theme.hairline, "linecolor": theme.rule}
    first, last = (at.min(), at.max()) if len(at) else (pd.Timestamp(0), pd.Timestamp(1))
    pad = pd.Timedelta(days=int(first == last))
    ticks = days(first - pad, last + pad, MOST_TICKS)
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 32, "r": 112, "t": 12, "b": 46},
        font={"family": SANS, "size": TEXT_PX, "color": theme.quiet},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        xaxis={
            **line,
            "showgrid": False,
            "range": [first - pad, last + pad],
            "tickvals": ticks,
            "ticktext": said(ticks),
            "ticks": "outside",
            "tickcolor": theme.rule,
        },
        yaxis={**line, "range": [-0.4, most + 0.6], "tickvals": list(range(0, most + 1, 2))},
    )


def _spread(values: dict[str, float]) -> dict[str, float]:
    """Move labels that would meet apart: at least one issue's height between two."""
    placed: dict[str, float] = {}
    lowest = float("-inf")
    for name, value in sorted(values.items(), key=lambda pair: pair[1]):
        lowest = placed[name] = max(value, lowest + 0.9)
    return placed
