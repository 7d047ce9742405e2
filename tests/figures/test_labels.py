"""The one label placer: nothing meets anything, and what matters most comes first."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit.box import Box, Ground
from components.figures.kit.labels import Candidate, Offset, Wish, beside, place

FRAME = Box(0, 0, 300, 200)
SPOT = st.tuples(st.floats(-400, 700), st.floats(-400, 700), st.floats(0, 400), st.floats(0, 90))
BOXES = st.lists(SPOT.map(lambda s: Box(s[0], s[1], s[0] + s[2], s[1] + s[3])), max_size=30)


def wish(key: str, *boxes: Box, **more: object) -> Wish:
    return Wish(key, [Candidate((key,), box) for box in boxes], **more)


@given(BOXES, st.floats(0, 299), st.floats(0, 199), st.floats(1, 400), st.floats(0, 20))
def test_the_ground_is_free_where_no_box_is_met(
    taken: list[Box], x: float, y: float, wide: float, gap: float
) -> None:
    box = Box(x, y, min(x + wide, FRAME.x1), min(y + 15, FRAME.y1))
    expected = not any(box.meets(other, gap) for other in taken)
    assert Ground(FRAME, taken).is_free(box, gap) is expected


@given(BOXES, st.lists(BOXES, max_size=8), st.floats(0, 10))
def test_no_label_meets_an_obstacle_or_another_or_leaves_the_frame(
    obstacles: list[Box], tries: list[list[Box]], gap: float
) -> None:
    wishes = [wish(str(i), *boxes) for i, boxes in enumerate(tries)]
    placed = place(wishes, obstacles, FRAME, gap=gap)
    assert all(label.box.is_within(FRAME) for label in placed)
    assert not any(label.box.meets(box, gap) for label in placed for box in obstacles)
    assert not any(a.box.meets(b.box, gap) for a, b in combinations(placed, 2))


def test_the_first_free_candidate_is_taken_and_what_comes_first_keeps_its_place() -> None:
    here, there = Box(0, 0, 50, 15), Box(100, 0, 150, 15)
    one, other = place([wish("a", here, there), wish("b", here, there)], [], FRAME)
    assert (one.box, other.box) == (here, there)
    assert place([wish("a", here)], [here], FRAME) == []
    assert place([wish("a", here), wish("b", there)], [], FRAME, most=1)[0].key == "a"
    assert place([wish("a", here)], [], FRAME, most=0) == []


def test_a_key_is_placed_once_and_by_whichever_of_its_wishes_finds_room() -> None:
    here, there = Box(0, 0, 50, 15), Box(100, 0, 150, 15)
    placed = place([wish("a", here), wish("a", there, of=2), wish("a", there)], [here], FRAME)
    assert [(label.box, label.of) for label in placed] == [(there, 2)]


def test_a_stem_meets_nothing_but_the_mark_at_its_foot() -> None:
    box, stem = Box(0, 0, 50, 15), Box(60, 0, 61, 80)
    mark = Box(55, 80, 65, 90)
    tries = [Wish("a", [Candidate(("a",), box, "right", stem=stem)])]
    assert place(tries, [mark], FRAME)
    assert not place(tries, [mark, Box(55, 40, 65, 50)], FRAME)
    after = wish("b", Box(58, 20, 90, 35))
    assert [label.key for label in place([*tries, after], [mark], FRAME)] == ["a"]


def test_a_dot_is_taken_with_its_words_alone() -> None:
    dot, here = Box(90, 0, 98, 8), Box(0, 0, 50, 15)
    after = wish("b", Box(80, 0, 120, 15))
    assert len(place([wish("a", here, dot=dot), after], [], FRAME)) == 1
    assert [label.key for label in place([wish("a", here, dot=dot), after], [here], FRAME)] == ["b"]


def test_what_is_always_written_stays_in_the_frame_where_it_can() -> None:
    outside, inside = Box(-20, 0, 30, 15), Box(0, 0, 50, 15)
    everywhere = [FRAME]
    (label,) = place([wish("a", outside, inside, always=True)], everywhere, FRAME)
    assert label.box == inside
    (label,) = place([wish("a", outside, always=True)], everywhere, FRAME)
    assert label.box == outside


def test_words_are_set_where_their_side_says() -> None:
    offsets = [Offset("left", 6, 0), Offset("right", -6, 4), Offset("center", 0, -15)]
    candidates = list(beside(("a",), (40, 16), (100, 100), offsets))
    assert [c.box.x0 for c in candidates] == [106, 54, 80]
    for offset, candidate in zip(offsets, candidates, strict=True):
        (label,) = place([Wish("a", [candidate])], [], FRAME)
        assert (label.side, label.dx, label.dy) == offset
