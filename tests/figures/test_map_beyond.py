"""What lies outside the map's view is counted, named, and held by the view that its link opens."""

from pathlib import Path
from typing import Any

import pytest

from components.figures.kit.theme import theme
from components.figures.map.beyond import NAMED, beyond
from components.figures.map.deck import deck
from components.figures.map.names import Frame
from components.figures.map.placing import HEIGHT, WIDTH, place, zoomed
from components.figures.map.plain import plain_map
from data import clock
from data.asof import seen_by
from data.load import Record, load
from data.queries.forces.forces import Forces, forces
from data.queries.forces.place import chosen
from data.view import View
from tests.support.plotted import plotted

RECORD = load(Path(__file__).parents[2] / "data" / "ukraine-2022")
LIGHT = theme(RECORD, "light")
MOMENTS = ("2022-01-09T18:21Z", "2022-02-18", "2022-02-24")
AREAS = [v.view for v in RECORD.package.crisis.map.views]


def at(moment: str, **more: Any) -> tuple[Forces, View]:
    view = View.default(RECORD).but(as_of=clock.parse(moment), **more)
    return forces(seen_by(RECORD, view), view), view


def holds(known: Forces, view: View, place_id: str) -> bool:
    spot = known.spots.loc[place_id]
    return Frame(zoomed(known, view), WIDTH, HEIGHT).holds(spot["lat"], spot["lon"])


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("area", AREAS)
def test_what_is_counted_is_what_the_frame_does_not_hold(moment: str, area: str) -> None:
    known, view = at(moment, area=area)
    away = beyond(known, view)
    outside = {p for p in known.marks["place_id"] if not holds(known, view, p)}
    assert away.count == len(outside)
    assert len(away.places) == min(NAMED, away.count)
    assert {place.place_id for place in away.places} <= outside
    if outside:
        assert away.look
        assert away.holds_all
        shown = view.but(area=away.look[0], zoom=away.look[1])
        assert all(holds(known, shown, p) for p in known.marks["place_id"])
        assert beyond(known, shown).count == 0
    for one in away.places:
        assert one.look
        assert holds(known, view.but(area=one.look[0], zoom=one.look[1]), one.place_id)


def test_who_has_zoomed_in_is_not_counted_what_they_have_left() -> None:
    plain = beyond(*at(MOMENTS[1])).count
    assert beyond(*at(MOMENTS[1], zoom=3)).count == plain > 0
    assert beyond(*at(MOMENTS[1], zoom=-2)).count < plain


def test_a_narrow_map_is_as_high_and_so_holds_more() -> None:
    known, view = at(MOMENTS[1])
    assert beyond(known, view, width=460).count < beyond(known, view).count


def test_a_selected_place_is_named_where_the_view_does_not_hold_it() -> None:
    known, view = at(MOMENTS[0], place="geneva")
    (one,) = beyond(known, view, ["geneva"]).chosen
    assert (one.name, one.place_id) == ("Geneva", "geneva")
    assert one.look
    shown = view.but(area=one.look[0], zoom=one.look[1])
    assert not beyond(known, shown, ["geneva"]).chosen
    assert not beyond(known, view, ["yelnya"]).chosen
    assert beyond(known, view.but(zoom=4), ["yelnya"]).chosen
    assert not beyond(known, view.but(zoom=4, map="simple", place="yelnya"), ["yelnya"]).chosen


def test_where_an_event_was_is_chosen_with_it_and_not_before_it_is_known() -> None:
    event = RECORD.events.loc[RECORD.events["place_id"] == "geneva"].index[-1]
    known, view = at(MOMENTS[2], event=event, place="yelnya")
    assert chosen(seen_by(RECORD, view), view) == ("yelnya", "geneva")
    early = view.but(as_of=clock.parse("2021-10-05"), place="")
    assert chosen(seen_by(RECORD, early), early) == ()
    assert [one.name for one in beyond(known, view, ("yelnya", "geneva")).chosen] == ["Geneva"]


def test_a_selected_place_without_a_mark_is_ringed_and_named_on_both_maps() -> None:
    known, view = at(MOMENTS[0], place="geneva", area="europe")
    assert "geneva" not in set(known.marks["place_id"])
    (ring,) = [layer for layer in deck(known, view, LIGHT).layers if layer.id == "selected"]
    assert ring.data[0]["p"] == pytest.approx([6.14, 46.2], abs=0.02)
    traces = {trace.name: trace for trace in plotted(plain_map(known, view, LIGHT)).data}
    assert len(traces["selected"].x) == 1
    assert "Geneva" in [label.lines[0] for label in place(known, view).labels]
    bare = view.but(hide=("forces",))
    assert "selected" not in {layer.id for layer in deck(known, bare, LIGHT).layers}


def test_nothing_known_is_nothing_outside(made_up: Record) -> None:
    view = View.default(made_up).but(as_of=clock.parse("1850"))
    away = beyond(forces(seen_by(made_up, view), view), view, ("none",))
    assert (away.count, away.places, away.look, away.chosen) == (0, (), None, ())
