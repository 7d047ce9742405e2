"""The signs of the forces over the marks of a Plotly map."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from components.figures.kit.drawing import Trace
from components.figures.kit.theme import SANS, STRONG, TEXT_PX, Theme
from components.figures.kit.traces import silent
from components.figures.map.looks import UNKNOWN, sign_size
from components.figures.map.marks import DEPARTING, LEAVING

LETTER = 0.7  # of a mark: how large is the type of the sign that is a letter


class Sign(NamedTuple):
    """A camp's sign at x, y, on a mark of `size` px; `name` as in components.figures.map.marks."""

    x: float
    y: float
    name: str
    size: float
    color: str


def traces(signs: Iterable[Sign]) -> list[Trace]:
    """Return what draws the signs, silent under the pointer; a camp that needs none draws none."""
    signs = [one for one in signs if one.name]
    lines = [one for one in signs if one.name != UNKNOWN]
    letters = [one for one in signs if one.name == UNKNOWN]
    return [*([_lines(lines)] if lines else []), *([_letters(letters)] if letters else [])]


def leaving(x: Iterable[float], y: Iterable[float], sizes: pd.Series, theme: Theme) -> Trace:
    """Return the strokes behind the marks, of `sizes` px, whose forces are departing."""
    look = {"symbol": "line-ne-open", "size": list(sizes * LEAVING), "color": theme.ink}
    return silent(x, y, DEPARTING, {**look, "opacity": 1, "line": {"width": 1.6}})


def _lines(signs: list[Sign]) -> Trace:
    colors = [one.color for one in signs]
    sizes = [sign_size(one.name, one.size) for one in signs]
    look = {
        "symbol": [one.name for one in signs],
        "size": [size for size, _ in sizes],
        "color": colors,
        "opacity": 1,
        "line": {"color": colors, "width": [width for _, width in sizes]},
    }
    return silent([one.x for one in signs], [one.y for one in signs], "signs", look)


def _letters(signs: list[Sign]) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "name": "letters",
        "x": [one.x for one in signs],
        "y": [one.y for one in signs],
        "text": UNKNOWN,
        "textfont": {
            "family": SANS,
            "size": [max(one.size * LETTER, TEXT_PX) for one in signs],
            "color": [one.color for one in signs],
            "weight": STRONG,
        },
        "hoverinfo": "skip",
    }
