"""The histogram under the replay's handle."""

from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.events.pace import pace
from data.view import View
from tests.support.walk import CLOCKS


def test_every_thing_known_is_counted_on_its_day_and_nothing_later(record: Record) -> None:
    seen = as_of(record, clock.parse("2022-01-09T18:21Z").last)
    counts = pace(seen, View())
    assert counts.index.max() <= seen.seen_at
    assert counts.index.is_monotonic_increasing
    whole = sum(
        int((record.table(table)[column] <= seen.seen_at).sum())
        for table, columns in CLOCKS.items()
        if table != "sources"
        for column in columns
    )
    assert counts.sum() == whole
