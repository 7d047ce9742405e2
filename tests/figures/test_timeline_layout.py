"""Where the timeline puts things: nothing overlaps, nothing is ahead of its time."""

from dataclasses import replace
from functools import lru_cache
from itertools import combinations, pairwise

import pandas as pd
import pytest

from components.figures.kit.box import Box
from components.figures.kit.ruler import LINE_PX, width
from components.figures.timeline.ahead import LEAST, MOST, NOTHING
from components.figures.timeline.layout import Plan, plan
from data import clock
from data.asof import as_of
from data.load import Record, load
from data.package import shipped
from data.queries.events.events import Timeline, timeline
from data.view import View

MOMENTS = ["2022-01-09T18:21Z", "2022-02-24", "2022-02-05", "2021-12-08T06:00Z", "2021-10-05"]
HAIR = 0.01  # px, for sums of floats


@lru_cache(maxsize=1)
def whole() -> Record:
    return load(shipped())


@lru_cache(maxsize=32)
def asked(moment: str, lanes: str = "kind") -> Timeline:
    view = View.default(whole()).but(as_of=clock.parse(moment), lanes=lanes)
    return timeline(as_of(whole(), view.as_of.last), view)


@lru_cache(maxsize=32)
def planned(moment: str, lanes: str = "kind") -> Plan:
    return plan(asked(moment, lanes))


each = pytest.mark.parametrize(
    ("moment", "lanes"), [(m, lanes) for m in MOMENTS for lanes in ("kind", "party")]
)


@each
def test_no_mark_meets_another(moment: str, lanes: str) -> None:
    drawn = planned(moment, lanes)
    boxes = [(m.row["event_id"], m.y, m.box) for m in drawn.marks if not m.soft]
    bars = [(b.row["event_id"], b.y, b.box) for b in drawn.bars]
    for (one, y0, a), (other, y1, b) in combinations([*boxes, *bars], 2):
        own_bar = one == other and y0 == y1
        assert own_bar or not a.meets(b, -HAIR), (one, other)


@each
def test_no_label_meets_a_mark_or_another_label(moment: str, lanes: str) -> None:
    drawn = planned(moment, lanes)
    assert drawn.labels or moment == "2021-10-05"
    marks = [m.box for m in drawn.marks if not m.soft] + [b.box for b in drawn.bars]
    for label in drawn.labels:
        assert not any(label.box.meets(box) for box in marks), label.lines
        assert drawn.scale.x0 <= label.box.x0
        assert label.box.x1 <= drawn.scale.line
    for one, other in combinations(drawn.labels, 2):
        assert not one.box.meets(other.box), (one.lines, other.lines)
        assert not one.box.meets(other.stem), (one.lines, other.lines)
        assert not other.box.meets(one.stem), (one.lines, other.lines)


@each
def test_no_title_is_written_twice(moment: str, lanes: str) -> None:
    keys = [label.key for label in planned(moment, lanes).labels]
    assert len(keys) == len(set(keys))


@each
def test_held_events_end_at_the_line_and_announced_ones_begin_there(
    moment: str, lanes: str
) -> None:
    drawn = planned(moment, lanes)
    line = drawn.scale.line
    assert all(mark.x <= line + HAIR for mark in drawn.marks)
    assert all(bar.x1 <= max(line, bar.x0 + 16) + HAIR for bar in drawn.bars)
    assert all(step.x >= line for step in drawn.ahead.steps)
    assert all(step.text_x > line for step in drawn.ahead.steps)
    assert len(drawn.ahead.steps) + drawn.ahead.left_out == len(asked(moment, lanes).ahead)


@each
def test_announced_words_do_not_meet_and_stay_on_their_ground(moment: str, lanes: str) -> None:
    drawn = planned(moment, lanes)
    boxes = [
        Box(
            step.text_x,
            step.top,
            step.text_x + max(map(width, step.lines)),
            step.top + LINE_PX * len(step.lines),
        )
        for step in drawn.ahead.steps
    ]
    for one, other in combinations(boxes, 2):
        assert not one.meets(other)
    assert all(box.y1 <= drawn.floor for box in boxes)
    assert all(box.x1 <= drawn.scale.end for box in boxes)


def test_announced_events_go_in_the_order_of_their_dates_and_the_undated_last() -> None:
    steps = planned("2022-02-05").ahead.steps
    whens = [step.row["when"] for step in steps]
    dated = [when for when in whens if not pd.isna(when)]
    assert dated == sorted(dated)
    assert whens[: len(dated)] == dated
    assert len(dated) < len(whens)
    assert [step.y for step in steps] == sorted(step.y for step in steps)


def test_an_announced_event_without_a_date_claims_no_day() -> None:
    ahead = planned("2022-02-05").ahead
    undated = [step for step in ahead.steps if pd.isna(step.row["when"])]
    assert undated
    assert all(step.day == "" and not step.x1 for step in undated)
    assert ahead.undated_top is not None
    assert all(step.y > ahead.undated_top for step in undated)


def test_an_announced_event_known_to_the_month_is_a_bar_and_never_a_point() -> None:
    drawn = planned("2022-02-05")
    months = [s for s in drawn.ahead.steps if s.row["when_precision"] == "month"]
    assert months
    for step in months:
        assert step.x1 is not None
        assert step.x1 - step.x > 5 * drawn.scale.day_px


def test_a_held_event_known_to_the_month_is_a_bar_over_the_month() -> None:
    answer = asked("2022-01-09T18:21Z")
    first = answer.occurred.index[-40]
    held = answer.occurred.copy()
    month = clock.parse("2021-12")
    held.loc[first, ["when", "when_last", "when_precision"]] = [month.first, month.last, "month"]
    drawn = plan(replace(answer, occurred=held.sort_values("when")))
    bars = [bar for bar in drawn.bars if bar.row["event_id"] == first]
    marks = [mark for mark in drawn.marks if mark.row["event_id"] == first]
    assert all(bar.soft for bar in bars)
    assert all(mark.soft for mark in marks)
    assert bars[0].x1 - bars[0].x0 == pytest.approx(31 * drawn.scale.day_px, abs=0.1)
    assert first not in {label.key for label in drawn.labels}


def test_an_event_with_an_hour_stands_at_its_hour_and_a_day_at_its_noon() -> None:
    drawn = planned("2022-02-24")
    scale = drawn.scale
    for mark in drawn.marks:
        start = mark.row["when"].timestamp()
        if mark.x < scale.x0 or start < scale.start or mark.row["kind"] == "background":
            continue
        noon = 43_200 if mark.row["when_precision"] == "day" else 0
        assert mark.x == pytest.approx(scale.x(start + noon))


def test_the_background_does_not_squash_the_axis() -> None:
    answer = asked("2022-02-24")
    none = replace(answer, occurred=answer.occurred.loc[answer.occurred["kind"] != "background"])
    drawn, without = plan(answer).scale, plan(none).scale
    assert drawn.day_px > 7
    assert drawn.day_px > 0.8 * without.day_px
    years = [r for r in answer.occurred.to_dict("records") if r["when"].year < 2000]
    assert years
    assert all(drawn.pieces[0].at[r["event_id"]] < drawn.pieces[0].x1 for r in years)


def test_early_events_share_their_stretch_without_meeting_the_true_scale() -> None:
    drawn = planned("2022-02-24")
    for piece in drawn.scale.pieces:
        assert all(piece.x0 < x < piece.x1 for x in piece.at.values())
        assert piece.x1 < drawn.scale.x0


def test_nothing_at_all_still_draws_its_lanes() -> None:
    answer = asked("2022-01-09T18:21Z")
    drawn = plan(replace(answer, occurred=answer.occurred.iloc[:0], ahead=answer.ahead.iloc[:0]))
    assert len(drawn.lanes) == len(answer.lanes)
    assert not drawn.marks
    assert not drawn.labels
    assert not drawn.ahead.steps
    assert drawn.scale.x0 == 0


def test_one_event_is_drawn_once_and_labelled() -> None:
    answer = asked("2022-01-09T18:21Z")
    held = answer.occurred.loc[answer.occurred["kind"] == "call"].iloc[-1:]
    drawn = plan(replace(answer, occurred=held, ahead=answer.ahead.iloc[:0]))
    assert len(drawn.marks) == 1
    assert len(drawn.labels) == 1


def test_more_announced_than_there_is_room_for_are_counted_and_none_runs_over() -> None:
    answer = asked("2022-01-09T18:21Z")
    many = pd.concat([answer.ahead] * 15)
    drawn = plan(replace(answer, ahead=many.sort_values("when")))
    assert drawn.ahead.left_out > 0
    assert len(drawn.ahead.steps) + drawn.ahead.left_out == len(many)
    assert drawn.ahead.left_out_top + LINE_PX <= drawn.floor + 6
    assert max(step.top for step in drawn.ahead.steps) < drawn.floor


@pytest.mark.parametrize("moment", ["1865-01-01", "1870", "1878-03-10T18:00Z", "1878-05"])
@pytest.mark.parametrize("lanes", ["kind", "party"])
def test_a_crisis_of_another_century_is_laid_out(made_up: Record, moment: str, lanes: str) -> None:
    view = View.default(made_up).but(as_of=clock.parse(moment), lanes=lanes)
    drawn = plan(timeline(as_of(made_up, view.as_of.last), view))
    assert all(mark.x <= drawn.scale.line for mark in drawn.marks)
    assert drawn.scale.day_px > 0


def test_a_scale_of_centuries_still_names_few_enough_ticks() -> None:
    answer = replace(asked("2022-01-09T18:21Z"), true_from=clock.parse("1500-01-01").first)
    ticks = plan(answer).scale.ticks
    assert 2 < len(ticks) < 25
    assert all(b.x - a.x >= 50 for a, b in pairwise(ticks))


def test_what_is_announced_takes_no_more_room_than_it_needs() -> None:
    """Room for the heading at least, and for each title to stand whole."""
    rooms = {}
    for moment in ("2022-01-09T18:21Z", "2022-01-14", "2022-02-18", "2022-02-24"):
        scene = planned(moment, "kind")
        rooms[moment] = scene.scale.end - scene.scale.line
        assert not any("…" in line for step in scene.ahead.steps for line in step.lines)
        assert not scene.ahead.left_out
    assert rooms["2022-02-24"] == NOTHING
    assert LEAST <= rooms["2022-01-14"] < rooms["2022-01-09T18:21Z"] < MOST


def test_an_event_that_the_axis_can_reach_is_not_beyond_it_to_save_room() -> None:
    steps = planned("2022-01-14", "kind").ahead.steps
    assert steps
    assert not any(step.later for step in steps)
