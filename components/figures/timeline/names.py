"""What stands left of the timeline: its lanes' names and shapes, and those of what is beneath.

A picture that stands alone has them in its drawing. On a page they are words of the page over it,
so that they stay in sight where the drawing is scrolled, and so that a kind of event is a link.
"""

from typing import Any

from components.figures.kit.pixels import text
from components.figures.kit.text import plain
from components.figures.kit.theme import Theme
from components.figures.kit.traces import silent
from components.figures.timeline.axis import NAMES
from components.figures.timeline.layout import KEY_PX, Plan, symbol

TITLE, KEY = 4.0, 23.5  # px from a lane's top to its name, and to the first line of its key
MARK = 8.0  # px from the top of a line of the key to the middle of its mark
BESIDE_SIGNS = 170.0  # px that the signs of the scale need left of the true scale
CURVE = "Intensity"


def is_named_beside(scene: Plan) -> bool:
    """Return whether the curve's directions are named beside it, and not among these names."""
    return scene.scale.x0 > BESIDE_SIGNS


def curve_lines(scene: Plan) -> tuple[str, ...]:
    """Return what stands under the curve's name."""
    if is_named_beside(scene):
        return "mean of", "seven days"
    return "7-day mean", "+ cooperation", "− conflict"


def words(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    """Return the names for a picture that stands alone."""
    written = []
    for lane in scene.lanes:
        title = f"<b>{plain(lane.key.title)}</b>"
        written.append(text(-NAMES, lane.top + TITLE, title, theme.ink, size=15))
        for i, (kind, _) in enumerate(lane.key.shapes):
            y = lane.top + KEY + KEY_PX * i
            written.append(text(-NAMES + 14, y, plain(kind), theme.quiet))
    if not scene.curved:
        return written
    top = scene.curve_top
    written.append(text(-NAMES, top + 2, f"<b>{CURVE}</b>", theme.ink, size=15))
    written.append(text(-NAMES, top + 21, "<br>".join(curve_lines(scene)), theme.quiet))
    return written


def marks(scene: Plan, theme: Theme) -> dict[str, Any]:
    """Return the lanes' shapes beside their names: the same marks as in the lanes."""
    keys = [
        (lane.top + KEY + MARK + KEY_PX * i, *symbol(shape)[:2])
        for lane in scene.lanes
        for i, (_, shape) in enumerate(lane.key.shapes)
    ]
    look = {
        "symbol": [shape for _, shape, _ in keys],
        "size": [size for *_, size in keys],
        "color": theme.quiet,
        "opacity": 1,
        "line": {"width": 0},
    }
    return silent([-NAMES + 6] * len(keys), [y for y, *_ in keys], "keys", look)
