"""The timeline to work with: its marks, its words, and what a selection opens."""

import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components.figures.kit.interactive import room_for_legend
from components.figures.kit.theme import theme
from components.figures.timeline import explore as figure
from components.figures.timeline.explore_places import MOST_LEVELS, spots
from data import clock
from data.asof import seen_by
from data.load import Record
from data.queries.events import explore as query
from data.queries.events.events import timeline
from data.queries.events.explore import Explored
from data.view import View
from data.weigh import SOURCED_LATER
from tests.support.plotted import plotted

EVE = "2022-01-09T18:21Z"
HOSTILE = '<b>x</b> <a href="javascript:alert(1)">y</a> & $z$'
GENEVA = "2022-01-10-geneva-security-talks"
INVASION = "2022-02-24-full-scale-invasion"


def asked(record: Record, moment: str = EVE, **changes: Any) -> tuple[Explored, View]:
    view = View.default(record).but(as_of=clock.parse(moment), **changes)
    return query.explore(seen_by(record, view.only()), view), view


def draw(record: Record, answer: Explored, view: View) -> dict[str, Any]:
    return figure.explore(answer, view, theme(record, "light"))


def marks(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the marks that stand for events, each with what is said of it and its bar."""
    bars = {}
    for trace in spec["data"]:
        if trace["mode"] == "lines":
            ends = zip(trace["x"][::3], trace["x"][1::3], trace["y"][::3], strict=True)
            bars |= {(trace["legendgroup"], y, first): (first, last) for first, last, y in ends}
    found = []
    for trace in spec["data"]:
        for i, owner in enumerate(trace.get("customdata", ())):
            x, y, party = trace["x"][i], trace["y"][i], trace["legendgroup"]
            over = [
                ends
                for (whose, high, first), ends in bars.items()
                if (whose, high) == (party, y) and first <= x <= ends[1]
            ]
            found.append(
                {
                    "id": owner[0],
                    "party": party,
                    "x": x,
                    "symbol": trace["marker"]["symbol"][i],
                    "said": trace["hovertext"][i],
                    "bar": over[0] if over else None,
                }
            )
    return found


def mark(spec: dict[str, Any], event: str) -> dict[str, Any]:
    return next(one for one in marks(spec) if one["id"] == event)


@pytest.mark.parametrize("lanes", ["kind", "party"])
@pytest.mark.parametrize("moment", [EVE, "2022-02-24"])
def test_every_dated_event_of_the_timeline_has_a_mark_and_no_other(record, lanes, moment):
    answer, view = asked(record, moment, lanes=lanes)
    timed = timeline(seen_by(record, view.only()), view)
    dated = timed.ahead.loc[timed.ahead["when"].notna()]
    ids = {one["id"] for one in marks(draw(record, answer, view))}
    assert ids == {*timed.placed.index, *dated.index}
    assert answer.undated == len(timed.ahead) - len(dated)


def test_a_party_is_one_entry_of_the_legend_that_takes_all_its_marks_along(record):
    answer, view = asked(record, "2022-02-24", since=clock.parse("2022-01-20"))
    spec = draw(record, answer, view)
    named = [trace["name"] for trace in spec["data"] if trace["showlegend"]]
    groups = [trace["legendgroup"] for trace in spec["data"] if trace["showlegend"]]
    assert len(set(named)) == len(named) == len(set(groups))
    assert {trace["legendgroup"] for trace in spec["data"]} == set(groups)
    rows = answer.rows
    for one in marks(spec):
        row = rows.loc[one["id"]]
        assert one["party"] == (figure.SEVERAL if row["several"] else row["party_id"])


def test_what_is_announced_is_hollow_and_what_was_called_off_is_crossed(record):
    answer, view = asked(record, "2022-02-23")
    assert set(answer.rows["status"]) == {"occurred", "scheduled", "called_off"}
    for one in marks(draw(record, answer, view)):
        status = answer.rows.at[one["id"], "status"]
        assert (one["symbol"] == "circle-x-open") is (status == "called_off")
        if status != "called_off":
            assert one["symbol"].endswith("-open") is (status == "scheduled")
        assert ("Announced, not yet held" in one["said"]) is (status == "scheduled")


def test_a_date_known_to_the_month_is_a_bar_over_the_month_and_a_day_stands_at_its_noon(made_up):
    answer, view = asked(made_up, "1878-03-31")
    spec = draw(made_up, answer, view)
    dues = mark(spec, "1877-11-river-dues")
    assert dues["bar"] == ("1877-11-01T00:00:00", "1877-11-30T23:59:59")
    assert dues["x"] == "1877-11-15T23:59:59"
    assert mark(spec, "1878-01-14-coralta-note")["bar"] is None
    assert mark(spec, "1878-01-14-coralta-note")["x"] == "1878-01-14T12:00:00"
    assert mark(spec, "1878-03-08-fight-at-the-ford")["x"] == "1878-03-08T04:20:00"


def test_how_long_an_event_lasts_ends_at_as_of_and_an_announced_one_has_its_expected_day(made_up):
    answer, view = asked(made_up, "1878-03-14")
    congress = mark(draw(made_up, answer, view), "1878-03-11-congress-of-serena")
    assert congress["bar"] == ("1878-03-12T12:00:00", "1878-03-14T23:59:59")
    before, view = asked(made_up, "1878-03-01")
    assert mark(draw(made_up, before, view), "1878-03-11-congress-of-serena")["x"].startswith(
        "1878-03-11"
    )


def test_no_event_that_was_held_stands_after_as_of(record):
    """At nine in the morning the noon of that day, where a bare date stands, is still ahead."""
    answer, view = asked(record, "2022-01-09T09:00Z")
    last = answer.rows.loc[answer.rows["status"] == "occurred"].iloc[-1:]
    today = {"when": pd.Timestamp("2022-01-09", tz="UTC"), "when_precision": "day"}
    rows = last.assign(**today, until=pd.NaT)
    (one,) = marks(draw(record, replace(answer, rows=rows), view))
    assert one["x"] == "2022-01-09T09:00:00"
    (hollow,) = marks(draw(record, replace(answer, rows=rows.assign(status="scheduled")), view))
    assert hollow["x"] == "2022-01-09T12:00:00"


def test_a_mark_says_its_sources_and_its_grade(record):
    answer, view = asked(record)
    row = answer.rows.loc[(~answer.rows["credit"].str.startswith(SOURCED_LATER))].iloc[-1]
    said = mark(draw(record, answer, view), row["event_id"])["said"]
    assert re.search(r" · [A-F][1-6]?$", row["credit"])
    assert row["credit"] in said.replace("<br>", " ")


@pytest.mark.parametrize("column", ["title", "parties", "place", "credit", "party", "kind_label"])
def test_a_hostile_cell_reaches_no_text_unescaped(record, column):
    answer, view = asked(record)
    rows = answer.rows.assign(**{column: HOSTILE, "several": False})
    spec = draw(record, replace(answer, rows=rows), view)
    said = [one["said"] for one in marks(spec)] + [trace["name"] for trace in spec["data"]]
    said += [note["text"] for note in spec["layout"]["annotations"]]
    assert any("&lt;b&gt;x" in text for text in said)
    assert not any("<b>x" in text or "<a " in text for text in said)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_few_events_are_drawn_and_the_answer_is_left_as_it_was(record, count):
    answer, view = asked(record, "2022-02-24", since=clock.parse("2022-02-20"))
    few = replace(answer, rows=answer.rows.iloc[-count:] if count else answer.rows.iloc[:0])
    before = few.rows.copy()
    spec = draw(record, few, view)
    assert len(marks(spec)) == count
    assert len(plotted(spec).data) == len(spec["data"])
    pd.testing.assert_frame_equal(few.rows, before)


def test_only_old_events_left_are_all_in_the_first_stretch(record):
    answer, view = asked(record)
    old = replace(answer, rows=answer.rows.loc[answer.rows["when"] < answer.opens].iloc[:3])
    first, last = draw(record, old, view)["layout"]["xaxis"]["range"]
    assert all(first < one["x"] < last for one in marks(draw(record, old, view)))


def test_as_of_is_a_line_and_the_earlier_instant_a_dotted_one(record):
    answer, view = asked(record, "2022-02-24", since=clock.parse("2022-01-20"))
    lines = draw(record, answer, view)["layout"]["shapes"]
    assert [(line["x0"], line["line"].get("dash")) for line in lines] == [
        ("2022-02-24T23:59:59", None),
        ("2022-01-20T23:59:59", "dot"),
    ]
    alone, view = asked(record)
    assert len(draw(record, alone, view)["layout"]["shapes"]) == 1
    words = [note["text"] for note in draw(record, alone, view)["layout"]["annotations"]]
    assert f"As known {alone.as_of.at_end}" in words


def test_marks_of_one_day_do_not_lie_on_each_other(record):
    answer, _ = asked(record)
    placed, _ = spots(answer, pd.Timedelta("1D"))
    places = [(spot.at.normalize(), spot.y) for spot in placed]
    most = pd.Series([at for at, _ in places]).value_counts()
    crowded = set(most.index[most > MOST_LEVELS])
    few = [place for place in places if place[0] not in crowded]
    assert len(set(few)) == len(few)


def test_of_more_events_than_a_browser_draws_the_newest_are_and_the_rest_is_counted(
    record, monkeypatch
):
    monkeypatch.setattr(query, "MOST_ROWS", 10)
    view = View.default(record).but(as_of=clock.parse("2022-01-08T03:07Z"))
    answer = query.explore(seen_by(record, view.only()), view)
    timed = timeline(seen_by(record, view.only()), view)
    assert len(answer.rows) == 10
    assert answer.left_out == len(timed.placed) + len(timed.ahead) - answer.undated - 10
    assert answer.rows["when"].min() >= timed.placed["when"].sort_values().iloc[-11]


def test_a_legend_of_many_rows_makes_the_figure_higher_and_leaves_the_shared_one(record):
    answer, view = asked(record)
    spec = draw(record, answer, view)
    high = spec["layout"]["height"]
    assert room_for_legend(spec, 3)["layout"]["height"] > high
    assert room_for_legend(spec, 99)["layout"]["height"] == high == spec["layout"]["height"]
