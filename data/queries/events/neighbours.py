"""The events that stand before and after the one opened, of those that the timeline shows."""

from dataclasses import dataclass

import pandas as pd

from data.load import Record
from data.queries.events import events
from data.query import query
from data.view import View


@dataclass(frozen=True)
class Neighbour:
    """An event next to the one opened: its id, its date in words (UTC) and its title."""

    event_id: str
    date_label: str
    title: str


@dataclass(frozen=True)
class Neighbours:
    """The event before and the one after in order of time; None where there is none shown."""

    before: Neighbour | None = None
    after: Neighbour | None = None


# In any lanes the order is the same, and so it is whatever is new.
READS = tuple(field for field in events.timeline.reads if field not in ("lanes", "since"))


@query(reads=(*READS, "event"))
def neighbours(seen: Record, view: View) -> Neighbours:
    """Return what stands before and after `view.event`; nothing where the filters hide it.

    In order of when, those without a date last, as the list under the chart has them.
    """
    shown = events.timeline(seen, view.but(event=""))
    rows = pd.concat([shown.placed, shown.ahead]) if len(shown.ahead) else shown.placed
    ids = rows["event_id"].tolist()
    if view.event not in ids:
        return Neighbours()
    at = ids.index(view.event)
    before, after = (
        _describe(rows.iloc[n]) if 0 <= n < len(ids) else None for n in (at - 1, at + 1)
    )
    return Neighbours(before, after)


def _describe(row: pd.Series) -> Neighbour:
    return Neighbour(row["event_id"], row["date_label"], row["title"])
