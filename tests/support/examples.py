"""How many examples a property draws: few, and many with `--hypothesis-profile nightly`."""

from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

Row = TypeVar("Row")
FEW = 20  # examples of a property by day


def share(part: float) -> int:
    """Return that part of the examples of the profile in use: for what is slow to try."""
    return max(1, round(settings().max_examples * part))


def spread(rows: Iterable[Row], part: float) -> list[Row]:
    """Return that part of the rows, from all over them; at night five times as many."""
    return list(rows)[:: max(1, round(FEW / part / settings().max_examples))]
