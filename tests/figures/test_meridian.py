"""A map may reach over the 180th meridian: all that lies in its frame is drawn, once."""

import pandas as pd
import pytest

from components.brief import pictures
from components.figures.kit.theme import theme
from components.figures.map import meridian, placing
from components.figures.map.beyond import beyond
from components.figures.map.overview import overview
from components.figures.map.plain import plain_map
from components.figures.map.venues import elsewhere, venues_map
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.queries.forces.forces import forces
from data.queries.forces.venues import venues
from data.queries.overview.overview import where
from data.settings import Bounds
from data.view import View
from tests.support.plotted import plotted
from tests.support.rewritten import rewritten
from tests.support.settings import change

STRAIT = {
    "port-serena": ("66.0", "-179.9"),
    "fort-aurelio": ("66.9", "179.9"),
    "estero-ford": ("65.6", "-168.1"),
    "lower-estero": ("64.0", "-175.0"),
}
AROUND = {"west": 170, "south": 50, "east": 200, "north": 75}


@pytest.fixture(scope="module")
def strait(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Return the made-up crisis moved to where Asia and America meet."""
    places = {key: {"lat": lat, "lon": lon} for key, (lat, lon) in STRAIT.items()}
    folder = rewritten(tmp_path_factory.mktemp("strait") / "crisis", {"places": places})
    for key in ("venues_view", "overview_view"):
        change(folder, ["map", key], AROUND)
    view = {"view": "river", "title": "The strait", "lat": 66, "lon": 180, "zoom": 4}
    change(folder, ["map", "views", 0], view)
    return load(folder)


def asked(record: Record) -> tuple[Record, View]:
    view = View.default(record).but(as_of=parse("1878-05"))
    return seen_by(record, view), view


def drawn_at(figure) -> list[float]:
    return [x for trace in plotted(figure).data for x in (trace.x if trace.x is not None else ())]


def test_a_longitude_is_told_about_the_middle_of_the_map() -> None:
    rows = pd.DataFrame({"lon": [-168.0, 179.9, 0.0, -179.9]})
    assert list(meridian.about(rows, 185.0)["lon"]) == [192.0, 179.9, 360.0, 180.1]
    assert list(meridian.about(rows, 5.0)["lon"]) == [-168.0, 179.9, 0.0, 180.1]
    assert list(meridian.about(rows, -180.0)["lon"]) == [-168.0, -180.1, 0.0, -179.9]
    assert list(rows["lon"]) == [-168.0, 179.9, 0.0, -179.9], "an answer is shared"


def test_the_ground_is_drawn_on_both_sides() -> None:
    alaska = Bounds(-170.0, 55.0, -160.0, 65.0)
    assert meridian.find_turns(alaska, Bounds(-180, 50, 180, 70)) == [0]
    assert meridian.find_turns(alaska, Bounds(170, 50, 200, 70)) == [360]
    assert meridian.find_turns(alaska, Bounds(-100, 50, 200, 70)) == [360]
    assert meridian.find_turns(Bounds(175, 60, 180, 70), Bounds(-200, 50, -150, 70)) == [-360]
    assert meridian.find_turns(alaska, Bounds(170, 10, 200, 50)) == []


def test_every_mark_in_the_frame_is_drawn_on_the_maps(strait: Record) -> None:
    seen, view = asked(strait)
    light = theme(strait, "light")
    known = forces(seen, view)
    frame = placing.place(known, view)
    inside = [p for p in known.marks["place_id"] if p in STRAIT]
    assert set(inside) == {"fort-aurelio", "estero-ford"}
    shown = frame.marks.loc[frame.marks["place_id"].isin(inside)]
    assert all(frame.frame.holds(m.lat, m.lon) for m in shown.itertuples())
    assert beyond(known, view).count == known.marks["place_id"].nunique() - 2
    for figure in (plain_map(known, view, light), overview(where(seen, view), view, light)):
        assert any(abs(x - 191.9) < 0.5 for x in drawn_at(figure))
        assert any(abs(x - 179.9) < 0.5 for x in drawn_at(figure))


def test_every_town_in_the_frame_is_drawn_on_the_small_map(strait: Record) -> None:
    seen, view = asked(strait)
    found = venues(seen, view)
    assert len(found.towns)
    places = drawn_at(venues_map(found, view, theme(strait, "light")))
    assert any(abs(x - 180.1) < 0.01 for x in places)
    assert not [said for said, _ in elsewhere(found) if said.startswith("Port Serena")]


def test_every_name_in_the_frame_is_on_the_brief_s_map(strait: Record) -> None:
    seen, view = asked(strait)
    said = pictures.words(pictures.picture("map", seen, view)).split("\n")
    assert {"Fort Aurelio", "Ford of the Estero"} <= set(said)
