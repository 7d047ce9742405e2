"""What lies beyond the end of a map in Mercator is on none, and is said to lie outside."""

import pytest

from components.figures.kit.theme import Theme, theme
from components.figures.map.beyond import beyond
from components.figures.map.locator import Spot, locator
from components.figures.map.names import Frame
from components.figures.map.placing import ringed, sized, zoomed
from components.figures.map.plain import plain_map
from data.asof import seen_by
from data.load import Record, load
from data.queries.forces.forces import Forces, forces
from data.view import View
from tests.support.records import polar


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return load(polar(tmp_path_factory.mktemp("polar") / "record"))


@pytest.fixture
def view(record: Record) -> View:
    return View.default(record)


@pytest.fixture
def answer(record: Record, view: View) -> Forces:
    return forces(seen_by(record, view), view)


@pytest.fixture
def light(record: Record) -> Theme:
    return theme(record, "light")


def marked(figure) -> set[str]:
    return {place for trace in figure["data"] for (place,) in trace.get("customdata", ())}


def test_a_mark_on_a_pole_is_not_drawn_where_the_map_ends(answer, view, light) -> None:
    assert "pole" in set(answer.marks["place_id"])
    assert marked(plain_map(answer, view, light)) >= {"bay"}
    for look in (view, view.but(place="pole"), view.but(place="pole", zoom=2)):
        assert "pole" not in marked(plain_map(answer, look, light))
        assert ringed(answer, look, sized(answer, look)) is None
        assert abs(zoomed(answer, look, about_place=True).lat) <= 85


def test_it_is_said_to_lie_outside_and_no_view_is_offered_for_it(answer, view) -> None:
    outside = beyond(answer, view, ("pole",))
    assert {away.place_id: bool(away.look) for away in outside.places} == {
        "alert": True,
        "pole": False,
    }
    assert [away.name for away in outside.chosen] == ["Station at the pole"]


def test_no_frame_holds_a_pole(answer, view) -> None:
    assert not Frame(zoomed(answer, view.but(zoom=-2)), 4000, 4000).holds(90, 0)


def test_it_has_no_small_map_of_its_own(record: Record, answer, light) -> None:
    crisis, labels = record.package.crisis.map, record.table("labels")
    for lat, there in ((84.0, True), (90.0, False), (-90.0, False)):
        spot = Spot(place_id="pole", lon=0.0, lat=lat, region=False)
        small = locator(spot, crisis.overview_view, labels, crisis.basemap, light)
        assert bool(small) == there
