"""Longitudes about the middle of a map, so that one map may reach over the 180th meridian."""

import pandas as pd

from data.settings import Bounds

WHOLE = 360  # degrees round the earth


def about(rows: pd.DataFrame, middle: float) -> pd.DataFrame:
    """Return rows with each `lon` (degrees) at most half the earth from a map's middle."""
    turns = ((middle - rows["lon"]) / WHOLE).round()
    return rows.assign(lon=rows["lon"] + WHOLE * turns)


def within(rows: pd.DataFrame, box: Bounds) -> pd.DataFrame:
    """Return rows with each `lon` (degrees) about the middle of a box."""
    return about(rows, (box.west + box.east) / 2)


def find_turns(drawn: Bounds, shown: Bounds) -> list[int]:
    """Return by how many degrees what lies in a box is moved to be seen in another, if it is.

    0 is where it lies; a box that reaches over the 180th meridian shows it a turn further.
    """
    if drawn.south > shown.north or drawn.north < shown.south:
        return []
    turns = (-WHOLE, 0, WHOLE)
    return [t for t in turns if drawn.west + t <= shown.east and drawn.east + t >= shown.west]
