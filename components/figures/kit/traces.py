"""Traces of points and lines: those that say nothing under the pointer, and those that do."""

from collections.abc import Iterable
from typing import Any

from components.figures.kit.drawing import Trace


def silent(x: Iterable[Any], y: Iterable[float], name: str, marker: dict[str, Any]) -> Trace:
    """Return marks that say nothing under the pointer."""
    places = {"x": list(x), "y": list(y)}
    look = {"type": "scatter", "mode": "markers", "name": name, "marker": marker}
    return {**look, **places, "hoverinfo": "skip"}


def with_tips(
    mode: str,
    x: Iterable[Any],
    y: Iterable[Any],
    ids: Iterable[str],
    tips: Iterable[str],
    **look: Any,
) -> Trace:
    """Return markers or lines; each point belongs to the row of its id, and says its tip."""
    points = {"x": list(x), "y": list(y), "customdata": [[row] for row in ids], "text": list(tips)}
    template = "%{text}<extra></extra>"
    return {"type": "scatter", "mode": mode, **look, **points, "hovertemplate": template}
