"""What the brief's pictures share: keys, legends, axes without a box."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D

from components.figures.theme import Theme

Key = Line2D | tuple[Line2D, ...]


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


def stacked(title: str, styles: list[dict[str, Any]]) -> tuple[Line2D, ...]:
    """Return one line of a legend whose mark is drawn in several layers, the lowest first."""
    return tuple(Line2D([], [], linestyle="none", label=plain(title), **s) for s in styles)


def keyed(keys: Sequence[Key]) -> dict[str, Any]:
    """Return what matplotlib asks for to write these lines as a legend."""
    firsts = [one[0] if isinstance(one, tuple) else one for one in keys]
    return {
        "handles": keys,
        "labels": [one.get_label() for one in firsts],
        "handler_map": {tuple: HandlerTuple(ndivide=1)},
        "fontsize": 8,
    }


def legend(axes: Axes, keys: Sequence[Key], row: int = 0) -> Legend:
    """Write a legend in one line beneath the picture, the first or the next `row`."""
    return axes.legend(
        **keyed(keys),
        loc="upper left",
        bbox_to_anchor=(0, -0.06 - 0.045 * row),
        ncols=len(keys),
        frameon=False,
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
