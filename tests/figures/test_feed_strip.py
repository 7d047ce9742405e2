"""A feed under the marks of the timeline: a strip of bars in each lane, coloured by intensity."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit.drawing import drawing
from components.figures.kit.theme import theme
from components.figures.timeline.axis import seconds
from components.figures.timeline.chart import lanes
from components.figures.timeline.feed_strip import (
    BAR,
    ENDS,
    HIGH,
    UNRATED,
    WORDS,
    find_peak,
    write_steps,
)
from components.figures.timeline.layout import plan
from data import clock
from data.asof import as_of
from data.feeds.answers import FeedRequest
from data.feeds.lanes import MOST_BARS, Share, Stream, find_step
from data.feeds.layouts import MARK
from data.feeds.questions import Question
from data.load import Record
from data.queries.events.events import Timeline, timeline
from data.view import View
from tests.figures.test_theme import contrast
from tests.support.plotted import plotted

WHOLE = 300_000  # bytes of a timeline with a feed
RULES = {"D": "D", "W": "W-MON", "M": "MS"}
MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def list_events(record: Record, **changes: Any) -> tuple[Timeline, View]:
    view = View.default(record).but(**changes)
    return timeline(as_of(record, view.as_of.last), view), view


def stream(answer: Timeline, step: Any = "D", number: int = 5, intensity: float = -2.0) -> Stream:
    """Return a number for each lane and step that touches the true scale, and for some beyond."""
    long = pd.Timedelta(days=40)
    days = answer.true_from.normalize() - long, answer.ends.normalize() + long
    at = pd.date_range(*days, freq=RULES[step])
    shares = tuple(Share(key.lane, key.title, types=("AID",)) for key in answer.lanes)
    of = [pd.DataFrame({"at": at, "lane": share.lane}) for share in shares]
    rows = pd.concat(of, ignore_index=True).assign(number=number, intensity=intensity)
    return Stream(rows, shares, 0, step, "happenings")


def draw(record: Record, feed: Stream, answer: Timeline, view: View) -> dict[str, Any]:
    return lanes(answer, view, theme(record, "light"), feed=feed)


def fills(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [t for t in figure["data"] if t.get("fill") == "toself" and len(t["x"]) % 5 == 0]


def pointed(figure: dict[str, Any]) -> dict[str, tuple[float, float, str]]:
    """Return where each bar is pointed at: x, the px of its height, and its tip."""
    return {
        owner[0]: (trace["x"][at], trace["y"][at + 1] - trace["y"][at], trace["text"][at])
        for trace in figure["data"]
        for at, owner in enumerate(trace.get("customdata") or ())
        if owner[0].startswith(BAR) and at % 3 == 0
    }


@pytest.mark.parametrize("step", RULES)
@pytest.mark.parametrize("by", ["kind", "party"])
def test_bars_stand_at_the_foot_of_their_lane_on_the_true_scale_alone(
    record: Record, step: str, by: str
) -> None:
    answer, view = list_events(record, lanes=by)
    scene = plan(answer, under=HIGH)
    assert scene.scale.pieces
    drawn = fills(draw(record, stream(answer, step), answer, view))
    xs = [x for fill in drawn for x in fill["x"] if x is not None]
    assert min(xs) >= round(scene.scale.x0, 1)
    assert max(xs) <= round(scene.scale.line, 1) + 0.5
    ys = {y for fill in drawn for y in fill["y"] if y is not None}
    assert {lane.bottom - 1 for lane in scene.lanes} < ys
    for y in ys:
        assert any(lane.ground < y < lane.bottom for lane in scene.lanes), "no mark's ground"


def test_a_feed_moves_marks_apart_and_changes_nothing_else(record: Record) -> None:
    answer, view = list_events(record)
    scene, beside = plan(answer), plan(answer, under=HIGH)
    assert beside.scale == scene.scale
    below = dict(zip([lane.key.lane for lane in scene.lanes], range(9), strict=False))
    for one, other in zip(scene.lanes, beside.lanes, strict=True):
        assert other.top - one.top == pytest.approx(HIGH * below[one.key.lane])
    assert [(m.row["event_id"], m.x) for m in scene.marks] == [
        (m.row["event_id"], m.x) for m in beside.marks
    ]
    assert all(
        m.box.y1 <= lane.ground
        for lane in beside.lanes
        for m in beside.marks
        if lane.top <= m.y <= lane.bottom
    )
    without = lanes(answer, view, theme(record, "light"))
    assert MARK not in drawing(without)


def test_a_day_stands_where_its_events_do_and_says_that_nobody_checked_it(record: Record) -> None:
    answer, view = list_events(record)
    axis, at = plan(answer).scale, pd.Timestamp("2021-12-17", tz="UTC")
    lane = answer.lanes[1]
    whole = stream(answer)
    one = pd.DataFrame({"at": [at], "lane": lane.lane, "number": [1], "intensity": [-2.46]})
    drawn = draw(record, replace(whole, rows=one), answer, view)
    (bar,) = fills(drawn)
    assert bar["x"][0] == round(axis.x(seconds(at)), 1)
    assert bar["x"][2] == pytest.approx(axis.x(seconds(at + pd.Timedelta(days=1))), abs=1)
    ((owner, (_, high, tip)),) = pointed(drawn).items()
    assert owner == f"feed:{lane.lane}/2021-12-17", "which opens its reports"
    assert high == HIGH - 1, "a low bar is pointed at, too"
    assert tip == f"{lane.title}, 17 Dec 2021<br>1 happening, machine-coded<br>Mean intensity −2.5"


def test_each_lane_reaches_its_own_highest_which_is_the_peak_that_words_say(
    record: Record,
) -> None:
    answer, view = list_events(record)
    feed = stream(answer)
    rows, (first, second, *_) = feed.rows, answer.lanes
    inside = rows.index[rows["at"] == answer.true_from.normalize() + pd.Timedelta(days=9)]
    rows.loc[inside, "number"] = [
        7_000 if lane == first.lane else 9 for lane in rows["lane"][inside]
    ]
    assert find_peak(feed, first.lane)[0] == 7_000
    assert find_peak(feed, second.lane)[0] == 9
    assert find_peak(feed, first.lane)[1] == clock.say(rows.at[inside[0], "at"], "day")
    tops = {y for fill in fills(draw(record, feed, answer, view)) for y in fill["y"] if y}
    for lane in plan(answer, under=HIGH).lanes:
        assert min(y for y in tops if lane.ground < y < lane.bottom) == pytest.approx(
            lane.ground + 3, abs=0.1
        )


@given(st.lists(st.floats(-10, 10) | st.none(), min_size=1, max_size=30))
def test_a_bar_has_the_colour_that_the_legend_gives_its_intensity(
    record: Record, intensities: list[float | None]
) -> None:
    answer, view = list_events(record)
    feed = stream(answer)
    at = answer.true_from.normalize() + pd.to_timedelta(range(len(intensities)), "D")
    lane, values = answer.lanes[0].lane, pd.Series(intensities, dtype="float64")
    rows = pd.DataFrame({"at": at, "lane": lane, "number": 1, "intensity": values})
    feed = replace(feed, rows=rows)
    words = dict(write_steps(feed, theme(record, "light")))
    there = {
        UNRATED if value is None else WORDS[sum(value >= end for end in ENDS)]
        for value in intensities
    }
    assert set(words) == there
    drawn = fills(draw(record, feed, answer, view))
    assert {fill["fillcolor"] for fill in drawn} == set(words.values())
    assert sum(len(fill["x"]) // 5 for fill in drawn) == len(intensities)


@pytest.mark.parametrize("mode", MODES)
def test_the_colours_of_intensity_differ_and_more_conflict_is_stronger(
    record: Record, mode: Any
) -> None:
    answer, _ = list_events(record)
    colors = theme(record, mode)
    feed = stream(answer)
    feed.rows["intensity"] = [(-5.0, -2.0, 0.0, 2.0, 5.0)[at % 5] for at in range(len(feed.rows))]
    drawn = [color for _, color in write_steps(feed, colors)]
    assert len(set(drawn)) == len(WORDS)
    seen = [contrast(color, colors.paper) for color in drawn]
    assert seen == sorted(seen, reverse=True)


def test_a_lane_without_a_bar_says_why(record: Record) -> None:
    answer, view = list_events(record)
    feed = stream(answer)
    none = replace(feed.lanes[0], none="<b>of types not chosen")
    feed = replace(feed, rows=feed.rows.iloc[:0], lanes=(none, *feed.lanes[1:]))
    drawn = draw(record, feed, answer, view)
    assert find_peak(feed, none.lane) == (0, "")
    assert not pointed(drawn)
    assert write_steps(feed, theme(record, "light")) == []
    said = [note["text"] for note in drawn["layout"]["annotations"]]
    assert said.count("no happenings") == len(feed.lanes) - 1
    assert "&lt;b&gt;of types not chosen" in said
    assert plotted(drawn).data


@pytest.mark.parametrize("by", ["kind", "party"])
def test_a_timeline_with_the_fullest_feed_stays_small(record: Record, by: str) -> None:
    start = clock.parse("2021-11-16")  # as many days as five lanes have a bar each
    answer, view = list_events(record, as_of=clock.parse("2022-02-22"), start=start, lanes=by)
    days = (answer.ends - answer.true_from).days + 1
    assert days * len(answer.lanes) in range(MOST_BARS - len(answer.lanes), MOST_BARS)
    full = stream(answer, number=88_888_888, intensity=-9.87)
    full.rows["number"] += full.rows.index
    drawn = drawing(draw(record, full, answer, view))
    assert drawn.count('data-id="feed:') == days * len(answer.lanes)
    assert len(drawn.encode()) < WHOLE


@given(st.integers(1, 40), st.integers(0, 12_000))
def test_the_more_lanes_the_fewer_bars_each(number: int, days: int) -> None:
    first = date(1990, 1, 1)
    asked = FeedRequest(
        Question(datetime(2030, 1, 1), "gdelt"), True, first, first + timedelta(days)
    )
    shares = [Share(str(at), "") for at in range(number)]
    step = find_step(asked, shares)
    assert step == "M" or days / {"D": 1, "W": 7}[step] * number < MOST_BARS + number
