"""Every published estimate: totals above, projections apart below, never one line."""

import pandas as pd
import plotly.graph_objects as go

from components.figures.estimates import OPEN_ENDS, thousands
from components.figures.party_symbols import symbol_of
from components.figures.text import plain
from components.figures.theme import SANS, TEXT_PX, Theme, hover
from data.rows import rows_of
from data.view import View

HEIGHT = 460
HOVER = (
    "<b>%{customdata[0]}</b><br>%{customdata[1]}, %{customdata[3]}<br>%{customdata[2]}"
    "<extra></extra>"
)
SPLIT = 0.34  # share of the height that projections have


def all_estimates(answer: pd.DataFrame, view: View, theme: Theme) -> go.Figure:
    """Draw every row with a number: a bar from low to high, or a mark; hollow for a projection.

    `answer`: as `data.queries.estimates.estimates`. A party is told by colour and by the shape of
    its marks; triangles mean "at least" and "at most". Scope and estimator stand in the hover and
    in the table twin.
    """
    rows = answer.loc[answer["shape"] != "none"]
    unit = 1000 if thousands(rows) else 1
    figure = go.Figure()
    for party, part in rows.groupby("party_id", sort=False):
        for ahead in (False, True):
            marks = part.loc[part["projection"] == ahead]
            if len(marks):
                _draw(figure, marks, symbol_of(party, theme), unit, theme, ahead=ahead)
    split = SPLIT if rows["projection"].any() else 0.0
    _lay_out(figure, split, "thousands" if unit == 1000 else "people", theme)
    return figure.update_layout(template=None)


def _lay_out(figure: go.Figure, split: float, said: str, theme: Theme) -> None:
    axis = {"gridcolor": theme.hairline, "linecolor": theme.rule, "zeroline": False}
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 44, "r": 16, "t": 40, "b": 32},
        font={"family": SANS, "size": TEXT_PX, "color": theme.quiet},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel=hover(theme),
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font_size": TEXT_PX},
        xaxis={**axis, "showgrid": False, "tickformat": "%-d %b %Y", "anchor": "free"},
        yaxis={**axis, "domain": [split + 0.06 * bool(split), 1], "title": {"text": said}},
        yaxis2={**axis, "domain": [0, max(split - 0.06, 0.01)], "visible": bool(split)},
    )
    if split:
        figure.add_annotation(
            text="Projected",
            x=0,
            y=split - 0.04,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"color": theme.ink},
        )


def _end(rows: pd.DataFrame, end: str) -> pd.Series:
    other = {"low": "high", "high": "low"}[end]
    return rows[end].fillna(rows[other]).astype("float64")


def _draw(
    figure: go.Figure, rows: pd.DataFrame, shape: str, unit: int, theme: Theme, *, ahead: bool
) -> None:
    color = theme.party.get(rows["party_id"].iloc[0], theme.neutral)
    low, high = _end(rows, "low") / unit, _end(rows, "high") / unit
    symbols = [OPEN_ENDS.get(s, shape) for s in rows["shape"]]
    figure.add_scatter(
        x=rows["at"],
        y=(low + high) / 2,
        yaxis="y2" if ahead else "y",
        mode="markers",
        name=plain(rows["party"].iloc[0] or "Report's own summary"),
        legendgroup=rows["party_id"].iloc[0],
        showlegend=not ahead,
        error_y={
            "type": "data",
            "symmetric": True,
            "array": ((high - low) / 2).tolist(),
            "thickness": 6,
            "width": 0,
            "color": color,
        },
        marker={
            "size": 10,
            "opacity": 1,
            "color": color,
            "symbol": [f"{s}-open" if ahead else s for s in symbols],
            "line": {"width": 2 if ahead else 0, "color": color},
        },
        customdata=[
            [
                plain(row.said),
                plain(row.who),
                plain(row.scope),
                plain(row.at_said),
            ]
            for row in rows_of(rows)
        ],
        hovertemplate=HOVER,
    )
