"""Moments are read as they are written, and never made more precise than that."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import clock


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("1850", "1850-01-01T00:00:00Z", "1850-12-31T23:59:59Z", "year"),
        ("2020-02", "2020-02-01T00:00:00Z", "2020-02-29T23:59:59Z", "month"),
        ("2022-01-09", "2022-01-09T00:00:00Z", "2022-01-09T23:59:59Z", "day"),
        ("2022-01-09T18:21Z", "2022-01-09T18:21:00Z", "2022-01-09T18:21:00Z", "minute"),
    ],
)
def test_a_moment_lasts_as_long_as_it_was_written(cell, first, last, precision):
    read = clock.parse(cell)
    assert (read.first, read.last) == (pd.Timestamp(first), pd.Timestamp(last))
    assert read.precision == precision
    assert read.text == cell


@pytest.mark.parametrize("after", ["", ":00Z", " ", "+01:00", "z"])
def test_an_hour_is_written_to_the_minute_in_utc_and_no_other_way(after):
    with pytest.raises(ValueError, match="is no date"):
        clock.parse("2022-01-09T18:21" + after)


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "2022-02-30", "2022-13", "0000", "2022-01-09T24:00Z", "2022-1-9", "٢٠٢٢"],
)
def test_what_is_no_real_date_is_refused_with_a_sentence(cell):
    with pytest.raises(ValueError, match=r"is no (real )?date"):
        clock.parse(cell)


def test_a_date_without_an_hour_counts_as_known_from_its_end_and_no_sooner():
    day = clock.parse("2022-01-09")
    assert day.last > clock.parse("2022-01-09T23:59Z").last
    assert day.last < clock.parse("2022-01-10T00:00Z").last


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1878", "1878"),
        ("1878-04", "Apr 1878"),
        ("2022-01-09", "9 Jan 2022"),
        ("2022-01-09T18:21Z", "9 Jan 2022, 18:21 UTC"),
    ],
)
def test_a_moment_is_said_no_finer_than_it_is_known(cell, said):
    assert str(clock.parse(cell)) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1878-03-01T08:05Z", "on 1 Mar 1878, 08:05 UTC"),
        ("1878-03-01", "on 1 Mar 1878"),
        ("1878-03", "at the end of Mar 1878"),
        ("1878", "at the end of 1878"),
    ],
)
def test_what_is_known_then_is_known_at_its_end(cell, said):
    assert clock.parse(cell).at_end == said


def test_an_unknown_moment_is_said_as_nothing():
    assert clock.say(pd.NaT, "day") == ""


@given(st.datetimes(min_value=pd.Timestamp("1000-01-01"), max_value=pd.Timestamp("2999-12-31")))
def test_a_minute_written_and_read_again_is_the_same(at):
    cell = f"{at:%Y-%m-%dT%H:%MZ}"
    assert clock.parse(cell).text == cell


def test_an_instant_is_never_said_without_its_precision():
    """A month said as a day invents the day: the precision has no default."""
    with pytest.raises(TypeError):
        clock.say(pd.Timestamp("1878-03-01", tz="UTC"))


@pytest.mark.parametrize(
    ("precision", "said"),
    [("year", "1878"), ("month", "Mar 1878"), ("day", "9 Mar 1878"), ("minute", "9 Mar 1878")],
)
def test_a_day_is_said_only_where_it_is_known(precision, said):
    assert clock.say_day(pd.Timestamp("1878-03-09T15:30", tz="UTC"), precision) == said
