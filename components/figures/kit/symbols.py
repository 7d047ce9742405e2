"""The one table of marks: every shape that is drawn, and what stands for whom in each channel.

Shapes are named and measured as Plotly names and measures them (its `symbol_defs`). What data name,
and the order in which parties take them, is in `data.shapes`.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.figures.kit.svg import address, alone, element, moved
from components.figures.kit.theme import Theme
from data.shapes import CALLED_OFF, IN_ORDER

OPEN = "-open"  # of a name: the edge alone is drawn
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its path at a radius (y downwards), and how far it reaches at a radius of 1.

    `even` is the part of a circle's size at which it looks as large; a line has no inside.
    """

    path: Callable[[float], str]
    reach: float = 1.0
    even: float = 1.0
    is_line: bool = False


def _closed(points: Sequence[Point], even: float = 1.0) -> Shape:
    def path(r: float) -> str:
        return "M" + "L".join(f"{x * r:.2f},{y * r:.2f}" for x, y in points) + "Z"

    return Shape(path, max(abs(part) for point in points for part in point), even)


def _strokes(*ends: tuple[float, float, float, float]) -> Shape:
    def path(r: float) -> str:
        return "".join(f"M{a * r:.2f},{b * r:.2f}L{c * r:.2f},{d * r:.2f}" for a, b, c, d in ends)

    return Shape(path, max(abs(part) for end in ends for part in end), is_line=True)


def _round(r: float) -> str:
    return f"M{r:.2f},0A{r:.2f},{r:.2f} 0 1 1 0,{-r:.2f}A{r:.2f},{r:.2f} 0 0 1 {r:.2f},0Z"


def _triangle(quarters: int) -> Shape:
    """Return a triangle about its middle, turned from upright by quarters."""
    points = [(-2 / math.sqrt(3), 0.5), (2 / math.sqrt(3), 0.5), (0.0, -1.0)]
    for _ in range(quarters):
        points = [(-y, x) for x, y in points]
    return _closed(points, 1.05)


def _ring(corners: int, reach: float) -> list[Point]:
    """Return the corners of a regular figure, the first on top."""
    turns = [2 * math.pi * i / corners for i in range(corners)]
    return [(reach * math.sin(turn), -reach * math.cos(turn)) for turn in turns]


def _star() -> list[Point]:
    outer, inner = _ring(5, 1.4), [(-x, -y) for x, y in _ring(5, 1.4 * 0.382)]
    return [point for i in range(5) for point in (outer[i], inner[(i + 3) % 5])]


_ARM, _END = 0.4, 1.2  # of a cross: half its width, and its reach
_CROSS = [(_END, _ARM), (_ARM, _ARM), (_ARM, _END), (-_ARM, _END), (-_ARM, _ARM), (-_END, _ARM)]
_CROSS += [(-x, -y) for x, y in _CROSS]
_HEXAGRAM = [(0.0, -1.32), (0.38, -0.66), (1.14, -0.66), (0.76, 0.0), (1.14, 0.66), (0.38, 0.66)]
_HEXAGRAM += [(-x, -y) for x, y in _HEXAGRAM]
_SLANT = 1 / math.sqrt(2)
_CROSSED = _strokes((_SLANT, _SLANT, -_SLANT, -_SLANT), (_SLANT, -_SLANT, -_SLANT, _SLANT))
SHAPES: dict[str, Shape] = {
    "circle": Shape(_round),
    "square": _closed([(-1, -1), (1, -1), (1, 1), (-1, 1)], 0.9),
    "diamond": _closed([(1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)], 0.92),
    "cross": _closed(_CROSS, 0.95),
    "x": _closed([((x - y) * _SLANT, (x + y) * _SLANT) for x, y in _CROSS], 0.95),
    "triangle-up": _triangle(0),
    "triangle-right": _triangle(1),
    "triangle-down": _triangle(2),
    "triangle-left": _triangle(3),
    "diamond-tall": _closed([(0.7, 0), (0, 1.4), (-0.7, 0), (0, -1.4)], 0.87),
    "diamond-wide": _closed([(1.4, 0), (0, 0.7), (-1.4, 0), (0, -0.7)], 0.87),
    "hexagram": _closed(_HEXAGRAM, 0.9),
    "pentagon": _closed(_ring(5, 1), 1.1),
    "hexagon": _closed(_ring(6, 1), 1.08),
    "star": _closed(_star(), 0.87),
    "hourglass": _closed([(1, 1), (-1, 1), (1, -1), (-1, -1)], 0.95),
    "bowtie": _closed([(1, 1), (1, -1), (-1, 1), (-1, -1)], 0.95),
    "circle-x": Shape(lambda r: _round(r) + _CROSSED.path(r), 1.09, 1.12),  # with its edge
    "line-ew": _strokes((1.4, 0, -1.4, 0)),
    "line-ns": _strokes((0, 1.4, 0, -1.4)),
    "line-ne": _strokes((1, -1, -1, 1)),
    "line-nw": _strokes((1, 1, -1, -1)),
    "cross-thin": _strokes((0, 1.4, 0, -1.4), (1.4, 0, -1.4, 0)),
    "x-thin": _strokes((1, 1, -1, -1), (1, -1, -1, 1)),
}
# On the maps a kind of evidence has a shape, by its place in the package's order,
EVIDENCE = ("square", "circle", "diamond", "triangle-up", "hexagon", "triangle-down", "pentagon")
# and a force a sign upon it, which is small and must be thin; the second needs none.
FORCES = ("circle", "", "line-ew", "cross-thin", "line-ns", "hourglass", "bowtie")
NO_PARTY = "x"  # among parties: a report's own summary
OPEN_ENDS = {"at least": "triangle-up", "at most": "triangle-down"}  # what a number is
# What is new of an event is told by the shape of its ring, never by colour: at how many px.
RINGS = {
    "new": ("circle-open", 13.0),
    "occurred": ("square-open", 12.5),
    "outcome": ("diamond-open", 15.0),
}
_DISC = "M10 3.8a6.2 6.2 0 0 1 0 12.4 6.2 6.2 0 0 1 0-12.4z"
# A stance's sign on a box of 20: paths, each filled or else an outline
STANCES: dict[str, tuple[tuple[str, bool], ...]] = {
    "demands": (("M10 2.5 18 17H2z", True),),
    "favours": (("M10 5 16 15.8H4z", False),),
    "open": ((_DISC, False),),
    "conditional": ((_DISC, False), ("M10 3.8a6.2 6.2 0 0 0 0 12.4z", True)),
    "opposes": (("M10 15 16 4.2H4z", False),),
    "rejects": (("M10 17.5 18 3H2z", True),),
    "silent": (("M4 10h12", False),),
}


def outline(name: str, size: float) -> tuple[str, dict[str, Any], bool]:
    """Return a symbol about 0, 0 (y downwards): element, attributes, and whether it can be filled.

    `size` is in px. Raises ValueError for a symbol that is not in the table.
    """
    shape = name.removesuffix(OPEN)
    if shape not in SHAPES:
        raise ValueError(f"no symbol {shape} is drawn")
    return *_outline(shape, size / 2), not (name.endswith(OPEN) or SHAPES[shape].is_line)


@lru_cache(maxsize=512)
def _outline(shape: str, r: float) -> tuple[str, dict[str, Any]]:
    if shape == "circle":  # a browser fills these two sooner than paths
        return "circle", {"r": r}
    if shape == "square":
        return "rect", {"x": -r, "y": -r, "width": 2 * r, "height": 2 * r}
    return "path", {"d": SHAPES[shape].path(r)}


def draw(name: str, size: float, fill: str, edge: str = "", pen: float = 0, **more: Any) -> str:
    """Return a symbol about 0, 0 as SVG, with `more` attributes; an open one is not filled."""
    tag, shape, filled = outline(name, size)
    line = {"stroke": edge, "stroke_width": float(pen)} if pen else {}
    return element(tag, **shape, fill=fill if filled else "none", **line, **more)


def even_size(name: str, size: float) -> float:
    """Return at which size a symbol looks as large as a circle of `size`."""
    return size * SHAPES[name.removesuffix(OPEN)].even


def symbol_of(party: Any, theme: Theme) -> str:
    """Return a party's symbol, by its place in the display order: none is told by colour alone."""
    order = list(theme.party)
    return IN_ORDER[order.index(party) % len(IN_ORDER)] if party in order else NO_PARTY


def ring_of(news: str) -> tuple[str, float]:
    """Return the ring of what is new; what was called off is ringed as new, for its own mark."""
    return RINGS.get(news, RINGS["new"])


def stance(name: str, color: str, paper: str) -> str:
    """Return a stance's sign on a box of 20, on a ground of the colour of `paper`."""
    pen = {"stroke": color, "stroke_width": 2}
    return "".join(
        element("path", d=path, **({"fill": color} if solid else {"fill": paper, **pen}))
        for path, solid in STANCES[name]
    )


def masks() -> dict[str, str]:
    """Return what a style sheet cuts signs from, by their class, as addresses.

    `g`: the stances; the others stand for marks of events, in 22 px: as large as their rings are.
    """
    events = {f"shape.{name}": (name, even_size(name, 12), 0.0) for name in IN_ORDER}
    events["off"] = (CALLED_OFF, 13.0, 2.0)
    events |= {f"news.{news}": (name, size, 1.8) for news, (name, size) in RINGS.items()}
    icons = {
        name: alone(22, 22, moved(11, 11, draw(symbol, size, "#000", "#000", pen)))
        for name, (symbol, size, pen) in events.items()
    }
    icons |= {f"g.{name}": alone(20, 20, stance(name, "#000", "none")) for name in STANCES}
    return {name: address(svg) for name, svg in icons.items()}
