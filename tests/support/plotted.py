"""The figures, each with its query, and figures as Plotly builds them, who refuses bad grammar."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from components.figures.map import overview, venues
from components.figures.map import plain as plain_map
from components.figures.numbers import estimates as numbers
from components.figures.numbers.distances_over_time import distances_over_time
from components.figures.timeline import brush, strip
from components.figures.timeline import chart as timeline
from data.queries.events import events
from data.queries.forces import estimates, forces
from data.queries.forces import venues as towns
from data.queries.overview import overview as overview_query
from data.queries.positions import matrix

FIGURES: dict[str, tuple[Callable[..., dict[str, Any]], Callable[..., Any]]] = {
    "timeline": (timeline.lanes, events.timeline),
    "brush": (brush.brush, events.unbounded),
    "numbers": (numbers.estimates, estimates.estimates),
    "where": (overview.overview, overview_query.where),
    "weeks": (strip.strip, overview_query.strip),
    "map": (plain_map.plain_map, forces.forces),
    "meetings": (venues.venues_map, towns.venues),
    "apart": (distances_over_time, matrix.over_time),
}


def plotted(spec: dict[str, Any]) -> go.Figure:
    return go.Figure(spec)


def figure(*traces: Any, height: int = 100, **layout: Any) -> dict[str, Any]:
    """Return a figure whose plane is ten wide and ten high, the origin at the lower left."""
    axes = {"xaxis": {"visible": False, "range": [0, 10]}}
    axes |= {"yaxis": {"visible": False, "range": [0, 10]}}
    margin = dict.fromkeys("lrtb", 0)
    plain_layout = {"height": height, "margin": margin, "font": {"size": 13, "color": "#111111"}}
    return {"data": list(traces), "layout": {**plain_layout, **axes, **layout}}


def spot(**changes: Any) -> dict[str, Any]:
    """Return a trace of one mark in the middle of such a plane."""
    return {"type": "scatter", "mode": "markers", "x": [5], "y": [5], **changes}
