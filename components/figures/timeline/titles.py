"""Where an event's title may stand on the timeline: beside a stem that rises from its mark."""

from collections.abc import Iterator, Mapping

from components.figures.kit.box import Box
from components.figures.kit.labels import Candidate, Offset, beside
from components.figures.kit.ruler import LINE_PX, width, wrap
from data.shapes import CALLED_OFF

STEM_GAP = 6.0  # px between a stem and its words
ROOMS = (150.0, 190.0, 120.0, 230.0, 98.0)  # px in which a title is broken, the best first
TIERS, MOST_LINES = 3, 3  # lines down at which a title may begin, and that it may have


def beside_stem(title: str, x: float, foot: float, top: float) -> Iterator[Candidate]:
    """Yield places between `top` and a mark's upper edge, `foot` (px): right of a stem, or left.

    A title that does not fit whole has none.
    """
    seen = set()
    for room in ROOMS:
        lines = wrap(title, room, MOST_LINES)
        if not lines or lines in seen:
            continue
        seen.add(lines)
        wide, high = max(map(width, lines)), LINE_PX * len(lines)
        for tier in range(TIERS):
            y0 = top + tier * LINE_PX
            if y0 + high > foot - 2:
                break
            stem = Box(x - 0.5, y0, x + 0.5, foot)
            sides = Offset("left", STEM_GAP, 0), Offset("right", -STEM_GAP, 0)
            for candidate in beside(lines, (wide, high), (x, y0 + high / 2), sides):
                yield candidate._replace(stem=stem)


def name_event(row: Mapping) -> str:
    """Return what a label says; that an event was called off stands before its title."""
    return f"Called off: {row['title']}" if row["shape"] == CALLED_OFF else str(row["title"])
