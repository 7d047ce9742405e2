"""The parts of a Plotly figure in pixel coordinates: words, lines, grounds, faded colours."""

from collections.abc import Iterable
from typing import Any

from components.figures.kit.theme import TEXT_PX

UNSEEN = "rgba(0,0,0,0)"


def faded(color: str, alpha: float) -> str:
    """Return a colour of the theme (#RRGGBB) as seen through: `alpha` 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def text(
    x: float, y: float, words: str, color: str, *, anchor: str = "left", size: int = TEXT_PX
) -> dict[str, Any]:
    """Return an annotation whose first line begins at `y`; cells in `words` are escaped already."""
    return {
        "x": x,
        "y": y,
        "text": words,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "top",
        "align": anchor,
        "borderpad": 0,
        "font": {"size": size, "color": color},
    }


def line(
    x0: float, x1: float, y0: float, y1: float, color: str, *, px: float = 1
) -> dict[str, Any]:
    """Return a line under the marks."""
    pen = {"color": color, "width": px}
    return {"type": "line", "layer": "below", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": pen}


def lines(
    ends: Iterable[tuple[float, float, float, float]], color: str, *, px: float = 1
) -> list[dict[str, Any]]:
    """Return lines (x0, x1, y0, y1) under the marks as one shape: each takes a browser as long."""
    path = "".join(f"M{x0:g},{y0:g}L{x1:g},{y1:g}" for x0, x1, y0, y1 in ends)
    pen = {"color": color, "width": px}
    return [{"type": "path", "layer": "below", "path": path, "line": pen}] if path else []


def rect(
    x0: float, x1: float, y0: float, y1: float, color: str, *, edge: str = UNSEEN
) -> dict[str, Any]:
    """Return a rectangle under the marks, with an edge of 1 px where one is given."""
    pen = {"color": edge, "width": 1 if edge != UNSEEN else 0}
    box = {"x0": x0, "x1": x1, "y0": y0, "y1": y1, "fillcolor": color, "line": pen}
    return {"type": "rect", "layer": "below", **box}


def signed(number: float, digits: int = 0) -> str:
    """Write a number with a true minus sign and a plus sign."""
    return f"{number:+.{digits}f}".replace("-", "−")
