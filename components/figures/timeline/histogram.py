"""The small histogram under the replay's handle, as an image that needs no script."""

import pandas as pd

from components.figures.kit.svg import address, alone, element
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import GAP, ticks

HEIGHT = 34  # px; bars of the busiest day reach the top
NARROW = 330  # px of the image on a phone
LEAD = 5  # px from the line of an instant to its label


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


def dates(first: pd.Timestamp, last: pd.Timestamp) -> tuple[tuple[float, str], ...]:
    """Return round instants between two days: percent of the way, and the label that begins there.

    The first one of a year says the year.
    """
    begin = first.floor("D")
    end = max(last.floor("D"), begin + pd.Timedelta(days=1))
    made = ticks(begin, end, NARROW, years="beside", begins=True, gap=LEAD + GAP)
    return tuple((100 * ((tick.at - begin) / (end - begin)), tick.text(" ")) for tick in made)
