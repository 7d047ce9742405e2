"""What is ahead is one list: from it every page, headline and file counts."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from components.ui.pages.situation import ALL_EVENTS
from data.asof import as_of
from data.clock import Moment, parse
from data.load import Record, load
from data.package import shipped
from data.queries.events import ahead, events
from data.queries.overview import overview
from data.view import View
from data.words import number
from tests.conftest import MADE_UP

NOW = pd.Timestamp("2022-01-09T18:21Z")
RECORDS = (load(shipped()), load(MADE_UP))


def at(record: Record, moment: str) -> tuple[Record, View]:
    read = parse(moment)
    return as_of(record, read.last), View.default(record).but(as_of=read)


def scheduled(when: str | None) -> Any:
    if when is None:
        return SimpleNamespace(when=pd.NaT, when_last=pd.NaT, when_precision="")
    read = parse(when)
    return SimpleNamespace(when=read.first, when_last=read.last, when_precision=read.precision)


@pytest.mark.parametrize(
    ("precisions", "awaited"),
    [
        ([], False),
        ([""], False),
        (["month"], False),
        (["day", ""], True),
        (["day", "minute"], False),
    ],
)
def test_hours_are_awaited_of_days_alone(precisions: list[str], awaited: bool) -> None:
    assert ahead.hours_awaited(pd.DataFrame({"when_precision": precisions})) == awaited


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022-01-09", "today"),
        ("2022-01-10", "tomorrow"),
        ("2022-01-11", "in 2 days"),
        ("2022-02-09", "in 31 days"),
        ("2022-01-10T07:55Z", "tomorrow, 07:55 UTC"),
        ("2022-01-09T20:00Z", "today, 20:00 UTC"),
        ("2022-01", "this month"),
        ("2022-02", "next month"),
        ("2022-03", "in 2 months"),
        ("2023-01", "in 12 months"),
        ("2022", "this year"),
        ("2024", "in 2024"),
        ("2022-01-09T18:00Z", "was due"),
        ("2021-12-31", "was due"),
        (None, ""),
    ],
)
def test_time_left_is_said_no_finer_than_the_date_is_known(when: str | None, words: str) -> None:
    assert ahead.time_left(NOW, scheduled(when)) == words


@pytest.mark.parametrize(("n", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13")])
def test_numbers_are_words_up_to_twelve(n: int, said: str) -> None:
    assert number(n) == said


def test_the_eve_announces_the_three_cities_in_order(record: Record) -> None:
    coming = ahead.upcoming(*at(record, "2022-01-09T18:21Z"))
    later = coming.loc[coming["days"] > 0]
    assert list(later["town"]) == ["Geneva", "Brussels", "Vienna", "Beijing"]
    assert list(later["left"]) == ["tomorrow", "in 3 days", "in 4 days", "in 26 days"]
    assert list(later["both"]) == [True, True, True, False]


def test_nothing_held_is_still_said_to_come(record: Record) -> None:
    coming = ahead.upcoming(*at(record, "2022-01-14"))
    assert not set(coming.index) & {"2022-01-10-geneva-security-talks"}


def test_what_has_no_date_comes_after_what_has_one_and_is_said_once(record: Record) -> None:
    coming = ahead.upcoming(*at(record, "2022-02-10"))
    undated = coming["when"].isna()
    assert list(undated) == sorted(undated)
    assert undated.any()
    assert coming.loc[undated, "day"].eq("No date yet").all()
    assert coming.loc[undated, "left"].eq("").all()


def test_a_meeting_without_a_date_is_counted_among_those_announced(record: Record) -> None:
    seen, view = at(record, "2022-02-10")
    meetings = ahead.upcoming(seen, view)["meeting"]
    assert overview.strip(seen, view).announced == int(meetings.sum()) == 7


def test_meetings_of_both_are_among_the_first_though_others_come_before(record: Record) -> None:
    coming = ahead.upcoming(*at(record, "2022-02-10"))
    council = "2022-02-17-un-security-council"
    assert list(coming.index).index(council) >= 4, "by date alone it is not shown"
    first = ahead.first_of(coming, 4)
    assert council in first.index
    assert len(first) == 4
    assert first["when"].is_monotonic_increasing


@pytest.mark.parametrize("whole", RECORDS, ids=["shipped", "made up"])
@given(data=some.data())
def test_the_list_that_a_count_opens_holds_as_many(whole: Record, data: some.DataObject) -> None:
    first, last = whole.events["reported"].min(), whole.last + pd.Timedelta(days=60)
    second = data.draw(some.integers(int(first.timestamp()), int(last.timestamp())))
    moment = pd.Timestamp(second, unit="s", tz="UTC").floor("min").as_unit("s")
    view = View.default(whole).but(
        as_of=Moment(moment, moment),
        party=data.draw(some.sampled_from([(), (whole.parties.index[0],)])),
        start=data.draw(some.sampled_from([None, parse("2022-01-01")])),
        status=data.draw(some.sampled_from([(), ("occurred",)])),
    )
    seen = as_of(whole, moment)
    coming = ahead.upcoming(seen, view)
    listed = ALL_EVENTS | {"status": ("scheduled",)}
    assert len(coming) == len(events.timeline(seen, view.but(**listed)).ahead)
    meetings = view.but(**listed | {"kind": whole.package.crisis.meeting_kinds})
    shown = events.timeline(seen, meetings)
    assert overview.strip(seen, view).announced == len(shown.ahead) == int(coming["meeting"].sum())
    assert shown.occurred.empty
    assert shown.called_off.empty
