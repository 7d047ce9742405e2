"""Where marks would pile up columns stand for them, and say of events only what rows bear out."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.figures.kit.drawing import drawing
from components.figures.kit.stacking import GAP_PX, stack
from components.figures.kit.theme import Theme, theme
from components.figures.timeline import chart as figure
from components.figures.timeline.density import MOST_DEEP, is_crowded
from components.figures.timeline.layout import Plan, plan
from data import clock
from data.asof import as_of
from data.load import Record, load
from data.queries.events.events import Timeline, timeline
from data.shapes import CALLED_OFF
from data.view import View
from tests.conftest import MADE_UP


@lru_cache(maxsize=1)
def record() -> Record:
    return load(MADE_UP)


def crowded(many: int, days: int = 20) -> Timeline:
    """Return the made-up crisis's timeline with `many` events on its first lane, all on `days`."""
    view = View.default(record())
    answer = timeline(as_of(record(), view.as_of.last), view)
    answer = replace(answer, ahead=answer.ahead.iloc[:0], called_off=answer.called_off.iloc[:0])
    one = answer.occurred.loc[answer.occurred["when_precision"] == "day"].iloc[[-1]]
    day = answer.ends.normalize() - pd.Timedelta(days=days)
    rows = pd.concat([one] * many, ignore_index=True)
    at = pd.Series([day + pd.Timedelta(days=i % days) for i in range(many)]).astype(
        one["when"].dtype
    )
    rows = rows.assign(
        event_id=[f"made-{i}" for i in range(many)],
        when=at,
        when_last=at + pd.Timedelta(days=1) - pd.Timedelta(seconds=1),
        until=pd.Series([pd.NaT] * many, dtype=one["until"].dtype),
        lanes=pd.Series([(answer.lanes[0].lane,)] * many, dtype=object),
        news="",
    )
    rows.index = pd.Index(rows["event_id"].to_list())
    held = rows.sort_values(["when", "event_id"])
    return replace(answer, occurred=held, true_from=answer.ends - pd.Timedelta(days=60))


def counted(drawn: Plan) -> int:
    return sum(column.count for column in drawn.crowds)


def test_events_that_would_pile_up_are_columns_whose_counts_are_theirs() -> None:
    drawn = plan(crowded(800))
    assert not drawn.marks
    assert not drawn.labels
    assert counted(drawn) == 800
    assert drawn.lanes[0].crowd == 800
    for column in drawn.crowds:
        days = (column.last - column.first).days + 1
        assert column.count == 40 * days  # as many on each day, and none of a day beside
        assert drawn.scale.x0 <= column.x0 < column.x1 <= drawn.scale.line


def test_columns_never_meet_and_never_leave_their_lane() -> None:
    drawn = plan(crowded(800))
    lane = drawn.lanes[0]
    for one, other in zip(drawn.crowds, drawn.crowds[1:], strict=False):
        assert one.x1 <= other.x0
    assert all(lane.top < column.top < column.foot <= lane.bottom for column in drawn.crowds)


def test_few_events_are_marks_and_no_column() -> None:
    drawn = plan(crowded(40))
    assert len(drawn.marks) == 40
    assert not drawn.crowds


def test_a_narrower_window_makes_marks_of_columns_again() -> None:
    answer = crowded(200, 10)
    assert counted(plan(answer)) == 200
    day = answer.occurred["when"].max()
    held = answer.occurred.loc[answer.occurred["when"] == day]
    drawn = plan(replace(answer, occurred=held.head(MOST_DEEP), true_from=day))
    assert len(drawn.marks) == MOST_DEEP
    assert not drawn.crowds


def test_a_month_stands_in_no_column_and_is_counted_beside_them() -> None:
    answer = crowded(800)
    held = answer.occurred.copy()
    held.loc[held.index[:30], "when_precision"] = "month"
    drawn = plan(replace(answer, occurred=held))
    assert counted(drawn) == 770
    assert (drawn.lanes[0].crowd, drawn.lanes[0].vague) == (770, 30)
    words = drawing(figure.lanes(replace(answer, occurred=held), View.default(record()), colors()))
    assert "770 events in columns: click one, or choose fewer days, to see each" in words
    assert "30 more known to a month or year" in words


def test_a_column_says_what_is_new_and_what_was_called_off() -> None:
    since = clock.parse("1878-01-01")
    answer = crowded(800, 1)
    held = answer.occurred.copy()
    held.loc[held.index[:3], "news"] = "new"
    held.loc[held.index[:2], "shape"] = CALLED_OFF
    (column,) = plan(replace(answer, occurred=held, since=since)).crowds
    assert (column.count, column.fresh, column.off) == (800, 3, 2)
    words = drawing(
        figure.lanes(replace(answer, occurred=held, since=since), View.default(record()), colors())
    )
    assert "3 with news since" in words
    assert "2 of them called off" in words
    assert f'data-id="{column.stretch}"' in words


def test_what_a_column_names_is_a_window_of_its_days() -> None:
    for column in plan(crowded(800)).crowds:
        first, last = map(clock.parse, column.stretch.split("/"))
        assert first.first == column.first.normalize()
        assert last.last == column.last


def colors() -> Theme:
    return theme(record(), "light")


spans = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=60,
)


@settings(max_examples=60)
@given(spans)
def test_a_stretch_is_crowded_where_more_lie_over_one_place(drawn: list[tuple[int, int]]) -> None:
    deepest = max((sum(a <= x < b for a, b in drawn) for x in range(121)), default=0)
    places = np.array(drawn, dtype="float64").reshape(-1, 2)
    assert is_crowded(places) == (deepest > MOST_DEEP)


@settings(max_examples=60)
@given(spans)
def test_stacking_takes_the_lowest_free_level(drawn: list[tuple[int, int]]) -> None:
    levels: list[list[tuple[int, int]]] = []
    plain = []
    for a, b in drawn:
        free = (
            i
            for i, taken in enumerate(levels)
            if all(a >= d + GAP_PX or b <= c - GAP_PX for c, d in taken)
        )
        level = next(free, len(levels))
        levels += [[]] * (level == len(levels))
        levels[level] = [*levels[level], (a, b)]
        plain.append(level)
    assert stack(drawn) == plain
