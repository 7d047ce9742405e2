"""A feed beside the record's marks: hexagons under those of the map."""

import itertools
import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from h3.api import basic_int as h3
from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit.theme import GROUNDS, mix, theme
from components.figures.map.deck import deck, deck_at
from components.figures.map.hexagons import ALPHAS, find_steps, frame, write_steps
from components.figures.map.placing import WIDTH
from data import clock
from data.asof import as_of
from data.feeds.answers import MOST_CELLS, Hexagons
from data.feeds.layouts import MARK
from data.feeds.schema import ACROSS
from data.load import Record
from data.queries.forces.forces import Forces, forces
from data.view import ZOOMS, View
from tests.figures.test_theme import READABLE, VISIBLE, contrast

MODES = ("light", "dark")
ALL = 300_000  # bytes of a map with a feed, whole


def see(record: Record, **changes: Any) -> tuple[Forces, View]:
    view = View.default(record).but(**changes)
    return forces(as_of(record, view.as_of.last), view), view


def filled(*numbers: int, resolution: int = 4, intensity: float = -2.5) -> Hexagons:
    """Return hexagons with these numbers, beside one another."""
    middle = h3.latlng_to_cell(50.0, 30.0, resolution)
    cells = sorted(h3.grid_disk(middle, 30))[: len(numbers)]
    rows = pd.DataFrame({"cell": cells, "number": numbers, "intensity": intensity})
    rows = rows.astype({"cell": "int64", "number": "int64", "intensity": "float64"})
    return Hexagons(rows, len(rows), 7, resolution, "happenings")


def feed_layers(drawn: Any) -> list[dict[str, Any]]:
    layers = json.loads(drawn.to_json())["layers"]
    return [layer for layer in layers if layer["@@type"] == "H3HexagonLayer"]


def test_the_hexagons_lie_under_every_mark_and_name(record: Record) -> None:
    there, view = see(record)
    drawn = deck(there, view, theme(record, "light"), feed=filled(1, 5, 400))
    types = [layer["@@type"] for layer in json.loads(drawn.to_json())["layers"]]
    last = len(types) - types[::-1].index("H3HexagonLayer")
    assert set(types[:last]) == {"GeoJsonLayer", "H3HexagonLayer"}
    assert {"IconLayer", "TextLayer"} <= set(types[last:])


def test_without_a_feed_the_map_is_the_same_to_the_byte(record: Record) -> None:
    there, view = see(record)
    colors = theme(record, "light")
    plain = deck(there, view, colors).to_json()
    assert deck_at(WIDTH, 0)(there, view, colors).to_json() == plain
    assert "H3HexagonLayer" not in plain
    drawn = deck(there, view, colors, feed=filled(3))
    rest = [x for x in json.loads(drawn.to_json())["layers"] if x["@@type"] != "H3HexagonLayer"]
    assert rest == json.loads(plain)["layers"]


def test_a_hexagon_tells_its_number_and_that_nobody_checked_it(record: Record) -> None:
    there, view = see(record)
    (layer,) = feed_layers(deck(there, view, theme(record, "light"), feed=filled(1)))
    (cell,) = layer["data"]
    assert cell["tip"] == f"1 happening, {MARK}\nMean intensity −2.5"
    assert h3.str_to_int(cell["h"]) == filled(1).rows["cell"].iloc[0]
    without = filled(1200, intensity=float("nan"))
    (layer,) = feed_layers(deck(there, view, theme(record, "light"), feed=without))
    assert layer["data"][0]["tip"] == f"1,200 happenings, {MARK}"


def test_no_selection_dims_a_hexagon(record: Record) -> None:
    there, view = see(record)
    for layer in feed_layers(deck(there, view, theme(record, "dark"), feed=filled(1, 90))):
        assert "getFillColor" not in layer
        assert layer["_subLayerProps"]["hexagon-cell-hifi"]["getFillColor"]


@given(st.lists(st.integers(1, 10**7), max_size=40))
def test_each_number_is_in_one_step_and_the_steps_touch(numbers: list[int]) -> None:
    steps = find_steps(filled(*numbers))
    assert len(steps) <= len(ALPHAS)
    assert bool(steps) == bool(numbers)
    for number in numbers:
        assert sum(step.low <= number <= step.high for step in steps) == 1
    for one, other in itertools.pairwise(steps):
        assert (other.low, other.alpha > one.alpha) == (one.high + 1, True)
    if numbers:
        assert (steps[0].low, steps[-1].high) == (min(numbers), max(numbers))


@pytest.mark.parametrize("mode", MODES)
def test_the_legend_has_the_colours_of_the_map_on_land(record: Record, mode: Any) -> None:
    colors, feed = theme(record, mode), filled(1, 2, 9, 40)
    there, view = see(record)
    words = write_steps(feed, colors)
    assert [word for word, _ in words] == ["1 to 2", "3 to 9", "10 to 29", "30 to 40"]
    drawn = feed_layers(deck(there, view, colors, feed=feed))
    fills = [layer["_subLayerProps"]["hexagon-cell-hifi"]["getFillColor"] for layer in drawn]
    alphas = {round(255 * alpha): at for at, alpha in enumerate(ALPHAS)}
    for (_, color), fill in zip([words[0], words[1], words[3]], fills, strict=True):
        hue = f"#{fill[0]:02X}{fill[1]:02X}{fill[2]:02X}"
        assert color == mix(hue, colors.land, ALPHAS[alphas[fill[3]]])


@pytest.mark.parametrize("mode", MODES)
def test_names_can_be_read_on_the_fullest_hexagon(mode: Any) -> None:
    ground = GROUNDS[mode]
    for under in ("land", "focus", "water"):
        full = mix(ground["feed"], ground[under], max(ALPHAS))
        assert contrast(ground["ink"], full) >= READABLE, under
        assert contrast(ground["map_name"], full) >= VISIBLE, under


def test_a_map_of_the_fullest_feed_stays_small(record: Record) -> None:
    late = clock.parse("2022-02-22")
    there, view = see(record, as_of=late, area="europe")
    full = filled(*range(8_000_000, 8_000_000 + MOST_CELLS), resolution=5, intensity=-10)
    assert len(full.rows) == MOST_CELLS
    assert len(deck(there, view, theme(record, "light"), feed=full).to_json()) < ALL


@pytest.mark.parametrize("width", [WIDTH, 340])
def test_the_closer_the_map_the_finer_the_hexagons(record: Record, width: int) -> None:
    there, view = see(record, area="europe")
    found = [frame(there, view.but(zoom=zoom), width) for zoom in ZOOMS]
    assert [resolution for resolution, _ in found] == sorted(r for r, _ in found)
    assert {resolution for resolution, _ in found} == set(ACROSS)
    boxes = [box for _, box in found]
    areas = [((east - west) % 360 or 360) * (north - south) for west, south, east, north in boxes]
    assert areas == sorted(areas, reverse=True)
    for west, south, east, north in boxes:
        assert abs(west) <= 180 >= abs(east)
        assert -90 < south < north < 90


def test_a_map_over_the_180th_meridian_asks_for_both_sides(record: Record) -> None:
    there, view = see(record)
    (first, *_) = there.settings.views
    beside = replace(first, lon=179.0, zoom=4.0)
    _, (west, _, east, _) = frame(
        replace(there, settings=replace(there.settings, views=[beside])),
        view.but(area=first.view),
        WIDTH,
    )
    assert 0 < west < 180
    assert -180 < east < 0
