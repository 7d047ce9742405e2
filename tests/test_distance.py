"""The rule of distance: symmetric, and only where both answer one question."""

from itertools import product

import pytest

from data.queries.distance import DISTANCES, PLACE, STEPS, WORDS, distance, steps

STANCES = ("demands", "favours", "open", "conditional", "opposes", "rejects")


def test_the_table_names_every_pair_of_stances_and_no_other():
    assert set(STEPS) == set(product(STANCES, STANCES))
    assert set(PLACE) == set(STANCES)
    assert "silent" not in PLACE


@pytest.mark.parametrize(("left", "right"), product(STANCES, STANCES))
def test_distance_does_not_depend_on_who_stands_left(left, right):
    assert distance(left, right, "proposal") == distance(right, left, "proposal")
    assert (distance(left, right, "proposal") == "agree") == (PLACE[left] == PLACE[right])


@pytest.mark.parametrize(
    ("left", "right", "apart", "word"),
    [
        ("demands", "rejects", 4, "opposed"),
        ("demands", "opposes", 3, "opposed"),
        ("favours", "rejects", 3, "opposed"),
        ("demands", "open", 2, "wide"),
        ("conditional", "demands", 2, "wide"),
        ("favours", "opposes", 2, "wide"),
        ("demands", "favours", 1, "narrow"),
        ("open", "opposes", 1, "narrow"),
        ("open", "conditional", 0, "agree"),
        ("rejects", "rejects", 0, "agree"),
    ],
)
def test_the_rule_as_the_design_states_it(left, right, apart, word):
    assert steps(left, right, "proposal") == apart
    assert distance(left, right, "proposal") == word


@pytest.mark.parametrize("scale", ["answer", "terms"])
def test_answers_and_terms_are_never_measured(scale):
    assert all(distance(a, b, scale) is None for a, b in product(STANCES, STANCES))


def test_silence_is_no_stance():
    assert all(distance("silent", b, "proposal") is None for b in (*STANCES, "silent"))
    assert all(steps(a, "silent", "proposal") is None for a in STANCES)


def test_every_number_of_steps_has_one_word_and_more_steps_are_never_nearer():
    assert set(WORDS) == {0, 1, 2, 3, 4}
    order = [DISTANCES.index(WORDS[n]) for n in sorted(WORDS)]
    assert order == sorted(order)
