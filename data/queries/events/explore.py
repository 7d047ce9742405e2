"""The timeline's events for the chart that a reader works: one row an event, with its sources."""

from dataclasses import dataclass

import pandas as pd

from data import clock
from data.load import Record
from data.queries.events.events import COLUMNS, timeline
from data.queries.events.lanes import ELSEWHERE, LaneKey
from data.query import query
from data.rows import cells_by_id
from data.view import View

MOST_ROWS = 3_000  # marks that a browser draws as SVG and still zooms at once
FULL = (*COLUMNS, "status", "party")


@dataclass(frozen=True, eq=False)
class Explored:
    """The events that pass the view's filters, and where to look first.

    `rows`: one row an event with a date, by `when` (UTC, first second), with the columns of
    `data.queries.events.events.Timeline` and `status` (occurred, scheduled, called_off), `party`
    (short name of the first named, empty for none). `lanes`:
    those drawn. `opens` and `ends` (UTC): the stretch at the timeline's true scale. `undated`
    counts the scheduled events without a date, `left_out` the oldest events beyond MOST_ROWS;
    neither is in `rows`. `since` is the earlier instant, or None.
    """

    rows: pd.DataFrame
    lanes: tuple[LaneKey, ...]
    as_of: clock.Moment
    since: clock.Moment | None
    opens: pd.Timestamp
    ends: pd.Timestamp
    undated: int
    left_out: int


@query(reads=("as_of", "since", "lanes", "q", "start", "until", "kind", "party", "status"))
def explore(seen: Record, view: View) -> Explored:
    """Return the timeline's events in one frame, each with its status."""
    answer = timeline(seen, view)
    parts = [part for part in (answer.occurred, answer.ahead, answer.called_off) if len(part)]
    every = pd.concat(parts or [answer.occurred]).sort_values(["when", "event_id"])
    dated = every.loc[every["when"].notna()]
    newest = dated.iloc[-MOST_ROWS:]
    events = seen.events.loc[newest.index]
    names = cells_by_id(seen.parties, "short_name")
    rows = newest.assign(
        status=events["status"].astype("str"),
        party=[names.get(party, "") for party in newest["party_id"]],
    )
    used = {lane for cell in rows["lanes"] for lane in cell}
    astray = ELSEWHERE.lane in used and ELSEWHERE not in answer.lanes
    return Explored(
        rows=rows[list(FULL)],
        lanes=(*answer.lanes, ELSEWHERE) if astray else answer.lanes,
        as_of=answer.as_of,
        since=answer.since,
        opens=answer.true_from,
        ends=answer.ends,
        undated=len(every) - len(dated),
        left_out=len(dated) - len(newest),
    )
