"""The ground under a Plotly map: land, lakes and the focus country as shapes in Mercator."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from components.figures.kit.theme import Theme
from components.figures.map import outlines
from components.figures.map.meridian import repeated
from components.figures.map.outlines import Line, latitude, mercator
from data.package import Basemap, Box

DIGITS = 2  # of a degree: a kilometre, less than a pixel on any map drawn here


def ground(basemap: Basemap | None, box: Box, theme: Theme, tolerance: float) -> list[dict]:
    """Return layout shapes that draw the ground of `box` below all traces; none without a base map.

    x is degrees of longitude, y is `mercator(latitude)`. `tolerance` in degrees says how coarse the
    outlines may be: 0.25 for a small overview, 0.03 for a map of 800 px. The focus country is one
    fill with one outline, whoever holds a part of it.
    """
    if basemap is None:
        return []
    paths = _paths(basemap, box, tolerance)
    looks = {
        "land": {"fillcolor": theme.land, "line": {"color": theme.border, "width": 0.7}},
        "focus": {"fillcolor": theme.focus, "line": {"color": theme.focus_line, "width": 1}},
        "lakes": {"fillcolor": theme.water, "line": {"color": theme.border, "width": 0.4}},
    }
    return [
        {"type": "path", "path": path, "layer": "below", "fillrule": "evenodd", **looks[name]}
        for name, path in paths.items()
        if path
    ]


def axes(box: Box, theme: Theme) -> dict[str, Any]:
    """Return the layout of a bare Mercator map of `box`: ranges, true shape, water beneath."""
    bare = {"visible": False}
    x = {**bare, "range": [box.west, box.east]}
    y = {**bare, "range": [mercator(box.south), mercator(box.north)], "scaleanchor": "x"}
    return {"xaxis": x, "yaxis": y, "plot_bgcolor": theme.water}


def fitted(box: Box, width: int, height: int) -> Box:
    """Return the box grown about its middle to the shape of `width` x `height` px in Mercator."""
    south, north = mercator(box.south), mercator(box.north)
    wide, high = box.east - box.west, north - south
    if wide * height < high * width:
        grow = (high * width / height - wide) / 2
        return Box(box.west - grow, box.south, box.east + grow, box.north)
    grow = (wide * height / width - high) / 2
    return Box(box.west, latitude(south - grow), box.east, latitude(north + grow))


@lru_cache(maxsize=32)
def _paths(basemap: Basemap, box: Box, tolerance: float) -> dict[str, str]:
    """Return one SVG path for land, focus country and lakes each: the same for every viewer."""
    around = outlines.wider(box)
    lines = {
        "land": outlines.land(basemap),
        "focus": outlines.focus(basemap)[0],
        "lakes": outlines.waters(basemap)[0],
    }
    return {name: _path(_cut(rings, tolerance, around)) for name, rings in lines.items()}


def _cut(rings: Iterable[Line], tolerance: float, box: Box) -> tuple[Line, ...]:
    return outlines.clipped(outlines.thinned(repeated(rings, box), tolerance, box), box)


def _path(rings: Iterable[Line]) -> str:
    return "".join(
        "M" + "L".join(f"{x:.{DIGITS}f},{mercator(y):.{DIGITS}f}" for x, y in ring[:-1]) + "Z"
        for ring in rings
    )
