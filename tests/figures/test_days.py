"""An axis of time names round days, as many as there is room for."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from components.figures.kit.days import days, label_days

INSTANTS = some.datetimes(pd.Timestamp("0200-01-01"), pd.Timestamp("2900-01-01"))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022-01-01T06:00", "2022-01-04", ["2 Jan<br>2022", "3 Jan", "4 Jan"]),
        ("2021-10-20", "2022-01-10", ["1 Nov<br>2021", "1 Dec", "1 Jan<br>2022"]),
        ("2021-12-01", "2022-03-01", ["1 Dec<br>2021", "1 Jan<br>2022", "1 Feb", "1 Mar"]),
        (
            "2000-06-01",
            "2022-03-01",
            ["1 Jan<br>2005", "1 Jan<br>2010", "1 Jan<br>2015", "1 Jan<br>2020"],
        ),
    ],
)
def test_the_closest_round_days_that_fit(first: str, last: str, expected: list[str]) -> None:
    assert label_days(days(pd.Timestamp(first), pd.Timestamp(last), 4)) == expected


@given(INSTANTS, INSTANTS, some.integers(2, 8))
def test_never_more_than_there_is_room_for_and_none_outside(one, other, most) -> None:
    first, last = (pd.Timestamp(at).as_unit("us") for at in sorted((one, other)))
    found = days(first, last, most)
    assert len(found) <= most
    assert all(first <= day <= last and day == day.normalize() for day in found)
