"""The one maker of ticks: round instants (UTC) and numbers, as close as their labels allow."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import pandas as pd

from components.figures.kit.ruler import width

Unit = Literal["hour", "day", "week", "half", "month"]
Step = tuple[Unit, int]
Years = Literal["beside", "beneath", "apart"]

GAP = 8.0  # px between two labels
SECONDS = {"hour": 3_600, "day": 86_400, "week": 604_800, "half": 1_314_900, "month": 2_629_800}
LAST_YEAR = 9999  # of a date
MONDAY = 4 * 86_400  # the first of the epoch
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MONTHS: tuple[Step, ...] = (
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("month", 12 * n) for n in YEARS),
)
DAYS: tuple[Step, ...] = (("day", 1), ("day", 2), ("day", 4), ("week", 1))
HOURS: tuple[Step, ...] = tuple(("hour", n) for n in (1, 3, 6, 12))
STEPS: tuple[Step, ...] = (*DAYS, ("half", 1), *MONTHS)
# The same for an axis that Plotly draws and a reader zooms, which makes its ticks anew. A second
# line stands where it changes.
_DAY_MS = 86_400_000
ZOOMED = {
    "tickformatstops": [
        {"dtickrange": [None, _DAY_MS - 1], "value": "%H:%M\n%-d %b %Y"},
        {"dtickrange": [_DAY_MS, "M1"], "value": "%-d %b\n%Y"},
        {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
        {"dtickrange": ["M12", None], "value": "%Y"},
    ]
}


class Tick(NamedTuple):
    """An instant on an axis, its label, and the year or day that it lies in, where that is new.

    `long` is a longer label of the same, for where there is room.
    """

    at: pd.Timestamp
    label: str
    period: str
    long: str

    def text(self, between: str = "<br>") -> str:
        """Return the label with its period, which stands beneath it."""
        return f"{self.label}{between}{self.period}" if self.period else self.label


def ticks(
    first: pd.Timestamp,
    last: pd.Timestamp,
    room: float,
    *,
    years: Years = "beneath",
    begins: bool = False,
    steps: Sequence[Step] = STEPS,
    gap: float = GAP,
) -> list[Tick]:
    """Return the round instants from `first` to `last`, as close as their labels leave `gap` px.

    `room`: px from `first` to `last`. Labels stand about their ticks, or begin there where
    `begins`, and then none reaches beyond `room`; `years` says where a period stands: beside the
    label, beneath it, or apart, in no label's way. Empty where no step of `steps` fits.
    """
    start, span = first.timestamp(), last.timestamp() - first.timestamp()
    if span <= 0:
        return []
    for unit, each in steps:
        if span / (SECONDS[unit] * each) > room / gap + 2:
            continue
        made = list(_label(_instants(unit, each, first, last), unit, each))
        places = [room * (tick.at.timestamp() - start) / span for tick in made]
        reaches = [_reach(tick, x, years, begins) for tick, x in zip(made, places, strict=True)]
        if made and all(right + gap <= left for (_, right), (left, _) in pairwise(reaches)):
            ends = [right if begins else 0.0 for _, right in reaches]
            return [tick for tick, end in zip(made, ends, strict=True) if end <= room]
    return []


def _instants(
    unit: Unit, each: int, first: pd.Timestamp, last: pd.Timestamp
) -> Iterator[pd.Timestamp]:
    """Yield the round instants between two: of hours, days and weeks by the epoch's own count."""
    if unit in ("half", "month"):
        begin, end = first.year * 12 + first.month - 1, min(last.year, LAST_YEAR) * 12 + last.month
        # Counted, as a range of dates would make each of the 90,000 months of a long record
        for month in range(-(-begin // each) * each, end, each):
            for day in (1, 15) if unit == "half" else (1,):
                at = pd.Timestamp(year=month // 12, month=month % 12 + 1, day=day, tz=first.tz)
                if first <= at <= last:
                    yield at
        return
    step, start = SECONDS[unit] * each, MONDAY if unit == "week" else 0
    begin = -(-(int(first.timestamp()) - start) // step)
    end = (int(last.timestamp()) - start) // step
    for count in range(begin, end + 1):
        at = pd.Timestamp(start + count * step, unit="s", tz=first.tz)
        if first <= at <= last:
            yield at


def _label(instants: Iterator[pd.Timestamp], unit: Unit, each: int) -> Iterator[Tick]:
    before = None
    for at in instants:
        label = long = f"{at.day} {at:%b}"
        period = f"{at.year}" if before is None or before.year != at.year else ""
        if unit == "hour" and at != at.normalize():  # at midnight it names the day
            period = "" if before else f"{label} {at.year}"
            label = long = f"{at:%H:%M}"
        elif unit == "month" and each >= 12:
            label, long, period = f"{at.year}", f"{at.year}", ""
        elif unit == "month":
            label, long = f"{at:%b}", f"{at:%B}"
        yield Tick(at, label, period, long)
        before = at


def _reach(tick: Tick, x: float, years: Years, begins: bool) -> tuple[float, float]:
    """Return where a label begins and ends, in px."""
    parts = {
        "beside": [tick.text(" ")],
        "beneath": [tick.label, tick.period],
        "apart": [tick.label],
    }
    wide = max(map(width, parts[years]))
    return (x, x + wide) if begins else (x - wide / 2, x + wide / 2)


def number_ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """Return round numbers from the last one up to `low` to the last one up to `high`.

    They lie as close as leaves no more than `most` steps between the two, but no closer than one
    where they count `whole` things.
    """
    steps = [m * 10.0**e for e in range(0 if whole else -1, 16) for m in (1, 2, 5)]
    step = next((step for step in steps if (high - low) / step <= most), steps[-1])
    first = step * (low // step)
    return [first + step * i for i in range(int((high - first) // step) + 1)]


def axis(made: Sequence[Tick]) -> dict[str, Any]:
    """Return the ticks as an axis of Plotly's grammar has them."""
    return {"tickvals": [tick.at for tick in made], "ticktext": [tick.text() for tick in made]}
