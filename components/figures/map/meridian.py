"""Longitudes about the middle of a map, so that one map may reach over the 180th meridian."""

from collections.abc import Iterable

import pandas as pd

from components.figures.map.outlines import Line
from data.package import Box

WHOLE = 360  # degrees round the earth


def about(rows: pd.DataFrame, middle: float) -> pd.DataFrame:
    """Return rows with each `lon` (degrees) at most half the earth from a map's middle."""
    turns = ((middle - rows["lon"]) / WHOLE).round()
    return rows.assign(lon=rows["lon"] + WHOLE * turns)


def within(rows: pd.DataFrame, box: Box) -> pd.DataFrame:
    """Return rows with each `lon` (degrees) about the middle of a box."""
    return about(rows, (box.west + box.east) / 2)


def repeated(rings: Iterable[Line], box: Box) -> tuple[Line, ...]:
    """Return rings of the ground, those again that a box reaches beyond the 180th meridian."""
    rings = tuple(rings)
    turns = [0] + [WHOLE] * (box.east > 180) + [-WHOLE] * (box.west < -180)
    return tuple(
        tuple((x + turn, y) for x, y in ring) if turn else ring for turn in turns for ring in rings
    )
