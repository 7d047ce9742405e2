"""Write a base map: `python -m tools.basemap data/<package>` that of a package, none the world's.

Land comes from `tools/natural_earth`, the country set apart and the views from the package. All is
as fine as it is seen: finest in the first view, then where another view reaches, then elsewhere.
The world's, which a package has that names no other, is as fine everywhere: about 1:50m.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from components.figures.map import overview, placing, plain, venues
from components.figures.map.ground import BARE, LEVELS, find_level, fitted
from components.figures.map.meridian import find_turns
from components.figures.map.names import Frame
from components.figures.map.outlines import STATIC, latitude, mercator, wider
from data.descriptor import read_package
from data.settings import GROUND_FILES, WORLD_MAP, Bounds, MapSettings
from tools.world import EARTH, Shapes, World, find_number, read_lines, read_world

Zone = tuple[
    Bounds, float
]  # where, and to how many degrees: a triangle of that side squared may go
Features = list[dict[str, Any]]
WHOLE = Bounds(*EARTH.bounds)
# Degrees of longitude: about a pixel and a half of a map at the level's scale. FINEST is for the
# first view, which one may enlarge; FAR for where no map of the package reaches.
FINE = {"near": 0.06, "middle": 0.14, "world": 0.2}
FINEST, FAR = 0.022, 0.5
FAR_OUT = (
    0.35  # of the world's map at `world`: one may see all of it, which would be a large drawing
)
TILE = 5  # degrees: what is far outside a view is not drawn
STEP, FINE_STEP = 0.01, 0.001  # degrees of which coordinates are multiples; of the map that zooms


class Lens:
    """A Mercator map stretched so that everywhere a triangle smaller than 1 may go.

    Where zones (the whole earth first) lie over each other the finest counts.
    """

    def __init__(self, zones: Sequence[Zone]) -> None:
        self.x = _stretch([(box.west, box.east, fine) for box, fine in zones])
        self.y = _stretch([(mercator(box.south), mercator(box.north), fine) for box, fine in zones])

    def spread(self, shapes: Shapes) -> Shapes:
        """Return shapes in degrees on the stretched map."""

        def project(points: Shapes) -> Shapes:
            heights = [mercator(lat) for lat in points[:, 1]]
            return np.column_stack([np.interp(points[:, 0], *self.x), np.interp(heights, *self.y)])

        return shapely.transform(shapes, project)

    def thin(self, areas: Shapes) -> Shapes:
        """Return areas in degrees on the stretched map, without what is too small to see.

        Those that share a border still share it.
        """
        thin = shapely.coverage_simplify(self.spread(areas), 1.0)
        islands = shapely.get_parts(shapely.coverage_union_all(thin))
        specks = shapely.union_all(islands[shapely.area(islands) < 1])
        return np.array([_without(area, specks) for area in thin])

    def write(self, shapes: Any, layer: str, step: float) -> Iterator[dict[str, Any]]:
        """Return a GeoJSON feature of shapes of the stretched map; none where there are none."""

        def restore(points: Shapes) -> Shapes:
            heights = np.interp(points[:, 1], *self.y[::-1])
            lats = [latitude(height) for height in heights]
            return np.column_stack([np.interp(points[:, 0], *self.x[::-1]), lats])

        shapes = shapely.set_precision(shapely.transform(shapes, restore), step, mode="pointwise")
        parts = shapely.get_parts(shapely.get_parts(shapes))
        areas = [part for part in parts if part.geom_type == "Polygon" and part.area]
        lines = [part for part in parts if part.geom_type == "LineString" and part.length]
        kind, drawn = (shapely.MultiPolygon, areas) if areas else (shapely.MultiLineString, lines)
        if drawn:
            geometry = kind(drawn)
            yield {
                "type": "Feature",
                "properties": {"layer": layer},
                "bbox": list(geometry.bounds),
                "geometry": shapely.geometry.mapping(geometry),
            }


def write_basemap(settings: MapSettings, folder: Path) -> None:
    """Write the files of a package's base map into a folder."""
    world = read_world()
    files = _drawn(world, settings) | _fetched(world, settings)
    for name in GROUND_FILES:
        written = {"type": "FeatureCollection", "features": files[name]}
        text = json.dumps(written, separators=(",", ":")) + "\n"
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")


def _drawn(world: World, settings: MapSettings) -> dict[str, Features]:
    """Return what maps without WebGL draw, by level: `world` of all, the rest where it is seen."""
    drawn = {}
    everywhere = settings.basemap == WORLD_MAP
    for level, fine in (FINE | ({"world": FAR_OUT} if everywhere else {})).items():
        maps = [box for box, scale in _maps(settings) if find_level(scale) == level]
        boxes = _on_earth(maps)
        cells = _cells(boxes if level != "world" else [WHOLE])
        lens = Lens([(WHOLE, fine if everywhere else FAR), *((box, fine) for box in boxes)])
        drawn[level] = list(_level(world, settings, lens, cells))
    return drawn


def _maps(settings: MapSettings) -> Iterator[tuple[Bounds, float]]:
    """Return the ground that each map may show, and its px a degree of longitude."""
    if settings.basemap == WORLD_MAP:
        yield from ((WHOLE, scale) for scale in LEVELS.values())
        return
    for view in settings.views:
        frame = Frame(view, placing.WIDTH, placing.HEIGHT)
        yield wider(frame.bounds, plain.MARGIN), frame.scale
    for small, shown in ((overview, settings.overview_view), (venues, settings.venues_view)):
        box = fitted(shown, small.WIDTH, small.HEIGHT)
        yield wider(box, small.MARGIN), small.WIDTH / (box.east - box.west)


def _level(world: World, settings: MapSettings, lens: Lens, cells: Shapes) -> Iterator[dict]:
    """Return land and borders cut into cells, so that a map draws those that it shows."""
    ours = _is_focus(world, settings)
    land, cells, edge = lens.thin(world.land), lens.spread(cells), lens.spread(EARTH.boundary)
    whole, lakes = shapely.coverage_union_all(land[ours]), lens.thin(read_lines("lakes.geojson"))
    outline = shapely.union_all(
        shapely.boundary([whole])
    )  # nothing, where there is no such country
    borders = shapely.union_all([*shapely.boundary(land[~ours]), outline])
    borders = shapely.difference(borders, shapely.union_all([edge, outline]))
    layers = {"land": shapely.coverage_union_all(land), "borders": shapely.line_merge(borders)}
    for layer, shapes in layers.items():
        parts = shapely.get_parts(shapes)
        for cell in cells:
            within = parts[shapely.intersects(parts, cell)]
            yield from lens.write(shapely.intersection(within, cell), layer, STEP)
    reach = shapely.union_all(cells)
    for layer, shape in [("focus", whole), *(("lakes", lake) for lake in lakes)]:
        if shapely.intersects(shape, reach):
            yield from lens.write(shape, layer, STEP)


def _fetched(world: World, settings: MapSettings) -> dict[str, Features]:
    """Return the layers that the map with WebGL fetches, by file."""
    if settings.basemap == WORLD_MAP:
        return _fetched_everywhere(world)
    zones = [(WHOLE, FAR)]
    for view in settings.views:
        fine = FINEST if view.view == settings.first_view else FINE["middle"]
        frame = Frame(view, placing.WIDTH, placing.HEIGHT)
        zones += [(box, fine) for box in _on_earth([frame.bounds])]
    lens, ours = Lens(zones), _is_focus(world, settings)
    land = lens.thin(world.land)
    inner = [shapely.intersection(a, b) for a, b in combinations(shapely.boundary(land[ours]), 2)]
    layers = {
        "land": land[~ours],
        "focus": shapely.coverage_union_all(land[ours]),
        "held-line": shapely.line_merge(shapely.union_all(inner)),
        "lakes": lens.thin(read_lines("lakes.geojson")),
        "rivers": shapely.simplify(lens.spread(read_lines("rivers.geojson")), 1.0),
    }
    return {
        f"map-{layer}": list(lens.write(shapes, layer, FINE_STEP))
        for layer, shapes in layers.items()
    }


def _fetched_everywhere(world: World) -> dict[str, Features]:
    """Return the layers of the whole world by file: no country is set apart.

    Land has no edges of its own, so that no line stands where the map ends, at the 180th meridian.
    """
    lens = Lens([(WHOLE, FINE["near"])])
    land, lakes = lens.thin(world.land), lens.thin(read_lines("lakes.geojson"))
    edge = lens.spread(EARTH.boundary)
    borders = shapely.difference(shapely.union_all(shapely.boundary(land)), edge)
    areas, lines = shapely.coverage_union_all(land), shapely.line_merge(borders)
    rivers = shapely.simplify(lens.spread(read_lines("rivers.geojson")), 1.0)
    return {
        "map-land": [*lens.write(areas, BARE, STEP), *lens.write(lines, "borders", STEP)],
        "map-focus": [],
        "map-held-line": [],
        "map-lakes": list(lens.write(lakes, "lakes", STEP)),
        "map-rivers": list(lens.write(rivers, "rivers", STEP)),
    }


def _on_earth(boxes: Sequence[Bounds]) -> list[Bounds]:
    """Return boxes, those that reach over the 180th meridian also on its other side."""
    return [
        Bounds(box.west + turn, box.south, box.east + turn, box.north)
        for box in boxes
        for turn in find_turns(box, WHOLE)
    ]


def _is_focus(world: World, settings: MapSettings) -> Shapes:
    focus = find_number(settings.basemap.focus if settings.basemap else "")
    return np.array([bool(focus) and country == focus for country in world.countries])


def _without(area: Any, specks: Any) -> Any:
    parts = shapely.get_parts(area)
    return shapely.multipolygons(parts[~shapely.covered_by(parts, specks)])


def _stretch(spans: Sequence[tuple[float, float, float]]) -> tuple[Shapes, Shapes]:
    """Return the ends of spans (from, to, degrees that may go), and where these come to lie."""
    first, last, _ = spans[0]
    ends = sorted({min(max(end, first), last) for span in spans for end in span[:2]})
    steps = [
        (b - a) / min(fine for start, stop, fine in spans if start <= a and b <= stop)
        for a, b in pairwise(ends)
    ]
    return np.array(ends), np.cumsum([0.0, *steps])


def _cells(boxes: Sequence[Bounds]) -> Shapes:
    """Return the squares of a grid that boxes meet."""
    reach = [shapely.box(box.west, box.south, box.east, box.north) for box in boxes]
    grid = [
        shapely.box(west, south, west + TILE, south + TILE)
        for west in range(-180, 180, TILE)
        for south in range(-90, 90, TILE)
    ]
    seen = [cell for cell in grid if shapely.intersects(reach, cell).any()]
    return np.array(seen, dtype=object)


def main(folder: str = "") -> None:
    """Write the base map of a package into its folder, the product's own beside what it serves."""
    settings = read_package(Path(folder)).crisis.map if folder else MapSettings()
    if settings.basemap is None or (folder and settings.basemap == WORLD_MAP):
        sys.exit(f"{folder} names no base map of its own: nothing to write")
    shipped = STATIC / settings.basemap.folder
    target = shipped if shipped.is_dir() or not folder else Path(folder, settings.basemap.folder)
    target.mkdir(parents=True, exist_ok=True)
    write_basemap(settings, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
