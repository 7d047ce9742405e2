"""The map of forces as a Plotly drawing: the same marks and names where there is no WebGL."""

import math
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd

from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.layout import lay_out
from components.figures.kit.reads import reads
from components.figures.kit.theme import TEXT_PX, Theme
from components.figures.kit.traces import silent, with_tips
from components.figures.map import placing, signs
from components.figures.map.ground import axes, ground
from components.figures.map.looks import color_of, fill_and_line, sign_color
from components.figures.map.looks import signs as signs_of
from components.figures.map.marks import BIG, shape
from components.figures.map.names import TOWNS, Frame, write_name
from components.figures.map.outlines import mercator, wider
from components.figures.map.placing import HEIGHT, REGION, WIDTH, Picture, Placed, place, ringed
from data.queries.forces.forces import Forces
from data.settings import MapView
from data.view import View

NARROW = 720  # px: names are reckoned at a narrow column's width, so that a wide one only adds air
INSET = 12  # px from the map's lower left corner to the scale
MARGIN = 0.2  # of the map: ground beyond its frame, which a wider column shows


@reads("area", "zoom", "hide", "place")
def plain_map(
    forces: Forces,
    view: View,
    theme: Theme,
    height: int = HEIGHT,
    inset: float = 0,
) -> Figure:
    """Draw where forces stand in the view's area, the selected place ringed.

    `forces` as of data.queries.forces.forces; the signs are those of the deck. `customdata` of a
    mark is its place's id. A map of less `height` in px is as much narrower, with marks and names
    as large, and a note may stand in two lines. `inset` is that of `placing.Picture`.
    """
    scene = place(forces, view, _picture(height, inset))
    scene = replace(scene, frame=_shrunk(scene.frame, scene.area, height / HEIGHT))
    bounds = scene.frame.bounds
    around = ground(forces.settings.basemap, wider(bounds, MARGIN), theme, scene.frame.scale)
    bar, length = _scale(scene, theme)
    layout = {
        **lay_out(height, theme),
        **axes(bounds, theme),
        "shapes": [*around, bar],
        "annotations": [*(write_name(label, theme) for label in scene.labels), length],
    }
    marks = _styled(scene, forces, theme)
    traces = [_towns(scene, theme), *_soft(marks), *_new(marks, theme)]
    leaving = marks.loc[marks["departing"]]
    if len(leaving):
        traces.append(signs.leaving(leaving["x"], leaving["y"], leaving["size"], theme))
    traces += [*_marks(marks), *signs.traces(_signs(marks, scene, theme))]
    return {"data": [*traces, *_ring(ringed(forces, view, marks), theme)], "layout": layout}


def list_unplaced_notes(
    forces: Forces, view: View, height: int = HEIGHT, inset: float = 0
) -> list[str]:
    """Return the notes on what `plain_map` shows, but has no room for, to be listed beside it."""
    return placing.list_unplaced_notes(forces, view, _picture(height, inset))


def _picture(height: int, inset: float) -> Picture:
    width = NARROW if height == HEIGHT else round(WIDTH * height / HEIGHT)
    return Picture(width=width, inset=inset, folds=width < NARROW)


def _shrunk(frame: Frame, area: MapView, by: float) -> Frame:
    """Return a frame that shows as much of the earth on `by` times as many px."""
    smaller = Frame(area, round(frame.width * by), round(frame.height * by))
    smaller.scale *= by
    return smaller


def _scale(scene: Placed, theme: Theme) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the bar of the scale in the lower left corner, and the words over it."""
    frame, bounds = scene.frame, scene.frame.bounds
    x, y = bounds.west + INSET / frame.scale, mercator(bounds.south) + INSET / frame.scale
    ends = {"x0": x, "x1": x + scene.scale.degrees, "y0": y, "y1": y}
    words = {"xanchor": "left", "yanchor": "bottom", "yshift": 2, "text": scene.scale.label}
    font = {"color": theme.ink, "size": TEXT_PX}
    return (
        {"type": "line", **ends, "line": {"color": theme.ink, "width": 2}},
        {"x": x, "y": y, **words, "showarrow": False, "font": font},
    )


def _styled(scene: Placed, forces: Forces, theme: Theme) -> pd.DataFrame:
    """Return the marks with what Plotly asks for: x, y, symbol, sign, fill, line, width."""
    marks, camps, names = scene.marks, forces.camps, signs_of(forces.camps)
    looks = dict(zip(camps["camp"], zip(camps["look"], camps["party"], strict=True), strict=True))
    colors, fills, lines, widths = [], [], [], []
    for mark in marks.itertuples():
        look, party = looks.get(mark.camp, ("plain", ""))
        color = color_of(mark.camp, look, party, theme)
        state = mark.icon.rsplit("/", 1)[-1]
        fill, line = fill_and_line(look, color, state, theme)
        hollow = state in ("announced", "departed") or look in ("lent", "unidentified")
        colors.append(color)
        fills.append(fill)
        lines.append(line)
        widths.append(2.2 if hollow else 1)
    scale = scene.frame.scale
    return marks.assign(
        x=marks["lon"] + marks["dx"] / scale,
        y=[mercator(lat) for lat in marks["lat"]],
        sign=[names.get(camp, "") for camp in marks["camp"]],
        symbol=[shape(forces, basis) for basis in marks["basis"]],
        color=colors,
        fill=fills,
        line=lines,
        width=widths,
    )


def _marks(marks: pd.DataFrame) -> list[Trace]:
    gone = marks.loc[marks["departed"]]
    line = {"color": list(marks["line"]), "width": list(marks["width"])}
    look = {"symbol": "symbol", "size": "size", "color": "fill"}
    marker = {**_columns(marks, look), "opacity": 1, "line": line}
    tips = ["<br>".join(map(escape, tip.splitlines())) for tip in marks["tip"]]
    columns = marks["x"], marks["y"], marks["place_id"], tips
    trace = with_tips("markers", *columns, name="marks", marker=marker)
    slash = {"symbol": "line-ne-open", **_columns(gone, {"size": "size", "color": "line"})}
    return [trace, _silent(gone, "struck", {**slash, "line": {"width": 2}})]


def _signs(marks: pd.DataFrame, scene: Placed, theme: Theme) -> Iterator[signs.Sign]:
    """Return each mark's sign, but not where a later mark covers its middle."""
    rows = list(marks.itertuples())
    middles = [scene.frame.at(mark.lat, mark.lon) for mark in rows]
    for i, (mark, (x, y)) in enumerate(zip(rows, middles, strict=True)):
        later = zip(rows[i + 1 :], middles[i + 1 :], strict=True)
        if not any(
            math.hypot(u + other.dx - x - mark.dx, v - y) < other.size / 2
            for other, (u, v) in later
        ):
            color = sign_color(mark.fill, mark.color, theme)
            yield signs.Sign(mark.x, mark.y, mark.sign, min(mark.size, BIG), color)


def _soft(marks: pd.DataFrame) -> list[Trace]:
    """Return the soft discs of regions and the pale rings up to the highest number."""
    discs = marks.loc[marks["region"] & (marks["reach"] < REGION)]
    ranges = marks.loc[marks["reach"] > 0]
    disc = {"symbol": "circle", "size": REGION, "color": list(discs["color"]), "opacity": 0.16}
    ring = _columns(ranges, {"symbol": "symbol", "size": "reach", "color": "color"})
    edge = {"color": ring["color"], "width": 1.5}
    return [
        _silent(discs, "regions", disc),
        _silent(ranges, "ranges", {**ring, "opacity": 0.25, "line": edge}),
    ]


def _new(marks: pd.DataFrame, theme: Theme) -> list[Trace]:
    """Return the thin rings round what is new since the earlier instant."""
    new = marks.loc[marks["ring"] > 0]
    look = {"size": list(new["ring"]), "color": theme.ink, "line": {"width": 1}}
    return [_silent(new, "new", {"symbol": "circle-open", **look})] if len(new) else []


def _ring(ring: tuple[float, float, float] | None, theme: Theme) -> list[Trace]:
    if ring is None:
        return []
    lon, lat, across = ring
    look = {"symbol": "circle-open", "size": across, "color": theme.ink, "line": {"width": 2.5}}
    return [silent([lon], [mercator(lat)], "selected", look)]


def _towns(scene: Placed, theme: Theme) -> Trace:
    towns = [label.of for label in scene.labels if label.of.kind in TOWNS]
    points = pd.DataFrame(
        {"x": [t.lon for t in towns], "y": [mercator(t.lat) for t in towns]}, dtype="float64"
    )
    colors = [theme.ink if t.kind == "capital" else theme.quiet for t in towns]
    return _silent(points, "towns", {"symbol": "circle", "size": 5, "color": colors})


def _silent(points: pd.DataFrame, name: str, marker: dict[str, Any]) -> Trace:
    return silent(points["x"], points["y"], name, marker)


def _columns(rows: pd.DataFrame, named: dict[str, str]) -> dict[str, Any]:
    return {look: list(rows[column]) for look, column in named.items()}
