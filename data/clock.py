"""Moments as the record writes them: a UTC minute, a day, a month or a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal

import numpy as np
import pandas as pd

Precision = Literal["minute", "day", "month", "year"]
PRECISIONS: tuple[Precision, ...] = ("minute", "day", "month", "year")

# EDTF level 0 (ISO 8601-2), the subset that Table Schema patterns in the package admit.
WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)Z)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A stretch of time as it was written, from its `first` to its `last` second (UTC).

    A date without an hour counts as known from its end, so `last` is what visibility compares.
    """

    last: pd.Timestamp
    first: pd.Timestamp
    precision: Precision = "minute"

    @property
    def text(self) -> str:
        """Return the cell as the record would write it."""
        rest = {"minute": "-%m-%dT%H:%MZ", "day": "-%m-%d", "month": "-%m", "year": ""}
        # By hand, as strftime writes the years before 1000 with fewer digits than are read.
        return f"{self.first.year:04}{self.first.strftime(rest[self.precision])}"

    def __str__(self) -> str:
        """Return the moment in words, as `9 Jan 2022, 18:21 UTC`."""
        return say(self.first, self.precision)

    @property
    def at_end(self) -> str:
        """Return when it is over, in words: `on 9 Jan 2022`, but `at the end of 2022`."""
        return f"{'at the end of' if self.precision in ('month', 'year') else 'on'} {self}"


def parse(text: str) -> Moment:
    """Read one cell.

    Raises ValueError with a sentence when `text` is no date or no real one (30 February).
    """
    match = WRITTEN.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date such as 2022-01-09 or 2022-01-09T18:21Z")
    year = int(match[1])
    month, day, hour, minute = (int(part) if part else None for part in match.groups()[1:])
    precision = PRECISIONS[sum(part is None for part in (month, day, minute))]
    try:
        first = datetime(year, month or 1, day or 1, hour or 0, minute or 0, tzinfo=UTC)
        if precision == "minute":
            return Moment(_stamp(first), _stamp(first), precision)
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        last = datetime(year, last_month, last_day, 23, 59, 59, tzinfo=UTC)
        return Moment(_stamp(last), _stamp(first), precision)
    except ValueError as fault:
        raise ValueError(f"{text!r} is no real date: {fault}") from fault


def read_row(row: Any, column: str) -> Moment:
    """Return the moment that a row of the record has in a column, which is filled."""
    return Moment(row[f"{column}_last"], row[column], row[f"{column}_precision"])


def on(day: date, hour: time | None = None) -> Moment:
    """Return the end of a day, or a UTC minute of it."""
    return parse(day.isoformat() + (f"T{hour:%H:%M}Z" if hour else ""))


def say(moment: pd.Timestamp, precision: str) -> str:
    """Return an instant in words at the precision it is known with; empty where unknown.

    It has no default: an instant without its precision would invent a day.
    """
    if pd.isna(moment):
        return ""
    if precision == "year":
        return f"{moment.year}"
    if precision == "month":
        return f"{moment:%b} {moment.year}"
    day = f"{moment.day} {moment:%b} {moment.year}"
    return f"{day}, {moment:%H:%M} UTC" if precision == "minute" else day


def say_each(moments: pd.Series, precisions: pd.Series) -> list[str]:
    """Return instants (UTC) in words as `say` does, each at its own precision."""
    # What many rows share is put in words once.
    stamps, _ = pd.factorize(moments.dt.tz_localize(None).to_numpy(), use_na_sentinel=False)
    codes, kinds = pd.factorize(precisions.to_numpy(dtype=object), use_na_sentinel=False)
    _, first, places = np.unique(
        stamps * len(kinds) + codes, return_index=True, return_inverse=True
    )
    pairs = zip(moments.iloc[first], precisions.iloc[first], strict=True)
    words = np.array([say(*pair) for pair in pairs], dtype=object)
    return words[places].tolist() if len(words) else []


def say_column(frame: pd.DataFrame, column: str) -> list[str]:
    """Return a moment column of a table in words, each cell at its own precision."""
    return say_each(frame[column], frame[f"{column}_precision"])


def say_day(moment: pd.Timestamp, precision: str) -> str:
    """Return an instant in words as `say` does, its hour left out."""
    return say(moment, "day" if precision == "minute" else precision)


def say_now() -> str:
    """Return the second that it is, in UTC, as the log writes it: 2026-01-12T09:30:00Z."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _stamp(at: datetime) -> pd.Timestamp:
    return pd.Timestamp(at).as_unit("s")
