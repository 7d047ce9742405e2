"""How much an event weighs, wherever some come before others or only some have room."""

import pandas as pd

from data.load import Record
from data.memory import keep

PER_POINT, PER_CLAIM, PER_SOURCE = 1.2, 0.9, 0.5
MOST_CLAIMS, MOST_SOURCES, MOST_TAGS = 8, 5, 3  # more of them make nothing weightier


@keep(16)
def weigh_events(seen: Record) -> pd.Series:
    """Return the weight of each event of the record as seen, by event id: 0 and more, no unit.

    1.2 for each point of its intensity on the PLOVER scale (0 to 10, conflict and cooperation
    alike), 0.9 for each claim made there (at most 8), 0.5 for each source that it cites (at most
    5), 1 for each of the editors' tags (at most 3). The numbers are ours: chosen so that a meeting
    of many words outweighs one sharp statement, and many reports of one event do not lift it over
    another. Of a scheduled event neither intensity nor tags are known, so it weighs less.
    """
    events = seen.events
    claims = events["event_id"].map(seen.claims["event_id"].value_counts())
    return (
        PER_POINT * events["intensity"].astype("float64").abs().fillna(0)
        + PER_CLAIM * claims.astype("float64").fillna(0).clip(upper=MOST_CLAIMS)
        + PER_SOURCE * events["cited"].map(len).astype("float64").clip(upper=MOST_SOURCES)
        + events["tags"].map(len).astype("float64").clip(upper=MOST_TAGS)
    )
