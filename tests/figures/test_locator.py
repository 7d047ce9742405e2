"""The small map of one place: it shows the place, or nothing at all."""

import re
from urllib.parse import unquote

import pytest

from components.figures.kit.theme import theme
from components.figures.map.locator import HEIGHT, WIDTH, locator
from data.load import Record
from data.queries.events.event import Spot

GENEVA, WASHINGTON = Spot("here", 46.2, 6.1, False), Spot("there", 38.9, -77.0, False)


def drawn(record: Record, spot: Spot):
    settings = record.package.crisis.map
    colors = theme(record, "light")
    return locator(spot, settings.overview_view, record.labels, settings.basemap, colors)


@pytest.mark.parametrize("spot", [GENEVA, WASHINGTON], ids=["on the overview", "far from it"])
def test_the_place_lies_on_its_map(record: Record, spot: Spot) -> None:
    svg = unquote(drawn(record, spot).image)
    x, y = map(float, re.findall(r"translate\(([\d.]+) ([\d.]+)\)", svg)[-1])
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT
    assert "<text" not in svg, "a picture has none of the page's fonts"


def test_a_region_is_no_point(record: Record) -> None:
    assert 'opacity="0.35"' in unquote(drawn(record, Spot("r", 50.0, 36.0, True)).image)
    assert 'opacity="0.35"' not in unquote(drawn(record, GENEVA).image)


def test_no_name_leaves_the_map(record: Record) -> None:
    for name in drawn(record, GENEVA).names:
        assert 0 < name.left < 100
        assert 0 < name.top < 100


def test_a_crisis_without_a_base_map_has_none(made_up: Record) -> None:
    settings = made_up.package.crisis.map
    colors = theme(made_up, "light")
    assert locator(GENEVA, settings.overview_view, made_up.labels, None, colors) is None
