"""The two maps of forces and the map of venues: what they send to the browser, and what not."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.figures.kit.box import Ground
from components.figures.kit.drawing import drawing
from components.figures.kit.theme import theme
from components.figures.map import marks as mark_sheet
from components.figures.map.deck import deck
from components.figures.map.marks import Sheet, sheet, sheets
from components.figures.map.placing import (
    HEIGHT,
    SMALL,
    WIDTH,
    Picture,
    diameter,
    place,
    size_movable,
)
from components.figures.map.plain import plain_map
from components.figures.map.scale import scale
from components.figures.map.venues import elsewhere, size_of, venues_map
from data import clock
from data.asof import as_of
from data.load import load
from data.queries.forces.forces import Forces, forces
from data.queries.forces.venues import venues
from data.settings import WORLD_MAP
from data.view import ZOOMS, View
from tests.support.plotted import plotted

RECORD = load(Path(__file__).parents[2] / "data" / "ukraine-2022")
VIEW = View.default(RECORD)
LIGHT, DARK = theme(RECORD, "light"), theme(RECORD, "dark")
MOMENTS = ("2022-01-09T18:21Z", "2022-02-22")
AREAS = [v.view for v in RECORD.package.crisis.map.views]
EVIL = '<img src=x onerror="alert(1)"> <b>town</b>'


def known(moment: str) -> Forces:
    return forces(as_of(RECORD, clock.parse(moment).last), VIEW)


def sent(drawn: Any) -> dict[str, Any]:
    return json.loads(drawn.to_json())


def renamed(name: str) -> Forces:
    told = known(MOMENTS[0])
    return replace(told, marks=told.marks.assign(place=name))


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_deck_asks_nothing_of_any_other_machine(moment: str) -> None:
    text = deck(known(moment), VIEW, LIGHT).to_json()
    assert not re.search(r"https?:|//[a-z]", text)
    read = json.loads(text)
    assert read["mapStyle"] == "__MAP_STYLE__"  # pydeck's word for unset, which Streamlit drops
    assert not read.get("mapProvider")
    for layer in read["layers"]:
        data = layer["data"]
        assert isinstance(data, list) or data.startswith("app/static/")
        assert layer["@@type"] != "GeoJsonLayer" or isinstance(data, str)


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_layer_has_an_id_of_its_own(moment: str) -> None:
    view = VIEW.but(place="yelnya")
    ids = [layer.get("id") for layer in sent(deck(known(moment), view, LIGHT))["layers"]]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert "selected" in ids


def test_a_map_without_a_focus_country_fetches_none() -> None:
    world = replace(known(MOMENTS[0]).settings, basemap=WORLD_MAP)
    layers = sent(deck(replace(known(MOMENTS[0]), settings=world), VIEW, LIGHT))["layers"]
    fetched = [layer["data"] for layer in layers if isinstance(layer["data"], str)]
    names = ("land", "lakes", "rivers")
    assert fetched == [f"app/static/world/map-{name}.geojson" for name in names]


def test_a_map_over_the_180th_meridian_has_ground_on_both_sides() -> None:
    (view,) = sent(deck(known(MOMENTS[0]), VIEW, LIGHT))["views"]
    assert view["repeat"] is True


def test_only_accessors_become_expressions() -> None:
    for layer in sent(deck(known(MOMENTS[1]), VIEW, LIGHT))["layers"]:
        for name, value in layer.items():
            if isinstance(value, str) and value.startswith("@@="):
                assert name.startswith("get"), (layer["id"], name)
                data, of_land = layer["data"], ("properties.layer",)
                used = value.removeprefix("@@=").partition(" == ")[0]
                assert used in (of_land if isinstance(data, str) else data[0])


def test_a_selection_dims_nothing_that_carries_meaning() -> None:
    for layer in sent(deck(known(MOMENTS[1]), VIEW, LIGHT))["layers"]:
        assert "getFillColor" not in layer
        if "getColor" in layer:
            assert max(row["c"][3] for row in layer["data"]) <= 102


def test_the_deck_stays_small() -> None:
    assert len(deck(known(MOMENTS[1]), VIEW, LIGHT).to_json()) < 70_000


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("width", [WIDTH, 720])
def test_no_name_meets_another_or_a_mark_in_the_first_view(
    moment: str, area: str, width: int
) -> None:
    view = VIEW.but(area=area)
    drawn = place(known(moment), view, Picture(width=width))
    spots = [label.box for label in drawn.labels]
    assert len(spots) > 15
    for i, spot in enumerate(spots):
        assert not any(spot.meets(other) for other in spots[i + 1 :])
        assert spot.x0 >= 0
        assert spot.x1 <= width
    names = [label.lines[0] for label in drawn.labels]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("width", [WIDTH, 340])
def test_no_name_meets_another_or_a_mark_wherever_a_map_is_moved(zoom: int, width: int) -> None:
    told, view = known(MOMENTS[1]), VIEW.but(zoom=zoom)
    drawn = place(told, view, size_movable(width))
    ground = Ground(drawn.frame.earth)
    for label in drawn.labels:
        assert ground.is_free(label.box), label.lines
        ground.take(label.box)
    first = place(told, view, Picture(width=width, height=HEIGHT))
    assert drawn.labels[: len(first.labels)] == first.labels
    assert len(drawn.labels) > len(first.labels)


def test_the_map_is_as_closely_zoomed_as_its_names_are_placed() -> None:
    told = known(MOMENTS[0])
    sizes = {(0, WIDTH): 4.42, (2, WIDTH): 6.42, (0, WIDTH // 2): 3.42}
    for (zoom, width), shown in sizes.items():
        drawn = sent(deck(told, VIEW.but(zoom=zoom), LIGHT, width=width))
        assert drawn["initialViewState"]["zoom"] == pytest.approx(shown)
        moved = drawn["views"][0]["controller"]
        assert not any(moved[name] for name in ("scrollZoom", "doubleClickZoom", "touchZoom"))


def test_a_map_that_goes_back_to_its_first_view_is_a_view_of_another_name() -> None:
    told = known(MOMENTS[0])
    ids = {sent(deck(told, VIEW, LIGHT, turn=turn))["views"][0]["id"] for turn in (0, 1)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("px", "lat", "label", "long"),
    [(30.5, 0.0, "200 km at 0\u00b0 N", 54.8), (24.4, 60.0, "200 km at 60\u00b0 N", 87.7)],
)
def test_a_scale_is_a_round_length_at_its_latitude(
    px: float, lat: float, label: str, long: float
) -> None:
    assert scale(px, lat).label == label
    assert scale(px, lat).px == pytest.approx(long, abs=0.1)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_simple_map_draws_the_same_places(moment: str) -> None:
    told = known(moment)
    layers = {layer["id"]: layer for layer in sent(deck(told, VIEW, LIGHT))["layers"]}
    full = [row["id"] for row in layers["marks"]["data"]]
    traces = {trace.name: trace for trace in plotted(plain_map(told, VIEW, LIGHT)).data}
    assert [place for (place,) in traces["marks"].customdata] == full
    assert full == told.marks["place_id"].tolist()


def test_the_simple_map_uses_no_geo_subplot_and_no_webgl() -> None:
    figure = plain_map(known(MOMENTS[0]), VIEW, LIGHT)
    assert {trace.type for trace in plotted(figure).data} == {"scatter"}
    assert "geo" not in figure["layout"]
    assert len(drawing(figure)) < 200_000


def test_a_hostile_name_stays_text_on_the_simple_map() -> None:
    figure = plain_map(renamed(EVIL), VIEW, LIGHT)
    written = [note.text for note in plotted(figure).layout.annotations]
    written += [text for trace in plotted(figure).data for text in (trace.text or ())]
    assert any("&lt;img" in text for text in written)
    assert not any("<img" in text or "<b>town" in text for text in written)


def test_a_hostile_name_is_no_template_on_the_full_map() -> None:
    read = sent(deck(renamed(EVIL), VIEW, LIGHT))
    drawn = deck(renamed(EVIL), VIEW, LIGHT)
    assert "img" not in json.dumps(drawn._tooltip)
    marks = next(layer for layer in read["layers"] if layer["id"] == "marks")
    assert marks["data"][0]["tip"].startswith(EVIL)


def test_no_base_map_draws_marks_on_plain_ground() -> None:
    told = known(MOMENTS[0])
    bare = replace(told, settings=replace(told.settings, basemap=None))
    layers = sent(deck(bare, VIEW, LIGHT))["layers"]
    assert not [layer for layer in layers if layer["@@type"] == "GeoJsonLayer"]
    assert [layer for layer in layers if layer["id"] == "marks"]
    shapes = plain_map(bare, VIEW, LIGHT)["layout"]["shapes"]
    assert [shape["type"] for shape in shapes] == ["line"]  # of the scale


def test_no_forces_draw_the_ground_alone() -> None:
    told = known("1850")
    marks = [x for x in sent(deck(told, VIEW, LIGHT))["layers"] if x["id"] == "marks"]
    assert marks[0]["data"] == []
    assert all(
        len(t.x) == 0 for t in plotted(plain_map(told, VIEW, LIGHT)).data if t.name != "towns"
    )
    empty = venues(as_of(RECORD, clock.parse("1850").last), VIEW)
    assert len(venues_map(empty, VIEW, LIGHT)["data"][1]["x"]) == 0
    assert elsewhere(empty) == []


def test_a_layer_switched_off_is_not_sent() -> None:
    told = known(MOMENTS[0])
    layers = sent(deck(told, VIEW.but(hide=("forces", "names")), LIGHT))["layers"]
    assert not [x for x in layers if x["@@type"] == "TextLayer"]
    assert [len(x["data"]) for x in layers if x["id"] == "marks"] == [0]


def test_size_counts_people_and_no_number_is_the_plain_size() -> None:
    assert diameter(10_000) == pytest.approx(36)
    assert diameter(0) == diameter(float("nan")) == SMALL
    drawn = place(known(MOMENTS[1]), VIEW).marks
    ranged = drawn.loc[drawn["reach"] > 0]
    assert (ranged["reach"] > ranged["size"]).all()
    assert drawn.loc[drawn["people"] == "", "size"].eq(SMALL).all()


def test_the_sheets_served_are_those_that_the_theme_s_colours_give() -> None:
    drawn = sheets(RECORD)
    assert [one.file.read_text(encoding="utf-8") for one in drawn] == [one.svg for one in drawn]
    served = {file.name for file in mark_sheet.STATIC.glob("marks-*.svg")}
    assert served == {one.file.name for one in drawn}


def test_a_package_without_a_served_sheet_sends_only_the_icons_in_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mark_sheet, "STATIC", tmp_path)
    whole = sheet(known(MOMENTS[0]), LIGHT)
    lost = Sheet(whole.pieces, whole.masked)
    few = lost.only(["ring", "town"])
    assert few.address.startswith("data:image/svg+xml,")
    assert set(few.mapping(["ring"])) == {"ring"}
    assert len(few.svg) < len(whole.svg) / 50


def test_marks_of_two_ages_and_of_announced_forces_differ() -> None:
    whole = sheet(known(MOMENTS[0]), DARK)
    states = [whole.pieces[mark_sheet.icon("russia", "press", s)] for s in mark_sheet.STATES]
    assert len(set(states)) == len(states)


def test_a_disc_s_area_counts_meetings() -> None:
    assert size_of(16) / size_of(4) == pytest.approx(2)
    assert size_of(0) > 0


def test_announced_meetings_are_hollow_or_ringed_and_carry_their_days() -> None:
    told = venues(as_of(RECORD, clock.parse(MOMENTS[0]).last), VIEW)
    figure = venues_map(told, VIEW, LIGHT)
    written = {note.text for note in plotted(figure).layout.annotations}
    assert {
        "<b>Geneva, 9, 10 Jan</b>",
        "<b>Brussels, 12 Jan</b>",
        "<b>Vienna, 13 Jan</b>",
    } <= written
    traces = {trace.name: trace for trace in plotted(figure).data}
    fill = dict(zip(told.towns["name"], traces["venues"].marker.color, strict=True))
    assert fill["Vienna"] == LIGHT.paper
    ring = dict(zip(told.towns["name"], traces["announced"].marker.size, strict=True))
    assert ring["Geneva"] > 0
    assert ring["Moscow"] == 0
    assert len(plotted(figure).to_json()) < 90_000
