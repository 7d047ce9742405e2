"""What a proposed row has to do with the record: its issue, and the row that says the same."""

import pytest

from data.curation.proposals import ANSWERS, ON_RECORD, Match
from data.intake.resolve import Issues, find_same
from tests.intake.articles import cells, read

TEXT = "tides and lights"


@pytest.mark.parametrize(
    ("own", "weights", "issue"),
    [
        ({"tides"}, {"tides": {"river": 1.0}, "lights": {"river": 1.0}}, "river"),
        (set(), {"tides": {"river": 1.0}, "lights": {"river": 1.0}}, ""),  # not called so
        ({"tides"}, {"tides": {"river": 1.0}}, ""),  # one word is too few
        (
            {"tides"},
            {"tides": {"river": 1.0, "war": 0.9}, "lights": {"river": 1.0, "war": 0.9}},
            "",  # another issue is nearly as likely
        ),
    ],
)
def test_an_issue_is_given_only_where_its_words_are_clear(own, weights, issue):
    issues = Issues(weights, {"river": frozenset(own), "war": frozenset(own)})
    found = issues.find(TEXT, 0, len(TEXT))
    assert found.value == issue
    assert [TEXT[a:b] for a, b in found.spans] == (["tides", "lights"] if issue else [])


@pytest.mark.parametrize(
    ("scores", "same"),
    [([0.8], True), ([0.8, 0.7], True), ([0.8, 0.79], False), ([0.6], False), ([], False)],
)
def test_a_row_is_the_same_only_beyond_doubt(scores, same):
    answer = Match("claims", "other", ANSWERS, 0.9)
    matches = (*(Match("claims", f"row-{s}", ON_RECORD, s) for s in scores), answer)
    assert find_same(matches) == (matches[0] if same else None)


def test_a_meeting_that_is_named_twice_is_one(made_up):
    text = (
        "Talks will open in Port Serena on Tuesday. Tuesday’s talks will be led by Per Lindqvist."
    )
    columns = ("start", "expected_place_id", "expected_people_ids")
    assert cells(read(made_up, text), "events", *columns) == [
        ("1878-03-12", "port-serena", "lindqvist")
    ]


def test_a_meeting_of_a_day_that_is_over_is_not_to_come(made_up):
    text = "The talks were scheduled for 1 March 1878 in Port Serena."
    assert cells(read(made_up, text), "events", "expected") == []
