"""Words in pixels: as wide as their font draws them, and broken so that they fit."""

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit import ruler
from components.figures.kit.ruler import FACES, cut, fill, width, wrap
from components.figures.kit.theme import REGULAR, STRONG

ROOM = st.floats(60, 200)


@pytest.mark.parametrize("weight", [REGULAR, STRONG])
def test_each_letter_is_as_wide_as_in_the_face(weight: int) -> None:
    font = TTFont(FACES[weight])
    assert font["OS/2"].usWeightClass == weight
    metrics, glyphs = font["hmtx"].metrics, font.getBestCmap()
    for letter in "aAwW.10—ЙщΩ\u202f":
        drawn = 13 * metrics[glyphs[ord(letter)]][0] / font["head"].unitsPerEm
        assert width(letter, 13, strong=weight == STRONG) == pytest.approx(drawn), letter


def test_letters_that_the_face_lacks_take_room_and_marks_take_none() -> None:
    assert width("要塞", 10) == 20
    assert width("ก", 10) == 6
    assert width("\u2068a\u0301\u2069", 13) == width("a", 13)
    assert width("") == 0


def test_a_strong_text_is_wider_and_a_size_scales_it() -> None:
    assert width("Talks", strong=True) > width("Talks")
    assert width("Talks", 26) == pytest.approx(2 * width("Talks", 13))


def test_a_face_is_read_once() -> None:
    width("a"), width("a", strong=True)
    read = ruler._letters.cache_info().misses
    width("another text"), width("another text", strong=True)
    assert ruler._letters.cache_info().misses == read


@given(st.text(max_size=80), ROOM, st.integers(1, 3), st.floats(0, 50))
def test_cut_words_never_take_more_than_their_room(
    text: str, room: float, lines: int, lead: float
) -> None:
    broken = cut(text, room, lines, lead=lead)
    assert len(broken) <= lines
    assert all(width(line) <= room for line in broken)
    assert not broken or width(broken[0]) <= room - lead + 0.01


def test_a_title_that_does_not_fit_whole_is_not_wrapped() -> None:
    assert wrap("Extraordinarily long words", 60, 3) == ()
    assert wrap("a b c", 200, 1) == ("a b c",)
    assert wrap("", 200, 1) == ()
    assert wrap("a b c", 200, 2, lead=199) == ("", "a b c")


@given(st.text("abc -W要\u0301", max_size=80), ROOM, st.booleans())
def test_a_filled_text_loses_no_letter_and_keeps_to_its_room(
    text: str, room: float, strong: bool
) -> None:
    lines = fill(text, room, 14, strong=strong)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width(line, 14, strong=strong) <= room for line in lines)
    assert all(lines)
