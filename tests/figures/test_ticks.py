"""An axis names round instants and numbers, as many as there is room for; no two labels touch."""

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from components.figures.kit.ruler import width
from components.figures.kit.ticks import GAP, HOURS, STEPS, number_ticks, ticks

INSTANTS = some.datetimes(pd.Timestamp("0200-01-01"), pd.Timestamp("2900-01-01"))
NUMBERS = some.floats(-1e6, 1e6)


def at(text: Any) -> pd.Timestamp:
    return pd.Timestamp(text, tz="UTC").as_unit("us")


@pytest.mark.parametrize(
    ("first", "last", "room", "expected"),
    [
        ("2022-01-01T06:00", "2022-01-04", 200, ["2 Jan<br>2022", "3 Jan", "4 Jan"]),
        ("2021-12-20", "2022-01-04", 150, ["20 Dec<br>2021", "27 Dec", "3 Jan<br>2022"]),
        ("2021-10-20", "2022-01-10", 200, ["Nov<br>2021", "Dec", "Jan<br>2022"]),
        ("2021-10-20", "2021-12-10", 200, ["1 Nov<br>2021", "15 Nov", "1 Dec"]),
        ("2021-12-01", "2022-06-01", 80, ["Jan<br>2022", "Apr"]),
        ("2000-06-01", "2022-03-01", 200, ["2005", "2010", "2015", "2020"]),
        ("2022-01-01", "2022-01-01", 200, []),
    ],
)
def test_the_closest_round_days_that_fit(
    first: str, last: str, room: float, expected: list[str]
) -> None:
    assert [tick.text() for tick in ticks(at(first), at(last), room)] == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2022-01-09", ["9 Jan 2022", "06:00", "12:00", "18:00", "10 Jan"]),
        ("2021-12-31T11:00", ["12:00 31 Dec 2021", "18:00", "1 Jan 2022", "06:00"]),
    ],
)
def test_hours_name_their_day_first_and_at_midnight(first: str, expected: list[str]) -> None:
    begin = at(first)
    last = begin + pd.Timedelta(hours=24)
    made = ticks(begin, last, 300, years="beside", steps=(*HOURS, *STEPS))
    assert [tick.text(" ") for tick in made] == expected


@given(INSTANTS, INSTANTS, some.integers(100, 1200), some.booleans(), some.booleans())
def test_no_two_labels_touch_and_none_lies_outside(
    one: Any, other: Any, room: float, beside: bool, begins: bool
) -> None:
    first, last = (at(when) for when in sorted((one, other)))
    years: Any = "beside" if beside else "beneath"
    made = ticks(first, last, room, years=years, begins=begins, steps=(*HOURS, *STEPS))
    assert all(first <= tick.at <= last for tick in made)
    span = last.timestamp() - first.timestamp()
    reaches = []
    for tick in made:
        x = room * (tick.at.timestamp() - first.timestamp()) / span
        lines = [tick.text(" ")] if beside else [tick.label, tick.period]
        wide = max(map(width, lines))
        left = x if begins else x - wide / 2
        assert not begins or left + wide <= room
        reaches.append((left, left + wide))
    assert all(right + GAP <= left for (_, right), (left, _) in pairwise(reaches))


@given(INSTANTS, some.integers(1, 400_000))
def test_an_axis_with_room_has_a_label_and_its_year(first: Any, days: int) -> None:
    begin = at(first)
    last = min(begin.as_unit("s") + pd.Timedelta(days=days).as_unit("s"), at("9000-01-01"))
    made = ticks(begin, last, 400)
    assert made
    assert len(made) <= 400 / GAP
    assert f"{made[0].at.year}" in made[0].text()


@given(NUMBERS, NUMBERS, some.integers(2, 9))
def test_numbers_are_round_and_few(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    made = number_ticks(low, high, most)
    assert 1 <= len(made) <= most + 2
    assert made[0] <= low
    assert made[-1] <= high + 1e-6
    assert all(a < b for a, b in pairwise(made))


def test_numbers_of_a_count_are_whole() -> None:
    assert number_ticks(0, 5, 8) == [0, 1, 2, 3, 4, 5]
    assert number_ticks(0, 40, 8) == [0, 5, 10, 15, 20, 25, 30, 35, 40]
    assert number_ticks(94, 201, 5) == [50, 100, 150, 200]
    assert number_ticks(0, 4, 8) == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]
    assert number_ticks(0, 4, 8, whole=True) == [0, 1, 2, 3, 4]
    assert number_ticks(0, 0, 8, whole=True) == [0]
