"""The timeline as a list: every event once, the newest first, under the day it is known for."""

from typing import Any

import pytest

from data.asof import as_of
from data.clock import parse
from data.load import load
from data.package import shipped
from data.queries.events import events, listing
from data.view import View
from tests.conftest import MADE_UP

WHOLE = load(shipped())


def listed(record: Any = WHOLE, moment: str = "2022-01-09T18:21Z", **bounds: Any) -> Any:
    view = View.default(record).but(as_of=parse(moment), **bounds)
    answer = events.timeline(as_of(record, view.as_of.last), view)
    return answer, listing.list_announced(answer), listing.list_placed(answer, slice(None))


def ids(days: Any) -> list[str]:
    return [entry.row["event_id"] for day in days for entry in day.entries]


@pytest.mark.parametrize("record", [WHOLE, load(MADE_UP)], ids=["shipped", "made up"])
@pytest.mark.parametrize("lanes", ["kind", "party"])
def test_every_event_is_listed_once_and_the_newest_comes_first(record: Any, lanes: str) -> None:
    moment = record.package.crisis.default_moment
    answer, ahead, placed = listed(record, record.moment(moment).text, lanes=lanes)
    assert ids(placed) == answer.placed["event_id"].tolist()[::-1]
    assert ids(ahead) == answer.ahead["event_id"].tolist()[::-1]
    assert all(entry.lane for day in (*ahead, *placed) for entry in day.entries)


def test_a_day_is_named_once_and_an_entry_says_only_what_it_adds() -> None:
    _, ahead, placed = listed(moment="2022-01-14")
    days = {day.title: day for day in placed}
    assert len(days) == len(placed)
    talks = next(e for e in days["10 Jan 2022"].entries if "security talks" in e.row["title"])
    assert (talks.lane, talks.time) == ("Meetings", "07:55 UTC")
    assert [day.title for day in ahead] == ["4 Feb 2022", "18 Jan 2022", "17 Jan 2022"]
    assert not any(entry.time for day in ahead for entry in day.entries)


def test_what_is_known_to_the_month_stands_under_its_month() -> None:
    _, ahead, _ = listed()
    assert "Jan 2022" in [day.title for day in ahead]


def test_a_part_goes_on_where_the_one_before_ended() -> None:
    answer, _, placed = listed()
    parts = [listing.list_placed(answer, part) for part in (slice(0, 60), slice(60, None))]
    assert [*ids(parts[0]), *ids(parts[1])] == ids(placed)
    assert len(ids(parts[0])) == 60
