"""Search forgives a slip, and knows nothing that is not known yet."""

import pytest

from data import clock
from data.asof import as_of
from data.load import Record
from data.search import GROUPS, search


@pytest.fixture(scope="module")
def eve(record: Record):
    return as_of(record, clock.parse("2022-01-09T18:21Z").last)


@pytest.mark.parametrize("words", ["Ryabkov", "ryabkof", "RIABKOV", "ryabkov geneva"])
def test_a_slip_of_the_pen_still_finds(eve: Record, words: str) -> None:
    found = search(eve, words)
    assert "events" in set(found["group"])
    assert found["title"].str.contains("Ryabkov").any()


def test_every_word_must_be_found(eve: Record) -> None:
    assert search(eve, "ryabkov submarine zanzibar").empty


@pytest.mark.parametrize("words", ["", "   ", "?!", "\x00", "'; DROP TABLE events; --"])
def test_words_that_are_none_find_nothing_and_do_no_harm(eve: Record, words: str) -> None:
    assert search(eve, words).empty


def test_search_obeys_the_moment(record: Record, eve: Record) -> None:
    words = "no progress seen difficult talks conclude"
    known = {g: set(eve.table(g).index) for g in GROUPS}
    for text in (words, "invasion", "recognises", "Normandy", "leak"):
        for row in search(eve, text).itertuples():
            assert row.id in known[row.group]
    later = as_of(record, record.last)
    assert not search(later, "special military operation").empty
    assert search(eve, "special military operation").empty


def test_a_scheduled_event_is_not_found_by_what_happened(record: Record, eve: Record) -> None:
    ahead = eve.events.loc[eve.events["status"] == "scheduled"]
    assert len(ahead)
    for event in ahead.index:
        summary = record.events.at[event, "summary"]
        found = search(eve, summary)
        assert event not in set(found["id"])
