"""The small histogram under the replay's handle, as an image that needs no script."""

import pandas as pd

from components.figures.kit.svg import address, alone, element
from components.figures.kit.theme import Theme

HEIGHT = 34  # px; bars of the busiest day reach the top
MONTHS = 12  # names that fit under the bars


def histogram(counts: pd.Series, first: pd.Timestamp, last: pd.Timestamp, theme: Theme) -> str:
    """Return a data address of an SVG image: one bar a day between `first` and `last` (UTC).

    `counts`: number by day, as `data.queries.events.pace`. The image is one unit wide a day and
    stretches to its place, from the middle of the first day's bar to the middle of the last one's,
    as a slider's handle goes; a day of which nothing is known stays empty.
    """
    days = max((last.floor("D") - first.floor("D")).days, 1)
    in_span = counts.loc[(counts.index >= first.floor("D")) & (counts.index <= last)]
    most = max(int(in_span.max()), 1) if len(in_span) else 1
    places = (pd.DatetimeIndex(in_span.index) - first.floor("D")).days
    talls = (HEIGHT * in_span / most).tolist()
    bars = (
        element("rect", x=place - 0.4, width=".8", y=HEIGHT - tall, height=tall)
        for place, tall in zip(places.tolist(), talls, strict=True)
    )
    return address(alone(days, HEIGHT, *bars, preserveAspectRatio="none", fill=theme.bar))


def months(first: pd.Timestamp, last: pd.Timestamp) -> tuple[tuple[float, str], ...]:
    """Return where months begin between two days: percent of the way, and the month's name.

    At most about twelve; the first one of a year says the year.
    """
    days = max((last.floor("D") - first.floor("D")).days, 1)
    # Months counted from the year 0: a range of dates would make each of 90,000 of them
    begin, end = first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month - 1
    step = max(-(-(end - begin + 1) // MONTHS), 1)
    places, year = [], None
    for month in range(begin, end + 1, step):
        at = pd.Timestamp(year=month // 12, month=month % 12 + 1, day=1, tz="UTC")
        name = f"{at:%b} {at.year}" if at.year != year else f"{at:%b}"
        places.append((100 * (at - first.floor("D")).days / days, name))
        year = at.year
    return tuple(places)
