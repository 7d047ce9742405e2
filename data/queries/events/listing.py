"""The timeline as a list from the newest event down, for a screen too narrow for its lanes."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from data import clock
from data.queries.events.dates import NO_DATE
from data.queries.events.events import Timeline


@dataclass(frozen=True)
class Entry:
    """One event of the list: a row of the timeline, its lane, and its time in words.

    `lane` is its kind where lanes are parties, as these are named anyway. `time` is what its date
    says beyond the day it is listed under (UTC); empty if nothing.
    """

    row: Mapping[str, Any]
    lane: str
    time: str


@dataclass(frozen=True)
class Day:
    """What is listed under one day, or under a month or year where no day is known."""

    title: str
    entries: tuple[Entry, ...]


def list_announced(answer: Timeline) -> tuple[Day, ...]:
    """Return what is announced, the last first, what has no date on top."""
    return _list(answer, answer.ahead.iloc[::-1])


def list_placed(answer: Timeline, part: slice) -> tuple[Day, ...]:
    """Return a part of what was held or called off, the newest first."""
    return _list(answer, answer.placed.iloc[::-1].iloc[part])


def _list(answer: Timeline, rows: pd.DataFrame) -> tuple[Day, ...]:
    by_kind = any(lane.kinds for lane in answer.lanes)
    titles = {lane.lane: lane.title for lane in answer.lanes} if by_kind else {}
    by_day = groupby(rows.to_dict("records"), key=_day)
    return tuple(
        Day(day, tuple(_entry(row, day, titles) for row in members)) for day, members in by_day
    )


def _day(row: Mapping[Any, Any]) -> str:
    return clock.say_day(row["when"], row["when_precision"]) or NO_DATE


def _entry(row: Mapping[Any, Any], day: str, titles: Mapping[str, str]) -> Entry:
    time = "" if row["date_label"] == day else row["date_label"].removeprefix(f"{day}, ")
    lanes = [titles[lane] for lane in row["lanes"] if lane in titles]
    return Entry(row, ", ".join(lanes) or row["kind_label"], time)
