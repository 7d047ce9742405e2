"""What the brief's pictures share: keys, legends, axes without a box."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from components.figures.theme import Theme


def key(
    title: str, marker: str, edge: str, face: str, *, fill: Any = "full", size: float = 7
) -> Line2D:
    """Return one line of a legend: a mark and its name."""
    return Line2D(
        [],
        [],
        marker=marker,
        linestyle="none",
        label=plain(title),
        mec=edge,
        mfc=face,
        mfcalt="white",
        fillstyle=fill,
        markersize=size,
    )


def legend(axes: Axes, keys: list[Line2D]) -> Legend:
    """Write a legend in one line beneath the picture."""
    return axes.legend(
        handles=keys,
        loc="upper left",
        bbox_to_anchor=(0, -0.06),
        ncols=len(keys),
        frameon=False,
        fontsize=8,
        handletextpad=0.2,
        columnspacing=1.2,
        borderaxespad=0,
    )


def without_box(axes: Axes, theme: Theme) -> None:
    """Leave of the box around the picture its foot alone."""
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(theme.rule)


def plain(cell: str) -> str:
    """Return a text that matplotlib does not read as mathematics."""
    return cell.replace("$", r"\$")
