"""Nothing that became known later is in any answer, at any instant."""

from datetime import UTC, datetime
from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.asof import as_of
from data.clock import Moment
from data.load import Record, load
from data.package import shipped
from data.view import View
from tests.conftest import MADE_UP
from tests.support import secrets
from tests.support.examples import share
from tests.support.walk import at, frames, instants, leaves, queries, views

RECORDS = {"shipped": load(shipped()), "made up": load(MADE_UP)}
QUERIES = queries()
DRAWN = st.sampled_from(["shipped", "shipped", "shipped", "made up"]).flatmap(
    lambda name: st.tuples(st.just(name), instants(RECORDS[name]), views(RECORDS[name]))
)
PLAIN = View.default(RECORDS["shipped"])
DEFAULT = ("shipped", PLAIN.as_of.last, PLAIN)
FEW = settings(max_examples=share(0.3))  # each asks for the whole record anew


@lru_cache(maxsize=512)
def seen(name: str, instant: pd.Timestamp, since: pd.Timestamp | None = None) -> Record:
    return as_of(RECORDS[name], instant, since)


def text_of(answer: object) -> str:
    return "\n".join(leaves(answer))


def leaked(name: str, text: str, instant: pd.Timestamp) -> list[str]:
    return secrets.leaks(RECORDS[name].package.folder, text, instant.to_pydatetime())


@FEW
@given(DRAWN)
@example(DEFAULT)
def test_the_record_as_seen_holds_no_word_of_what_became_known_later(drawn):
    name, instant, _ = drawn
    assert leaked(name, text_of(seen(name, instant)), instant) == []


@pytest.mark.parametrize("query", sorted(QUERIES))
@FEW
@given(DRAWN)
@example(DEFAULT)
def test_no_answer_holds_a_word_of_what_became_known_later(query, drawn):
    name, instant, view = drawn
    answer = QUERIES[query](seen(name, instant), at(view, instant))
    assert leaked(name, text_of(answer), instant) == []
    for frame in frames(answer):
        assert_silent_on_scheduled(name, frame, instant)


@FEW
@given(DRAWN)
@example(DEFAULT)
def test_the_record_as_seen_tells_no_real_day_or_place_of_a_scheduled_event(drawn):
    name, instant, _ = drawn
    assert_silent_on_scheduled(name, seen(name, instant).events, instant)


@pytest.mark.parametrize("query", sorted(QUERIES))
@FEW
@given(DRAWN, st.sampled_from([0, 7, 60, 3000]))
@example(DEFAULT, 9)
def test_no_answer_compared_with_an_earlier_moment_holds_a_word_of_later(query, drawn, days):
    name, instant, view = drawn
    since = instant - pd.Timedelta(days=days)
    told = at(view, instant).but(since=Moment(since, since, "minute"))
    answer = QUERIES[query](seen(name, instant, since), told)
    assert leaked(name, text_of(answer), instant) == []
    for frame in frames(answer):
        assert_silent_on_scheduled(name, frame, instant)


def assert_silent_on_scheduled(name: str, frame: pd.DataFrame, instant: pd.Timestamp) -> None:
    """Find the day or place where an event was held beside its id while it is only scheduled."""
    rows = {row["event_id"]: row for row in secrets.tables(RECORDS[name].package.folder)["events"]}
    if "claim_id" in frame:  # a claim names its event, but has a day and words of its own
        return
    for (_, row), key in zip(frame.iterrows(), frame.get("event_id", frame.index), strict=True):
        event = rows.get(key)
        if not event or secrets.end_of(event["reported"]) <= instant.to_pydatetime():
            continue
        cells = text_of(list(row))
        told = {event["expected"][:10], event["announced"][:10]}
        if event["expected"]:  # a month's last day is where the month ends, and not a secret
            told.add(f"{secrets.end_of(event['expected']):%Y-%m-%d}")
        if event["start"][:10] not in told and len(event["start"]) >= 10:
            assert event["start"][:10] not in cells, (key, cells)
        if event["place_id"] and event["place_id"] != event["expected_place_id"]:
            assert event["place_id"] not in cells.split("\n"), (key, cells)


@pytest.mark.parametrize("name", RECORDS)
def test_the_id_of_a_scheduled_event_tells_no_day_that_was_not_known(name):
    for event in secrets.tables(RECORDS[name].package.folder)["events"]:
        if secrets.first_shown(event) < secrets.end_of(event["reported"]):
            known = (event["expected"] or event["announced"])[:10]
            assert event["event_id"].startswith(known + "-"), event["event_id"]


def test_the_witness_sees_a_leak(made_up):
    """Without this, a search that finds nothing would prove nothing."""
    folder, eve = made_up.package.folder, datetime(1878, 3, 10, tzinfo=UTC)
    summary = made_up.events.loc["1878-04-20-river-closed", "summary"]
    assert secrets.leaks(folder, f"<b>{summary}</b>", eve)
    assert secrets.leaks(folder, f"<b>{summary}</b>", datetime(1878, 5, 1, tzinfo=UTC)) == []
    assert leaked("made up", text_of(made_up), pd.Timestamp(eve))


def test_every_query_is_found():
    assert {"claims.exchanges", "positions.side_by_side"} <= set(QUERIES)
