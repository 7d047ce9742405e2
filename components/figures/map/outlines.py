"""The base map's outlines as `tools/basemap.py` wrote them, and how latitudes lie on a map."""

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.settings import Basemap, Bounds

STATIC = Path(__file__).parents[3] / "static"
Point = tuple[float, float]
Line = tuple[Point, ...]


class Outline(NamedTuple):
    """Lines of one layer, in degrees (longitude, latitude), and the box that holds them.

    Layers: land (areas), borders (lines), focus (areas), lakes (areas).
    """

    layer: str
    box: Bounds
    lines: tuple[Line, ...]


def mercator(lat: float) -> float:
    """Return a latitude's height on a Mercator map, in degrees of longitude at the equator."""
    bound = max(-85.0, min(85.0, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bound) / 2)))


def latitude(height: float) -> float:
    """Return the latitude at a height of `mercator`, its inverse."""
    return math.degrees(2 * math.atan(math.exp(math.radians(height))) - math.pi / 2)


def wider(box: Bounds, share: float = 0.05) -> Bounds:
    """Return the box with a margin of a share of it."""
    dx, dy = (box.east - box.west) * share, (box.north - box.south) * share
    return Bounds(box.west - dx, box.south - dy, box.east + dx, box.north + dy)


@lru_cache(maxsize=8)
def read_outlines(basemap: Basemap, level: str) -> tuple[Outline, ...]:
    """Return all outlines of a level of detail: `world` of all, the others where maps need them.

    Raises FileNotFoundError where the base map was not built; `python -m data check` says how.
    """
    file = STATIC / basemap.folder / f"{level}.geojson"
    outlines = []
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        lines = shape["coordinates"]
        if shape["type"] == "MultiPolygon":
            lines = [ring for polygon in lines for ring in polygon]
        points = tuple(tuple((x, y) for x, y in line) for line in lines)
        outlines.append(Outline(feature["properties"]["layer"], Bounds(*feature["bbox"]), points))
    return tuple(outlines)
