"""What became known since an earlier moment is told apart, and nothing is where none is set."""

from typing import Any

import pytest

from components.figures.kit.symbols import RINGS
from components.figures.kit.theme import theme
from components.figures.map.overview import overview as overview_figure
from components.figures.numbers.estimates import estimates as estimates_figure
from components.figures.timeline import chart as figure
from components.figures.timeline.strip import strip as strip_figure
from data.asof import as_of
from data.clock import Moment, parse
from data.load import Record
from data.queries.events import event, events
from data.queries.events.window import label_news
from data.queries.forces import estimates
from data.queries.overview import overview, situation
from data.queries.positions.moved import with_earlier
from data.view import View
from tests.support.plotted import plotted

EVE, NEW_YEAR = "2022-01-09T18:21Z", "2022-01-01"
GENEVA = "2022-01-10-geneva-security-talks"


def at(record: Record, moment: str, since: str | None = None, **more: Any) -> tuple[Record, View]:
    now, then = parse(moment), parse(since) if since else None
    view = View.default(record).but(as_of=now, since=then, **more)
    return as_of(record, now.last, then.last if then else None), view


def rings(drawn: Any) -> list[Any]:
    """Return the traces of rings: hollow, silent marks."""
    return [
        trace
        for trace in plotted(drawn).data
        if trace.hoverinfo == "skip"
        and "open" in str(trace.marker.symbol)
        and trace.name != "departing"
    ]


def test_the_count_of_what_is_new_is_the_difference_of_the_two_counts(record: Record) -> None:
    now = events.timeline(*at(record, EVE, NEW_YEAR))
    then = events.timeline(*at(record, NEW_YEAR))
    assert now.fresh == now.total - then.total > 0
    said = events.sentence(now)
    assert said.startswith(f"{now.total} events known by 9 Jan 2022, 18:21 UTC, +{now.fresh} since")


@pytest.mark.parametrize("since", [None, "2022-01-10", EVE])
def test_nothing_is_new_without_an_earlier_moment(record: Record, since: str | None) -> None:
    seen, view = at(record, EVE, since)
    answer = events.timeline(seen, view)
    assert answer.since is None
    assert not (answer.occurred["news"] != "").any()
    assert "+" not in events.sentence(answer)
    colors = theme(record, "light")
    assert rings(figure.lanes(answer, view, colors)) == []
    assert rings(strip_figure(overview.strip(seen, view), view, colors)) == []
    assert rings(overview_figure(overview.where(seen, view), view, colors)) == []
    assert rings(estimates_figure(estimates.estimates(seen, view), view, colors)) == []
    assert situation.news(seen, view) == ""
    assert "News" not in events.table(seen, view)


def test_what_was_announced_before_is_held_and_not_new(record: Record) -> None:
    seen, view = at(record, "2022-01-12", EVE)
    answer = events.timeline(seen, view)
    assert answer.occurred.at[GENEVA, "news"] == "occurred"
    assert answer.occurred.at[GENEVA, "news_label"].startswith("held since 9 Jan 2022")
    card = event.event(seen, view.but(event=GENEVA))
    assert card is not None
    assert card.news.startswith("held since")


def test_an_outcome_is_news_of_its_own(record: Record) -> None:
    answer = events.timeline(*at(record, EVE, "2021-12-20"))
    told = answer.occurred.loc[answer.occurred["news"] == "outcome"]
    assert len(told) == answer.outcomes > 0
    assert told["news_label"].eq("outcome known since 20 Dec 2021").all()


@pytest.mark.parametrize(
    ("news", "status", "said"),
    [
        ("new", "occurred", "new since 1 Jan 2022"),
        ("new", "scheduled", "announced since 1 Jan 2022"),
        ("occurred", "occurred", "held since 1 Jan 2022"),
        ("outcome", "occurred", "outcome known since 1 Jan 2022"),
        ("", "occurred", ""),
    ],
)
def test_news_is_said_in_words(news: str, status: str, said: str) -> None:
    assert label_news(news, status, parse(NEW_YEAR)) == said
    assert label_news(news, status, None) == ""


def test_every_new_mark_wears_a_ring_and_no_other_does(record: Record) -> None:
    seen, view = at(record, "2022-01-20", EVE)
    answer = events.timeline(seen, view)
    drawn = figure.lanes(answer, view, theme(record, "light"))
    (ring,) = rings(drawn)
    new = answer.occurred["news"] != ""
    assert len(ring.x) == new.sum() + (answer.ahead["news"] != "").sum()
    shapes = {symbol for symbol, _ in RINGS.values()}
    assert len(shapes) == len(RINGS), "told apart by shape, and not by colour"
    assert {"circle-open", "square-open"} <= set(ring.marker.symbol) <= shapes
    hovers = [text for trace in plotted(drawn).data for text in trace.hovertext or ()]
    assert any("held since 9 Jan 2022" in text for text in hovers)


def test_since_is_a_thin_line_named_on_both_timelines(record: Record) -> None:
    seen, view = at(record, EVE, "2021-12-05")
    drawn = figure.lanes(events.timeline(seen, view), view, theme(record, "light"))
    assert any("since 5 Dec 2021" in note.text for note in plotted(drawn).layout.annotations)
    weeks = strip_figure(overview.strip(seen, view), view, theme(record, "light"))
    assert any("since 5 Dec" in note.text for note in plotted(weeks).layout.annotations)


@pytest.mark.parametrize("since", ["2022-01-08", "2021-12-05", "2021-05-01", "1990-01-01"])
def test_the_figures_stand_whatever_is_compared(record: Record, since: str) -> None:
    seen, view = at(record, EVE, since, event=GENEVA)
    colors = theme(record, "dark")
    figure.lanes(events.timeline(seen, view), view, colors)
    strip_figure(overview.strip(seen, view), view, colors)


def test_the_event_chosen_wears_a_wider_ring_on_the_weeks(record: Record) -> None:
    seen, view = at(record, EVE, event=GENEVA)
    answer = overview.strip(seen, view)
    (ring,) = rings(strip_figure(answer, view, theme(record, "light")))
    assert len(ring.x) == 1
    assert rings(strip_figure(answer, view.but(event=""), theme(record, "light"))) == []


def test_a_stance_that_moved_stands_beside_what_it_was(record: Record) -> None:
    seen, view = at(record, EVE, "2021-12-20")
    rows = [row for _, _, rows in situation.distances(seen, view).groups for row in rows]
    before, _ = at(record, "2021-12-20")
    was = [row for _, _, rows in situation.distances(before, view).groups for row in rows]
    then = {row["issue_id"]: row["left_stance"] for row in was}
    moved = [row for row in rows if row["left_was"]]
    assert moved
    for row in moved:
        assert row["left_was"] == then.get(row["issue_id"], "silent") != row["left_stance"]
        assert row["left_fresh"], "a stance cannot move without a position taken since"


def test_the_phrase_counts_what_is_new(record: Record) -> None:
    seen, view = at(record, EVE, NEW_YEAR)
    fresh = events.timeline(seen, view).fresh
    assert situation.news(seen, view).startswith(f"+{fresh} events")
    assert situation.news(*at(record, "1900", "1899")) == "nothing new"


def test_new_estimates_and_places_are_ringed(record: Record) -> None:
    seen, view = at(record, EVE, "2021-12-20")
    numbers, forces = estimates.estimates(seen, view), overview.where(seen, view).forces
    assert numbers["new"].any()
    assert not numbers["new"].all()
    assert forces["new"].any()
    assert not forces["new"].all()
    colors = theme(record, "light")
    assert rings(estimates_figure(numbers, view, colors))
    assert rings(overview_figure(overview.where(seen, view), view, colors))


def test_an_earlier_position_is_the_partys_own_on_that_issue(record: Record) -> None:
    seen, _ = at(record, "2022-02-24")
    rows = with_earlier(seen)
    assert len(rows) == len(seen.positions)
    first = ~rows.duplicated(["issue_id", "party_id"])
    assert (rows.loc[first, "was_stance"] == "").all()
    assert (rows.loc[~first, "was_stance"] != "").all()


def test_a_crisis_that_no_code_knows_is_compared(made_up: Record) -> None:
    seen, view = at(made_up, "1878-05", "1878-03-10T18:00Z")
    answer = events.timeline(seen, view)
    assert isinstance(answer.since, Moment)
    figure.lanes(answer, view, theme(made_up, "light"))
    strip_figure(overview.strip(seen, view), view, theme(made_up, "light"))
    situation.distances(seen, view)
    situation.news(seen, view)
