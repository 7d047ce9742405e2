"""Where one place is: a small map as an image that needs no script and no WebGL.

It holds no text, as a picture has no fonts of the page: names are written over it.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.drawing import picture
from components.figures.kit.labels import Offset, Wish, beside, place
from components.figures.kit.layout import lay_out
from components.figures.kit.ruler import width
from components.figures.kit.svg import address
from components.figures.kit.theme import Theme
from components.figures.map import ground
from components.figures.map.names import LINE
from components.figures.map.outlines import is_on_map, mercator
from data.queries.events.event import Spot
from data.settings import Basemap, Bounds

WIDTH, HEIGHT = 300, 150  # px
ACROSS = 40.0  # degrees of longitude shown around a place outside the overview
INNER = 0.06  # of the map: a place nearer to its edge is shown on a map of its own
KEEP = 13  # px about the place that no name enters
MARGIN = 2  # px that names keep from the edge


@dataclass(frozen=True, slots=True)
class Name:
    """A country's name: its middle in percent of the map's width and height."""

    text: str
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Locator:
    """The map as a data address, its size in px, and the names to write over it."""

    image: str
    width: int
    height: int
    names: tuple[Name, ...]


def locator(
    spot: Spot, overview: Bounds, labels: pd.DataFrame, basemap: Basemap | None, theme: Theme
) -> Locator | None:
    """Return the small map of one place: on the overview where it lies there, else about itself.

    `labels`: the package's names, the weightiest first: `name`, `kind`, `lat`, `lon`. None without
    a base map, as a mark on plain ground would say nothing, and for a place beyond the map's end.
    """
    if basemap is None or not is_on_map(spot.lat):
        return None
    box = ground.fitted(_box(spot, overview), WIDTH, HEIGHT)
    here, scale = _pixel(spot.lon, spot.lat, box), WIDTH / (box.east - box.west)
    layout = {
        **lay_out(HEIGHT, theme),
        **ground.axes(box, theme),
        "shapes": ground.ground(basemap, box, theme, scale),
    }
    image = picture({"data": [_mark(spot, theme)], "layout": layout}, WIDTH, "Where it is")
    return Locator(address(image), WIDTH, HEIGHT, _names(labels, here, box))


def _box(spot: Spot, overview: Bounds) -> Bounds:
    dx, dy = INNER * (overview.east - overview.west), INNER * (overview.north - overview.south)
    across = overview.west + dx <= spot.lon <= overview.east - dx
    if across and overview.south + dy <= spot.lat <= overview.north - dy:
        return overview
    lat = min(max(spot.lat, -75.0), 75.0)
    half = ACROSS / 2
    return Bounds(spot.lon - half, lat - half / 4, spot.lon + half, lat + half / 4)


def _mark(spot: Spot, theme: Theme) -> dict[str, Any]:
    """Return the mark of the place; a region, whose point only stands in for it, is soft."""
    look: dict[str, Any] = {"symbol": "circle", "size": 24, "color": theme.ink, "opacity": 0.35}
    if not spot.region:
        edge = {"color": theme.ink, "width": 2}
        look = {"symbol": "square", "size": 9, "color": theme.paper, "line": edge}
    place = {"x": [spot.lon], "y": [mercator(spot.lat)]}
    return {"type": "scatter", "mode": "markers", **place, "marker": look}


def _names(labels: pd.DataFrame, here: tuple[float, float], box: Bounds) -> tuple[Name, ...]:
    """Place the countries' names that meet neither the place, nor an edge, nor each other."""
    wishes = []
    for row in labels.loc[labels["kind"] == "country"].itertuples():
        size, point = (width(row.name.upper()), LINE), _pixel(row.lon, row.lat, box)
        candidates = beside((row.name,), size, point, [Offset("center", 0, 0)])
        name = Name(str(row.name), 100 * point[0] / WIDTH, 100 * point[1] / HEIGHT)
        wishes.append(Wish(row.name, candidates, name))
    frame = Box(MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN)
    return tuple(label.of for label in place(wishes, [Box.around(*here, KEEP)], frame))


def _pixel(lon: float, lat: float, box: Bounds) -> tuple[float, float]:
    scale = WIDTH / (box.east - box.west)
    return (lon - box.west) * scale, (mercator(box.north) - mercator(lat)) * scale
