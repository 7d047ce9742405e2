"""Spans along one line: none overlaps another, and none is left out."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit.stacking import spread, stack


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 60)), max_size=60))
def test_stacked_spans_on_one_level_never_overlap(drawn: list[tuple[float, float]]) -> None:
    spans = [(x, x + wide) for x, wide in drawn]
    levels = stack(spans)
    assert len(levels) == len(spans)
    for (one, (a, b)), (other, (c, d)) in combinations(zip(levels, spans, strict=True), 2):
        assert one != other or b <= c or d <= a


def test_stacking_leaves_no_level_empty() -> None:
    assert stack([]) == []
    assert stack([(0, 8), (4, 12), (20, 28)]) == [0, 1, 0]


def test_labels_keep_apart_and_inside() -> None:
    places = spread([10, 12, 14, 168], [15, 30, 15, 15], 170)
    tops = [y - h / 2 for y, h in zip(places, [15, 30, 15, 15], strict=True)]
    ends = [y + h / 2 for y, h in zip(places, [15, 30, 15, 15], strict=True)]
    assert all(end <= top for end, top in zip(ends, tops[1:], strict=False))
    assert tops[0] >= 0
    assert ends[-1] <= 170
