"""The days of a replay: all of a season; of years those near a moment, and those with news."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from components.figures.timeline.histogram import dates
from data.load import Record, load
from data.queries.events.stops import find_next, list_stops

CUBA = load(Path(__file__).parents[2] / "data" / "cuba-1962")
FIRST, LAST = date(1962, 8, 31), date(2023, 4, 20)


def test_a_season_is_stepped_by_days(record: Record) -> None:
    first, last = date(2021, 10, 1), date(2022, 2, 24)
    days = list_stops(record, first, last)
    assert {b - a for a, b in pairwise(days)} == {timedelta(days=1)}
    assert (days[0], days[-1]) == (first, last)
    assert find_next(record, first, 1, first, last) == date(2021, 10, 2)
    assert find_next(record, first, -1, first, last) == first


def test_years_are_stepped_by_the_days_on_which_anything_became_known() -> None:
    day, seen = date(1963, 1, 7), []
    while day < LAST:
        day = find_next(CUBA, day, 1, FIRST, LAST)
        seen.append(day)
    assert len(seen) < 60
    assert {date(1973, 11, 19), date(1995, 5, 31), date(2002, 10, 12)} <= set(seen)
    assert find_next(CUBA, date(1995, 5, 31), -1, FIRST, LAST) < date(1995, 5, 31)
    assert find_next(CUBA, LAST, 1, FIRST, LAST) == LAST


def test_the_handle_stands_on_every_day_near_a_named_moment_and_tells_no_other() -> None:
    stops = set(list_stops(CUBA, FIRST, LAST))
    assert {date(1962, 10, day) for day in range(14, 29)} <= stops
    named = [moment.date() for moment in CUBA.moments["as_of_last"]]
    for day in stops - {FIRST, LAST}:
        near = any(abs(day - moment) <= timedelta(days=14) for moment in named)
        assert near or (day.month, day.day) == (1, 1), "tells that something becomes known then"
    assert len(stops) < 250


def test_the_dates_under_a_long_replay_are_months_near_its_moments_and_decades() -> None:
    said = dates(list_stops(CUBA, FIRST, LAST))
    assert said[0] == (0.0, "31 Aug 1962")
    words = [word for _, word in said]
    assert any(word.startswith("1 Nov") for word in words)
    assert {"1980", "1990"} & set(words)
    assert [at for at, _ in said] == sorted({at for at, _ in said})
