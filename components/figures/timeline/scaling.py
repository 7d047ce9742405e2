"""How the timeline's horizontal axis is laid out: what takes how much room, and its labels."""

from dataclasses import replace

import numpy as np
import pandas as pd

from components.figures.kit import ticks
from components.figures.kit.ruler import width
from components.figures.timeline.ahead import room_for
from components.figures.timeline.axis import (
    BREAK,
    DAY,
    NAMES,
    WIDTH,
    Piece,
    Scale,
    Tick,
    seconds,
    to_seconds,
)
from data.queries.events.events import Timeline
from data.settings import Stretch

TIME_SHARE = 0.25  # of a compressed stretch; the rest is rank, or its last month is a tower
STEPS = (*ticks.HOURS, *ticks.DAYS, *ticks.MONTHS)  # no half months: their names stand whole
AIR = 30.0  # px from one label to the next: they are bold, and lead the eye
LANE_PX = 64.0  # that a lane is high at least, beside which the announced events are listed


def scale(answer: Timeline, width: float = WIDTH) -> Scale:
    """Lay the axis out for the events shown: a stretch without events takes no room.

    What is announced takes as much as it needs. `width` is that of the whole figure in px, the
    names of its lanes included.
    """
    rows = answer.placed[["event_id", "kind", "when"]]
    pieces, x = [], 0.0
    for stretch, members in _shared_out(rows, answer):
        if len(members):
            pieces.append(_piece(stretch, members, x))
            x += stretch.width + BREAK
    end, start = width - NAMES, seconds(answer.true_from)
    moment = max(seconds(answer.ends), start + DAY)

    def laid_out(ahead: float) -> Scale:
        return Scale(tuple(pieces), x, end - ahead, end, start, moment)

    height = LANE_PX * len(answer.lanes)
    bare = laid_out(room_for(answer.ahead.to_dict("records"), laid_out, height))
    return replace(bare, ticks=_ticks(bare, answer.true_from))


def _shared_out(rows: pd.DataFrame, answer: Timeline) -> list[tuple[Stretch, pd.DataFrame]]:
    """Give each early event to a stretch: by its kind, else to the last stretch without one."""
    stretches = answer.axis.compressed or (Stretch("{year}, compressed", 150),)
    if all(stretch.kind for stretch in stretches):
        stretches = (*stretches, Stretch("{year}, compressed", 150))
    of_kind = {stretch.kind: i for i, stretch in enumerate(stretches) if stretch.kind}
    earlier = max(i for i, stretch in enumerate(stretches) if not stretch.kind)
    own = rows["kind"].map(of_kind)
    own = own.where(own.notna() | ~(rows["when"] < answer.true_from), earlier)
    return [(stretch, rows.loc[(own == i).to_numpy()]) for i, stretch in enumerate(stretches)]


def _piece(stretch: Stretch, rows: pd.DataFrame, x0: float) -> Piece:
    first, last = rows["when"].iloc[0], rows["when"].iloc[-1]
    began, lasted = seconds(first), max(seconds(last) - seconds(first), 1.0)
    share = 0.0 if stretch.kind else TIME_SHARE
    inner = stretch.width - 14.0
    times = to_seconds(rows["when"])
    by_rank = (np.arange(len(rows)) + 0.5) / len(rows)
    by_time = (times - began) / lasted
    xs = x0 + 7 + inner * (share * by_time + (1 - share) * by_rank)
    at = dict(zip(rows["event_id"].tolist(), xs.tolist(), strict=True))
    years = f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    subtitle = years if stretch.kind else _months(first, last)
    title = stretch.title.replace("{year}", years)
    x1, rest = x0 + stretch.width, not stretch.kind
    return Piece(x0, x1, title, subtitle, at, tuple(times.tolist()), rest=rest)


def _months(first: pd.Timestamp, last: pd.Timestamp) -> str:
    if first.year != last.year:
        return f"{first:%b} {first.year}-{last:%b} {last.year}"
    months = f"{first:%b}-{last:%b}" if first.month != last.month else f"{first:%b}"
    return f"{months} {first.year}"


def _ticks(bare: Scale, start: pd.Timestamp) -> tuple[Tick, ...]:
    """Name round instants of the true scale, also beyond its line: as fully as there is room."""
    room = bare.end - bare.x0
    last = pd.Timestamp(int(bare.start + room / bare.day_px * DAY), unit="s", tz="UTC")
    made = ticks.ticks(start, last, room, years="apart", begins=True, steps=STEPS, gap=AIR)
    edges = [bare.x(seconds(tick.at)) for tick in made]
    named, period = [], ""
    for tick, x, beyond in zip(made, edges, [*edges[1:], bare.end], strict=True):
        until = min(beyond, bare.line if x < bare.line else bare.end)
        period = tick.period or period  # one that found no room is named with the next
        bold, plain = _fitting(tick, period, until - x - 8)
        period = "" if plain else period
        named.append(Tick(x, bold, plain))
    return tuple(named)


def _fitting(tick: ticks.Tick, period: str, room: float) -> tuple[str, str]:
    for bold, plain in ((tick.long, period), (tick.label, period), (tick.label, "")):
        if width(f"{bold} ", strong=True) + width(plain) <= room:
            return bold, plain
    return "", ""
