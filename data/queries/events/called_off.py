"""What was announced and will not be: when that became known, and when it was to be."""

from typing import Any

import numpy as np
import pandas as pd

from data import clock
from data.load import Record
from data.queries.forces.estimates import short_date

DATES = ("called_off", "called_off_precision", "expected", "expected_precision")
FRESH = pd.Timedelta(days=7)  # how long one that had no date is news


def sentence(row: Any) -> str:
    """Say that an event was called off, when, and when it was to be.

    `row` has `called_off` and `expected` (UTC) with their `_precision`. As `Called off on 22 Feb
    2022; it was expected on 24 Feb 2022`, no finer than either is known.
    """
    text = f"Called off {_on(row.called_off, row.called_off_precision)}"
    if pd.isna(row.expected):
        return text
    return f"{text}; it was expected {_on(row.expected, row.expected_precision)}"


def sentences(events: pd.DataFrame) -> pd.Series:
    """Return `sentence` of each event that was called off, and an empty text of every other."""
    off = (events["status"] == "called_off").to_numpy()
    cells = np.full(len(events), "", dtype=object)
    cells[off] = [sentence(row) for row in events.loc[off, list(DATES)].itertuples()]
    return pd.Series(cells, events.index, dtype="str")


def list_called_off(seen: Record) -> pd.DataFrame:
    """Return what was called off and would still be ahead, or had no date and was news this week.

    One row an event, the last called off first: `event_id`, `title`, `day` (when that became
    known, as `22 Feb`), `date_label` (as `sentence`), `kind`, `party_ids`, `place` (where it was to
    be), `news`.
    """
    events = seen.events.loc[seen.events["status"] == "called_off"]
    ahead = events["expected_last"] >= seen.seen_at
    ahead |= events["expected"].isna() & (events["called_off_last"] > seen.seen_at - FRESH)
    events = events.loc[ahead].sort_values("called_off_last", ascending=False, kind="stable")
    return events[["event_id", "title", "kind", "party_ids", "news"]].assign(
        day=[
            short_date(r.called_off, str(r.called_off_precision), seen.seen_at)
            for r in events[list(DATES)].itertuples()
        ],
        date_label=sentences(events),
        place=events["where"].map(seen.places["name"]).fillna("").astype("str"),
    )


def _on(at: pd.Timestamp, precision: Any) -> str:
    word = "in" if precision in ("month", "year") else "on"
    return f"{word} {clock.say(at, 'day' if word == 'on' else str(precision))}"
