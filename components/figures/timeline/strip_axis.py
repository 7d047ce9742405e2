"""The axis of the weeks: its days, and the names of the lines that stand among them."""

from typing import Any

import pandas as pd

from components.figures.kit.box import Box, Side
from components.figures.kit.ruler import width
from components.figures.kit.ticks import ticks
from data.queries.overview.overview import Strip

# px of the plot on a phone, where the drawing keeps 960: room on the axis is reckoned there
NARROWEST = 760
GAP, AIR = 8, 24  # px between two words of the axis, and between two of its days


def day_ticks(answer: Strip) -> dict[str, list[Any]]:
    """Return the days of the axis, of which one that would meet the name of a line gives way."""
    taken = [_reach(answer, *name) for name in name_lines(answer)]
    pairs = [
        (tick.at, tick.text(" "))
        for tick in ticks(answer.first, answer.last, NARROWEST, years="beside", gap=AIR)
        if not any(
            _reach(answer, tick.at, tick.text(" "), "center").meets(name, GAP) for name in taken
        )
    ]
    return {"tickvals": [day for day, _ in pairs], "ticktext": [word for _, word in pairs]}


def is_since_shown(answer: Strip) -> bool:
    """Return whether the thin line of since stands within these weeks."""
    return bool(answer.since and answer.first < answer.since.last < min(answer.now, answer.last))


def _px(answer: Strip, at: pd.Timestamp) -> float:
    """Return how far from the left an instant stands where the plot is narrowest."""
    return NARROWEST * ((at - answer.first) / (answer.last - answer.first))


def name_lines(answer: Strip) -> list[tuple[pd.Timestamp, str, Side]]:
    """Return what names the as-of line and the thin one of since: where, words, anchor.

    They stand among the days of the axis, under the rows, so that they cover no mark; together
    where there is no room for two.
    """
    label = f"as of {answer.now.day} {answer.now:%b}"
    names = [(answer.now, label, _anchor(answer, answer.now, label))] if answer.is_now_shown else []
    if not (answer.since and is_since_shown(answer)):
        return names
    at = answer.since.last
    since = f"since {at.day} {at:%b}"
    both = [(at, since, _anchor(answer, at, since)), *names]
    if len(both) < 2:
        return both
    first, second = (_reach(answer, *name) for name in both)
    if not first.meets(second, GAP):
        return both
    together = f"{since}, {label}"
    return [(answer.now, together, _anchor(answer, answer.now, together))]


def _anchor(answer: Strip, at: pd.Timestamp, label: str) -> Side:
    """Return how a name hangs on its line: in the middle, or inwards at an edge of the plot."""
    half, x = width(label) / 2, _px(answer, at)
    if x + half > NARROWEST:
        return "right"
    return "left" if x < half else "center"


def _reach(answer: Strip, at: pd.Timestamp, label: str, anchor: Side) -> Box:
    """Return where a name stands in the line of the axis, in px from the left."""
    return Box.beside(anchor, _px(answer, at), 0, width(label), 1)
