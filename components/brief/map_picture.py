"""The brief's map: where forces stand and where the sides meet, over the offline base map."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from components.brief.drawing import key, legend, plain, without_box
from components.figures.marks import color_of
from components.figures.theme import Theme
from data.load import Record
from data.queries.forces import Forces, forces
from data.queries.venues import venues
from data.view import View

STATIC = Path(__file__).parents[2] / "static"
# Of the kinds of evidence, in the package's order; printed in grey, shape alone tells them apart.
BASES = ("D", "s", "o", "^", "v", "P", "X")
LETTERS, LINES = 150, 34  # of the names on the map: how many fit across it, and down
Box = tuple[float, float, float, float]  # west, east, south, north
Named = list[tuple[float, float, Any]]


def draw(axes: Axes, seen: Record, view: View, theme: Theme) -> None:
    """Draw the map's marks and the towns of meetings ahead, with names where there is room."""
    known, towns = forces(seen, view), venues(seen, view).towns
    ahead = towns.loc[towns["upcoming"] > 0]
    named = [(r["lon"], r["lat"], r["place"]) for r in known.marks.to_dict("records")]
    named += [(r["lon"], r["lat"], r["name"]) for r in ahead.to_dict("records")]
    box = _box(known.settings, named)
    _ground(axes, known, box, theme)
    _marks(axes, known, theme)
    axes.plot(ahead["lon"], ahead["lat"], "*", color=theme.ink, markersize=11, linestyle="none")
    _names(axes, box, named, theme)
    _legends(axes, known, theme)
    without_box(axes, theme)


def _ground(axes: Axes, known: Forces, box: Box, theme: Theme) -> None:
    base = known.settings.basemap
    axes.set_facecolor(theme.water)
    if base:
        land = _rings(str(STATIC / base.folder / base.land))
        axes.add_collection(
            PolyCollection(land, facecolors=theme.land, edgecolors=theme.border, linewidths=0.6)
        )
        axes.set_title(base.attribution, fontsize=7, color=theme.quiet, loc="right", pad=2)
    large = known.labels.loc[known.labels["kind"].isin(["country", "note"])]
    for name in large.to_dict("records"):
        if _inside(box, name["lon"], name["lat"]):
            axes.text(
                name["lon"],
                name["lat"],
                plain(name["name"].upper() if name["kind"] == "country" else name["name"]),
                ha="center",
                fontsize=7,
                color=theme.map_name,
                clip_on=True,
            )
    axes.set_xlim(box[0], box[1])
    axes.set_ylim(box[2], box[3])
    axes.set_aspect(1.6)  # a degree of longitude is shorter in the north; of any latitude, enough
    axes.set_xticks([])
    axes.set_yticks([])


def _marks(axes: Axes, known: Forces, theme: Theme) -> None:
    bases = [name for name, _ in known.bases]
    for row in known.marks.to_dict("records"):
        color = _color(known, row["camp"], theme)
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


def _color(known: Forces, camp: str, theme: Theme) -> str:
    return color_of(camp, known.camps.at[camp, "look"], known.camps.at[camp, "party"], theme)


def _legends(axes: Axes, known: Forces, theme: Theme) -> None:
    """Write what the shapes stand for beneath the map, and whose the colours are in its corner."""
    used = known.marks["basis"].unique()
    shapes = [
        key(title, BASES[number % len(BASES)], theme.ink, theme.ink)
        for number, (name, title) in enumerate(known.bases)
        if name in used
    ]
    marks = legend(axes, [*shapes, key("meeting ahead", "*", theme.ink, theme.ink)])
    if camps := _camps(known, theme):
        axes.add_artist(marks)
        axes.legend(
            handles=camps, loc="lower left", fontsize=8, edgecolor=theme.rule, fancybox=False
        )


def _camps(known: Forces, theme: Theme) -> list[Line2D]:
    whose = known.camps.loc[known.camps.index.isin(known.marks["camp"])]
    colors: dict[str, list[str]] = {}
    for camp in whose.index:
        colors.setdefault(_color(known, camp, theme), []).append(whose.at[camp, "title"])
    return [key("; ".join(of), "_", color, color, size=12) for color, of in colors.items()]


def _names(axes: Axes, box: Box, named: Named, theme: Theme) -> None:
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
            plain(str(name)),
            (lon, lat),
            xytext=(-6 if leftward else 6, 3),
            textcoords="offset points",
            ha="right" if leftward else "left",
            fontsize=8,
            color=theme.ink,
        )


def _inside(box: Box, lon: float, lat: float) -> bool:
    return box[0] <= lon <= box[1] and box[2] <= lat <= box[3]


def _box(settings: Any, named: Named) -> Box:
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
