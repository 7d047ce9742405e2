"""Where one place is: a small map as an image that needs no script and no WebGL.

It holds no text, as a picture has no fonts of the page: names are written over it.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.labels import Offset, Wish, beside, place
from components.figures.kit.ruler import width
from components.figures.kit.theme import Theme
from components.figures.map import ground
from components.figures.map.names import LINE
from components.figures.map.outlines import mercator
from data.package import Basemap, Bounds
from data.queries.events.event import Spot
from data.rows import rows_of

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
    a base map, as a mark on plain ground would say nothing.
    """
    if basemap is None:
        return None
    box = ground.fitted(_box(spot, overview), WIDTH, HEIGHT)
    here = _pixel(spot.lon, spot.lat, box)
    scale = WIDTH / (box.east - box.west)
    paths = "".join(map(_path, ground.ground(basemap, box, theme, scale)))
    move = f"scale({scale:.4f} {-scale:.4f}) translate({-box.west:.4f} {-mercator(box.north):.4f})"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="100%" height="100%" fill="{theme.water}"/>'
        f'<g transform="{move}">{paths}</g>{_mark(spot, here, theme)}</svg>'
    )
    address = "data:image/svg+xml," + quote(svg, safe=" =/:'(),")
    return Locator(address, WIDTH, HEIGHT, _names(labels, here, box))


def _path(shape: dict[str, Any]) -> str:
    line = shape["line"]
    pen = f'stroke="{line.get("color", "none")}" stroke-width="{line["width"]}"'
    return (
        f'<path d="{shape["path"]}" fill="{shape.get("fillcolor", "none")}" {pen} '
        'fill-rule="evenodd" vector-effect="non-scaling-stroke"/>'
    )


def _box(spot: Spot, overview: Bounds) -> Bounds:
    dx, dy = INNER * (overview.east - overview.west), INNER * (overview.north - overview.south)
    across = overview.west + dx <= spot.lon <= overview.east - dx
    if across and overview.south + dy <= spot.lat <= overview.north - dy:
        return overview
    lat = min(max(spot.lat, -75.0), 75.0)
    half = ACROSS / 2
    return Bounds(spot.lon - half, lat - half / 4, spot.lon + half, lat + half / 4)


def _mark(spot: Spot, here: tuple[float, float], theme: Theme) -> str:
    x, y = here
    if spot.region:  # its point only stands in for it: soft, as on the other maps
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="12" fill="{theme.ink}" opacity="0.35"/>'
    look = f'fill="{theme.paper}" stroke="{theme.ink}" stroke-width="2"'
    return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" {look}/>'


def _names(labels: pd.DataFrame, here: tuple[float, float], box: Bounds) -> tuple[Name, ...]:
    """Place the countries' names that meet neither the place, nor an edge, nor each other."""
    wishes = []
    for row in rows_of(labels.loc[labels["kind"] == "country"]):
        size, point = (width(row.name.upper()), LINE), _pixel(row.lon, row.lat, box)
        candidates = beside((row.name,), size, point, [Offset("center", 0, 0)])
        name = Name(str(row.name), 100 * point[0] / WIDTH, 100 * point[1] / HEIGHT)
        wishes.append(Wish(row.name, candidates, name))
    frame = Box(MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN)
    return tuple(label.of for label in place(wishes, [Box.around(*here, KEEP)], frame))


def _pixel(lon: float, lat: float, box: Bounds) -> tuple[float, float]:
    scale = WIDTH / (box.east - box.west)
    return (lon - box.west) * scale, (mercator(box.north) - mercator(lat)) * scale
