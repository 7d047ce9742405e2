"""Search forgives a slip, and knows nothing that is not known yet."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import clock
from data.asof import as_of
from data.kinds import KINDS
from data.load import Record, load
from data.names import NAMED, fold
from data.package import shipped
from data.search import GROUPS, index, matching, search

RECORD = load(shipped())
MOMENTS = [clock.parse(day).last for day in ("2021-11-15", "2022-01-09", "2022-02-24")]


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


@pytest.mark.parametrize(
    ("words", "group", "row_id"),
    [
        ("Шойгу", "people", "shoigu"),
        ("Зеленський", "people", "zelensky"),
        ("Lavroff", "people", "lavrov"),
        ("Ельня", "places", "yelnya"),
        ("Kiev", "places", "kyiv"),
        ("Kyev", "places", "kyiv"),
        ("Yel'nya", "places", "yelnya"),
        ("Yel’nya", "places", "yelnya"),
        ("Élysée", "parties", "france"),
        ("Elysee", "parties", "france"),
        ("U.S.", "parties", "us"),
        ("ОБСЕ", "parties", "osce"),
    ],
)
def test_another_spelling_or_script_finds_the_row_itself_first(
    eve: Record, words: str, group: str, row_id: str
) -> None:
    found = search(eve, words)
    assert found.loc[found["group"] == group, "id"].iloc[0] == row_id


@pytest.mark.parametrize(("words", "name"), [("Шойгу", "Shoigu"), ("Kiev", "Kyiv")])
def test_another_spelling_finds_what_the_name_on_screen_finds(
    eve: Record, words: str, name: str
) -> None:
    for group in ("events", "claims", "estimates"):
        assert set(matching(eve, group, name)) <= set(matching(eve, group, words))


@pytest.mark.parametrize("digits", [("100,000", "100000", "100 000", "100\u202f000", "100.000")])
def test_a_number_is_one_number_however_it_is_written(eve: Record, digits: tuple[str, ...]) -> None:
    first, *others = (search(eve, cell) for cell in digits)
    assert first["title"].str.contains("100,000").any()
    assert all(first.equals(other) for other in others)
    assert "2021-12-03-us-intelligence-175000" in set(matching(eve, "events", "175 000"))


def test_a_number_is_not_found_within_a_longer_one(eve: Record) -> None:
    for group in GROUPS:
        for cells in eve.table(group).loc[matching(eve, group, "10000")].to_dict("records"):
            assert re.search(r"(?<!\d)10[ ,.]?000(?!\d)", " ".join(map(str, cells.values())))


def test_a_word_on_record_is_not_taken_for_another(eve: Record) -> None:
    places = eve.places.loc[matching(eve, "places", "Minsk"), "name"]
    assert list(places) == ["Minsk"]
    claims = eve.claims.loc[matching(eve, "claims", "Minsk")]
    assert claims["text"].str.cat(claims["quote"]).str.contains("Minsk").all()
    assert "iran" not in set(matching(eve, "parties", "Iraq"))


def test_the_group_that_holds_the_exact_name_comes_first(eve: Record) -> None:
    for words, group in (("Geneva", "places"), ("Moscow", "places"), ("Russia", "parties")):
        first = search(eve, words).iloc[0]
        assert (first["group"], first["title"]) == (group, words)


def test_a_name_is_not_found_before_its_row_is_known(record: Record) -> None:
    early = as_of(record, clock.parse("2021-10-31").last)
    for group in NAMED:
        known = set(early.table(group).index)
        hidden = record.table(group).loc[~record.table(group).index.isin(known)]
        assert group == "parties" or len(hidden)
        for row_id, aliases in zip(hidden.index, hidden["aliases"], strict=True):
            for alias in aliases:
                assert row_id not in set(matching(early, group, alias))
    assert "sweden" not in set(matching(early, "parties", "Sverige"))


@given(st.data())
def test_every_name_of_a_visible_row_finds_it_in_every_composition_and_case(data) -> None:
    seen = as_of(RECORD, data.draw(st.sampled_from(MOMENTS)))
    group = data.draw(st.sampled_from(NAMED))
    ids = index(seen).groups[group]["id"]
    row = seen.table(group).loc[data.draw(st.sampled_from(list(ids)))]
    cells = [row[column] for column in (*KINDS[group].names, *KINDS[group].aliases)]
    names = [n for cell in cells for n in (cell if isinstance(cell, tuple) else (cell,)) if n]
    name = data.draw(st.sampled_from(names))
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    case = data.draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    typed = unicodedata.normalize(form, case(name))
    assert row.name in set(matching(seen, group, typed)), typed


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Зеленський", "zelenskiy"),
        ("U.S. forces: 100,000-strong", "us forces 100000 strong"),
        ("95,000 100,000", "95000 100000"),
        ("in 2022 100 men", "in 2022 100 men"),
        ("17.12.2021, 18:21", "17 12 2021 18 21"),
        ("the UK's word", "the uk s word"),
        ("中国", "zhong guo"),
        ("ẞen", "ssen"),
        ("", ""),
    ],
)
def test_text_is_folded_to_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(fold(text)) == folded
