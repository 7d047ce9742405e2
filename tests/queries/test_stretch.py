"""The stretch of a crisis that is over: charts of events end with its events, not at as of."""

from pathlib import Path

import pandas as pd
import pytest

from components.brief.weeks import last_weeks
from components.figures.kit.theme import theme
from components.figures.numbers.estimates import estimates as drawn_estimates
from components.figures.timeline.strip_axis import name_lines
from data import clock
from data.asof import seen_by
from data.load import Record, load
from data.queries.events import events
from data.queries.events.stretch import find_past, true_scale
from data.queries.forces.estimates import estimates
from data.queries.overview import overview
from data.view import View

CUBA = load(Path(__file__).parents[2] / "data" / "cuba-1962")


def at(moment: str, **chosen: object) -> tuple[Record, View]:
    view = View.default(CUBA).but(as_of=clock.parse(moment), **chosen)
    return seen_by(CUBA, view), view


@pytest.mark.parametrize("moment", ["1995-06-01", "2023-12-31"])
def test_a_crisis_seen_from_later_is_drawn_to_its_last_event(moment: str) -> None:
    seen, view = at(moment)
    first, last = true_scale(seen, view)
    assert (str(first.date()), str(last.date())) == ("1962-09-01", "1963-06-27")
    answer = events.timeline(seen, view)
    assert answer.ends == last
    weeks = overview.strip(seen, view)
    assert weeks.occurred > 50, "the weeks before as of are empty"
    assert not weeks.is_now_shown
    assert name_lines(weeks) == []


@pytest.mark.parametrize("moment", ["1962-10-22T23:00Z", "1962-10-28", "1963-06-25"])
def test_while_it_goes_on_charts_reach_to_the_moment(moment: str) -> None:
    seen, view = at(moment)
    assert find_past(seen) is None
    assert true_scale(seen, view)[1] == view.as_of.last
    assert overview.strip(seen, view).is_now_shown


def test_what_is_announced_keeps_a_crisis_open() -> None:
    seen, _ = at("1962-11-21")
    assert (seen.events["status"] == "scheduled").any()
    assert find_past(seen) is None


def test_a_window_is_kept_in_a_crisis_that_is_over() -> None:
    from_october = at("2023-12-31", start=clock.parse("1962-10-14"))
    first, last = true_scale(*from_october)
    assert (str(first.date()), str(last.date())) == ("1962-10-14", "1963-06-27")
    thirteen = {"start": clock.parse("1962-10-14"), "until": clock.parse("1962-10-28")}
    first, last = true_scale(*at("2023-12-31", **thirteen))
    assert (str(first.date()), str(last.date())) == ("1962-10-14", "1962-10-28")
    later = at("2023-12-31", start=clock.parse("1990-01-01"))
    assert true_scale(*later)[1] == later[1].as_of.last


def test_a_brief_of_a_crisis_that_is_over_shows_it_whole() -> None:
    seen, view = at("2023-12-31")
    assert str(last_weeks(seen, view).start) == "1 Sep 1962"
    assert len(events.timeline(seen, last_weeks(seen, view)).occurred) > 50


def test_numbers_long_past_do_not_shrink_to_a_corner() -> None:
    seen, view = at("2023-12-31")
    figure = drawn_estimates(estimates(seen, view), view, theme(CUBA, "light"))
    first, last = map(pd.Timestamp, figure["layout"]["xaxis"]["range"])
    assert first.year == 1962
    assert last.year < 1966
