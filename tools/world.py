"""The countries of the earth, from Natural Earth, as polygons that neither overlap nor gape.

`natural_earth/README.md` says where the files come from.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycountry
import shapely
from shapely import affinity
from shapely.geometry import Polygon, shape

FOLDER = Path(__file__).parent / "natural_earth"
EARTH = shapely.box(-180, -85, 180, 85)  # as far as a Mercator map goes
Shapes = np.ndarray[Any, np.dtype[Any]]  # of shapely geometries


class World(NamedTuple):
    """Each piece of land and the country (ISO 3166-1 numeric, or "") that it belongs to.

    A country is one piece, and a second where others hold a part of it.
    """

    countries: list[str]
    land: Shapes


def read_world() -> World:
    """Return the land of the earth in degrees, as internationally recognised."""
    atlas = _atlas()
    arcs = _arcs(atlas)
    countries, land = [], []
    for country in _countries(atlas):
        rings = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        whole = shapely.union_all([_polygon([_ring(arcs, r) for r in each]) for each in rings])
        for owner, piece in _recognised(country.get("id", ""), whole):
            countries.append(owner)
            land.append(piece)
    clean = shapely.coverage_clean(land)
    # A cut at the 180th meridian may lie a hair beside it.
    return World(countries, shapely.transform(clean, lambda points: points.round(9)))


def read_names() -> dict[str, str]:
    """Return the names of the countries by number (ISO 3166-1 numeric)."""
    named = [country for country in _countries(_atlas()) if "id" in country]
    named.reverse()  # where two pieces are of one country the first names it
    return {country["id"]: country["properties"]["name"] for country in named}


def read_lines(name: str) -> Shapes:
    """Return the shapes of a GeoJSON file of the folder."""
    return np.array([shape(f["geometry"]) for f in _features(name)])


def find_number(country: str) -> str:
    """Return the number of a country of ISO 3166-1 alpha-2, "" of none.

    Raises ValueError for one that the standard does not know.
    """
    if not country:
        return ""
    if (known := pycountry.countries.get(alpha_2=country)) is None:
        raise ValueError(f"focus: {country!r} is no country of ISO 3166-1 alpha-2")
    return known.numeric


def _atlas() -> dict[str, Any]:
    return json.loads(gzip.decompress((FOLDER / "countries-10m.json.gz").read_bytes()))


def _countries(atlas: dict[str, Any]) -> list[dict[str, Any]]:
    return atlas["objects"]["countries"]["geometries"]


def _features(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))["features"]


def _arcs(topology: dict[str, Any]) -> list[Shapes]:
    """Return TopoJSON's arcs in degrees: each is written as steps on a grid."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(arc, axis=0) * scale + origin for arc in topology["arcs"]]


def _ring(arcs: list[Shapes], numbers: list[int]) -> Shapes:
    """Return the ring that arcs make, one after the other; ~number is one walked backward."""
    lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    points = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
    # Over the 180th meridian the atlas goes on at the other side of the map.
    points[:, 0] = np.unwrap(points[:, 0], period=360)
    if abs(points[-1, 0] - points[0, 0]) > 1:  # round the pole: close it there
        ends = [[points[i, 0], np.copysign(90, points[0, 1])] for i in (-1, 0)]
        points = np.concatenate([points, ends, points[:1]])
    return points


def _polygon(rings: list[Shapes]) -> shapely.Geometry:
    """Return a polygon of a shell and holes, cut at the 180th meridian; what has no area goes."""
    shell, *holes = [ring for ring in rings if len(ring) > 3] or [np.empty((0, 2))]
    one = Polygon(shell, holes)
    valid = shapely.make_valid(one, method="structure", keep_collapsed=False)
    turns = [affinity.translate(valid, turn) for turn in (-360, 0, 360)]
    return shapely.union_all([shapely.intersection(turned, EARTH) for turned in turns])


def _recognised(country: str, land: shapely.Geometry) -> Iterator[tuple[str, shapely.Geometry]]:
    """Return a country's land, and apart what is recognised as another's though it holds it."""
    parts = shapely.get_parts(land)
    parts = parts[shapely.area(parts) > 0]  # lines are where land only touches the 180th meridian
    for feature in _features("recognised.geojson"):
        area = shape(feature["geometry"])
        theirs = shapely.area(shapely.intersection(parts, area)) > shapely.area(parts) / 2
        if theirs.any():
            yield find_number(feature["properties"]["country"]), shapely.union_all(parts[theirs])
        parts = parts[~theirs]
    if len(parts):
        yield country, shapely.union_all(parts)
