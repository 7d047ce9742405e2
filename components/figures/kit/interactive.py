"""What the charts share that a reader zooms, and selects in."""

from math import ceil
from typing import Any

from components.figures.kit.drawing import Figure
from components.figures.kit.pixels import UNSEEN
from components.figures.kit.theme import TEXT_PX, Theme
from data.clock import Moment

ROW = 27  # px of a row of a legend, as Plotly draws it in 13 px


def layout(theme: Theme) -> dict[str, Any]:
    """Return the part of a layout that colours Plotly's buttons and what a reader draws over it."""
    pen = {"color": theme.ink, "width": 1, "dash": "dot"}
    return {
        "modebar": {"bgcolor": UNSEEN, "color": theme.quiet, "activecolor": theme.ink},
        "newselection": {"line": pen},
        "activeselection": {"fillcolor": UNSEEN},
        "uirevision": True,  # what a reader has zoomed and hidden outlasts a new drawing of it
    }


def known(as_of: Moment, since: Moment | None, theme: Theme, up: int = 0) -> dict[str, Any]:
    """Return the words over a chart, `up` px over its plot, that say what was known when.

    Of a part zoomed in, or a picture taken away, nothing else says so. Dates are UTC.
    """
    rings = f"; ringed: new since {since}" if since else ""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yshift": up}
    look = {"font": {"size": TEXT_PX, "color": theme.quiet}, "showarrow": False, "borderpad": 0}
    return {**place, **look, "yanchor": "bottom", "text": f"As known {as_of.at_end}{rings}"}


def legend(theme: Theme, under: float) -> dict[str, Any]:
    """Return a legend of one entry a party under a plot, by a share of the plot's height."""
    font = {"size": TEXT_PX, "color": theme.ink}
    return {"orientation": "h", "x": 0, "y": -under, "yanchor": "top", "font": font}


def room_for_legend(figure: Figure, entries: int) -> Figure:
    """Return a figure as much higher as its legend takes with `entries` in each row of it.

    Plotly makes the plot lower by each row more than one: only there is it known how many.
    """
    named = sum(trace.get("showlegend", True) for trace in figure["data"])
    more = max(ceil(named / entries) - 1, 0) * ROW
    return {**figure, "layout": {**figure["layout"], "height": figure["layout"]["height"] + more}}
