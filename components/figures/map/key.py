"""The key of the printed map: the legend of the screen's, with the same signs."""

from components.figures.kit.picture_key import Sign
from components.figures.kit.pixels import faded
from components.figures.kit.svg import element
from components.figures.kit.symbols import draw
from components.figures.kit.theme import Theme
from components.figures.map.legend import (
    NEW,
    RANGE,
    REGIONS,
    SCALE,
    SELECTED,
    Entry,
    sample_color,
    signs,
)
from components.figures.map.marks import sheet
from components.figures.map.placing import frame_of, framed, ringed
from data.queries.forces.forces import Forces
from data.view import View


def rows(forces: Forces, view: View, theme: Theme) -> list[tuple[str, list[Sign]]]:
    """Return the key's lines for what lies in the view's area: a print cannot be moved."""
    marks, pieces = framed(forces, view), sheet(forces, theme).pieces
    color = sample_color(forces, marks, theme)
    edge, dot = draw("circle-open", 15, "", color, 1), draw("circle", 8, color)
    samples = {
        REGIONS: draw("circle", 15, faded(color, 0.22)),
        RANGE: draw("circle", 15, faded(color, 0.25)) + edge + dot,
        SELECTED: draw("circle-open", 14, "", theme.ink, 2.5),
        NEW: draw("circle-open", 15, "", theme.ink, 1.2) + dot,
    }

    def sign(entry: Entry) -> Sign:
        drawn = samples.get(entry.sample) or _icons([pieces[name] for name in entry.icons])
        return Sign(drawn, entry.word)

    ring = ringed(forces, view, marks)
    selected = ring is not None and frame_of(forces, view).holds(ring[1], ring[0])
    listed = signs(forces, marks, selected=selected)
    return [(title, [sign(entry) for entry in row]) for title, row in listed]


def _icons(pieces: list[str]) -> str:
    return element("g", *pieces, transform=f"scale({SCALE:.4f})")
