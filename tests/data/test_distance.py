"""The rule of distance: symmetric, total, and only where both answer one question."""

from itertools import combinations_with_replacement, product

import pytest

from data.distance import (
    AGAINST,
    DISTANCES,
    FOR,
    PAIR,
    PAIRS,
    READY_TO_TALK,
    STANCES,
    describe,
    distance,
    reason,
)

EVERY = ("demands", "favours", "open", "conditional", "opposes", "rejects")


def measured(one: str, other: str) -> str:
    found = distance(one, other, "proposal")
    assert found is not None
    return found


def test_the_table_names_every_pair_of_stances_once_with_a_reason():
    assert {*STANCES} == {*EVERY}
    written = [frozenset((pair.one, pair.other)) for pair in PAIRS]
    assert len(written) == len(set(written))
    assert set(written) == {frozenset(p) for p in combinations_with_replacement(EVERY, 2)}
    assert set(PAIR) == set(product(EVERY, EVERY))
    assert {pair.distance for pair in PAIRS} == set(DISTANCES)
    assert all(pair.reason.endswith(".") for pair in PAIRS)
    assert "silent" not in STANCES


@pytest.mark.parametrize(("one", "other"), product(EVERY, EVERY))
def test_distance_does_not_depend_on_who_stands_left(one, other):
    assert measured(one, other) == measured(other, one)
    assert reason(one, other, "proposal") == reason(other, one, "proposal")


@pytest.mark.parametrize(
    ("left", "right", "word"),
    [
        ("demands", "favours", "agreed"),
        ("rejects", "rejects", "agreed"),
        ("opposes", "rejects", "agreed"),
        ("demands", "open", "within reach"),
        ("conditional", "favours", "within reach"),
        ("open", "open", "within reach"),
        ("open", "conditional", "within reach"),
        ("favours", "opposes", "wide apart"),
        ("favours", "rejects", "wide apart"),
        ("demands", "opposes", "wide apart"),
        ("open", "opposes", "wide apart"),
        ("conditional", "rejects", "wide apart"),
        ("demands", "rejects", "opposed"),
    ],
)
def test_the_rule_by_example(left, right, word):
    assert measured(left, right) == word


def test_agreement_is_one_answer_and_to_be_open_is_none():
    for one, other in product(EVERY, EVERY):
        alike = {one, other} <= set(FOR) or {one, other} <= set(AGAINST)
        assert (measured(one, other) == "agreed") == alike


def test_only_a_demand_that_is_refused_is_opposed():
    opposed = {frozenset((p.one, p.other)) for p in PAIRS if p.distance == "opposed"}
    assert opposed == {frozenset(("demands", "rejects"))}


@pytest.mark.parametrize(("stance", "other"), product((*FOR, *AGAINST), EVERY))
def test_to_become_open_is_not_to_move_apart(stance, other):
    """Who leaves an answer that the other shares does move away from it; nobody else does."""
    before = measured(stance, other)
    for ready in READY_TO_TALK:
        after = measured(ready, other)
        if before != "agreed":
            assert DISTANCES.index(after) <= DISTANCES.index(before)


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("answer", "not scored (a yes/no question)"),
        ("terms", "not scored (each side on its own terms)"),
    ],
)
def test_answers_and_terms_are_never_measured(scale, words):
    for one, other in product(EVERY, EVERY):
        assert distance(one, other, scale) is None
        assert reason(one, other, scale) == ""
        assert describe(one, other, scale) == words


def test_silence_is_no_stance_and_a_stance_given_up_is_said_to_be():
    for stance in (*EVERY, "silent"):
        assert distance("silent", stance, "proposal") is None
        assert "no statement" in describe(stance, "silent", "proposal")
        assert describe("silent", stance, "proposal", dropped=True) == "not stated any more"
