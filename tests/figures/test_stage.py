"""The figures of a stage: the place chosen is on its map, the event opened on its timeline."""

from dataclasses import replace
from typing import Any

import pytest

from components.figures.kit.theme import theme
from components.figures.map import placing
from components.figures.map import stage as stage_map
from components.figures.map.names import Frame
from components.figures.map.outlines import mercator
from components.figures.timeline import stage
from components.figures.timeline.layout import TOP, plan
from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.events.events import Timeline, timeline
from data.queries.forces.forces import forces
from data.story import turn
from data.view import View

LATE = "2022-02-24"


def asked(record: Record, event_id: str = "", moment: str = LATE) -> tuple[Timeline, View]:
    seen = as_of(record, clock.parse(moment).last)
    view = View.default(record).but(as_of=clock.parse(moment), event=event_id, present=True)
    view = stage.weeks_of(view, seen.events["when"].get(event_id))
    return timeline(seen, view), view


def owners(figure: dict[str, Any]) -> set[str]:
    return {row[0] for trace in figure["data"] for row in trace.get("customdata") or ()}


@pytest.mark.parametrize("step", ["yelnya", "belarus"])
def test_the_place_of_a_step_stands_well_inside_its_map(record: Record, step: str) -> None:
    _, view = turn(record, View.default(record), step)
    known = forces(as_of(record, view.as_of.last), view)
    layout = stage_map.stage_map(known, view, theme(record, "light"))["layout"]
    here = known.marks.loc[known.marks["place_id"] == view.place].iloc[0]
    (west, east), (south, north) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    least = stage_map.INSET / placing.HEIGHT - 0.01
    assert least <= (mercator(here["lat"]) - south) / (north - south) <= 1 - least
    assert least / 2 <= (here["lon"] - west) / (east - west) <= 1 - least / 2
    assert layout["height"] == stage_map.HEIGHT


def test_a_view_is_moved_no_further_than_it_takes(record: Record) -> None:
    area = record.package.crisis.map.views[0]
    assert placing.moved_to(area, area.lat, area.lon, 90).lon == pytest.approx(area.lon)
    moved = placing.moved_to(area, area.lat, area.lon - 40, 90)
    x, y = Frame(moved, placing.WIDTH, placing.HEIGHT).at(area.lat, area.lon - 40)
    assert (x, y) == (pytest.approx(90), pytest.approx(placing.HEIGHT / 2))


def test_an_event_of_any_time_is_on_the_chart_beside_its_card(record: Record) -> None:
    events = as_of(record, clock.parse(LATE).last).events
    dated = events.loc[events["when"].notna()].index
    for event_id in dated[::7]:
        answer, view = asked(record, event_id)
        assert event_id in owners(stage.stage_lanes(answer, view, theme(record, "light")))


def test_the_lanes_fit_and_those_of_the_event_come_first(record: Record) -> None:
    event_id = "2022-02-24-full-scale-invasion"
    answer, _ = asked(record, event_id)
    fitted = stage.fitted(answer, event_id)
    assert plan(fitted, stage.BESIDE).floor - TOP <= stage.ROOM
    lanes = {key.lane for key in fitted.lanes}
    own = answer.occurred.set_index("event_id").loc[event_id, "lanes"]
    assert set(own) <= lanes
    titles = [key.title for key in answer.lanes if key.lane not in lanes]
    assert titles
    assert stage.left_out(answer, event_id) == titles


def test_what_is_announced_stands_ahead_unless_a_card_of_another_event_is_open(
    record: Record,
) -> None:
    eve = "2022-01-09T18:21Z"
    scheduled = asked(record, moment=eve)[0].ahead["event_id"].iloc[0]
    assert len(stage.fitted(asked(record, moment=eve)[0], "").ahead)
    assert len(stage.fitted(asked(record, scheduled, eve)[0], scheduled).ahead)
    held = "2021-12-07-biden-putin-video-call"
    assert stage.fitted(asked(record, held, eve)[0], held).ahead.empty


def test_an_answer_without_events_draws_its_lanes(record: Record) -> None:
    answer, view = asked(record)
    none = {name: getattr(answer, name).iloc[:0] for name in stage.PARTS}
    assert stage.stage_lanes(replace(answer, **none), view, theme(record, "light"))["layout"]
