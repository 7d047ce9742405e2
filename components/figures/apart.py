"""How many issues stood how far apart, over time."""

import pandas as pd
import plotly.graph_objects as go

from components.figures.theme import SANS, TEXT_PX, Theme, hover
from data.queries.distance import DISTANCES
from data.view import View

HEIGHT = 300
SAID = {"agree": "agreed", "narrow": "narrow", "wide": "wide apart", "opposed": "opposed"}
DASH = {"agree": "dot", "narrow": "dashdot", "wide": "dash", "opposed": "solid"}


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
        figure.add_scatter(
            x=answer["at"],
            y=answer[name],
            mode="lines",
            line={"shape": "hv", "width": 2, "color": theme.ink, "dash": DASH[name]},
            name=SAID[name],
            hovertemplate=f"%{{y}} {SAID[name]}<br>%{{x|%-d %b %Y}}<extra></extra>",
        )
        if len(answer):
            figure.add_annotation(
                x=answer["at"].iloc[-1],
                y=ends[name],
                text=f"<b>{answer[name].iloc[-1]}</b> {SAID[name]}",
                xanchor="left",
                xshift=8,
                showarrow=False,
                font={"color": theme.ink},
            )
    _lay_out(figure, most, theme)
    return figure


def _lay_out(figure: go.Figure, most: int, theme: Theme) -> None:
    line = {"gridcolor": theme.hairline, "linecolor": theme.rule, "zeroline": False}
    figure.update_layout(
        template=None,
        height=HEIGHT,
        margin={"l": 32, "r": 112, "t": 12, "b": 46},
        font={"family": SANS, "size": TEXT_PX, "color": theme.quiet},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hoverlabel=hover(theme),
        xaxis={
            **line,
            "showgrid": False,
            "tickformat": "%-d %b\n%Y",
            "nticks": 6,
            "fixedrange": True,
        },
        yaxis={**line, "range": [-0.4, most + 0.6], "dtick": 2, "fixedrange": True},
    )


def _spread(values: dict[str, float]) -> dict[str, float]:
    """Move labels that would meet apart: at least one issue's height between two."""
    placed: dict[str, float] = {}
    lowest = float("-inf")
    for name, value in sorted(values.items(), key=lambda pair: pair[1]):
        lowest = placed[name] = max(value, lowest + 0.9)
    return placed
