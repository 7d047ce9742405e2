"""How many things became known each day."""

import pandas as pd

from data.kinds import CITING
from data.load import Record
from data.query import query
from data.view import View


@query()
def pace(seen: Record, view: View) -> pd.Series:
    """Return the number of things that became known by day (UTC), oldest first.

    An event counts when it is announced, when it is reported and when its outcome is: up to three
    times. Days on which nothing became known are missing; nothing after the moment is counted.
    """
    days = [
        seen.table(table)[f"{column}_last"].dropna().dt.floor("D")
        for table, kind in CITING.items()
        for column in (*kind.clocks, *kind.later)
    ]
    known = pd.concat(days)
    known = known.loc[known <= seen.seen_at]
    return known.value_counts().sort_index()
