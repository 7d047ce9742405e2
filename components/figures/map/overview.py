"""The small map: where forces were reported, and where the sides will meet."""

import math
from collections.abc import Iterator
from itertools import product
from typing import Any

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.labels import PAD, Label, Offset, Wish, annotation, beside, place
from components.figures.kit.layout import lay_out
from components.figures.kit.ruler import cut, fill, width
from components.figures.kit.text import plain
from components.figures.kit.theme import Theme, mix
from components.figures.kit.traces import silent, with_tips
from components.figures.map import ground, signs
from components.figures.map.looks import color_of, fill_and_line, sign_color
from components.figures.map.looks import signs as signs_of
from components.figures.map.meridian import within
from components.figures.map.names import LINE, Frame
from components.figures.map.outlines import mercator, wider
from data.ages import AGES
from data.queries.overview.overview import Where
from data.settings import Bounds
from data.view import View

# px: the narrowest column in which it stands; in a wider one more ground is shown.
WIDTH, HEIGHT = 330, 190
TOWN = 150  # px that the name of a town takes at most
ACROSS, DISC = 10, 20  # px of a mark, and of a region's
SOFT = 0.3  # opacity of a region's disc
STYLE = ("whose", "color", "fill", "edge", "sign")
# px from a mark's point to its end, and from a region's, with its stroke.
MARK, REACH = 7, 14
RING = 11  # px from a region's point to its ring, which names keep clear of
MARGIN = 0.3  # of the map: ground beyond its frame, which a wider column shows
NOTE_ROOM = 100  # px after which a note breaks
# How a venue's name hangs on its mark, the best first.
BESIDE = (
    Offset("left", 7, 0),
    Offset("right", -7, 0),
    Offset("center", 0, -15),
    Offset("center", 0, 15),
    Offset("right", 0, 15),
)
# Where a name may stand instead: px from its own point, the nearest first; up or down it leaves
# its ground sooner, and a note would be read of other ground.
STEPS = sorted(
    (Offset("center", dx, dy) for dx, dy in product(range(-96, 97, 12), range(-40, 41, 8))),
    key=lambda step: math.hypot(step.dx, 2 * step.dy),
)
NEAR = [step for step in STEPS if math.hypot(step.dx, step.dy) < 45]


def overview(answer: Where, view: View, theme: Theme) -> Figure:
    """Draw dots and soft discs for forces, squares for venues, of `overview.where`.

    A force is told by its colour and its sign, as on the large map, and by name in the hover. A
    region is a soft disc, as its point only stands in for one; what is only announced is hollow,
    and a stroke behind a mark says that its force is departing.
    Without a base map the marks stand on plain ground.
    """
    bounds = ground.fitted(answer.bounds, WIDTH, HEIGHT, REACH)
    traces = []
    forces = _styled(answer, _within(answer.forces, bounds, MARK), theme)
    leaving = forces.loc[forces["departing"]]
    if len(leaving):
        ys = [mercator(lat) for lat in leaving["lat"]]
        sizes = leaving["region"].map({True: DISC, False: ACROSS})
        traces.append(signs.leaving(leaving["lon"], ys, sizes, theme))
    for region in (True, False):
        rows = forces.loc[forces["region"] == region]
        if not rows.empty:
            traces.append(_forces(rows, region, theme))
    traces += signs.traces(_signs(forces, theme))
    if forces["new"].any():
        traces.append(_rings(forces.loc[forces["new"]], theme))
    venues = _within(answer.venues, bounds, MARK)
    if not venues.empty:
        traces.append(_venues(venues, theme))
    layout = _layout(answer, bounds, theme)
    layout["annotations"] = [_written(label, theme) for label in _labels(answer, bounds)]
    return {"data": traces, "layout": layout}


def list_unplaced_notes(answer: Where) -> list[str]:
    """Return the package's notes that the map has no room for, to be listed beside it."""
    bounds = ground.fitted(answer.bounds, WIDTH, HEIGHT, REACH)
    placed = {label.key for label in _labels(answer, bounds)}
    notes = answer.labels.loc[answer.labels["kind"] == "note", "name"]
    return [note for note in notes if note not in placed]


def _layout(answer: Where, bounds: Bounds, theme: Theme) -> dict[str, Any]:
    return {
        **lay_out(HEIGHT, theme),
        **ground.axes(bounds, theme),
        "shapes": ground.ground(
            answer.basemap, wider(bounds, MARGIN), theme, WIDTH / (bounds.east - bounds.west)
        ),
    }


def _within(rows: pd.DataFrame, bounds: Bounds, reach: int = 0) -> pd.DataFrame:
    """Return the rows of which the map holds all that is within `reach` px, a mark being whole."""
    rows, frame = within(rows, bounds), Frame.over(bounds, WIDTH, HEIGHT)
    points = zip(rows["lat"], rows["lon"], _reaches(rows, reach), strict=True)
    return rows.loc[[frame.holds(*point) for point in points]]


def _reaches(rows: pd.DataFrame, reach: int) -> list[int]:
    """Return how far, in px, each row's mark reaches from its point: a region's further."""
    regions = rows["region"] if "region" in rows else [False] * len(rows)
    return [REACH if region else reach for region in regions]


def _styled(answer: Where, rows: pd.DataFrame, theme: Theme) -> pd.DataFrame:
    """Return the forces with `whose` they are, and `color`, `fill`, `edge`, `sign` of the mark."""
    looks, names = answer.camps["look"], signs_of(answer.camps)
    styles = []
    for row in rows.to_dict("records"):
        camp = row["camp"]
        look = looks.get(camp, "plain")
        color = color_of(camp, look, row["force"], theme)
        fill, edge = fill_and_line(look, color, "announced" if row["announced"] else AGES[0], theme)
        if row["region"]:
            fill = mix(color, theme.land, SOFT)
        styles.append(
            (answer.camps.at[row["camp"], "title"], color, fill, edge, names.get(camp, ""))
        )
    return rows.assign(**dict(zip(STYLE, zip(*styles, strict=True), strict=True)) if styles else {})


def _forces(rows: pd.DataFrame, region: bool, theme: Theme) -> Trace:
    marker: dict[str, Any] = {"color": list(rows["color"]), "size": DISC, "opacity": SOFT}
    marker["line"] = {"width": 0}
    if not region:
        line = {"color": list(rows["edge"]), "width": 1.5}
        marker = {"color": list(rows["fill"]), "size": ACROSS, "opacity": 1, "line": line}
    tips = [
        f"<b>{plain(row['place'])}</b>{_label_status(row)}"
        f"<br>{plain(row['whose'])}, {row['at_label']}{', <b>new</b>' if row['new'] else ''}"
        f"<br>{plain(row['credit'])}"
        for row in rows.to_dict("records")
    ]
    return _scatter(rows, marker, tips)


def _label_status(row: dict[Any, Any]) -> str:
    changing = row["announced"] or row["departing"]
    return f", {plain(row['status_name'])}" if changing else ""


def _signs(rows: pd.DataFrame, theme: Theme) -> Iterator[signs.Sign]:
    """Return what is written on a mark, but for one that a later mark covers."""
    for row in rows.loc[~rows.duplicated("place_id", keep="last")].to_dict("records"):
        color = sign_color(row["fill"], row["color"], theme)
        yield signs.Sign(row["lon"], mercator(row["lat"]), row["sign"], ACROSS, color)


def _rings(rows: pd.DataFrame, theme: Theme) -> Trace:
    """Return the rings round what was reported since."""
    look: dict[str, Any] = {"symbol": "circle-open", "color": theme.ink, "opacity": 1}
    look |= {"line": {"width": 1.4}, "size": [22 if soft else 14 for soft in rows["region"]]}
    ys = [mercator(lat) for lat in rows["lat"]]
    return silent(rows["lon"], ys, "new", look)


def _venues(rows: pd.DataFrame, theme: Theme) -> Trace:
    line = {"color": theme.ink, "width": 2}
    marker = {"color": theme.paper, "size": 9, "symbol": "square", "opacity": 1, "line": line}
    pairs = zip(rows["town"], rows["days"], strict=True)
    tips = [f"<b>{plain(town)}</b><br>{days or 'no date yet'}" for town, days in pairs]
    return _scatter(rows, marker, tips)


def _scatter(rows: pd.DataFrame, marker: dict[str, Any], tips: list[str]) -> Trace:
    ys = [mercator(lat) for lat in rows["lat"]]
    return with_tips("markers", rows["lon"], ys, rows["place_id"], tips, marker=marker)


def _written(label: Label, theme: Theme) -> dict[str, Any]:
    row, color = label.of
    return annotation(label, row.lon, mercator(row.lat), getattr(theme, color))


def _labels(answer: Where, bounds: Bounds) -> list[Label]:
    """Place the venues' names, which are always written, then notes and countries' names."""
    frame = Frame.over(bounds, WIDTH, HEIGHT)
    venues = _within(answer.venues, bounds, MARK)
    marks = [
        Box.around(*frame.at(lat, lon), min(reach, RING))
        for rows in (_within(answer.forces, bounds, MARK), venues)
        for lat, lon, reach in zip(rows["lat"], rows["lon"], _reaches(rows, MARK), strict=True)
    ]
    labels = _within(answer.labels, bounds)
    ordered = pd.concat([labels.loc[labels["kind"] == kind] for kind in ("note", "country")])
    wishes = [_venue(row, frame) for row in venues.itertuples()]
    wishes += [_ground_name(row, frame) for row in ordered.itertuples()]
    return place(wishes, marks, frame.ground)


def _venue(row: Any, frame: Frame) -> Wish:
    """Return the wish of a town's name and days beside its mark."""
    town = " ".join(cut(row.town, TOWN, 1))
    size = width(town, strong=True) + width(f" {row.days}") + PAD, LINE
    text, point = f"<b>{plain(town)}</b> {row.days}", frame.at(row.lat, row.lon)
    return Wish(row.Index, beside((text,), size, point, BESIDE), (row, "ink"), always=True)


def _ground_name(row: Any, frame: Frame) -> Wish:
    """Return the wish of a note's or a country's name about its point; its key is the name."""
    is_note, point = row.kind == "note", frame.at(row.lat, row.lon)
    lines = fill(row.name, NOTE_ROOM) if is_note else [row.name.upper()]
    size = max(map(width, lines)), LINE * len(lines)
    return Wish(row.name, beside(tuple(map(plain, lines)), size, point, NEAR), (row, "map_name"))
