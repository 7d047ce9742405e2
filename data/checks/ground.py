"""Whether a package's base map is there, can be drawn, and lies under the record's places."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.basemap import OwnBasemap
from data.checks.geography import inside
from data.checks.sheet import Finding, Sheets
from data.files import SETTINGS
from data.package import Package
from data.settings import GROUND_FILES, Bounds

KEY = "map.basemap"
DEPTH = {"MultiPolygon": 3, "MultiLineString": 2}  # of lists around a point
LAYERS = ("land", "areas", "borders", "focus", "held-line", "lakes", "rivers")
SURFACE = ("map-land", "map-focus")


def ground(package: Package, static: Path) -> Iterator[Finding]:
    """Find what keeps a base map from being drawn; `static` holds those of the product."""
    named = package.crisis.map.basemap
    mend = f"write it with `python -m tools.basemap {package.folder}`"
    if isinstance(named, OwnBasemap):
        for name in GROUND_FILES:
            path = f"{named.folder}/{name}.geojson"
            if name not in named.contents:
                yield Finding(SETTINGS, 0, KEY, path, "is missing from the package", mend)
            elif amiss := _find_amiss(named.contents[name]):
                yield Finding(SETTINGS, 0, KEY, path, f"cannot be drawn ({amiss})", mend)
    elif named and not (static / named.folder).is_dir():
        rule = "is no folder of the package, nor one under static/"
        yield Finding(SETTINGS, 0, KEY, named.folder, rule, mend)
    elif named:
        for file in (f"{name}.geojson" for name in GROUND_FILES):
            if not (static / named.folder / file).is_file():
                rule = f"is missing from static/{named.folder}"
                yield Finding(SETTINGS, 0, KEY, file, rule, mend)


def off_the_map(sheets: Sheets) -> Iterator[Finding]:
    """Warn where most places lie beyond the edges of a package's own base map."""
    named = sheets.package.crisis.map.basemap
    if not isinstance(named, OwnBasemap) or any(ground(sheets.package, Path())):
        return
    boxes = [
        Bounds(*feature["bbox"])
        for name in SURFACE
        for feature in json.loads(named.contents[name])["features"]
    ]
    spots = [(row.number_in("lat"), row.number_in("lon")) for row in sheets["places"]]
    placed = [(lat, lon) for lat, lon in spots if lat is not None and lon is not None]
    off = [spot for spot in placed if not any(inside(box, *spot) for box in boxes)]
    if 2 * len(off) > len(placed):
        rule = f"{len(off)} of {len(placed)} places lie beyond its edges"
        mend = "mend their lat and lon, or leave map.basemap out for the map of the world"
        yield Finding(SETTINGS, 0, KEY, named.folder, rule, mend)


def _find_amiss(content: bytes) -> str:
    """Return why a file is no layer of a base map; "" where it is one."""
    try:
        features = json.loads(content)["features"]
        for feature in features:
            shape, layer = feature["geometry"], feature["properties"]["layer"]
            if layer not in LAYERS:
                return f"{layer!r} is none of its layers"
            if shape["type"] not in DEPTH:
                return f"{shape['type']!r} is neither MultiPolygon nor MultiLineString"
            if not _are_numbers(feature["bbox"], 4):
                return "a bbox is not four numbers"
            if not _holds_points(shape["coordinates"], DEPTH[shape["type"]]):
                return "its coordinates are not pairs of degrees"
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as fault:
        return f"{type(fault).__name__}: {fault}"[:80]
    return ""


def _holds_points(part: Any, depth: int) -> bool:
    if depth == 0:
        return _are_numbers(part, 2)
    return isinstance(part, list) and bool(part) and all(_holds_points(p, depth - 1) for p in part)


def _are_numbers(part: Any, many: int) -> bool:
    return (
        isinstance(part, list)
        and len(part) == many
        and all(isinstance(n, int | float) and -360 <= n <= 360 for n in part)
    )
