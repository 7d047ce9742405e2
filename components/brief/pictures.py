"""The brief's pictures: timeline and map, from the frames and colours of the screen.

Drawn by matplotlib, which needs no browser: Plotly's own export starts one.
"""

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from components.brief import map_picture, timeline_picture
from components.figures.theme import Theme
from data.load import Record
from data.view import View

SETTINGS: Any = {
    "svg.hashsalt": "red-lines",  # the same bytes every time
    "svg.fonttype": "path",  # reads the same where the font is missing
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "font.size": 9,
}
SIZES = {"timeline": (10.0, 4.6), "map": (10.0, 6.4)}  # inches
DRAWN = {"timeline": timeline_picture.draw, "map": map_picture.draw}


def picture(name: str, seen: Record, view: View, theme: Theme, kind: str = "svg") -> bytes:
    """Return a picture, `timeline` or `map`, as svg or png. Raises KeyError for another name."""
    with mpl.rc_context(SETTINGS):
        figure = drawn(name, seen, view, theme)
        out = io.BytesIO()
        none: dict[str, Any] = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(out, format=kind, dpi=160, metadata=none)
    return out.getvalue()


def drawn(name: str, seen: Record, view: View, theme: Theme) -> Figure:
    """Return a picture as a figure of matplotlib, in its settings of the moment."""
    figure = Figure(figsize=SIZES[name], layout="constrained", facecolor="white")
    DRAWN[name](figure.add_subplot(), seen, view, theme)
    return figure
