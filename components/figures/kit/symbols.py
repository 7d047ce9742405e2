"""The marks of a drawing in SVG, named and measured as Plotly names and measures them."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

OPEN = "-open"
Point = tuple[float, float]


def outline(name: str, size: float) -> tuple[str, bool]:
    """Return a symbol about 0, 0 (y downwards) as the head of a tag, and whether it can be filled.

    `size` is in px; how far a symbol reaches beyond it is Plotly's rule (its `symbol_defs`). Raises
    ValueError for a symbol that no figure uses yet.
    """
    shape = name.removesuffix(OPEN)
    return _tag(shape, size / 2), not (name.endswith(OPEN) or shape in LINES)


def _closed(points: Sequence[Point]) -> Callable[[float], str]:
    def path(r: float) -> str:
        return "M" + "L".join(f"{x * r:.2f},{y * r:.2f}" for x, y in points) + "Z"

    return path


def _strokes(*ends: tuple[float, float, float, float]) -> Callable[[float], str]:
    def path(r: float) -> str:
        return "".join(f"M{a * r:.2f},{b * r:.2f}L{c * r:.2f},{d * r:.2f}" for a, b, c, d in ends)

    return path


def _crossed_circle(r: float) -> str:
    ring = f"M{r:.2f},0A{r:.2f},{r:.2f} 0 1 1 0,{-r:.2f}A{r:.2f},{r:.2f} 0 0 1 {r:.2f},0Z"
    return ring + _strokes((_SLANT, _SLANT, -_SLANT, -_SLANT), (_SLANT, -_SLANT, -_SLANT, _SLANT))(
        r
    )


def _turned(points: Sequence[Point], quarters: int) -> list[Point]:
    turned = list(points)
    for _ in range(quarters):
        turned = [(-y, x) for x, y in turned]
    return turned


def _ring(corners: int, reach: float) -> list[Point]:
    """Return the corners of a regular figure, the first on top."""
    turns = [2 * math.pi * i / corners for i in range(corners)]
    return [(reach * math.sin(turn), -reach * math.cos(turn)) for turn in turns]


def _star() -> list[Point]:
    outer, inner = _ring(5, 1.4), [(-x, -y) for x, y in _ring(5, 1.4 * 0.382)]
    return [point for i in range(5) for point in (outer[i], inner[(i + 3) % 5])]


_UP = [(-2 / math.sqrt(3), 0.5), (2 / math.sqrt(3), 0.5), (0.0, -1.0)]
_ARM, _END = 0.4, 1.2  # of a cross: half its width, and its reach
_CROSS = [(_END, _ARM), (_ARM, _ARM), (_ARM, _END), (-_ARM, _END), (-_ARM, _ARM), (-_END, _ARM)]
_CROSS += [(-x, -y) for x, y in _CROSS]
_HEXAGRAM = [(0.0, -1.32), (0.38, -0.66), (1.14, -0.66), (0.76, 0.0), (1.14, 0.66), (0.38, 0.66)]
_HEXAGRAM += [(-x, -y) for x, y in _HEXAGRAM]
_SLANT = 1 / math.sqrt(2)
FILLED: dict[str, Callable[[float], str]] = {
    "diamond": _closed([(1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)]),
    "cross": _closed(_CROSS),
    "x": _closed([((x - y) * _SLANT, (x + y) * _SLANT) for x, y in _CROSS]),
    "triangle-up": _closed(_UP),
    "triangle-right": _closed(_turned(_UP, 1)),
    "triangle-down": _closed(_turned(_UP, 2)),
    "triangle-left": _closed(_turned(_UP, 3)),
    "diamond-tall": _closed([(0.7, 0), (0, 1.4), (-0.7, 0), (0, -1.4)]),
    "diamond-wide": _closed([(1.4, 0), (0, 0.7), (-1.4, 0), (0, -0.7)]),
    "hexagram": _closed(_HEXAGRAM),
    "pentagon": _closed(_ring(5, 1)),
    "hexagon": _closed(_ring(6, 1)),
    "star": _closed(_star()),
    "circle-x": _crossed_circle,
    "hourglass": _closed([(1, 1), (-1, 1), (1, -1), (-1, -1)]),
    "bowtie": _closed([(1, 1), (1, -1), (-1, 1), (-1, -1)]),
}
LINES: dict[str, Callable[[float], str]] = {
    "line-ew": _strokes((1.4, 0, -1.4, 0)),
    "line-ns": _strokes((0, 1.4, 0, -1.4)),
    "line-ne": _strokes((1, -1, -1, 1)),
    "line-nw": _strokes((1, 1, -1, -1)),
    "cross-thin": _strokes((0, 1.4, 0, -1.4), (1.4, 0, -1.4, 0)),
    "x-thin": _strokes((1, 1, -1, -1), (1, -1, -1, 1)),
}


@lru_cache(maxsize=512)
def _tag(shape: str, r: float) -> str:
    if shape == "circle":  # a browser fills these two sooner than paths
        return f'circle r="{r:g}"'
    if shape == "square":
        return f'rect x="{-r:g}" y="{-r:g}" width="{2 * r:g}" height="{2 * r:g}"'
    path = FILLED.get(shape) or LINES.get(shape)
    if path is None:
        raise ValueError(f"no symbol {shape} is drawn")
    return f'path d="{path(r)}"'
