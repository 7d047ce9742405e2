"""The days that an axis of time names: round ones, as many as there is room for."""

import pandas as pd

STEPS = ("D", "2D", "4D", "W-MON", "2W-MON", "MS", "2MS", "3MS", "6MS")
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
LAST_YEAR = 9999  # of a date


def days(first: pd.Timestamp, last: pd.Timestamp, most: int) -> list[pd.Timestamp]:
    """Return round days from `first` to `last` (UTC), as many as may be, but at most `most`."""
    start = first.normalize()
    if start < first:
        start += pd.Timedelta(days=1)
    long = last - start > pd.Timedelta(days=366 * most)
    for step in () if long else STEPS:
        dates = list(pd.date_range(start, last, freq=step))
        if len(dates) <= most:
            return dates
    for each in YEARS:
        years = range(-(-start.year // each) * each, min(last.year, LAST_YEAR) + 1, each)
        if len(years) > most + 1:  # of which the first may lie before the start
            continue
        ones = (start.replace(year=year, month=1, day=1) for year in years)
        dates = [day for day in ones if start <= day <= last]
        if len(dates) <= most:
            return dates
    return []


def label_days(ticks: list[pd.Timestamp]) -> list[str]:
    """Return the labels of days on an axis: the year below the first day and each new year."""
    years = [None, *(day.year for day in ticks)]
    return [
        f"{day.day} {day:%b}" + (f"<br>{day.year}" if day.year != before else "")
        for day, before in zip(ticks, years, strict=False)
    ]
