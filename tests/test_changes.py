"""What is new between two moments equals the difference of the two records as seen."""

import pandas as pd
import pytest

from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.changes import changes
from data.view import View

SPANS = [
    ("2021-12-16", "2021-12-17"),
    ("2022-01-09T18:21Z", "2022-01-14"),
    ("2022-01-20", "2022-01-27"),
    ("2021-11-01", "2022-02-24"),
]


@pytest.fixture(params=SPANS, ids=lambda span: f"{span[0]}..{span[1]}")
def seen(request: pytest.FixtureRequest, record: Record) -> Record:
    since, moment = (clock.parse(text).last for text in request.param)
    return as_of(record, moment, since)


def only_now(seen: Record, table: str) -> set[str]:
    assert seen.before is not None
    return set(seen.table(table).index) - set(seen.before.table(table).index)


@pytest.mark.parametrize("table", ["positions", "claims", "deployments", "estimates", "sources"])
def test_what_is_new_is_the_difference_of_the_two_records(seen: Record, table: str) -> None:
    found = changes(seen, View())
    assert set(getattr(found, table).index) == only_now(seen, table)


def test_every_event_that_came_to_be_known_is_told_once(seen: Record) -> None:
    found, then = changes(seen, View()), seen.before.events
    held_then = set(then.index[then["status"] == "held"])
    held_now = set(seen.events.index[seen.events["status"] == "held"])
    assert set(found.held.index) == held_now - held_then
    ahead = set(seen.events.index) - held_now
    assert set(found.scheduled.index) == ahead - set(then.index)
    told_then = set(then.index[then["outcome"] != ""])
    told_now = set(seen.events.index[seen.events["outcome"] != ""])
    assert set(found.outcomes.index) == (told_now - told_then) & held_then
    assert not set(found.outcomes.index) & set(found.held.index)


def test_old_words_stand_beside_the_new(seen: Record) -> None:
    moved = changes(seen, View()).positions
    for row in moved.itertuples():
        line = seen.positions.loc[
            (seen.positions["issue_id"] == row.issue_id)
            & (seen.positions["party_id"] == row.party_id)
        ]
        place = list(line.index).index(row.Index)
        assert (row.was_summary == "") == (place == 0)
        if place:
            assert row.was_summary == line["summary"].iloc[place - 1]


def test_a_claim_is_set_beside_what_it_answers(record: Record) -> None:
    seen = as_of(record, clock.parse("2022-01-14").last, clock.parse("2022-01-09").last)
    claims = changes(seen, View()).claims
    answering = claims.loc[claims["responds_to"] != ""]
    assert len(answering)
    asked = seen.claims.loc[answering["responds_to"], "text"]
    assert list(answering["answers_text"]) == list(asked)
    assert (claims.loc[claims["responds_to"] == "", "answers_text"] == "").all()


def test_nothing_is_new_without_an_earlier_moment(record: Record) -> None:
    moment = clock.parse("2022-01-14").last
    for since in (None, moment, moment + pd.Timedelta(days=1)):
        seen = as_of(record, moment, since)
        assert not any(changes(seen, View()).counts.values())
        assert seen.before is None
