"""The signs of the forces over the marks of a Plotly map."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from components.figures.looks import UNKNOWN
from components.figures.marks import DEPARTING, LEAVING
from components.figures.theme import SANS, Theme

ACROSS = 0.3  # of a mark, what Plotly calls the size of a sign
THICK = 0.13  # of a mark: the lines of a sign


class Sign(NamedTuple):
    """A camp's sign at x, y, on a mark of `size` px; `name` as in components.figures.marks."""

    x: float
    y: float
    name: str
    size: float
    color: str


def traces(signs: Iterable[Sign]) -> list[go.Scatter]:
    """Return what draws the signs, silent under the pointer; a camp that needs none draws none."""
    signs = [one for one in signs if one.name]
    lines = [one for one in signs if one.name != UNKNOWN]
    letters = [one for one in signs if one.name == UNKNOWN]
    return [*([_lines(lines)] if lines else []), *([_letters(letters)] if letters else [])]


def leaving(x: Iterable[float], y: Iterable[float], sizes: pd.Series, theme: Theme) -> go.Scatter:
    """Return the strokes behind the marks, of `sizes` px, whose forces are departing."""
    return go.Scatter(
        x=list(x),
        y=list(y),
        mode="markers",
        name=DEPARTING,
        marker={
            "symbol": "line-ne-open",
            "size": sizes * LEAVING,
            "color": theme.ink,
            "opacity": 1,
            "line": {"width": 1.6},
        },
        hoverinfo="skip",
    )


def _lines(signs: list[Sign]) -> go.Scatter:
    colors = [one.color for one in signs]
    widths = [one.size * THICK * _thin(one.name) for one in signs]
    return go.Scatter(
        x=[one.x for one in signs],
        y=[one.y for one in signs],
        mode="markers",
        name="signs",
        marker={
            "symbol": [one.name for one in signs],
            "size": [one.size * ACROSS for one in signs],
            "color": colors,
            "opacity": 1,
            "line": {"color": colors, "width": widths},
        },
        hoverinfo="skip",
    )


def _letters(signs: list[Sign]) -> go.Scatter:
    return go.Scatter(
        x=[one.x for one in signs],
        y=[one.y for one in signs],
        mode="text",
        name="letters",
        text=UNKNOWN,
        textfont={
            "family": SANS,
            "size": [one.size * 0.7 for one in signs],
            "color": [one.color for one in signs],
            "weight": 600,
        },
        hoverinfo="skip",
    )


def _thin(name: str) -> bool:
    return name.startswith("line") or name.endswith("thin")
