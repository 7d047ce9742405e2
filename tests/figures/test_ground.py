"""The ground under the maps: outlines that meet, one fill for the focus country, nothing lost."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from components.figures.kit.theme import theme
from components.figures.map import fetched, outlines
from components.figures.map.ground import axes, fitted, ground
from data.load import load
from data.package import Basemap, Box

RECORD = load(Path(__file__).parents[2] / "data" / "ukraine-2022")
MAP = RECORD.package.crisis.map
LIGHT = theme(RECORD, "light")
SQUARES = {  # the focus country XA in two parts that share an edge, and its neighbour
    "west": ({"country": "XA", "iso_n3": "901"}, [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]),
    "east": ({"iso_n3": "901"}, [[10, 0], [10, 10], [20, 10], [20, 0], [10, 0]]),
    "other": ({"iso_n3": "902"}, [[20, 0], [20, 10], [30, 10], [30, 0], [20, 0]]),
}


@pytest.fixture
def squares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Basemap:
    (tmp_path / "made-up").mkdir()
    features = [
        {"type": "Feature", "properties": p, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for p, ring in SQUARES.values()
    ]
    (tmp_path / "made-up" / "land.geojson").write_text(json.dumps({"features": features}))
    monkeypatch.setattr(outlines, "STATIC", tmp_path)
    return Basemap(folder="made-up", attribution="", land="land.geojson", focus="XA")


def test_the_focus_country_has_no_border_where_a_part_of_it_is_held(squares: Basemap) -> None:
    whole, inner = outlines.focus(squares)
    assert len(whole) == 1
    edges = set(outlines._edges(whole[0]))
    assert ((10, 0), (10, 10)) not in edges
    assert [set(line) for line in inner] == [{(10, 0), (10, 10)}]
    assert ((20, 0), (20, 10)) in edges


def test_the_shipped_files_of_the_map_are_those_that_the_base_map_gives() -> None:
    assert MAP.basemap is not None
    kept = {layer: file.read_text() for layer, file in fetched.derived(MAP.basemap).items()}
    assert kept == fetched.written(MAP)


def test_the_map_is_coarser_only_where_its_first_view_does_not_reach() -> None:
    assert MAP.basemap is not None
    first = fetched.reach(next(v for v in MAP.views if v.view == MAP.first_view))
    file = fetched.derived(MAP.basemap)["land"]
    drawn = json.loads(file.read_text())["geometry"]["coordinates"]
    whole = [p for ring in outlines.land(MAP.basemap) for p in ring[:-1]]
    after = [tuple(p) for (ring,) in drawn for p in ring[:-1]]
    assert len(after) < len(whole) / 2
    assert {p for p in whole if outlines.within(first, p)} <= set(after)


def test_no_file_is_written_of_what_a_base_map_lacks(squares: Basemap) -> None:
    bare = replace(MAP, basemap=replace(squares, focus=""))
    assert set(fetched.written(bare)) == {"land"}


def test_a_base_map_without_derived_files_is_drawn_as_it_is(squares: Basemap) -> None:
    assert fetched.find_layer_files(squares) == {"land": "land.geojson"}


def test_thinning_does_not_part_neighbours() -> None:
    assert MAP.basemap is not None
    box = Box(20, 44, 42, 56)
    before = outlines.land(MAP.basemap)
    after = outlines.thinned(before, 0.1, box)
    assert sum(map(len, after)) < sum(map(len, before)) / 5
    seen: dict[tuple, int] = {}
    for ring in after:
        for edge in outlines._edges(ring):
            seen[edge] = seen.get(edge, 0) + 1
    assert sum(n == 2 for n in seen.values()) > 100


def test_nothing_is_drawn_far_outside_the_box() -> None:
    around = outlines.wider(MAP.venues_view)
    rings = outlines.clipped(outlines.thinned(outlines.land(MAP.basemap), 0.2, around), around)
    xs = [x for ring in rings for x, _ in ring]
    assert min(xs) >= around.west
    assert max(xs) <= around.east


def test_no_base_map_and_no_file_draw_no_ground() -> None:
    assert ground(None, MAP.venues_view, LIGHT, 0.2) == []
    lost = Basemap(folder="nowhere", attribution="", land="land.geojson", focus="XA")
    assert ground(lost, MAP.venues_view, LIGHT, 0.2) == []
    assert outlines.focus(lost) == ((), ())


def test_no_focus_country_sets_none_apart() -> None:
    plain = replace(MAP.basemap, focus="")
    assert [s["fillcolor"] for s in ground(plain, MAP.venues_view, LIGHT, 0.2)] == [
        LIGHT.land,
        LIGHT.water,
    ]


def test_ground_has_an_even_path_for_each_of_three_parts() -> None:
    shapes = ground(MAP.basemap, MAP.overview_view, LIGHT, 0.1)
    assert [s["fillcolor"] for s in shapes] == [LIGHT.land, LIGHT.focus, LIGHT.water]
    assert all(s["path"].count("M") == s["path"].count("Z") > 0 for s in shapes)
    assert sum(len(s["path"]) for s in shapes) < 60_000


@pytest.mark.parametrize(("width", "height"), [(384, 214), (200, 600)])
def test_a_fitted_box_loses_nothing_and_has_the_shape_asked_for(width: int, height: int) -> None:
    box = MAP.venues_view
    fit = fitted(box, width, height)
    assert fit.west <= box.west
    assert fit.south <= box.south + 1e-9
    high = outlines.mercator(fit.north) - outlines.mercator(fit.south)
    assert (fit.east - fit.west) / high == pytest.approx(width / height)
    assert axes(fit, LIGHT)["xaxis"]["range"] == [fit.west, fit.east]
