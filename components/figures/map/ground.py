"""The ground under a Plotly map: land, borders, lakes and the focus country in Mercator."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

from components.figures.kit.theme import Theme
from components.figures.map import outlines
from components.figures.map.meridian import find_turns
from components.figures.map.outlines import Line, latitude, mercator
from data.settings import Basemap, Bounds

# The outlines by detail, the finest first, and the px a degree of longitude from which on a map is
# drawn with them: some countries on a wide map, a continent, and the small maps.
LEVELS = {"near": 15.0, "middle": 10.0, "world": 0.0}
BARE = "areas"  # layer of land that the map with WebGL draws without edges


def ground(basemap: Basemap | None, box: Bounds, theme: Theme, scale: float) -> list[dict]:
    """Return layout shapes that draw the ground of `box` below all traces; none without a base map.

    x is degrees of longitude, y is `mercator(latitude)`. `scale` is the map's px a degree of
    longitude: the closer, the finer the outlines. The focus country is one fill with one outline,
    whoever holds a part of it. Raises FileNotFoundError where the base map was not built.
    """
    if basemap is None:
        return []
    paths = _paths(basemap, box, find_level(scale))
    looks: dict[str, dict[str, Any]] = {
        "land": {"fillcolor": theme.land, "line": {"width": 0}},  # no edges of its squares
        "borders": {"line": {"color": theme.border, "width": 0.8}},
        "focus": {"fillcolor": theme.focus, "line": {"color": theme.focus_line, "width": 1}},
        "lakes": {"fillcolor": theme.water, "line": {"color": theme.border, "width": 0.4}},
    }
    return [
        {"type": "path", "path": paths[name], "layer": "below", "fillrule": "evenodd", **look}
        for name, look in looks.items()
        if name in paths
    ]


def find_level(scale: float) -> str:
    """Return which outlines a map has, by its px a degree of longitude."""
    return next(level for level, least in LEVELS.items() if scale >= least)


def axes(box: Bounds, theme: Theme) -> dict[str, Any]:
    """Return the layout of a bare Mercator map of `box`: ranges, true shape, water beneath."""
    bare = {"visible": False}
    x = {**bare, "range": [box.west, box.east]}
    y = {**bare, "range": [mercator(box.south), mercator(box.north)], "scaleanchor": "x"}
    return {"xaxis": x, "yaxis": y, "plot_bgcolor": theme.water}


def fitted(box: Bounds, width: int, height: int, air: int = 0) -> Bounds:
    """Return the box grown about its middle to the shape of `width` x `height` px in Mercator.

    Around the box it has `air` px at least.
    """
    south, north = mercator(box.south), mercator(box.north)
    wide, high = box.east - box.west, north - south
    each = max(wide / (width - 2 * air), high / (height - 2 * air))  # degrees a pixel
    dx, dy = (width * each - wide) / 2, (height * each - high) / 2
    return Bounds(box.west - dx, latitude(south - dy), box.east + dx, latitude(north + dy))


@lru_cache(maxsize=32)
def _paths(basemap: Basemap, box: Bounds, level: str) -> dict[str, str]:
    """Return one SVG path for each layer of what a box shows: the same for every viewer."""
    paths: dict[str, str] = defaultdict(str)
    for outline in outlines.read_outlines(basemap, level):
        for turn in find_turns(outline.box, box):
            paths[outline.layer] += "".join(_path(line, turn) for line in outline.lines)
    return dict(paths)


def _path(line: Line, turn: float) -> str:
    points = line[:-1] if line[0] == line[-1] else line
    text = "L".join(f"{round(x + turn, 2):g},{round(mercator(y), 2):g}" for x, y in points)
    return f"M{text}Z" if points is not line else f"M{text}"
