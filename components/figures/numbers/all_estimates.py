"""Every published estimate: totals above, projections apart below, never one line."""

from typing import Any

import pandas as pd

from components.figures.kit import interactive
from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.symbols import OPEN_ENDS, symbol_of
from components.figures.kit.text import plain
from components.figures.kit.theme import SANS, TEXT_PX, Theme, hover
from components.figures.kit.ticks import ZOOMED
from components.figures.numbers.estimates import thousands
from data.view import View

HEIGHT = 500
HOVER = (
    "<b>%{customdata[1]}</b><br>%{customdata[2]}, %{customdata[4]}<br>%{customdata[3]}"
    "<br>%{customdata[5]}<extra></extra>"
)
SPLIT = 0.34  # share of the height that projections have
# An axis is this long at least, as a share of its greatest number and in its unit: Plotly writes
# 174.5 between two numbers that are close or the same.
LEAST, FEWEST = 0.4, 5.0
AIR = 0.12  # of an axis, beyond its numbers


def all_estimates(answer: pd.DataFrame, view: View, theme: Theme) -> Figure:
    """Draw every row with a number: a bar from low to high, or a mark; hollow for a projection.

    `answer`: as `data.queries.forces.estimates.estimates`. A party is told by colour and by the
    shape of its marks; triangles mean "at least" and "at most". Scope, estimator and grade stand in
    the hover and in the table beside it. The first of a mark's `customdata` is its row's id.
    """
    rows = answer.loc[answer["shape"] != "none"]
    unit = 1000 if thousands(rows) else 1
    traces = []
    for party, part in rows.groupby("party_id", sort=False):
        for ahead in (False, True):
            marks = part.loc[part["projection"] == ahead]
            if len(marks):
                traces.append(_trace(marks, symbol_of(party, theme), unit, theme, ahead=ahead))
    traces += _legend(rows, theme)
    split = SPLIT if rows["projection"].any() else 0.0
    layout = _layout(split, "thousands" if unit == 1000 else "people", theme)
    for axis, ahead in (("yaxis", False), ("yaxis2", True)):
        layout[axis]["range"] = _reach(rows.loc[rows["projection"] == ahead], unit)
    layout["annotations"].append(interactive.known(view.as_of, None, theme))
    return {"data": traces, "layout": layout}


def _layout(split: float, title: str, theme: Theme) -> dict[str, Any]:
    axis = {"gridcolor": theme.hairline, "linecolor": theme.rule, "zeroline": False}
    font = {"family": SANS, "size": TEXT_PX, "color": theme.quiet}
    return {
        "height": HEIGHT,
        "margin": {"l": 44, "r": 16, "t": 54, "b": 72},
        "font": font,
        "paper_bgcolor": theme.paper,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": hover(theme),
        "legend": interactive.legend(theme, 0.1),
        "xaxis": {**axis, "showgrid": False, **ZOOMED, "anchor": "free"},
        "yaxis": {
            **axis,
            "domain": [split + 0.06 * bool(split), 1],
            "title": {"text": title, "font": font},
        },
        "yaxis2": {**axis, "domain": [0, max(split - 0.06, 0.01)], "visible": bool(split)},
        "annotations": _projected(split, theme) if split else [],
        "template": {},  # none: Plotly's own paints a ground and other colours
        **interactive.layout(theme),
    }


def _reach(rows: pd.DataFrame, unit: int) -> list[float]:
    """Return the ends of an upright axis that holds numbers, with air beyond them."""
    if rows.empty:
        return [0.0, 1.0]
    low, high = float(_end(rows, "low").min()) / unit, float(_end(rows, "high").max()) / unit
    long = max(high - low, high * LEAST, FEWEST)
    middle, half = (low + high) / 2, long * (0.5 + AIR)
    bottom = max(middle - half, 0.0) if low > 0 else middle - half  # no people are below nought
    return [bottom, middle + half]


def _projected(split: float, theme: Theme) -> list[dict[str, Any]]:
    """Return the word over what is projected."""
    place = {"x": 0, "y": split - 0.04, "xref": "paper", "yref": "paper"}
    look = {"xanchor": "left", "yanchor": "bottom", "showarrow": False}
    return [{**place, **look, "text": "Projected", "font": {"color": theme.ink}}]


def _end(rows: pd.DataFrame, end: str) -> pd.Series:
    other = {"low": "high", "high": "low"}[end]
    return rows[end].fillna(rows[other]).astype("float64")


def _trace(rows: pd.DataFrame, shape: str, unit: int, theme: Theme, *, ahead: bool) -> Trace:
    color = theme.party.get(rows["party_id"].iloc[0], theme.neutral)
    low, high = _end(rows, "low") / unit, _end(rows, "high") / unit
    symbols = [OPEN_ENDS.get(s, shape) for s in rows["shape"]]
    bar = {"type": "data", "symmetric": True, "array": ((high - low) / 2).tolist()}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(rows["at"]),
        "y": ((low + high) / 2).tolist(),
        "yaxis": "y2" if ahead else "y",
        "name": _name(rows["party"].iloc[0]),
        "legendgroup": rows["party_id"].iloc[0],
        "showlegend": False,
        "error_y": {**bar, "thickness": 6, "width": 0, "color": color},
        "marker": {
            "size": 10,
            "opacity": 1,
            "color": color,
            "symbol": [f"{s}-open" if ahead else s for s in symbols],
            "line": {"width": 2 if ahead else 0, "color": color},
        },
        "customdata": [
            [
                row.estimate_id,
                *map(plain, (row.number_label, row.who, row.scope, row.at_label, row.grade)),
            ]
            for row in rows.itertuples()
        ],
        "hovertemplate": HOVER,
    }


def _legend(rows: pd.DataFrame, theme: Theme) -> list[Trace]:
    """Return a trace without a mark for each party: its name and symbol, whatever its first is."""
    order = list(theme.party)
    names = dict(zip(rows["party_id"], rows["party"], strict=True))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": _name(names[party]),
            "legendgroup": party,
            "marker": {
                "size": 10,
                "color": theme.party.get(party, theme.neutral),
                "symbol": [symbol_of(party, theme)],
            },
        }
        for party in sorted(names, key=lambda p: order.index(p) if p in order else len(order))
    ]


def _name(party: str) -> str:
    return plain(party or "Report's own summary")
