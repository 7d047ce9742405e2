"""How far apart two stances on one proposal are: the one rule, as a table of pairs."""

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType

# A stance's place between asking for the proposal and refusing it. To discuss it and to accept it
# on a condition are one place: both leave the answer to talks. "silent" has none: no statement
# is no stance.
PLACE: Mapping[str, int] = MappingProxyType(
    {"demands": 2, "favours": 1, "open": 0, "conditional": 0, "opposes": -1, "rejects": -2}
)
MEASURED_SCALE = "proposal"  # issues whose stances answer one shared question
DISTANCES = ("agree", "narrow", "wide", "opposed")
MOST_STEPS = 4

STEPS: Mapping[tuple[str, str], int] = MappingProxyType(
    {(a, b): abs(PLACE[a] - PLACE[b]) for a, b in product(PLACE, PLACE)}
)
WORDS: Mapping[int, str] = MappingProxyType(
    {0: "agree", 1: "narrow", 2: "wide", 3: "opposed", 4: "opposed"}
)


def steps(left: str, right: str, scale: str) -> int | None:
    """Return how many places, 0 to 4, lie between two stances on an issue of that scale.

    None where it is not measured: where either side has no stance, or the scale is no proposal
    (each side answers a question of fact, or insists on terms of its own).
    """
    return STEPS.get((left, right)) if scale == MEASURED_SCALE else None


def distance(left: str, right: str, scale: str) -> str | None:
    """Return the distance in a word of DISTANCES; None where it is not measured."""
    apart = steps(left, right, scale)
    return None if apart is None else WORDS[apart]
