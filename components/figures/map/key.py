"""The key of the printed map: the legend of the screen's, with the same signs."""

from components.figures.kit.picture_key import Sign
from components.figures.kit.pixels import faded
from components.figures.kit.svg import element
from components.figures.kit.symbols import draw
from components.figures.kit.theme import Theme
from components.figures.map.legend import SCALE, sample_color, signs
from components.figures.map.marks import sheet
from data.queries.forces.forces import Forces


def rows(forces: Forces, theme: Theme) -> list[tuple[str, list[Sign]]]:
    """Return the key's lines: whose a mark is, what its shape and its fill say, what is new."""
    pieces, color = sheet(forces, theme).pieces, sample_color(forces, theme)
    parts = [
        (title, [Sign(_icon([pieces[name] for name in names]), word) for names, word in row])
        for title, row in signs(forces)
    ]
    region = Sign(draw("circle", 15, faded(color, 0.22)), "region, not a point")
    dot, edge = draw("circle", 8, color), draw("circle-open", 15, "", color, 1)
    people = Sign(draw("circle", 15, faded(color, 0.25)) + edge + dot, "least to most people")
    read = dict(parts).get("Reading", [])
    read += [region, people]
    if forces.since:
        ring = draw("circle-open", 15, "", theme.ink, 1.2)
        parts.append(("Since", [Sign(ring + dot, f"became known after {forces.since}")]))
    return parts


def _icon(pieces: list[str]) -> str:
    return element("g", *pieces, transform=f"scale({SCALE:.4f})")
