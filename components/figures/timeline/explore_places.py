"""Where the events of the chart to work with lie: in time, and one over the other in their lane."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from data.queries.events.explore import Explored

TITLE, LEVEL, FOOT = 27, 13, 6  # px of a lane's title, of a row of marks, and under the lowest
MOST_LEVELS = 5  # rows of marks in a lane; what finds none of them free lies over another
ACROSS = 75  # marks that stand side by side in the stretch shown first
NAMED = 0.12  # of the stretch shown first: as far as the name of a line may reach on a phone
LONGEST_AHEAD = 0.4  # of the stretch at true scale: what is announced for later is a zoom away
SOFT = ("month", "year")  # precisions of a date that is drawn as a stretch, and not as a day
NOON = pd.Timedelta(hours=12)


class Spot(NamedTuple):
    """Where an event's mark lies: its time (UTC), its height in px, the bar about it in ms."""

    row: Mapping[str, Any]
    at: pd.Timestamp
    y: float
    back: int
    on: int


def stretch(answer: Explored) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return what is shown first: the true scale and what is soon after it; all, where empty."""
    times = answer.rows["when"]
    first, last = answer.opens, answer.ends
    soon = times.loc[(times > last) & (times <= last + (last - first) * LONGEST_AHEAD)]
    last = max(last, soon.max()) if len(soon) else last
    if len(times) and not times.between(first, last).any():
        first, last = min(times.min(), first), max(times.max(), last)
    pad = max((last - first) * 0.03, pd.Timedelta(days=1))
    room = (last - first) * NAMED if are_near(answer, last - first) else pad
    return first - pad, last + room


def are_near(answer: Explored, width: pd.Timedelta) -> bool:
    """Say whether the lines at as of and at the earlier instant leave no room for a name."""
    if answer.since is None:
        return False
    return bool(answer.as_of.last - answer.since.last < width * NAMED)


def spots(answer: Explored, width: pd.Timedelta) -> tuple[list[Spot], list[float]]:
    """Return the marks, stacked where they would touch, and the lower edge of each lane in px."""
    rows = answer.rows.to_dict("records")
    found, bottoms, top = list[Spot](), list[float](), 0.0
    for lane in answer.lanes:
        there = [_placed(row, answer) for row in rows if lane.lane in row["lanes"]]
        levels = _levels(there, width)
        found += [
            Spot(row, at, top + TITLE + LEVEL * (level + 0.5), back, on)
            for (row, at, back, on), level in zip(there, levels, strict=True)
        ]
        top += TITLE + LEVEL * max(max(levels, default=0) + 1, 2) + FOOT
        bottoms.append(top)
    return found, bottoms or [float(TITLE)]


def _placed(row: Mapping[str, Any], answer: Explored) -> tuple[Mapping, pd.Timestamp, int, int]:
    """Return a row with its time, and how far its bar reaches back and on, in ms."""
    when, last = row["when"], row["when_last"]
    if row["when_precision"] in SOFT:
        half = (last - when) / 2
        return row, when + half, _ms(half), _ms(half)
    at = when + NOON if row["when_precision"] == "day" else when
    if row["status"] != "scheduled":  # a day that is not over has its noon ahead
        at = max(when, min(at, answer.as_of.last))
    until = row["until"]
    if pd.isna(until) or row["status"] == "called_off":
        return row, at, 0, 0
    if row["status"] == "held":
        until = min(until, answer.as_of.last)
    return row, at, 0, max(_ms(until - at), 0)


def _ms(length: pd.Timedelta) -> int:
    return round(length.total_seconds() * 1000)


def _levels(placed: Sequence[tuple], width: pd.Timedelta) -> list[int]:
    """Return a row for each mark, in order of time: the first that is free, or the next in turn."""
    ends = list[pd.Timestamp]()
    levels = []
    for number, (_, at, back, on) in enumerate(placed):
        left = at - max(pd.Timedelta(back, "ms"), width / 2)
        right = at + max(pd.Timedelta(on, "ms"), width / 2)
        free = [level for level, end in enumerate(ends) if end <= left]
        level = free[0] if free else len(ends)
        if level == MOST_LEVELS:
            level = number % MOST_LEVELS
        ends[level:] = [right, *ends[level + 1 :]]
        levels.append(level)
    return levels
