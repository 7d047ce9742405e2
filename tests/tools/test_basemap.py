"""The base map: what is committed is what the tool writes, and neighbours meet in it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from components.figures.map.ground import BARE
from components.figures.map.outlines import STATIC
from data.descriptor import read_package
from data.settings import GROUND_FILES, WORLD_MAP, Basemap, Bounds, MapSettings
from tools import basemap
from tools.basemap import Lens, write_basemap
from tools.world import World, find_number

ROOT = Path(__file__).parents[2]
MAP = read_package(ROOT / "data" / "ukraine-2022").crisis.map
MADE_UP = read_package(ROOT / "tests" / "crisis").crisis.map
# The focus country in two parts that share an edge, its neighbour, and an islet nobody sees.
SQUARES = World(
    ["804", "804", "643", "643"],
    np.array(
        [
            shapely.box(-70, -30, -65, -20),
            shapely.box(-65, -30, -60, -20),
            shapely.box(-60, -30, -50, -20),
            shapely.box(-40, -30, -39.99, -29.99),
        ]
    ),
)


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basemap, "read_world", lambda: SQUARES)


def built(settings: MapSettings, folder: Path) -> dict[str, list[dict[str, Any]]]:
    write_basemap(settings, folder)
    assert {file.stem for file in folder.iterdir()} == set(GROUND_FILES)
    return {
        file.stem: json.loads(file.read_text(encoding="utf-8"))["features"]
        for file in folder.iterdir()
    }


def layer(features: list[dict[str, Any]], name: str) -> Any:
    shapes = [shape(f["geometry"]) for f in features if f["properties"]["layer"] == name]
    return shapely.union_all(shapes)


def rings(geometry: dict[str, Any]) -> Iterator[list]:
    for polygon in geometry["coordinates"]:
        yield from polygon


def test_the_committed_base_map_is_what_the_tool_writes(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap, "read_world", lambda: world)
    assert MAP.basemap is not None
    write_basemap(MAP, tmp_path)
    for file in tmp_path.iterdir():
        committed = STATIC / MAP.basemap.folder / file.name
        same = committed.read_bytes() == file.read_bytes()
        assert same, f"{file.name}: run python -m tools.basemap data/ukraine-2022"


def test_the_committed_map_of_the_world_is_what_the_tool_writes(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap, "read_world", lambda: world)
    write_basemap(MapSettings(), tmp_path)
    for file in tmp_path.iterdir():
        committed = STATIC / WORLD_MAP.folder / file.name
        assert committed.read_bytes() == file.read_bytes(), f"{file.name}: run tools.basemap"
        assert len(committed.read_bytes()) < 3_000_000, "more than a browser or git should carry"


def test_no_line_of_the_world_stands_at_the_180th_meridian() -> None:
    text = (STATIC / WORLD_MAP.folder / "map-land.geojson").read_text(encoding="utf-8")
    areas, lines = json.loads(text)["features"]
    assert (areas["properties"]["layer"], lines["properties"]["layer"]) == (BARE, "borders")
    for line in lines["geometry"]["coordinates"]:
        along = np.array(line)
        on_edge = (np.abs(along) > 179.995).any(axis=1)  # Chukotka and Fiji go over it
        assert not (on_edge[1:] & on_edge[:-1]).any()


def test_the_map_of_the_world_is_no_package_s_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap, "STATIC", tmp_path)
    with pytest.raises(SystemExit, match="names no base map of its own"):
        basemap.main(str(ROOT / "tests" / "crisis"))
    assert list(tmp_path.iterdir()) == []


def test_land_neither_overlaps_nor_leaves_the_map(world: World) -> None:
    assert shapely.coverage_is_valid(world.land)
    west, south, east, north = shapely.total_bounds(world.land)
    assert (west, south, east) == (-180, -85, 180)
    assert 83 < north < 85


def test_land_held_by_another_belongs_to_whose_it_is(world: World) -> None:
    places = {"804": [(34.1, 45.0), (30.5, 50.4), (38.0, 48.0)], "643": [(37.6, 55.7), (38, 45)]}
    for country, points in places.items():
        mine = [land for c, land in zip(*world, strict=True) if c == country]
        for point in points:
            assert shapely.contains(mine, shapely.Point(point)).sum() == 1


def test_neighbours_still_share_their_border_where_land_is_thinned(world: World) -> None:
    lens = Lens([(Bounds(-180, -85, 180, 85), 0.5), (Bounds(10, 40, 50, 60), 0.1)])
    thin = lens.thin(world.land)
    assert shapely.coverage_is_valid(thin)
    assert shapely.get_num_coordinates(thin).sum() < 0.1 * (
        shapely.get_num_coordinates(world.land).sum()
    )


def test_the_map_is_finest_in_its_first_view() -> None:
    assert MAP.basemap is not None
    text = (STATIC / MAP.basemap.folder / "map-land.geojson").read_text(encoding="utf-8")
    (land,) = json.loads(text)["features"]

    def length_of_a_step(west: float, south: float, east: float, north: float) -> float:
        steps = []
        for ring in rings(land["geometry"]):
            line = np.array(ring)
            middle = (line[1:] + line[:-1]) / 2
            inside = ((middle > [west, south]) & (middle < [east, north])).all(axis=1)
            steps += list(np.hypot(*(line[1:] - line[:-1]).T)[inside])
        return float(np.median(steps))

    first = length_of_a_step(18, 44, 45, 56)
    beyond = length_of_a_step(-10, 36, 15, 56)
    assert first * 2 < beyond
    assert beyond * 2 < length_of_a_step(100, -10, 150, 50)


def test_the_focus_country_has_no_border_inside(small_world: None, tmp_path: Path) -> None:
    settings = replace(MADE_UP, basemap=Basemap("made-up", "", focus="UA"))
    files = built(settings, tmp_path)
    whole = shapely.box(-70, -30, -60, -20)
    for level in ("middle", "world"):
        assert layer(files[level], "focus").equals(whole)
        borders = layer(files[level], "borders")
        assert not shapely.intersects(borders, shapely.Point(-65, -25))
        assert shapely.intersects(borders, shapely.Point(-50, -25))
        assert layer(files[level], "land").equals(shapely.box(-70, -30, -50, -20)), "no islet"
    assert layer(files["map-focus"], "focus").equals(whole)
    assert layer(files["map-held-line"], "held-line").equals(
        shapely.LineString([(-65, -30), (-65, -20)])
    )
    assert layer(files["map-land"], "land").equals(shapely.box(-60, -30, -50, -20))


def test_no_focus_country_sets_none_apart(small_world: None, tmp_path: Path) -> None:
    files = built(replace(MADE_UP, basemap=Basemap("made-up", "")), tmp_path)
    assert files["map-focus"] == files["map-held-line"] == []
    assert {f["properties"]["layer"] for f in files["world"]} == {"land", "borders", "lakes"}
    assert shapely.intersects(layer(files["world"], "borders"), shapely.Point(-60, -25))


def test_a_view_over_the_180th_meridian_is_fine_on_both_sides(tmp_path: Path) -> None:
    lens = Lens([(Bounds(-180, -85, 180, 85), 1.0), *((b, 0.1) for b in on_earth(175, 185))])
    ends, places = lens.x
    assert list(ends) == [-180, -175, 175, 180]
    assert list(np.diff(places)) == pytest.approx([50, 350, 50])


def on_earth(west: float, east: float) -> list[Bounds]:
    return basemap._on_earth([Bounds(west, 50, east, 70)])


def test_a_country_is_named_by_its_code() -> None:
    assert find_number("UA") == "804"
    assert find_number("") == ""
    with pytest.raises(ValueError, match="'XA' is no country"):
        find_number("XA")
