"""The small histogram under the replay's handle, as an image that needs no script."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from components.figures.kit.ruler import width
from components.figures.kit.svg import address, alone, element
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import GAP, ticks
from data import clock

HEIGHT = 34  # px; bars of the busiest day reach the top
NARROW = 330  # px of the image on a phone
LEAD = 5  # px from the line of an instant to its label
DECADE = 10
DAY = timedelta(days=1)


def histogram(counts: pd.Series, stops: Sequence[date], theme: Theme) -> str:
    """Return a data address of an SVG image: one bar a day, from the first stop to the last one.

    `counts`: number by day (UTC), as `data.queries.events.pace`; `stops`: the days on which the
    handle may stand. The image is one unit wide a stop and stretches to its place, from the middle
    of the first one's bar to the middle of the last one's, as a slider's handle goes. A day between
    two stops stands between them; one of which nothing is known stays empty.
    """
    begin, end = (clock.on(day).first for day in (stops[0], stops[-1]))
    in_span = counts.loc[(counts.index >= begin) & (counts.index <= end)]
    most = max(int(in_span.max()), 1) if len(in_span) else 1
    days = [day.toordinal() for day in in_span.index]
    places = np.interp(days, [day.toordinal() for day in stops], range(len(stops)))
    talls = (HEIGHT * in_span / most).tolist()
    bars = (
        element("rect", x=round(place - 0.4, 3), width=".8", y=HEIGHT - tall, height=tall)
        for place, tall in zip(places.tolist(), talls, strict=True)
    )
    long = max(len(stops) - 1, 1)
    return address(alone(long, HEIGHT, *bars, preserveAspectRatio="none", fill=theme.bar))


def dates(stops: Sequence[date]) -> tuple[tuple[float, str], ...]:
    """Return round instants among a handle's stops: percent of the way, and what begins there.

    The first one of a year says the year.
    """
    if (stops[-1] - stops[0]).days > len(stops):
        return tuple(_sparse(stops))
    begin = clock.on(stops[0]).first
    end = max(clock.on(stops[-1]).first, begin + pd.Timedelta(days=1))
    made = ticks(begin, end, NARROW, years="beside", begins=True, gap=LEAD + GAP)
    return tuple((100 * ((tick.at - begin) / (end - begin)), tick.text(" ")) for tick in made)


def _sparse(stops: Sequence[date]) -> Iterator[tuple[float, str]]:
    """Yield the months of stretches with every day and the decades of others, as there is room."""
    free, year = 0.0, 0
    for at, (before, day) in enumerate(zip((stops[0], *stops), stops, strict=False)):
        daily = day - before <= DAY
        if at and not (day.day == 1 if daily else day.month == 1 and day.year % DECADE == 0):
            continue
        label = f"{day:%Y}" if not daily else f"{day.day} {day:%b}"
        label += f" {day:%Y}" if daily and day.year != year else ""
        x = NARROW * at / (len(stops) - 1)
        if x >= free and x + LEAD + width(label) <= NARROW:
            yield 100 * at / (len(stops) - 1), label
            free, year = x + LEAD + width(label) + GAP, day.year
