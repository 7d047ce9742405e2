"""How much of what the Situation page lists has room, reckoned in lines of text."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.queries.overview import situation

FOLD = 24  # px of a line that unfolds what has no room
COLUMN = 594  # px: what next and last may take together, so that all fits 900
AHEAD, TITLE, LINE, META = 38, 41, 44, 48  # characters of a line in the left column, by its type
TAGS = {"new": " (new)", "occurred": " (was ahead)", "outcome": " (outcome new)"}  # as wide as tags
OFF_HEIGHT = 73  # px of a meeting that was called off
HEADLINE, WHO = 40, 58  # characters of a line in the right column


def latest_that_fit(
    ahead: pd.DataFrame,
    latest: pd.DataFrame,
    names: dict[Any, Any],
    *,
    off: int,
    more: bool,
    newly: Sequence[str] = (),
) -> int:
    """Return how many of the last events fit under those ahead, reckoned in lines of text.

    Where not all of the newest day fit, the line that unfolds the others takes room, too. `off` are
    the rows of what was called off, `newly` the titles of what of long ago is newly known; `more`
    says that not all that is ahead is shown.
    """
    whole = COLUMN - 2 * 50 - sum(_height(row, names) for row in ahead.itertuples())
    whole -= (FOLD if ahead.empty or more else 0) + OFF_HEIGHT * off
    if len(newly):
        whole -= 50 + FOLD + sum(6 + 20 * _lines(title, TITLE) for title in newly)
    fits = _fit(whole, latest)
    return fits if fits >= len(situation.newest_day(latest)) else _fit(whole - FOLD, latest)


def _fit(left: float, latest: pd.DataFrame) -> int:
    row: Any
    day = None
    for count, row in enumerate(latest.itertuples()):
        left -= 6 if row.day != day else 0
        day = row.day
        line = f"{row.line_name}: {row.line}" if row.line else ""
        left -= 6 + 20 * (_lines(row.title + TAGS.get(row.news, ""), TITLE) + _lines(line, LINE))
        if left < 0:
            return max(count, 1)
    return len(latest)


def _height(row: Any, names: dict[Any, Any]) -> int:
    meta = " · ".join([row.site, *(names[p] for p in row.party_ids)])
    return 15 + max(
        43, 19 * (_lines(row.title + TAGS.get(row.news, ""), AHEAD) + _lines(meta, META))
    )


def _lines(text: str, width: int) -> int:
    return -(-len(text) // width)


def headline_that_fits(newest: pd.DataFrame) -> tuple[int, int]:
    """Return how many parties the block's title names, and how many the line under it."""
    title = (
        len("How many: ")
        + (newest["party"].str.len() + newest["number_label"].str.len() + 3).cumsum()
    )
    words = newest["number_label"].where(
        title > HEADLINE, newest["who"]
    )  # who, of those the title names
    line = (newest["party"] + words + newest["at_label"] + newest["also"]).str.len() + 5
    fits = [int((title <= HEADLINE).sum()), int((line.cumsum() <= WHO).sum())]
    return max(fits[0], 1), max(fits[1], 1)
