"""The difference of two wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.words import count, count_in_words, difference, plural

words = st.sampled_from(["no", "the", "talks", "are", "open", "closed", "to", "all"])
sentences = st.lists(words).map(" ".join)


@given(sentences, sentences)
def test_both_wordings_can_be_read_off_the_difference(old: str, new: str) -> None:
    runs = difference(old, new)
    assert " ".join(w for kind, w in runs if kind != "new").split() == old.split()
    assert " ".join(w for kind, w in runs if kind != "gone").split() == new.split()


def test_a_word_that_changed_is_marked_and_its_neighbours_are_not() -> None:
    runs = difference("NATO's door stays open", "NATO's door stays shut")
    assert runs == (("same", "NATO's door stays"), ("gone", "open"), ("new", "shut"))


def test_wordings_with_little_in_common_are_not_interleaved() -> None:
    old, new = "No forces beyond those of 1997", "Allies will not give up troops of theirs"
    assert difference(old, new) == (("gone", old), ("new", new))


@pytest.mark.parametrize(
    ("n", "figures", "words"),
    [(0, "0 events", "no events"), (1, "1 event", "one event"), (1300, "1,300 events", "1,300 ev")],
)
def test_things_are_counted_with_the_word_for_so_many(n: int, figures: str, words: str) -> None:
    assert count(n, "event") == figures
    assert count_in_words(n, "event").startswith(words)
    assert plural(n, "entry", "entries") == ("entry" if n == 1 else "entries")
