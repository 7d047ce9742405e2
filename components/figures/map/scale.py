"""The scale of a map: a round number of kilometres, and how long it is at its middle."""

from math import cos, radians
from typing import NamedTuple

from components.figures.map.meridian import WHOLE

EQUATOR = 40_075.017  # km round the earth, WGS 84
MOST = 120.0  # px that the bar is long at most
ROUND = tuple(first * 10**zeros for zeros in (3, 2, 1, 0) for first in (5, 2, 1))  # km


class Scale(NamedTuple):
    """A length on a map: its words, its px there, and its degrees of longitude."""

    label: str
    px: float
    degrees: float


def scale(px: float, lat: float) -> Scale:
    """Return the longest round length that fits a map in Mercator, `px` a degree of longitude.

    Mercator stretches what is far from the equator, so a scale holds at its latitude alone, which
    it says.
    """
    km = EQUATOR / WHOLE * cos(radians(lat))  # of a degree of longitude
    length = next((length for length in ROUND if length / km * px <= MOST), ROUND[-1])
    side = "N" if lat >= 0 else "S"
    label = f"{length:,} km at {abs(lat):.0f}\u00b0 {side}"
    return Scale(label, length / km * px, length / km)
