"""The timeline's horizontal axis: compressed stretches, then a true scale up to as of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from components.figures.kit import ticks
from components.figures.kit.ruler import width
from data.package import Stretch
from data.queries.events.events import Timeline

# Every collision is reckoned at the width of the content on a 1280 px screen; a wider one
# stretches the axis and only adds air.
WIDTH = 1120.0
NAMES = 112.0  # lane names, left of zero
BREAK = 18.0  # a gap in the axis with its sign
AHEAD, NOTHING_AHEAD = 268.0, 34.0  # right of the line, with and without something announced
DAY = 86_400.0
TIME_SHARE = 0.25  # of a compressed stretch; the rest is rank, or its last month is a tower
STEPS = (*ticks.HOURS, *ticks.DAYS, *ticks.MONTHS)  # no half months: their names stand whole
AIR = 30.0  # px from one label to the next: they are bold, and lead the eye


@dataclass(frozen=True)
class Piece:
    """A compressed stretch from `x0` to `x1`, its title, its years in words, `at` by event id.

    `times` are the events' in the order of `at` (epoch seconds, rising); `rest` says that all
    that precede the true scale stand here, and not one kind alone.
    """

    x0: float
    x1: float
    title: str
    years: str
    at: Mapping[str, float]
    times: tuple[float, ...] = ()
    rest: bool = True


@dataclass(frozen=True)
class Tick:
    """A round instant on the true scale, with its words: bold, then plain."""

    x: float
    bold: str = ""
    plain: str = ""


@dataclass(frozen=True)
class Scale:
    """Where moments lie, in px from the left end of the axis.

    `x0` begins the true scale at `start` (epoch seconds, UTC), `line` is its end at `moment` (as
    of, or where the window ends), `end` the right end of the ground kept for what is announced.
    """

    pieces: tuple[Piece, ...]
    x0: float
    line: float
    end: float
    start: float
    moment: float
    ticks: tuple[Tick, ...] = field(default=())

    @property
    def day_px(self) -> float:
        """Return the width of a day on the true scale."""
        return (self.line - self.x0) / ((self.moment - self.start) / DAY)

    def x(self, seconds: Any) -> Any:
        """Return where an instant of the true scale lies, or an array of them.

        Later ones than as of lie beyond the line.
        """
        return self.x0 + (seconds - self.start) / DAY * self.day_px

    def instant(self, x: float) -> float:
        """Return the instant of the true scale at a place, also beyond its line."""
        return self.start + (x - self.x0) / self.day_px * DAY

    def anywhere(self, seconds: float) -> float | None:
        """Return where an instant lies, also among the events of a compressed stretch, if any."""
        if seconds >= self.start:
            return self.x(seconds)
        piece = next((p for p in self.pieces if p.rest and p.times), None)
        return float(np.interp(seconds, piece.times, list(piece.at.values()))) if piece else None

    def brushed(self, a: float, b: float) -> tuple[float, float] | None:
        """Return the instants that a stretch in px holds, to whole days; None where it is empty.

        On the true scale its ends are taken to the nearest midnight; in a compressed stretch it
        holds the events in it.
        """
        places = [(x, t) for p in self.pieces for x, t in zip(p.at.values(), p.times, strict=True)]
        instants = [t for x, t in places if a <= x <= b]
        if b > self.x0:
            first, last = (self.instant(max(x, self.x0)) for x in (a, b))
            dawn = round(first / DAY) * DAY
            dusk = round(last / DAY) * DAY - 1
            if dusk < dawn:  # within one day
                dawn = dusk = (first + last) / 2
            instants += [dawn, dusk]
        return (min(instants), max(instants)) if instants else None

    @property
    def breaks(self) -> tuple[float, ...]:
        """Return where the axis is broken."""
        return tuple(piece.x1 + BREAK / 2 for piece in self.pieces)


def to_seconds(moments: pd.Series) -> np.ndarray:
    """Return instants in seconds of the Unix epoch, a missing one as no number."""
    instants = moments.dt.tz_localize(None).to_numpy("datetime64[s]")
    return np.where(np.isnat(instants), np.nan, instants.astype("int64"))


def seconds(moment: pd.Timestamp) -> float:
    """Return an instant in seconds of the Unix epoch."""
    return float(moment.timestamp())


def scale(answer: Timeline, width: float = WIDTH) -> Scale:
    """Lay the axis out for the events shown: a stretch without events takes no room.

    `width` is that of the whole figure in px, the names of its lanes included.
    """
    rows = answer.placed[["event_id", "kind", "when"]]
    pieces, x = [], 0.0
    for stretch, members in _shared_out(rows, answer):
        if len(members):
            pieces.append(_piece(stretch, members, x))
            x += stretch.width + BREAK
    end = width - NAMES
    line = end - (NOTHING_AHEAD if answer.ahead.empty else AHEAD)
    bare = Scale(
        pieces=tuple(pieces),
        x0=x,
        line=line,
        end=end,
        start=seconds(answer.true_from),
        moment=max(seconds(answer.ends), seconds(answer.true_from) + DAY),
    )
    return Scale(**{**bare.__dict__, "ticks": _ticks(bare, answer.true_from)})


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
