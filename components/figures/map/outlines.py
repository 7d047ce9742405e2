"""The base map's outlines as `tools/basemap.py` wrote them, and how latitudes lie on a map."""

import json
import math
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.basemap import OwnBasemap
from data.settings import Basemap, Bounds

STATIC = Path(__file__).parents[3] / "static"
END = 85.0  # degrees of latitude at which maps in Mercator end: a pole lies infinitely far up
Line = list[list[float]]


class Outline(NamedTuple):
    """Lines of one layer, in degrees (longitude, latitude), and the box that holds them.

    Layers: land (areas), borders (lines), focus (areas), lakes (areas).
    """

    layer: str
    box: Bounds
    points: "_Points"

    @property
    def lines(self) -> list[Line]:
        """Return the lines, each a list of its points."""
        every, ends = self.points.every.tolist(), self.points.ends
        return [every[start:end] for start, end in pairwise((0, *ends))]


class _Points(NamedTuple):
    """The points of all lines, and where each line ends: as tuples the world's take 50 MB."""

    every: NDArray[np.float64]
    ends: tuple[int, ...]


def mercator(lat: float) -> float:
    """Return a latitude's height on a Mercator map, in degrees of longitude at the equator."""
    bound = max(-END, min(END, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bound) / 2)))


def is_on_map(lat: float) -> bool:
    """Say whether a latitude lies on a map in Mercator at all."""
    return abs(lat) <= END


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
    read = json.loads(_read(basemap, level), object_hook=_shorten)
    return tuple(
        Outline(feature["properties"]["layer"], Bounds(*feature["bbox"]), feature["geometry"])
        for feature in read["features"]
    )


def _shorten(read: dict[str, Any]) -> dict[str, Any] | _Points:
    """Return a shape of GeoJSON as its points, as soon as it is read, and all else as it is."""
    if "coordinates" not in read:
        return read
    lines = read["coordinates"]
    if read["type"] == "MultiPolygon":
        lines = [ring for polygon in lines for ring in polygon]
    every = np.array([*chain.from_iterable(lines)], dtype="float64")
    return _Points(every, tuple(accumulate(map(len, lines))))


def layer_source(basemap: Basemap, layer: str) -> str | dict[str, Any]:
    """Return where a browser has a layer of the map that moves from: an address, or GeoJSON itself.

    A package's own map is sent with the map that shows it: what a package holds is not served.
    """
    if isinstance(basemap, OwnBasemap):
        return _own_layer(basemap, layer)
    return f"app/static/{basemap.folder}/map-{layer}.geojson"


@lru_cache(maxsize=16)
def _own_layer(basemap: OwnBasemap, layer: str) -> dict[str, Any]:
    """Return a layer with nothing but its shapes, so that no other word of a file is sent."""
    features = [
        {
            "type": "Feature",
            "properties": {"layer": feature["properties"]["layer"]},
            "geometry": {name: feature["geometry"][name] for name in ("type", "coordinates")},
        }
        for feature in json.loads(_read(basemap, f"map-{layer}"))["features"]
    ]
    return {"type": "FeatureCollection", "features": features}


def _read(basemap: Basemap, name: str) -> bytes:
    """Return a file of a base map; raises FileNotFoundError where it was not written."""
    if not isinstance(basemap, OwnBasemap):
        return (STATIC / basemap.folder / f"{name}.geojson").read_bytes()
    if name not in basemap.contents:
        raise FileNotFoundError(f"{basemap.folder}/{name}.geojson")
    return basemap.contents[name]
