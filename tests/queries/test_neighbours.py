"""The events beside the one opened, walked from the first to the last and back."""

import pytest

from data import clock
from data.asof import as_of
from data.queries.events import events
from data.queries.events.neighbours import Neighbours, neighbours
from data.view import View

EVE = clock.parse("2022-01-09T18:21Z")


@pytest.mark.parametrize("filters", [{}, {"kind": ("talks",)}, {"q": "Geneva"}], ids=str)
def test_a_walk_from_the_first_event_reaches_every_one_shown_in_order(record, filters) -> None:
    seen = as_of(record, EVE.last)
    view = View.default(record).but(as_of=EVE, **filters)
    shown = events.timeline(seen, view)
    expected = [*shown.placed["event_id"], *shown.ahead["event_id"]]
    walked, at = [], expected[0]
    while at:
        walked.append(at)
        beside = neighbours(seen, view.but(event=at))
        at = beside.after.event_id if beside.after else ""
    assert walked == expected
    back = neighbours(seen, view.but(event=expected[1])).before
    assert back is not None
    assert back.event_id == expected[0]
    assert back.title == record.events.at[expected[0], "title"]


def test_an_event_that_the_filters_hide_has_nothing_beside_it(record) -> None:
    seen = as_of(record, EVE.last)
    view = View.default(record).but(as_of=EVE, kind=("talks",))
    hidden = next(i for i in seen.events.index if seen.events.at[i, "kind"] == "statement")
    assert neighbours(seen, view.but(event=hidden)) == Neighbours()
    assert neighbours(seen, view) == Neighbours()
