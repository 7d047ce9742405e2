"""The files that the map fetches by address: the base map's ground, no finer than it is seen.

`python -m components.figures.map.fetched data/<package>` writes them beside the base map: land,
lakes and rivers, coarser where the map's first view does not reach; the focus country in one piece,
and the lines inside it.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from components.figures.map import outlines
from components.figures.map.outlines import Line
from components.figures.map.placing import HEIGHT, WIDTH
from data.descriptor import read_package
from data.package import Basemap, Box, MapSettings, MapView

# How coarse the map may be beyond its first view, in degrees: two pixels of that view. A browser
# without a graphics card draws it faster than the whole base map.
FAR = 0.06
TILE = 512  # px of the world at zoom 0


def derived(basemap: Basemap) -> dict[str, Path]:
    """Return where the files that the map draws are kept, by layer, whether they are there or not.

    Layers: land, lakes, rivers; focus, the focus country in one piece; held-line, the lines in it.
    """
    folder, name = outlines.STATIC / basemap.folder, basemap.focus.lower()
    files = {layer: f"map-{layer}" for layer in ("land", "lakes", "rivers")}
    files |= {"focus": f"focus-{name}", "held-line": f"focus-{name}-inner"}
    return {layer: folder / f"{file}.geojson" for layer, file in files.items()}


def find_layer_files(basemap: Basemap) -> dict[str, str]:
    """Return each layer's file: the derived one, or where it is missing the base map's own."""
    whole = {layer: getattr(basemap, layer) for layer in ("land", "lakes", "rivers")}
    files = {
        layer: file.name if file.is_file() else whole.get(layer, "")
        for layer, file in derived(basemap).items()
        if layer not in whole or whole[layer]
    }
    return {layer: name for layer, name in files.items() if name}


def written(settings: MapSettings) -> dict[str, str]:
    """Return the text of each derived file that holds anything: GeoJSON, one geometry each."""
    basemap = settings.basemap
    if basemap is None:
        return {}
    first = next(view for view in settings.views if view.view == settings.first_view)
    lakes, rivers = outlines.waters(basemap)
    whole, inner = outlines.focus(basemap)
    areas = {
        "land": _far(outlines.land(basemap), first),
        "lakes": _far(lakes, first),
        "focus": whole,
    }
    lines = {"rivers": _far(rivers, first), "held-line": inner}
    texts = {layer: _areas(rings) for layer, rings in areas.items() if rings}
    return texts | {layer: _lines(of) for layer, of in lines.items() if of}


def reach(view: MapView) -> Box:
    """Return what a view of the map shows on a screen as wide as the map is made for."""
    across, down = (360 / TILE / 2**view.zoom * px / 2 for px in (WIDTH, HEIGHT))
    middle = outlines.mercator(view.lat)
    south, north = outlines.latitude(middle - down), outlines.latitude(middle + down)
    return Box(view.lon - across, south, view.lon + across, north)


def _far(lines: Sequence[Line], first: MapView) -> tuple[Line, ...]:
    return outlines.thinned(lines, FAR, Box(-180, -90, 180, 90), spared=reach(first))


def _areas(rings: Iterable[Line]) -> str:
    coordinates = [[list(map(list, ring))] for ring in rings]
    return _compact({"type": "MultiPolygon", "coordinates": coordinates})


def _lines(lines: Iterable[Line]) -> str:
    coordinates = [list(map(list, line)) for line in lines]
    return _compact({"type": "MultiLineString", "coordinates": coordinates})


def _compact(geometry: Mapping[str, object]) -> str:
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    return json.dumps(feature, separators=(",", ":")) + "\n"


def main(folder: str) -> None:
    """Write the derived files of a package's base map."""
    settings = read_package(Path(folder)).crisis.map
    if settings.basemap is None:
        sys.exit(f"{folder} names no base map: nothing to write")
    files = derived(settings.basemap)
    for layer, text in written(settings).items():
        files[layer].write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
