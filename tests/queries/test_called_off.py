"""What was called off was scheduled until then, and never took place."""

import pandas as pd
import pytest

from components.brief.make import file
from components.brief.model import Choices, brief
from components.figures.kit.theme import theme
from components.figures.map.venues import venues_map
from components.figures.timeline.chart import lanes
from components.figures.timeline.strip import strip as strip_figure
from data.asof import as_of
from data.clock import parse
from data.load import Record, load
from data.package import shipped
from data.queries.events import ahead, event, events
from data.queries.events.called_off import list_called_off
from data.queries.exchanges.threads import deeds
from data.queries.forces import place
from data.queries.forces.venues import venues
from data.queries.overview import overview, refers, search_results, situation
from data.queries.overview.changes import changes, listed
from data.queries.sources import health
from data.view import View
from tests.support.plotted import plotted
from tests.support.reading import words_of

WHOLE = load(shipped())
BLINKEN, LE_DRIAN = "2022-02-24-blinken-lavrov-meeting", "2022-02-25-le-drian-lavrov-paris"
WHEN = "Called off on 22 Feb 2022; it was expected on 24 Feb 2022"


def at(moment: str, since: str = "", record: Record = WHOLE) -> tuple[Record, View]:
    read, earlier = parse(moment), parse(since) if since else None
    view = View.default(record).but(as_of=read, since=earlier)
    return as_of(record, read.last, earlier.last if earlier else None), view


def test_it_is_scheduled_until_it_was_called_off_and_then_neither_held_nor_ahead() -> None:
    for moment, status in (("2022-02-21", "scheduled"), ("2022-02-22", "called_off")):
        seen, view = at(moment)
        assert seen.events.at[BLINKEN, "status"] == status
        assert (BLINKEN in ahead.upcoming(seen, view).index) is (status == "scheduled")
        answer = events.timeline(seen, view)
        assert BLINKEN not in answer.occurred.index
        assert (BLINKEN in answer.ahead.index) is (status == "scheduled")
        assert (BLINKEN in answer.called_off.index) is (status == "called_off")


def test_it_is_not_counted_among_what_happened() -> None:
    seen, view = at("2022-02-23")
    held = set(seen.events.index[seen.events["status"] == "occurred"])
    answer = events.timeline(seen, view)
    assert answer.total == len(held)
    assert set(answer.occurred.index) == held
    assert answer.announced == int((seen.events["status"] == "scheduled").sum())
    assert "; 2 called off" in events.sentence(answer)
    without = seen.but(events=seen.events.loc[seen.events["status"] != "called_off"])
    pd.testing.assert_frame_equal(events.timeline(without, view).curve, answer.curve)
    assert BLINKEN not in situation.latest(seen, view).index
    assert not {BLINKEN, LE_DRIAN} & set(health.health(seen, view).alone["event_id"])
    claims = seen.claims.index[seen.claims["kind"] == "denial"]
    followed = {
        e for claim in claims for e in deeds(seen, view.but(claim=claim)).get("event_id", ())
    }
    assert followed
    assert not {BLINKEN, LE_DRIAN} & followed
    assert sum(venues(seen, view).towns["past"]) == sum(venues(without, view).towns["past"])


def test_the_curve_and_the_counts_change_where_it_is_taken_for_held() -> None:
    seen, view = at("2022-02-23")
    wrong = seen.but(events=seen.events.assign(status="occurred"))
    assert events.timeline(wrong, view).total > events.timeline(seen, view).total


def test_its_card_says_when_it_was_called_off_and_when_it_was_expected() -> None:
    seen, view = at("2022-02-23")
    card = event.event(seen, view.but(event=BLINKEN))
    assert card is not None
    assert card.when == WHEN
    assert card.called_off
    assert not card.scheduled
    opened = refers.refers(seen, view.but(event=BLINKEN))[0]
    assert opened.line.startswith(WHEN)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("1878-03-17", ""),
        ("1878-03-18", "Called off on 18 Mar 1878; it was expected on 20 Mar 1878"),
    ],
)
def test_another_crisis_says_the_same(made_up: Record, moment: str, said: str) -> None:
    seen, view = at(moment, record=made_up)
    row = events.table(seen, view)
    (told,) = row.loc[row["Title"] == "Second sitting of the congress planned"].to_dict("records")
    assert told["Status"] == ("called off" if said else "announced")
    assert not said or told["Date"] == said


def test_every_list_says_that_it_was_called_off_and_none_that_it_was_held() -> None:
    seen, view = at("2022-02-23")
    rows = events.table(seen, view)
    (told,) = rows.loc[rows["Title"].str.startswith("Blinken-Lavrov meeting planned")].to_dict(
        "records"
    )
    assert (told["Status"], told["Date"]) == ("called off", WHEN)
    hits = search_results.search_results(seen, view.but(q="Blinken-Lavrov meeting planned"))
    assert hits.loc[BLINKEN, "when_label"] == WHEN
    where = seen.events.at[LE_DRIAN, "where"]
    assert seen.places.at[where, "name"] == "Paris", "as it was expected"
    here = place.history(seen, view.but(place=where)).events
    assert here.loc[LE_DRIAN, "when_label"].startswith("Called off on 22 Feb 2022; it was")
    groups = {
        g.title: set(g.rows["row"]) for g in refers.refers(seen, view.but(place=where))[0].groups
    }
    assert LE_DRIAN in groups["Called off"]
    assert LE_DRIAN not in groups["Held here"]


def test_next_names_it_until_the_day_on_which_it_was_expected_has_passed() -> None:
    assert list(list_called_off(at("2022-02-21")[0]).index) == []
    assert set(list_called_off(at("2022-02-23")[0]).index) == {BLINKEN, LE_DRIAN}
    assert set(list_called_off(at("2022-02-25")[0]).index) == {LE_DRIAN}
    assert list(list_called_off(at("2022-02-26")[0]).index) == []


def test_it_is_news_since_a_moment_at_which_it_was_ahead_and_none_since_it_was_called_off() -> None:
    seen, view = at("2022-02-23", "2022-02-21")
    assert set(changes(seen, view).called_off.index) == {BLINKEN, LE_DRIAN}
    assert "2 called off" in situation.news(seen, view).replace("+", "")
    rows = listed(seen, view)
    assert rows.loc[rows["id"] == BLINKEN, "change"].tolist() == ["called_off"]
    assert rows.loc[rows["id"] == BLINKEN, "when_label"].tolist() == [WHEN]
    answer = events.timeline(seen, view)
    assert answer.called_off.at[BLINKEN, "news_label"] == "called off since 21 Feb 2022"
    seen, view = at("2022-02-23", "2022-02-22")
    assert changes(seen, view).called_off.empty


def symbols(figure, event_id: str) -> list[str]:
    found = []
    for trace in plotted(figure).data:
        given = () if trace.customdata is None else trace.customdata
        ids = [cell if isinstance(cell, str) else cell[0] for cell in given]
        shapes = "circle" if trace.marker.symbol is None else trace.marker.symbol
        shapes = [shapes] * len(ids) if isinstance(shapes, str) else shapes
        found += [s for i, s in zip(ids, shapes, strict=False) if i == event_id]
    return found


def test_it_has_a_mark_of_its_own_on_every_figure() -> None:
    seen, view = at("2022-02-23", "2022-02-21")
    colors = theme(WHOLE, "light")
    drawn = lanes(events.timeline(seen, view), view, colors)
    assert set(symbols(drawn, BLINKEN)) == {"circle-x-open"}
    weeks = overview.strip(seen, view)
    assert set(weeks.events.index[weeks.events["called_off"]]) == {BLINKEN, LE_DRIAN}
    figure = strip_figure(weeks, view, colors)
    crossed = [t for t in plotted(figure).data if t.marker.symbol == "circle-x-open"]
    assert sum(len(t.x) for t in crossed) == 1, "one mark a day and row"
    assert "called off" in crossed[0].text[0]
    towns = venues(seen, view).towns
    assert list(towns.loc[towns["called_off"] > 0, "name"]) == ["Paris"]
    (mark,) = [
        t
        for t in plotted(venues_map(venues(seen, view), view, colors)).data
        if t.name == "called off"
    ]
    assert "Called off on 22 Feb 2022" in mark.text[0]
    plain, asked = at("2022-01-09T18:21Z")
    for other in (
        lanes(events.timeline(plain, asked), asked, colors),
        strip_figure(overview.strip(plain, asked), asked, colors),
        venues_map(venues(plain, asked), asked, colors),
    ):
        assert "circle-x" not in str(other)


@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_files_say_so(kind: str) -> None:
    seen, view = at("2022-02-23", "2022-02-17")
    sections = ("next", "changes", "timeline", "map")
    made = brief(seen, view, Choices(sections))
    told = {row.cells[1]: row.cells[0] for row in made.sections[0].rows}
    assert told["Blinken-Lavrov meeting planned for 24 February"] == WHEN
    said = words_of(kind, file(kind, seen, view, Choices(sections)))
    assert WHEN in said
