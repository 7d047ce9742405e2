"""The brief's map: where forces stand and where the sides meet, over the offline base map."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.path import Path as Outline

from components.brief.drawing import keyed, legend, plain, stacked, without_box
from components.figures.legend import READING, usual
from components.figures.looks import (
    SIGNS,
    UNKNOWN,
    Points,
    color_of,
    fill_and_line,
    sign_color,
    signs,
)
from components.figures.marks import DEPARTING, LEAVING, SHAPES, middle, shape
from components.figures.meridian import repeated, within
from components.figures.outlines import Line
from components.figures.placing import states
from components.figures.theme import Theme
from data.direction import FIRST, LAST
from data.load import Record
from data.queries.forces import AGES, Forces, forces
from data.queries.venues import venues
from data.view import View

STATIC = Path(__file__).parents[2] / "static"
ACROSS = 9.0  # points across a mark: the sign within it must be told on paper
SLASH: Points = ((-1.1, 1.1), (1.1, -1.1))  # through what has departed
LETTERS, LINES = 150, 34  # of the names on the map: how many fit across it, and down
Box = tuple[float, float, float, float]  # west, east, south, north
Style = dict[str, Any]  # of a marker of matplotlib
Named = list[tuple[float, float, Any]]


def draw(axes: Axes, seen: Record, view: View, theme: Theme) -> None:
    """Draw the map's marks and the towns of meetings ahead, with names where there is room."""
    known, towns = forces(seen, view), venues(seen, view).towns
    overview = known.settings.overview_view
    known = replace(
        known, marks=within(known.marks, overview), labels=within(known.labels, overview)
    )
    ahead = within(towns.loc[towns["upcoming"] > 0], overview)
    off = within(towns.loc[towns["called_off"] > 0], overview)
    named = [(r["lon"], r["lat"], r["place"]) for r in known.marks.to_dict("records")]
    named += [(r["lon"], r["lat"], r["name"]) for r in pd.concat([ahead, off]).to_dict("records")]
    box = _box(known.settings, named)
    ahead, off = _on(ahead, box), _on(off, box)
    _ground(axes, known, box, theme)
    _marks(axes, known, box, theme)
    axes.plot(ahead["lon"], ahead["lat"], "*", color=theme.ink, markersize=11, linestyle="none")
    for look in _crossed(theme):
        axes.plot(off["lon"], off["lat"], linestyle="none", **look)
    _names(axes, known, box, named, theme)
    _legends(axes, known, theme, called_off=len(off) > 0)
    without_box(axes, theme)


def _crossed(theme: Theme) -> list[Style]:
    """Return how to draw a town where a meeting was called off: a ring, crossed."""
    pen = {"markeredgecolor": theme.ink, "markerfacecolor": "none"}
    return [{"marker": "o", "markersize": 7, **pen}, {"marker": "x", "markersize": 4, **pen}]


def _ground(axes: Axes, known: Forces, box: Box, theme: Theme) -> None:
    base = known.settings.basemap
    axes.set_facecolor(theme.water)
    if base:
        rings = _rings(str(STATIC / base.folder / base.land))
        land = repeated(rings, known.settings.overview_view)
        axes.add_collection(
            PolyCollection(land, facecolors=theme.land, edgecolors=theme.border, linewidths=0.6)
        )
        axes.set_title(base.attribution, fontsize=7, color=theme.quiet, loc="right", pad=2)
    axes.set_xlim(box[0], box[1])
    axes.set_ylim(box[2], box[3])
    axes.set_aspect(1.6)  # a degree of longitude is shorter in the north; of any latitude, enough
    axes.set_xticks([])
    axes.set_yticks([])


def _marks(axes: Axes, known: Forces, box: Box, theme: Theme) -> None:
    west, east, south, north = box
    drawn = known.marks.assign(state=states(known.marks))
    within = drawn["lon"].between(west, east) & drawn["lat"].between(south, north)
    for row in drawn.loc[within].to_dict("records"):  # whole, also where they stand on the edge
        mark = _mark(known, row["camp"], row["basis"], row["state"], theme)
        for style in [*_leaving(row["departing"], theme), *mark]:
            axes.plot(row["lon"], row["lat"], linestyle="none", clip_on=False, **style)


def _mark(known: Forces, camp: str, basis: str, state: str, theme: Theme) -> list[Style]:
    """Return how to draw a mark as on the screen: its shape, a stroke if gone, its camp's sign."""
    look, party = known.camps.at[camp, "look"], known.camps.at[camp, "party"]
    color = color_of(camp, look, party, theme)
    fill, line = fill_and_line(look, color, state, theme)
    thick = state == "announced" or look in ("lent", "unidentified")
    pen = {"markeredgecolor": line, "markeredgewidth": 1.4 if thick else 0.7}
    corners = _corners(known, basis)
    drawn = [{**_marker(corners), "markerfacecolor": fill, **pen}]
    if state == "departed":
        drawn.append({**_marker(SLASH), **pen})
    sign = signs(known.camps)[camp]
    over = {"markerfacecolor": sign_color(fill, color, theme), "markeredgewidth": 0}
    if sign == UNKNOWN:
        drawn.append({"marker": f"${UNKNOWN}$", "markersize": ACROSS / 2, **over})
    elif sign:
        down = middle(corners)
        drawn.append({**_marker(tuple((x, y + down) for x, y in dict(SIGNS)[sign])), **over})
    return drawn


def _leaving(departing: bool, theme: Theme) -> list[Style]:
    """Return the stroke behind a mark whose force is departing, and nothing of another."""
    pen = {"markeredgecolor": theme.ink, "markeredgewidth": 1.2}
    stroke = ((-LEAVING, LEAVING), (LEAVING, -LEAVING))
    return [{**_marker(stroke), **pen}] if departing else []


def _corners(known: Forces, basis: str) -> Points | None:
    return dict(SHAPES)[shape(known, basis)]


def _marker(corners: Points | None) -> Style:
    """Return matplotlib's marker of points on a mark of radius 1, y down; None is the circle."""
    if corners is None:
        return {"marker": "o", "markersize": ACROSS}
    reach = max(abs(c) for point in corners for c in point)  # what matplotlib scales to the size
    closed = [*corners, corners[0]]
    return {"marker": Outline([(x, -y) for x, y in closed]), "markersize": ACROSS * reach}


def _legends(axes: Axes, known: Forces, theme: Theme, *, called_off: bool) -> None:
    """Write what shapes and fills stand for beneath the map, and in its corner whose marks are."""
    grey = {"markerfacecolor": theme.bar, "markeredgewidth": 0}
    used = known.marks["basis"].unique()
    shapes = [
        stacked(title, [{**_marker(_corners(known, name)), **grey}])
        for name, title in known.bases
        if name in used
    ]
    ahead = stacked("meeting ahead", [{"marker": "*", "markersize": 9, "color": theme.ink}])
    crossed = [stacked("meeting called off", _crossed(theme))] if called_off else []
    written = [legend(axes, [*shapes, ahead, *crossed])]
    whose = known.camps.loc[known.camps.index.isin(known.marks["camp"])]
    if len(whose):
        plainest, seen = usual(known), set(states(known.marks))
        seen |= {DEPARTING} if known.marks["departing"].any() else set()
        fills = [
            stacked(word, _sample(known, whose.index[0], plainest, state, theme))
            for state, word in READING
            if state in seen
        ]
        written.append(legend(axes, fills, row=1))
        camps = [
            stacked(title, _mark(known, camp, plainest, AGES[0], theme))
            for camp, title in whose["title"].items()
        ]
        corner = {"loc": "lower left", "edgecolor": theme.rule, "fancybox": False}
        axes.legend(**keyed(camps), **corner)
    for one in written:
        axes.add_artist(one).set_clip_on(False)  # or the layout keeps no room for it


def _sample(known: Forces, camp: str, basis: str, state: str, theme: Theme) -> list[Style]:
    """Return how the legend shows a state: a force that departs is as old as any other."""
    leaves = state == DEPARTING
    mark = _mark(known, camp, basis, AGES[0] if leaves else state, theme)
    return [*_leaving(leaves, theme), *mark]


class _Room:
    """Where on the map words may still stand: not over a mark, other words or its edge."""

    def __init__(self, box: Box, named: Named) -> None:
        self.box = box
        self.letter, self.line = (box[1] - box[0]) / LETTERS, (box[3] - box[2]) / LINES
        self.taken = [(lon - self.letter, lon + self.letter, lat) for lon, lat, _ in named]

    def take(self, west: float, east: float, lat: float, *, always: bool = False) -> bool:
        """Take a line's room, where there is room or it stands there in any case."""
        box = self.box
        free = (
            box[0] <= west
            and east <= box[1]
            and box[2] + self.line / 2 <= lat <= box[3] - self.line
            and not any(
                west < b and a < east and abs(lat - at) < self.line for a, b, at in self.taken
            )
        )
        if free or always:
            self.taken.append((west, east, lat))
        return free or always


def _names(axes: Axes, known: Forces, box: Box, named: Named, theme: Theme) -> None:
    """Write the notes, and the names that find room: of places beside their mark, of countries."""
    here = [name for name in dict.fromkeys(named) if _inside(box, name[0], name[1])]
    room = _Room(box, here)
    _large(axes, known, room, "note", theme)
    for lon, lat, name in here:
        wide = (_letters(str(name)) + 1) * room.letter
        for way in (1, -1):  # to the right of the mark, else to its left
            west, east = sorted((lon + way * room.letter, lon + way * (room.letter + wide)))
            if room.take(west, east, lat):
                axes.annotate(
                    plain(str(name)),
                    (lon, lat),
                    xytext=(6 * way, 3),
                    textcoords="offset points",
                    ha="right" if way < 0 else "left",
                    fontsize=8,
                    color=theme.ink,
                )
                break
    _large(axes, known, room, "country", theme)


def _large(axes: Axes, known: Forces, room: _Room, kind: str, theme: Theme) -> None:
    """Write the countries' names that find room, or all notes: they say how the map is meant."""
    labels = known.labels.loc[known.labels["kind"] == kind]
    for lon, lat, name in labels[["lon", "lat", "name"]].itertuples(index=False):
        half = (_letters(name) + 1) * room.letter / 2
        note = kind == "note" and _inside(room.box, lon, lat)
        if room.take(lon - half, lon + half, lat, always=note):
            words = plain(name.upper() if kind == "country" else name)
            axes.text(lon, lat, words, ha="center", fontsize=7, color=theme.map_name)


def _letters(name: str) -> int:
    """Count the letters of a name, those of full width twice."""
    return sum(0 if c in (FIRST, LAST) else 1 + (east_asian_width(c) in "WF") for c in name)


def _on(towns: pd.DataFrame, box: Box) -> pd.DataFrame:
    """Return the towns on the map: one beside its edge is drawn half, and keyed, without a name."""
    west, east, south, north = box
    return towns.loc[towns["lon"].between(west, east) & towns["lat"].between(south, north)]


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
def _rings(path: str) -> tuple[Line, ...]:
    return tuple(_outer(json.loads(Path(path).read_text(encoding="utf-8"))))


def _outer(land: dict[str, Any]) -> Iterator[Line]:
    for feature in land["features"]:
        shape = feature["geometry"]
        many = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in many:
            yield tuple((lon, lat) for lon, lat, *_ in polygon[0])
