"""The view is the address: what is written is read again, and nonsense is dropped aloud."""

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.load import load
from data.package import shipped
from data.view import View

RECORD = load(shipped())


@pytest.fixture(params=["record", "made_up"])
def either(request):
    return request.getfixturevalue(request.param)


def test_the_default_view_is_the_packages_and_leaves_the_address_empty(either):
    view = View.default(either)
    crisis = either.package.crisis
    assert view.to_query(either) == {}
    assert view.compare == crisis.compare
    assert view.as_of == either.moment(crisis.default_moment)


def test_every_field_survives_the_address(either):
    parties, issues = list(either.parties.index), list(either.issues.index)
    view = View.default(either).but(
        party=tuple(parties[:2]),
        topic=(issues[0],),
        issue=issues[0],
        event=either.events.index[0],
        compare=(parties[1], parties[2]),
        q="a & b = c; ?",
        lanes="party",
    )
    read, dropped = View.from_query(view.to_query(either), either)
    assert read == view
    assert dropped == ()


NONSENSE = st.dictionaries(
    st.sampled_from([*(f.name for f in fields(View)), "foo", "__class__", ""]),
    st.lists(st.text(max_size=300), max_size=4),
    max_size=6,
)


@given(NONSENSE)
def test_no_address_raises_and_what_is_not_understood_is_dropped_with_a_sentence(query):
    view, dropped = View.from_query(query, RECORD)
    again, nothing = View.from_query(view.to_query(RECORD), RECORD)
    assert again == view
    assert nothing == ()
    assert all(isinstance(line, str) and line for line in dropped)
    assert view.compare[0] != view.compare[1]


@pytest.mark.parametrize("cell", ["2022-02-30", "yesterday", "2022-01-09T18:21", ""])
def test_a_wrong_date_leaves_the_default_moment(record, cell):
    view, dropped = View.from_query({"as_of": [cell]}, record)
    assert view.as_of == View.default(record).as_of
    assert len(dropped) == 1


def test_a_party_is_not_compared_with_itself(record):
    party = record.parties.index[0]
    view, dropped = View.from_query({"compare": [party, party]}, record)
    assert view.compare == View.default(record).compare
    assert "two different parties" in dropped[0]


def test_a_view_without_a_field_is_shared_by_all_who_differ_in_it(record):
    view = View.default(record)
    ids = record.events.index[:2]
    assert view.but(event=ids[0]).without("event") == view.but(event=ids[1]).without("event")
    assert view.but(q="x").without("event") != view


def test_a_view_cannot_be_changed_in_place(record):
    with pytest.raises(FrozenInstanceError):
        View.default(record).q = "x"


def test_a_view_says_in_words_what_it_leaves_out(record):
    party = record.parties.index[0]
    words = View.default(record).but(party=(party,), q="missile").describe(record)
    assert record.parties.loc[party, "short_name"] in words
    assert "missile" in words
    assert party not in words.split()
