"""The brief's pictures: timeline and map, from the frames and colours of the screen.

Drawn by matplotlib, which needs no browser: Plotly's own export starts one.
"""

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

from components.brief import fonts, map_picture, timeline_picture
from components.figures.theme import Theme
from data.load import Record
from data.view import View

SETTINGS: Any = {
    "svg.hashsalt": "red-lines",  # the same bytes every time
    "svg.fonttype": "path",  # reads the same where the font is missing
    "font.family": [fonts.SHIPPED],
    "font.size": 9,
}
SIZES = {"timeline": (10.0, 4.6), "map": (10.0, 6.4)}  # inches
DRAWN = {"timeline": timeline_picture.draw, "map": map_picture.draw}


def picture(name: str, seen: Record, view: View, theme: Theme, kind: str = "svg") -> bytes:
    """Return a picture, `timeline` or `map`, as svg or png. Raises KeyError for another name."""
    with mpl.rc_context(SETTINGS):
        figure = drawn(name, seen, view, theme)
        _choose_fonts(figure)
        out = io.BytesIO()
        none: dict[str, Any] = {"Date": None} if kind == "svg" else {"Software": None}
        # All that is drawn: a legend is anchored to its axes, and may end below the picture.
        figure.savefig(out, format=kind, dpi=160, metadata=none, bbox_inches="tight")
    return out.getvalue()


def drawn(name: str, seen: Record, view: View, theme: Theme) -> Figure:
    """Return a picture as a figure of matplotlib, in its settings of the moment."""
    figure = Figure(figsize=SIZES[name], layout="constrained", facecolor="white")
    DRAWN[name](figure.add_subplot(), seen, view, theme)
    return figure


def unshown(name: str, seen: Record, view: View, theme: Theme) -> str:
    """Return the letters of a picture that no font of this machine has."""
    with mpl.rc_context(SETTINGS):
        return fonts.for_pictures(_said(drawn(name, seen, view, theme))).missing


def _choose_fonts(figure: Figure) -> None:
    """Let each text use the fonts that its letters want; an empty box stands for what none has."""
    wanted = fonts.for_pictures(_said(figure))
    if not (wanted.faces or wanted.missing):
        return
    fonts.use(wanted)
    for axes in figure.axes:
        # The axis writes its ticks anew when it is drawn: from these words
        words = [wanted.shown(label.get_text()) for label in axes.get_yticklabels()]
        axes.set_yticks(axes.get_yticks(), words)
    for text in figure.findobj(Text):
        own = fonts.for_pictures(text.get_text())
        if own.faces or own.missing:
            text.set_fontfamily([fonts.SHIPPED, *own.families])
            text.set_text(own.shown(text.get_text()))


def _said(figure: Figure) -> str:
    return "".join(text.get_text() for text in figure.findobj(Text))
