"""The one table of symbols by party: the same in every chart of numbers and its legend."""

from typing import Any

from components.figures.kit.theme import Theme

# By a party's place in the display order, so that none is told by colour alone. Not among them are
# the triangles up and down, which mean "at least" and "at most".
SYMBOLS = (
    *("circle", "cross", "diamond", "square", "pentagon", "hexagon", "star", "hourglass"),
    *("bowtie", "hexagram", "diamond-tall", "diamond-wide", "triangle-left", "triangle-right"),
)
NO_PARTY = "x"  # a report's own summary


def symbol_of(party: Any, theme: Theme) -> str:
    """Return a party's symbol by name, as Plotly and `components.figures.kit.symbols` name it."""
    order = list(theme.party)
    return SYMBOLS[order.index(party) % len(SYMBOLS)] if party in order else NO_PARTY
