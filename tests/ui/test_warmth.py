"""What readers asked of a record is made of the next one before they see it."""

from pathlib import Path
from typing import Any

import pytest

from components.ui import warmth
from data.live import read_state
from data.load import Record
from data.view import View
from tests.conftest import MADE_UP


@pytest.fixture
def records() -> list[Record]:
    return [record for _ in range(2) if (record := read_state(MADE_UP).record)]


def test_what_was_asked_last_is_made_first_in_the_colours_it_was_asked_in(
    records: list[Record],
) -> None:
    old, new = records
    made: list[tuple[Any, ...]] = []

    def make(record: Record, mode: str, *given: Any) -> None:
        assert record is new
        assert warmth.mode_now.get() == mode
        made.append((mode, *given))

    view = View.default(old)
    warmth.remember(old, make, "light", view, "a")
    warmth.remember(old, make, "dark", "b")
    warmth.remember(old, make, "light", view, "a")
    warmth.make_again(old, new, 60.0)
    assert made == [("light", view, "a"), ("dark", "b")]
    assert warmth.mode_now.get() == ""


def test_what_is_asked_meanwhile_is_made_next_and_nothing_twice(records: list[Record]) -> None:
    old, new = records
    made: list[str] = []

    def make(record: Record, mode: str, name: str) -> None:
        made.append(name)
        if name == "b":  # a reader goes on to another page, and back to one that was made
            warmth.remember(old, make, "", "c")
            warmth.remember(old, make, "", "b")

    warmth.remember(old, make, "", "a")
    warmth.remember(old, make, "", "b")
    warmth.make_again(old, new, 60.0)
    assert made == ["b", "c", "a"]


def test_it_ends_when_its_time_is_over(records: list[Record]) -> None:
    old, new = records
    made: list[str] = []
    for name in "abc":
        warmth.remember(old, lambda _, __, given: made.append(given), "", name)
    warmth.make_again(old, new, -1.0)
    assert made == []


def test_what_cannot_be_made_again_stops_nothing(records: list[Record]) -> None:
    old, new = records
    made: list[str] = []

    def make(_record: Record, _mode: str, name: str) -> None:
        if name == "gone":
            raise KeyError(name)
        made.append(name)

    warmth.remember(old, make, "", "there")
    warmth.remember(old, make, "", "gone")
    warmth.make_again(old, new, 60.0)
    assert made == ["there"]


def test_what_belongs_to_a_state_of_the_record_is_not_remembered(records: list[Record]) -> None:
    old, new = records
    made: list[Any] = []
    warmth.remember(old, lambda *given: made.append(given), "", Path("a-row-of-that-record"))
    warmth.make_again(old, new, 60.0)
    assert made == []


def test_no_more_is_remembered_than_is_made_in_time(records: list[Record]) -> None:
    old, new = records
    made: list[int] = []

    def make(_record: Record, _mode: str, number: int) -> None:
        made.append(number)

    for number in range(warmth.MOST + 5):
        warmth.remember(old, make, "", number)
    warmth.make_again(old, new, 60.0)
    assert made == [*reversed(range(5, warmth.MOST + 5))]
