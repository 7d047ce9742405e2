"""The map of a meeting: drawn as SVG for the part of the stage that it has, so that it is sharp."""

from components.figures.kit.drawing import Figure
from components.figures.kit.reads import reads
from components.figures.kit.theme import Theme
from components.figures.map import plain
from data.queries.forces.forces import Forces
from data.view import View

HEIGHT = 320  # px of the stage, before it is enlarged
INSET = 90.0  # px of the whole map from its edge to the place selected, at least


@reads("area", "zoom", "hide", "place")
def stage_map(forces: Forces, view: View, theme: Theme) -> Figure:
    """Draw where forces stand, moved so that it holds the place selected.

    `forces` as of data.queries.forces.forces, as `plain_map` draws them.
    """
    return plain.plain_map(forces, view, theme, HEIGHT, INSET)


def list_unplaced_notes(forces: Forces, view: View) -> list[str]:
    """Return the notes on what the stage's map shows, but has no room for."""
    return plain.list_unplaced_notes(forces, view, HEIGHT, INSET)
