"""Every count on the Situation page is the length of the list that stands under it or opens."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from components.ui.pages import next_and_last
from data.asof import as_of, seen_by
from data.clock import parse
from data.load import Record
from data.queries.events import ahead as coming
from data.queries.events import events
from data.queries.overview import overview, situation
from data.view import View
from data.words import NUMBERS as WORDS
from tests.ui.test_situation_page import opened, words

MOMENTS = (
    "2021-12-07",
    "2022-01-09T18:21Z",
    "2022-01-14",
    "2022-01-26",
    "2022-02-18",
    "2022-02-22T12:00Z",
    "2022-02-24",
)
NUMBERS = {word: n for n, word in enumerate(WORDS)}


def number(word: str) -> int:
    return NUMBERS[word.lower()] if word.lower() in NUMBERS else int(word.replace(",", ""))


def block(said: str, label: str) -> str:
    return said.split(f'aria-label="{label}">')[1].split("</section>", maxsplit=1)[0]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_last_block_lists_as_many_events_as_it_counts(moment: str) -> None:
    last = block(words(opened("situation", as_of=moment)), "Last")
    counted = re.search(r"</a>: ([\w,]+) events? (?:today|on \d)", last)
    newest = last.split('<div class="s-day">')[1]  # with what its fold holds
    assert newest.count("<li") == number(counted[1])
    folded = re.search(r"<summary>([\w,]+) more (?:today|on)", newest)
    held = newest.split("<details")[1].count("<li") if folded else 0
    assert held == (number(folded[1]) if folded else 0)


def test_the_eve_lists_all_four_events_of_the_day() -> None:
    last = block(words(opened("situation")), "Last")
    assert "</a>: four events today" in last
    assert last.split('<div class="s-day">')[1].count("<li") == 4


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_block_lists_all_that_is_announced(record: Record, moment: str) -> None:
    following = block(words(opened("situation", as_of=moment)), "Next")
    view = View.default(record).but(as_of=parse(moment))
    ahead = coming.upcoming(seen_by(record, view), view)
    assert following.count('class="s-row') - following.count("s-off") == len(ahead)
    folded = re.search(r"<summary>([\w,]+) more<", following)
    assert (number(folded[1]) if folded else 0) == max(0, len(ahead) - next_and_last.NEXT_ROWS)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("query", [{}, {"kind": "call", "party": "russia", "q": "Putin"}])
def test_the_weeks_open_a_timeline_of_as_many_events(
    record: Record, moment: str, query: dict[str, str]
) -> None:
    weeks = block(words(opened("situation", as_of=moment, **query)), "Weeks")
    counted = re.search(r'<h2><a href="timeline\?([^"]*)"[^>]*>[^:]+: ([\w,]+) events?</a>', weeks)
    view, dropped = View.from_query(parse_qs(unescape(counted[1])), record)
    assert not dropped
    shown = events.timeline(seen_by(record, view), view)
    assert len(shown.occurred) == number(counted[2])


@pytest.mark.parametrize("day", pd.date_range("2021-10-03", "2022-02-24", freq="9D"))
def test_the_weeks_hold_what_the_timeline_holds(record: Record, day: pd.Timestamp) -> None:
    view = View.default(record).but(as_of=parse(f"{day:%Y-%m-%d}"))
    seen = as_of(record, view.as_of.last)
    strip = overview.strip(seen, view)
    start = parse(f"{strip.first:%Y-%m-%d}")
    held = strip.events.loc[~strip.events["scheduled"]]
    listed = events.timeline(seen, view.but(start=start)).occurred
    assert strip.occurred == len(listed)
    assert set(listed.index) <= set(held.index)
    assert (strip.events["at"] <= strip.events["until"]).all()


@pytest.mark.parametrize("moment", MOMENTS)
def test_each_distance_counts_the_issues_under_it(moment: str) -> None:
    apart = block(words(opened("situation", as_of=moment)), "How far apart")
    groups = apart.split('<tr class="s-group">')[1:]
    assert groups
    for group in groups:
        counted = re.search(r"<span>(\d+)</span></th>", group)
        if counted:
            assert group.count("<tr><td>") == int(counted[1])


def test_a_day_with_more_than_a_dozen_events_is_listed_whole(record: Record) -> None:
    view = View.default(record).but(as_of=parse("2022-02-24"))
    seen = as_of(record, view.as_of.last)
    day = seen.events.loc[seen.events["status"] == "occurred", "when"].max().normalize()
    moved = seen.events.assign(
        when=seen.events["when"].mask(
            seen.events["status"] == "occurred", day + pd.Timedelta(hours=1)
        ),
        when_last=seen.events["when_last"].mask(seen.events["status"] == "occurred", day),
        when_precision="day",
    )
    many = seen.but(events=moved)
    held = int((moved["status"] == "occurred").sum())
    assert len(situation.newest_day(situation.latest(many, view))) == held > situation.LATEST


def test_a_link_of_the_weeks_keeps_the_readers_moment() -> None:
    weeks = block(words(opened("situation", as_of="2022-01-20")), "Weeks")
    address = unescape(re.search(r'href="([^"]+)"', weeks)[1])
    assert parse_qs(urlsplit(address).query)["as_of"] == ["2022-01-20"]
