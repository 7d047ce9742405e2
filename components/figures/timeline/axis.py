"""Where moments lie on the timeline: compressed stretches, then a true scale up to as of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

# Every collision is reckoned at the width of the content on a 1280 px screen; a wider one
# stretches the axis and only adds air.
WIDTH = 1120.0
NAMES = 112.0  # lane names, left of zero
BREAK = 18.0  # a gap in the axis with its sign
DAY = 86_400.0


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
