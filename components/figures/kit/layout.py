"""What the layouts of drawn figures share: their size, their type, a ground seen through, axes."""

from typing import Any

from components.figures.kit.pixels import UNSEEN
from components.figures.kit.theme import SANS, TEXT_PX, Theme


def lay_out(
    height: float, theme: Theme, margin: tuple[float, float, float, float] = (0, 0, 0, 0)
) -> dict[str, Any]:
    """Return the layout of a figure `height` px high; `margin` is left, right, top and bottom."""
    return {
        "height": height,
        "margin": dict(zip("lrtb", margin, strict=True)),
        **dict.fromkeys(("paper_bgcolor", "plot_bgcolor"), UNSEEN),
        "font": {"family": SANS, "size": TEXT_PX, "color": theme.ink},
    }


def axes_over_time(theme: Theme) -> dict[str, dict[str, Any]]:
    """Return the axes of numbers over time, without their ends and ticks."""
    quiet, rule = {"tickfont": {"color": theme.quiet}}, theme.rule
    x = {**quiet, "showgrid": False, "ticks": "outside", "ticklen": 4, "type": "date"}
    return {
        "xaxis": {**x, "tickcolor": rule, "linecolor": rule},
        "yaxis": {**quiet, "gridcolor": rule, "ticks": ""},
    }
