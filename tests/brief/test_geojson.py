"""The map as GeoJSON is what RFC 7946 describes, with dates, numbers and addresses as such."""

import json
from typing import Any

import pandas as pd
import pytest

from components.brief.geojson import geojson
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.package import shipped
from data.queries.forces.forces import forces
from data.view import View

WHOLE = load(shipped())
VIEW = View.default(WHOLE).but(as_of=parse("2022-02-24"), since=parse("2022-02-18"))
SEEN = seen_by(WHOLE, VIEW)
ALLOWED = {"type", "as_of", "since", "record", "bbox", "features"}


def refuse(word: str) -> Any:
    raise AssertionError(f"{word} is no number in JSON")


@pytest.fixture(scope="module")
def found() -> Any:
    return json.loads(geojson(SEEN, VIEW), parse_constant=refuse)


def of_layer(found: Any, name: str) -> list[Any]:
    return [f["properties"] for f in found["features"] if f["properties"]["layer"] == name]


def test_points_are_longitude_first_within_the_box_and_no_other_system_is_named(found):
    assert set(found) <= ALLOWED
    west, south, east, north = found["bbox"]
    marks = forces(SEEN, VIEW).marks.set_index("observation_id")
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert west <= lon <= east
        assert south <= lat <= north
        if feature["id"] in marks.index:
            mark = marks.loc[feature["id"]]
            assert (lon, lat) == (pytest.approx(mark["lon"]), pytest.approx(mark["lat"]))
    ids = [feature["id"] for feature in found["features"]]
    assert len(set(ids)) == len(ids) > 100


def test_dates_are_iso_8601_and_as_fine_as_they_are_known(found):
    for mark in of_layer(found, "forces"):
        assert parse(mark["date"]).precision == mark["date_precision"]
        assert parse(mark["reported"]).last <= VIEW.as_of.last
        assert mark["date_is"] in ("observed", "reported")
    assert found["as_of"] == "2022-02-24"


def test_numbers_are_numbers_or_null(found):
    marks = of_layer(found, "forces")
    known = forces(SEEN, VIEW).marks
    for mark, (low, high) in zip(marks, zip(known["low"], known["high"], strict=True), strict=True):
        assert mark["people_low"] == (None if pd.isna(low) else low)
        assert mark["people_high"] == (None if pd.isna(high) else high)
        assert type(mark["credibility"]) is int
    assert any(isinstance(mark["people_low"], int) for mark in marks)
    assert any(mark["people_low"] is None for mark in marks)
    assert all(type(town["held"]) is int for town in of_layer(found, "meetings"))


def test_a_mark_names_its_sources_with_their_addresses_and_how_precise_its_place_is(found):
    for mark in of_layer(found, "forces"):
        assert mark["place_precision"] in ("site", "town", "district", "region")
        for source in mark["sources"]:
            known = SEEN.sources.loc[source["source"]]
            assert source["url"] == (known["url"] or None)
    addresses = [s["url"] for mark in of_layer(found, "forces") for s in mark["sources"]]
    assert sum(address is not None for address in addresses) > 100


def test_a_map_without_a_mark_has_no_box(made_up: Record):
    view = View.default(made_up).but(as_of=parse("1800"))
    found = json.loads(geojson(seen_by(made_up, view), view))
    assert found == {"type": "FeatureCollection", "as_of": "1800", "features": []}
