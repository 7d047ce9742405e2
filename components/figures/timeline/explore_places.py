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
    """Where an event's mark lies: its time, the ends of the bar about it (UTC), its height in px.

    Where there is no bar, its ends are the mark's own time.
    """

    row: Mapping[str, Any]
    at: pd.Timestamp
    first: pd.Timestamp
    last: pd.Timestamp
    y: float = 0.0


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
    marks, bottoms, top = list[Spot](), list[float](), 0.0
    for lane in answer.lanes:
        there = [_placed(row, answer) for row in rows if lane.lane in row["lanes"]]
        levels = _levels(there, width)
        marks += [
            spot._replace(y=top + TITLE + LEVEL * (level + 0.5))
            for spot, level in zip(there, levels, strict=True)
        ]
        top += TITLE + LEVEL * max(max(levels, default=0) + 1, 2) + FOOT
        bottoms.append(top)
    return marks, bottoms or [float(TITLE)]


def _placed(row: Mapping[str, Any], answer: Explored) -> Spot:
    """Return an event's mark and bar in time, at no height yet."""
    when, last = row["when"], row["when_last"]
    if row["when_precision"] in SOFT:
        return Spot(row, when + (last - when) / 2, when, last)
    at = when + NOON if row["when_precision"] == "day" else when
    if row["status"] != "scheduled":  # a day that is not over has its noon ahead
        at = max(when, min(at, answer.as_of.last))
    until = row["until"]
    if row["status"] == "called_off" or pd.isna(until) or until <= last:
        return Spot(row, at, at, at)
    if row["status"] == "occurred":  # what is planned beyond as of has not been
        until = min(until, answer.as_of.last)
    return Spot(row, at, at, max(at, until))


def _levels(placed: Sequence[Spot], width: pd.Timedelta) -> list[int]:
    """Return a row for each mark, in order of time: the first that is free, or the next in turn."""
    ends = list[pd.Timestamp]()
    levels = []
    for number, spot in enumerate(placed):
        left = min(spot.first, spot.at - width / 2)
        right = max(spot.last, spot.at + width / 2)
        free = [level for level, end in enumerate(ends) if end <= left]
        level = free[0] if free else len(ends)
        if level == MOST_LEVELS:
            level = number % MOST_LEVELS
        ends[level:] = [right, *ends[level + 1 :]]
        levels.append(level)
    return levels
