"""The brief's pictures: timeline and map, from the frames and colours of the screen.

Drawn by matplotlib, which needs no browser: Plotly's own export starts one.
"""

import io
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from components.figures.marks import color_of
from components.figures.theme import Theme
from data.load import Record
from data.queries.events import timeline
from data.queries.forces import forces
from data.queries.venues import venues
from data.view import View

STATIC = Path(__file__).parents[2] / "static"
SETTINGS: Any = {
    "svg.hashsalt": "red-lines",  # the same bytes every time
    "svg.fonttype": "path",  # reads the same where the font is missing
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "font.size": 9,
}
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
# Of the kinds of evidence, in the package's order; printed in grey, shape alone tells them apart.
BASES = ("D", "s", "o", "^", "v", "P", "X")
# How full a mark is tells the first parties apart in grey; all others' marks are small.
FILLS = ("full", "left", "top", "bottom", "right")
SMALL = 4  # points
LETTERS, LINES = 150, 34  # of the names on the map: how many fit across it, and down
SIZES = {"timeline": (10.0, 4.6), "map": (10.0, 6.4)}  # inches


def picture(name: str, seen: Record, view: View, theme: Theme, kind: str = "svg") -> bytes:
    """Return a picture, `timeline` or `map`, as svg or png. Raises KeyError for another name."""
    draw = {"timeline": _timeline, "map": _map}[name]
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=SIZES[name], layout="constrained", facecolor="white")
        axes = figure.add_subplot()
        draw(axes, seen, view, theme)
        out = io.BytesIO()
        none: dict[str, Any] = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(out, format=kind, dpi=160, metadata=none)
    return out.getvalue()


def _timeline(axes: Axes, seen: Record, view: View, theme: Theme) -> None:
    shown = timeline(seen, view)
    lanes = [lane.lane for lane in shown.lanes]
    ends = [shown.ends, *shown.ahead["when"].dropna()]
    first, last = shown.true_from, max(ends) + pd.Timedelta(days=4)
    fills = _fills(seen, view, pd.concat([shown.held, shown.ahead])["party_id"])
    for held, rows in ((True, shown.held), (False, shown.ahead)):
        inside = rows.loc[rows["when"].between(first, last)].explode("lanes")
        inside = inside.loc[inside["lanes"].isin(lanes)]
        stacked = inside.groupby(["lanes", inside["when"].dt.floor("D")]).cumcount()
        for (_, row), level in zip(inside.iterrows(), stacked, strict=True):
            color = theme.party.get(row["party_id"], theme.neutral)
            axes.plot(
                row["when"],
                lanes.index(row["lanes"]) + min(level, 5) * 0.14 - 0.3,
                MARKERS.get(row["shape"], "o"),
                markersize=7 if row["party_id"] in fills else SMALL,
                fillstyle=fills.get(row["party_id"], "full") if held else "full",
                markeredgecolor=color,
                markerfacecolor=color if held else "white",
                markerfacecoloralt="white",
            )
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
    key = [
        _key(seen.parties.at[p, "short_name"], "o", theme.party[p], theme.party[p], fill=fill)
        for p, fill in fills.items()
    ]
    key.append(_key("others", "o", theme.neutral, theme.neutral, size=SMALL))
    key.append(_key("announced", "o", theme.ink, "white"))
    _legend(axes, key)
    axes.set_xlim(first, last)
    axes.set_ylim(max(len(lanes), 1) - 0.4, -0.6)
    axes.set_yticks(range(len(lanes)), [_plain(lane.title) for lane in shown.lanes])
    locator = AutoDateLocator(minticks=4, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.tick_params(length=0, labelcolor=theme.quiet)
    for lane in range(1, len(lanes)):
        axes.axhline(lane - 0.5, color=theme.hairline, linewidth=0.8)
    _without_box(axes, theme)


def _map(axes: Axes, seen: Record, view: View, theme: Theme) -> None:
    known, towns = forces(seen, view), venues(seen, view).towns
    base = known.settings.basemap
    axes.set_facecolor(theme.water)
    if base:
        land = _rings(str(STATIC / base.folder / base.land))
        axes.add_collection(
            PolyCollection(land, facecolors=theme.land, edgecolors=theme.border, linewidths=0.6)
        )
    bases = [name for name, _ in known.bases]
    for row in known.marks.to_dict("records"):
        camp = known.camps.loc[row["camp"]]
        color = color_of(row["camp"], camp["look"], camp["party"], theme)
        hollow = row["announced"] or row["departed"]
        axes.plot(
            row["lon"],
            row["lat"],
            BASES[bases.index(row["basis"]) % len(BASES)] if row["basis"] in bases else "o",
            markersize=8,
            markeredgecolor=color,
            markerfacecolor="white" if hollow else color,
            linestyle="none",
        )
    ahead = towns.loc[towns["upcoming"] > 0]
    axes.plot(ahead["lon"], ahead["lat"], "*", color=theme.ink, markersize=11, linestyle="none")
    named = [(r["lon"], r["lat"], r["place"]) for r in known.marks.to_dict("records")]
    named += [(r["lon"], r["lat"], r["name"]) for r in ahead.to_dict("records")]
    box = _box(known.settings, named)
    _names(axes, box, named, theme)
    for name in known.labels.loc[known.labels["kind"].isin(["country", "note"])].to_dict("records"):
        if _inside(box, name["lon"], name["lat"]):
            axes.text(
                name["lon"],
                name["lat"],
                _plain(name["name"].upper() if name["kind"] == "country" else name["name"]),
                ha="center",
                fontsize=7,
                color=theme.map_name,
                clip_on=True,
            )
    used = known.marks["basis"].unique()
    whose = known.camps.loc[known.camps.index.isin(known.marks["camp"])]
    colors: dict[str, list[str]] = {}
    for camp_id, camp in whose.iterrows():
        color = color_of(str(camp_id), camp["look"], camp["party"], theme)
        colors.setdefault(color, []).append(camp["title"])
    camps = [_key("; ".join(of), "_", color, color, size=12) for color, of in colors.items()]
    key = [
        _key(title, BASES[number % len(BASES)], theme.ink, theme.ink)
        for number, (name, title) in enumerate(known.bases)
        if name in used
    ]
    marks = _legend(axes, [*key, _key("meeting ahead", "*", theme.ink, theme.ink)])
    if camps:
        axes.add_artist(marks)
        axes.legend(
            handles=camps, loc="lower left", fontsize=8, edgecolor=theme.rule, fancybox=False
        )
    axes.set_xlim(box[0], box[1])
    axes.set_ylim(box[2], box[3])
    axes.set_aspect(1.6)  # a degree of longitude is shorter in the north; of any latitude, enough
    axes.set_xticks([])
    axes.set_yticks([])
    if base:
        axes.set_title(base.attribution, fontsize=7, color=theme.quiet, loc="right", pad=2)
    _without_box(axes, theme)


def _names(
    axes: Axes, box: tuple[float, ...], named: list[tuple[float, float, Any]], theme: Theme
) -> None:
    """Write the names that find room: to the right of a mark, near the right edge to its left."""
    letter, high = (box[1] - box[0]) / LETTERS, (box[3] - box[2]) / LINES
    written: list[tuple[float, float, float]] = []  # west, east, south of each
    for lon, lat, name in dict.fromkeys(named):
        if not _inside(box, lon, lat):
            continue
        wide = (len(str(name)) + 2) * letter
        for leftward in (False, True):
            west = lon - wide if leftward else lon
            free = box[0] <= west and west + wide <= box[1]
            if free and not any(
                west < b and a < west + wide and abs(lat - south) < high for a, b, south in written
            ):
                break
        else:
            continue
        written.append((west, west + wide, lat))
        axes.annotate(
            _plain(str(name)),
            (lon, lat),
            xytext=(-6 if leftward else 6, 3),
            textcoords="offset points",
            ha="right" if leftward else "left",
            fontsize=8,
            color=theme.ink,
        )


def _inside(box: tuple[float, ...], lon: float, lat: float) -> bool:
    return box[0] <= lon <= box[1] and box[2] <= lat <= box[3]


def _fills(seen: Record, view: View, named: pd.Series) -> dict[str, str]:
    """Return how full the marks of each party told apart are: the two compared, then the most."""
    counts = named[named.isin(seen.parties.index)].value_counts()
    order = seen.parties["order"].to_dict()
    most = sorted(counts.index, key=lambda p: (p not in view.compare, -counts[p], order[p]))
    return dict(zip(most, FILLS, strict=False))


def _key(
    title: str, marker: str, edge: str, face: str, *, fill: Any = "full", size: float = 7
) -> Line2D:
    return Line2D(
        [],
        [],
        marker=marker,
        linestyle="none",
        label=_plain(title),
        mec=edge,
        mfc=face,
        mfcalt="white",
        fillstyle=fill,
        markersize=size,
    )


def _legend(axes: Axes, key: list[Line2D]) -> Legend:
    return axes.legend(
        handles=key,
        loc="upper left",
        bbox_to_anchor=(0, -0.06),
        ncols=len(key),
        frameon=False,
        fontsize=8,
        handletextpad=0.2,
        columnspacing=1.2,
        borderaxespad=0,
    )


def _box(settings: Any, named: list[tuple[float, float, Any]]) -> tuple[float, float, float, float]:
    """Return west, east, south, north: of the package's overview, else of what is drawn."""
    view = getattr(settings, "overview_view", None)
    if view:
        return view.west, view.east, view.south, view.north
    lons, lats = [n[0] for n in named] or [0.0], [n[1] for n in named] or [0.0]
    return min(lons) - 3, max(lons) + 3, min(lats) - 2, max(lats) + 2


@lru_cache(maxsize=4)
def _rings(path: str) -> list[list[tuple[float, float]]]:
    return list(_outer(json.loads(Path(path).read_text(encoding="utf-8"))))


def _outer(land: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    for feature in land["features"]:
        shape = feature["geometry"]
        many = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in many:
            yield [(lon, lat) for lon, lat, *_ in polygon[0]]


def _without_box(axes: Axes, theme: Theme) -> None:
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(theme.rule)


def _plain(cell: str) -> str:
    """Return a text that matplotlib does not read as mathematics."""
    return cell.replace("$", r"\$")
