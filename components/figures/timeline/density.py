"""Where marks of a lane would pile up: how many events there are, a column for each stretch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from components.figures.kit.pixels import UNSEEN
from components.figures.kit.theme import Theme
from components.figures.timeline.axis import DAY, Scale, to_seconds
from data.clock import Moment, say
from data.shapes import CALLED_OFF

MOST_DEEP = 16  # marks over one place, beyond which the stretch is drawn as columns
COLUMN_PX = 6.0  # of a column at least
HIGH = 84.0  # px of the highest column of a lane
LEAST_HIGH = 2.0  # px, so that a single event is seen


@dataclass(frozen=True, slots=True)
class Column:
    """The events of one lane in a stretch from `x0` to `x1`, from `foot` to `top` (px, down).

    `count` of them, `fresh` of which are news since the earlier instant and `off` were called off;
    `first` and `last` (UTC) are the first and the last second that their dates leave open.
    """

    x0: float
    x1: float
    foot: float
    top: float
    count: int
    fresh: int
    off: int
    first: pd.Timestamp
    last: pd.Timestamp

    @property
    def stretch(self) -> str:
        """Return the days that the column holds, as `2022-01-09/2022-01-11`."""
        return f"{self.first:%Y-%m-%d}/{self.last:%Y-%m-%d}"


def is_crowded(spans: np.ndarray) -> bool:
    """Say whether more than MOST_DEEP spans (rows of left and right, in px) lie over one place."""
    if len(spans) <= MOST_DEEP:
        return False
    ends = np.concatenate([spans[:, 0], spans[:, 1]])
    opens = np.repeat([1, -1], len(spans))
    deep = opens[np.lexsort((opens, ends))].cumsum()
    return bool(deep.max() > MOST_DEEP)


def find_crowded(members: np.ndarray, places: np.ndarray, axis: Scale) -> np.ndarray:
    """Say of each row of a lane whether it lies in a stretch where marks would pile up.

    Each compressed stretch is looked at by itself, and so is the true scale.
    """
    starts = [piece.x0 for piece in axis.pieces] + [axis.x0]
    stretches = np.searchsorted(starts, places[members, 0], side="right")
    crowded = np.zeros(len(members), dtype=bool)
    for stretch in np.unique(stretches):
        here = stretches == stretch
        crowded[here] = is_crowded(places[members[here], 1:])
    return crowded


def part_crowd(
    rows: pd.DataFrame, members: np.ndarray, places: np.ndarray, axis: Scale
) -> tuple[list[np.ndarray], int]:
    """Return the rows of crowded stretches, each stretch by itself, and how many have no column.

    On the true scale a row whose day is not known has none: it would name a day.
    """
    if not members.size:
        return [], 0
    xs, exact = places[members, 0], is_exact(rows.iloc[members])
    parts = [members[(piece.x0 <= xs) & (xs < piece.x1)] for piece in axis.pieces]
    on_scale = xs >= axis.x0
    return [*parts, members[on_scale & exact]], int((on_scale & ~exact).sum())


def columns(rows: pd.DataFrame, xs: np.ndarray, axis: Scale, foot: float) -> list[Column]:
    """Return the columns of events of one lane and stretch, highest for the most events.

    `rows`: `when`, `when_last` (UTC), `news`, `shape`; `xs` where each lies (px). On the true scale
    a column holds whole days.
    """
    if rows.empty:
        return []
    on_scale = bool(xs.min() >= axis.x0)
    wide = axis.day_px * np.ceil(COLUMN_PX / axis.day_px) if on_scale else COLUMN_PX
    start = axis.x(np.floor(axis.start / DAY) * DAY) if on_scale else float(xs.min())
    bins = np.floor((xs - start) / wide).astype("int64")
    filled, inverse = np.unique(bins, return_inverse=True)
    counts = np.bincount(inverse)
    fresh = np.bincount(inverse, weights=(rows["news"] != "").to_numpy())
    off = np.bincount(inverse, weights=(rows["shape"] == CALLED_OFF).to_numpy())
    first, last = np.full(len(filled), np.inf), np.full(len(filled), -np.inf)
    np.minimum.at(first, inverse, to_seconds(rows["when"]))
    np.maximum.at(last, inverse, to_seconds(rows["when_last"]))
    tops = foot - np.maximum(HIGH * counts / counts.max(), LEAST_HIGH)
    left = np.maximum(start + wide * filled, axis.x0 if on_scale else -np.inf)
    right = np.maximum(np.minimum(start + wide * (filled + 1) - 1, axis.line), left + 1)
    numbers = (part.astype("int64").tolist() for part in (counts, fresh, off, first, last))
    numbered = zip(left.tolist(), right.tolist(), tops.tolist(), *numbers, strict=True)
    return [
        Column(x0, x1, foot, top, *many, *(pd.Timestamp(at, unit="s", tz="UTC") for at in ends))
        for x0, x1, top, *many, ends in ((*row[:6], row[6:]) for row in numbered)
    ]


def traces(bars: Sequence[Column], since: Moment | None, theme: Theme) -> list[dict[str, Any]]:
    """Return the columns, and over them, from their feet, how much of each is news."""
    if not bars:
        return []
    fresh = [column for column in bars if column.fresh]
    whole = {
        **_trace([(c, c.top) for c in bars], theme.bar),
        "hovertext": [tip for c in bars for tip in [_tip(c, since)] * 5],
        "hoverinfo": "text",
        "customdata": [owner for c in bars for owner in [[c.stretch]] * 5],
    }
    tops = [(c, c.foot - (c.foot - c.top) * c.fresh / c.count) for c in fresh]
    return [whole, *([{**_trace(tops, theme.ink), "hoverinfo": "skip"}] if fresh else [])]


def _trace(tops: Sequence[tuple[Column, float]], color: str) -> dict[str, Any]:
    xs = [x for c, _ in tops for x in (round(c.x0, 1), round(c.x0, 1), *[round(c.x1, 1)] * 2, None)]
    ys = [y for c, top in tops for y in (c.foot, round(top, 1), round(top, 1), c.foot, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": color,
        "line": {"width": 0, "color": UNSEEN},
    }


def _tip(column: Column, since: Moment | None) -> str:
    many = f"{column.count:,} event{'s' * (column.count != 1)}"
    days = dict.fromkeys(say(at, "day") for at in (column.first, column.last))
    lines = [f"<b>{many}</b>", " to ".join(days)]
    if column.off:
        lines.append(f"{column.off:,} of them called off")
    if since and column.fresh:
        lines.append(f"<b>{column.fresh:,} with news since {since}</b>")
    return "<br>".join([*lines, "Click to see these days alone"])


def caption(count: int, vague: int) -> str:
    """Say how many events columns stand for, and of how many the day is not known."""
    text = f"{count:,} events in columns: click one, or choose fewer days, to see each"
    if vague:
        text += f"; {vague:,} more known to a month or year"
    return text


def is_exact(rows: pd.DataFrame) -> np.ndarray:
    """Say of each row whether its day is known."""
    return ~rows["when_precision"].isin(["month", "year"]).to_numpy()
