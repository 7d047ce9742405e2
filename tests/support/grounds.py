"""A base map in a package's own folder: one square of land, as `tools.basemap` writes it."""

import json
from pathlib import Path
from typing import Any

from data.settings import GROUND_FILES
from tests.support.settings import change

FOLDER = "ground"


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """Return a feature of land."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"layer": "land"},
        "bbox": [west, south, east, north],
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }


def lay_ground(folder: Path, *box: float, name: str = FOLDER) -> Path:
    """Give a package a base map of its own, of one square of land; return the folder of the map."""
    ground = folder / name
    ground.mkdir(parents=True)
    for file in GROUND_FILES:
        land = [square(*box)] if file in ("near", "middle", "world", "map-land") else []
        text = json.dumps({"type": "FeatureCollection", "features": land})
        (ground / f"{file}.geojson").write_text(text, encoding="utf-8")
    change(folder, ["map", "basemap"], {"folder": name, "attribution": "Our own survey"})
    return ground
