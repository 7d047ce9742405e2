"""The timeline as Plotly draws it."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components.figures.kit.theme import TEXT_PX, theme
from components.figures.timeline import chart as figure
from components.figures.timeline.axis import seconds
from data import clock
from data.asof import as_of, seen_by
from data.load import Record
from data.queries.events.events import Timeline, timeline
from data.view import View
from tests.support.plotted import plotted

EVE = "2022-01-09T18:21Z"
HOSTILE = '<b>x</b> <a href="javascript:alert(1)">y</a> & $z$'


def asked(record: Record, moment: str = EVE, **changes: Any) -> tuple[Timeline, View]:
    view = View.default(record).but(as_of=clock.parse(moment), **changes)
    return timeline(as_of(record, view.as_of.last), view), view


def marks(drawn: dict[str, Any]) -> list[Any]:
    return [trace for trace in plotted(drawn).data if trace.customdata is not None]


def test_every_event_shown_has_a_mark_that_carries_its_id(record: Record) -> None:
    answer, view = asked(record)
    held, ahead = marks(figure.lanes(answer, view, theme(record, "light")))
    assert {row[0] for row in held.customdata} == set(answer.occurred["event_id"])
    assert {row[0] for row in ahead.customdata} == set(answer.ahead["event_id"])


def test_announced_marks_are_hollow_and_held_ones_are_not(record: Record) -> None:
    answer, view = asked(record)
    held, ahead = marks(figure.lanes(answer, view, theme(record, "light")))
    assert all(symbol.endswith("-open") for symbol in ahead.marker.symbol)
    assert not any(symbol.endswith("-open") for symbol in held.marker.symbol)
    assert max(held.x) <= min(ahead.x)


@pytest.mark.parametrize("status", ["occurred", "ahead"])
def test_a_hostile_title_reaches_no_text_unescaped(record: Record, status: str) -> None:
    answer, view = asked(record)
    rows = getattr(answer, status).assign(title=HOSTILE, parties=HOSTILE, place=HOSTILE)
    drawn = figure.lanes(replace(answer, **{status: rows}), view, theme(record, "light"))
    said = [text for trace in marks(drawn) for text in trace.hovertext or ()]
    said += [note.text for note in plotted(drawn).layout.annotations]
    assert any("&lt;b&gt;x" in text for text in said)
    assert not any("<b>x" in text or "<a " in text for text in said)


def test_the_figure_is_the_same_whatever_event_is_open(record: Record) -> None:
    answer, view = asked(record)
    colors = theme(record, "light")
    opened = view.but(event=answer.occurred["event_id"].iloc[0])
    assert figure.lanes(answer, view, colors) == figure.lanes(answer, opened, colors)


def test_an_open_event_is_found_in_the_figure_and_an_unknown_one_is_not(record: Record) -> None:
    answer, view = asked(record, lanes="party")
    drawn = figure.lanes(answer, view, theme(record, "light"))
    several = answer.occurred.loc[answer.occurred["lanes"].map(len) > 1].iloc[0]
    spots = figure.spots(drawn, several["event_id"])
    assert len(spots) == len(several["lanes"])
    assert all(0 < left < 100 and 0 < top < drawn["layout"]["height"] for left, top in spots)
    assert figure.spots(drawn, "no-such-event") == ()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_text_is_smaller_than_the_smallest_type(record: Record, mode: Any) -> None:
    answer, view = asked(record, "2022-02-24")
    drawn = figure.lanes(answer, view, theme(record, mode))
    assert all(note.font.size >= TEXT_PX for note in plotted(drawn).layout.annotations)


def test_the_answer_is_not_changed_by_drawing_it(record: Record) -> None:
    answer, view = asked(record)
    before = answer.occurred.copy()
    figure.lanes(answer, view, theme(record, "light"))
    assert before.equals(answer.occurred)


def test_nothing_to_draw_draws_lanes_without_marks(record: Record) -> None:
    answer, view = asked(record, q="no event says this")
    assert answer.empty
    drawn = figure.lanes(answer, view, theme(record, "light"))
    assert not any(len(trace.x) for trace in marks(drawn))


@pytest.mark.parametrize("moment", ["1864", "1878-03-10T18:00Z", "1878-05"])
def test_a_crisis_without_colours_of_its_own_is_drawn(made_up: Record, moment: str) -> None:
    answer, view = asked(made_up, moment)
    drawn = figure.lanes(answer, view, theme(made_up, "dark"))
    shown = {row[0] for trace in marks(drawn) for row in trace.customdata}
    assert shown == {*answer.placed["event_id"], *answer.ahead["event_id"]}


@pytest.mark.parametrize("days", range(2, 60, 3))
def test_the_line_of_since_runs_through_no_words(record: Record, days: int) -> None:
    moment = clock.parse("2022-01-20")
    since = clock.on((moment.last - pd.Timedelta(days=days)).date())
    view = View.default(record).but(as_of=moment, since=since)
    answer = timeline(seen_by(record, view), view)
    scene = figure.plan(answer, 1120)
    at = scene.scale.anywhere(seconds(since.last))
    shapes = figure.lanes(answer, view, theme(record, "light"), 1120)["layout"]["shapes"]
    near = pytest.approx(at, abs=0.1)
    lines = [s for s in shapes if s.get("x0") == s.get("x1") == near and s["y0"] < scene.floor]
    assert lines
    for label in scene.labels:
        if label.box.x0 < at < label.box.x1:
            for one in lines:
                assert one["y1"] <= label.box.y0 or one["y0"] >= label.box.y1
