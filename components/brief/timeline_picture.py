"""The brief's timeline: each lane's events over the true scale, and what is announced."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from components.brief.drawing import Key, key, legend, plain, stacked, without_box
from components.figures.theme import Theme
from data.load import Record
from data.queries.events import CALLED_OFF, Timeline, timeline
from data.view import View

MARKERS = {
    "circle": "o",
    "square": "s",
    "diamond": "D",
    "triangle-up": "^",
    "triangle-down": "v",
    "cross": "P",
    "x": "X",
    "star": "*",
}
CROSSED: dict[str, Any] = {"marker": "x", "markersize": 4}  # over a ring: what was called off
# How full a mark is tells the first parties apart in grey; all others' marks are small.
FILLS = ("full", "left", "top", "bottom", "right")
SMALL = 4  # points
Span = tuple[pd.Timestamp, pd.Timestamp]


def draw(axes: Axes, seen: Record, view: View, theme: Theme) -> None:
    """Draw the timeline's events that lie on its true scale, in its lanes."""
    shown = timeline(seen, view)
    ends = [shown.ends, *shown.ahead["when"].dropna()]
    span = shown.true_from, max(ends) + pd.Timedelta(days=4)
    fills = _fills(seen, view, pd.concat([shown.placed, shown.ahead])["party_id"])
    for held in (True, False):
        _marks(axes, shown, span, fills, theme, held=held)
    _moment(axes, view, theme)
    legend(axes, _keys(seen, fills, theme, called_off=len(shown.called_off) > 0))
    _scale(axes, shown, span, theme)
    without_box(axes, theme)


def _marks(
    axes: Axes,
    shown: Timeline,
    span: Span,
    fills: dict[str, Any],
    theme: Theme,
    *,
    held: bool,
) -> None:
    lanes = [lane.lane for lane in shown.lanes]
    rows = shown.placed if held else shown.ahead
    inside = rows.loc[rows["when"].between(*span)].explode("lanes")
    inside = inside.loc[inside["lanes"].isin(lanes)]
    stacked = inside.groupby(["lanes", inside["when"].dt.floor("D")]).cumcount()
    for (_, row), level in zip(inside.iterrows(), stacked, strict=True):
        color = theme.party.get(row["party_id"], theme.neutral)
        place = row["when"], lanes.index(row["lanes"]) + min(level, 5) * 0.14 - 0.3
        if row["shape"] == CALLED_OFF:
            axes.plot(*place, "o", **_hollow(color))
            axes.plot(*place, markeredgecolor=color, **CROSSED)
            continue
        axes.plot(
            *place,
            MARKERS.get(row["shape"], "o"),
            markersize=7 if row["party_id"] in fills else SMALL,
            fillstyle=fills.get(row["party_id"], "full") if held else "full",
            markeredgecolor=color,
            markerfacecolor=color if held else "white",
            markerfacecoloralt="white",
        )


def _hollow(color: str) -> dict[str, Any]:
    return {"markersize": 7, "markeredgecolor": color, "markerfacecolor": "white"}


def _moment(axes: Axes, view: View, theme: Theme) -> None:
    axes.axvline(view.as_of.last, color=theme.ink, linewidth=1.2)
    axes.annotate(
        f"as of {view.as_of}",
        (view.as_of.last, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(-4, 4),
        textcoords="offset points",
        ha="right",
        va="bottom",
        color=theme.ink,
        weight="bold",
    )


def _keys(seen: Record, fills: dict[str, Any], theme: Theme, *, called_off: bool) -> list[Key]:
    names, colors = seen.parties["short_name"], theme.party
    keys = [key(names[p], "o", colors[p], colors[p], fill=fill) for p, fill in fills.items()]
    others = key("others", "o", theme.neutral, theme.neutral, size=SMALL)
    announced = key("announced", "o", theme.ink, "white")
    look = _hollow(theme.ink) | {"marker": "o"}
    off = stacked("called off", [look, {"markeredgecolor": theme.ink, **CROSSED}])
    return [*keys, others, announced, *([off] if called_off else [])]


def _scale(axes: Axes, shown: Timeline, span: Span, theme: Theme) -> None:
    lanes = len(shown.lanes)
    axes.set_xlim(*span)
    axes.set_ylim(max(lanes, 1) - 0.4, -0.6)
    axes.set_yticks(range(lanes), [plain(lane.title) for lane in shown.lanes])
    locator = AutoDateLocator(minticks=4, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.tick_params(length=0, labelcolor=theme.quiet)
    for lane in range(1, lanes):
        axes.axhline(lane - 0.5, color=theme.hairline, linewidth=0.8)


def _fills(seen: Record, view: View, named: pd.Series) -> dict[str, Any]:
    """Return how full the marks of each party told apart are: the two compared, then the most."""
    counts = named[named.isin(seen.parties.index)].value_counts()
    order = seen.parties["order"].to_dict()
    most = sorted(counts.index, key=lambda p: (p not in view.compare, -counts[p], order[p]))
    return dict(zip(most, FILLS, strict=False))
