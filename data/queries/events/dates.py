"""When events were or are to be, in words."""

import pandas as pd

from data import clock
from data.queries.events.called_off import sentences

NO_DATE = "date not set"


def span(
    start: pd.Timestamp,
    precision: str,
    end: pd.Timestamp,
    end_precision: str,
    moment: pd.Timestamp,
) -> str:
    """Say from when to when, each at its own precision; an end after `moment` is planned."""
    first, last = clock.say(start, precision), clock.say(end, end_precision)
    if not last or last == first:
        return first or NO_DATE
    day = clock.say(end, "day")
    if precision == end_precision == "minute" and first.startswith(f"{day},"):
        last = last.removeprefix(f"{day}, ")
    elif precision == "minute" and end_precision == "day" and first.startswith(f"{day},"):
        return first
    planned = " (planned)" if end > moment else ""
    return f"{first} to {last}{planned}"


def label_dates(events: pd.DataFrame, moment: pd.Timestamp) -> list[str]:
    """Say of each event when it was or is to be, or that it was called off and when."""
    dates = pd.Series(clock.say_column(events, "when"), events.index)
    dates = dates.where(dates != "", NO_DATE)
    ended = events.loc[events["end"].notna()]
    columns = (ended[c] for c in ("when", "when_precision", "end", "end_precision"))
    spans = [
        span(start, precision, end, ends, moment)
        for start, precision, end, ends in zip(*columns, strict=True)
    ]
    dates.loc[ended.index] = pd.Series(spans, ended.index, dtype="str")
    off = sentences(events)
    return dates.where(off == "", off).tolist()
