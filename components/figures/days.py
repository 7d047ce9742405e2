"""The days that an axis of time names: round ones, as many as there is room for."""

import pandas as pd

STEPS = ("D", "2D", "4D", "W-MON", "2W-MON", "MS", "2MS", "3MS", "6MS")
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def days(first: pd.Timestamp, last: pd.Timestamp, most: int) -> list[pd.Timestamp]:
    """Return round days from `first` to `last` (UTC), as many as may be, but at most `most`."""
    start = first.normalize()
    start += pd.Timedelta(days=int(start < first))
    long = last - start > pd.Timedelta(days=366 * most)
    for step in () if long else STEPS:
        found = list(pd.date_range(start, last, freq=step))
        if len(found) <= most:
            return found
    for each in YEARS:
        years = [y for y in range(start.year, last.year + 1) if y % each == 0]
        found = [
            day for y in years if start <= (day := start.replace(year=y, month=1, day=1)) <= last
        ]
        if len(found) <= most:
            return found
    return []


def said(ticks: list[pd.Timestamp]) -> list[str]:
    """Return the days as their axis says them: the year where it begins or is new, below."""
    years = [None, *(day.year for day in ticks)]
    return [
        f"{day.day} {day:%b}" + (f"<br>{day.year}" if day.year != before else "")
        for day, before in zip(ticks, years, strict=False)
    ]
