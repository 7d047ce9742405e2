"""When events were or are to be, in words."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    day, exact = clock.say(end, "day"), (precision, end_precision)
    return _say_span(first, last, day, exact, end > moment)


def label_dates(events: pd.DataFrame, moment: pd.Timestamp) -> list[str]:
    """Say of each event when it was or is to be, or that it was called off and when."""
    dates = pd.Series(clock.say_column(events, "when"), events.index)
    has_end = events["end"].notna()
    ended = events.loc[has_end]
    columns = (
        dates.loc[has_end],
        clock.say_column(ended, "end"),
        clock.say_each(ended["end"], pd.Series("day", ended.index)),
        zip(ended["when_precision"], ended["end_precision"], strict=True),
        ended["end"] > moment,
    )
    spans = [_say_span(*parts) for parts in zip(*columns, strict=True)]
    dates = dates.where(dates != "", NO_DATE)
    dates.loc[has_end] = pd.Series(spans, ended.index, dtype="str")
    off = sentences(events)
    return dates.where(off == "", off).tolist()


def _say_span(first: str, last: str, day: str, exact: tuple[str, str], plans: bool) -> str:
    """Say from when to when, as `exact` as each; `day` is that of the end, planned or not."""
    if not last or last == first:
        return first or NO_DATE
    if exact == ("minute", "minute") and first.startswith(f"{day},"):
        last = last.removeprefix(f"{day}, ")
    elif exact == ("minute", "day") and first.startswith(f"{day},"):
        return first
    return f"{first} to {last}{' (planned)' * plans}"


def order_by_date(events: pd.DataFrame) -> NDArray[np.int64]:
    """Return the places of events by when they are, those of one instant by id, undated last."""
    ids = events.index.tolist()
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype="int64")
    when = events["when"].dt.tz_localize(None).to_numpy()
    return by_id[when[by_id].argsort(kind="stable")]
