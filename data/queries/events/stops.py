"""The days that a replay goes over, and the one it goes to next."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from math import ceil

from data.kinds import CITING
from data.load import Record
from data.memory import keep

SEASON = 1000  # days: of a longer span the buttons skip those on which nothing became known
NEAR = timedelta(days=14)  # of a named moment: there the handle stands on every day
FEW = 120  # stops of the handle on the way from one named moment to the next, at most


def is_long(first: date, last: date) -> bool:
    """Say whether a replay goes by days on which anything became known, and not by all."""
    return (last - first).days > SEASON


@keep(4)
def list_stops(record: Record, first: date, last: date) -> tuple[date, ...]:
    """Return where the handle may stand: every day, or of a long span those near a named moment.

    Between them it stands on the first day of a year. Named moments are told to everybody; when
    else anything becomes known later is not.
    """
    if not is_long(first, last):
        return _every_day(first, last)
    stops = {first, last}
    for moment in record.moments["as_of_last"]:
        day = moment.date()
        stops.update(_every_day(max(day - NEAR, first), min(day + NEAR, last)))
    each = ceil((last.year - first.year) / FEW)
    years = (date(year, 1, 1) for year in range(first.year + 1, last.year + 1))
    stops.update(year for year in years if year.year % each == 0)
    return tuple(sorted(stops))


def find_next(record: Record, day: date, step: int, first: date, last: date) -> date:
    """Return the day after one (`step` 1) or before it (-1), within a replay's span.

    Of a long span the next day on which anything became known.
    """
    if is_long(first, last):
        days = _days_with_news(record)
        at = bisect_right(days, day) if step > 0 else bisect_left(days, day) - 1
        day = days[at] if 0 <= at < len(days) else (last if step > 0 else first)
    else:
        day += timedelta(days=step)
    return min(max(day, first), last)


def _every_day(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=at) for at in range(max((last - first).days, 0) + 1))


@keep(4)
def _days_with_news(record: Record) -> tuple[date, ...]:
    clocks = [
        record.table(table)[f"{clock}_last"]
        for table, kind in CITING.items()
        for clock in (*kind.clocks, *kind.later)
    ]
    days = {moment.date() for column in clocks for moment in column.dropna()}
    return tuple(sorted(days))
