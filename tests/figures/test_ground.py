"""The ground under the maps: one fill for the focus country, no more than is seen, on all maps."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from components.figures.kit.theme import theme
from components.figures.map.ground import axes, find_level, fitted, ground
from components.figures.map.outlines import mercator, read_outlines, wider
from data.load import load
from data.settings import WORLD, WORLD_MAP, Basemap, Bounds

RECORD = load(Path(__file__).parents[2] / "data" / "ukraine-2022")
MAP = RECORD.package.crisis.map
LIGHT = theme(RECORD, "light")
NEAR, SMALL = 30.0, 9.0  # px a degree
FAR_EAST = Bounds(165, 55, 200, 72)


def points(shapes: list[dict]) -> list[tuple[float, float]]:
    return [
        (float(x), float(y))
        for shape in shapes
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape["path"])
    ]


def test_no_base_map_draws_no_ground() -> None:
    assert ground(None, MAP.venues_view, LIGHT, SMALL) == []


def test_a_base_map_that_was_not_built_is_no_empty_sea() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        ground(Basemap(folder="nowhere", attribution=""), MAP.venues_view, LIGHT, SMALL)


@pytest.mark.parametrize("scale", [NEAR, SMALL])
def test_ground_has_a_path_for_each_of_four_parts(scale: float) -> None:
    land, borders, focus, lakes = ground(MAP.basemap, MAP.overview_view, LIGHT, scale)
    assert [s["fillcolor"] for s in (land, focus, lakes)] == [LIGHT.land, LIGHT.focus, LIGHT.water]
    assert "fillcolor" not in borders
    assert land["line"] == {"width": 0}, "squares into which land is cut would be seen"
    assert all(s["path"].count("M") == s["path"].count("Z") > 0 for s in (land, focus, lakes))
    assert len(land["path"] + borders["path"] + focus["path"] + lakes["path"]) < 120_000


def test_a_map_draws_little_of_what_it_does_not_show() -> None:
    box = MAP.venues_view
    land, borders, *_ = ground(MAP.basemap, box, LIGHT, SMALL)
    around = wider(box, 0.5)
    for x, y in points([land, borders]):
        assert around.west <= x <= around.east
        assert mercator(around.south) <= y <= mercator(around.north)


def test_a_closer_map_has_finer_outlines() -> None:
    assert [find_level(scale) for scale in (30, 15, 14, 10, 9, 0)] == [
        "near",
        "near",
        "middle",
        "middle",
        "world",
        "world",
    ]
    near, far = (ground(MAP.basemap, MAP.overview_view, LIGHT, s) for s in (NEAR, SMALL))
    assert len(points(near)) > 2 * len(points(far))


def test_a_map_anywhere_on_earth_has_ground() -> None:
    for west, south in ((-85, 30), (100, 30), (-70, -40), (130, -35), (15, 0)):
        (land, *_) = ground(MAP.basemap, Bounds(west, south, west + 20, south + 10), LIGHT, SMALL)
        assert land["fillcolor"] == LIGHT.land


@pytest.mark.parametrize("basemap", [MAP.basemap, WORLD_MAP], ids=["own", "world"])
def test_ground_goes_on_over_the_180th_meridian_and_no_line_runs_along_it(
    basemap: Basemap,
) -> None:
    land, borders = ground(basemap, FAR_EAST, LIGHT, SMALL)
    xs = [x for x, _ in points([land])]
    assert min(xs) < 175
    assert max(xs) > 195
    lines = [points([{"path": line}]) for line in borders["path"].split("M")]
    assert not [line for line in lines for a, b in pairwise(line) if a[0] == b[0] == 180]


@pytest.mark.parametrize("box", [(-20, -84, 20, -70), (-60, 76, -20, 84), (-85, 19, -74, 24)])
def test_the_map_of_the_world_is_fine_everywhere(box: tuple[float, float, float, float]) -> None:
    for scale in (NEAR, SMALL):
        land, borders, *_ = ground(WORLD_MAP, Bounds(*box), LIGHT, scale)
        assert len(points([borders])) > 60, "a coast is more than a few strokes"
        assert land["fillcolor"] == LIGHT.land


def test_all_the_world_is_no_larger_than_a_page_can_carry() -> None:
    assert sum(len(s["path"]) for s in ground(WORLD_MAP, WORLD, LIGHT, 2.0)) < 650_000


def test_the_focus_country_is_one_piece_whoever_holds_a_part() -> None:
    for level in ("near", "middle", "world"):
        (focus,) = [o for o in read_outlines(MAP.basemap, level) if o.layer == "focus"]
        largest = max(focus.lines, key=len)
        xs, ys = zip(*largest, strict=True)
        assert min(xs) < 22.5
        assert max(xs) > 40
        assert min(ys) < 44.6, "the peninsula hangs on the mainland"


@pytest.mark.parametrize(("width", "height"), [(384, 214), (200, 600)])
def test_a_fitted_box_loses_nothing_and_has_the_shape_asked_for(width: int, height: int) -> None:
    box = MAP.venues_view
    fit = fitted(box, width, height)
    assert fit.west <= box.west
    assert fit.south <= box.south + 1e-9
    high = mercator(fit.north) - mercator(fit.south)
    assert (fit.east - fit.west) / high == pytest.approx(width / height)
    assert axes(fit, LIGHT)["xaxis"]["range"] == [fit.west, fit.east]
