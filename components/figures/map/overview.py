"""The small map: where forces were reported, and where the sides will meet."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.labels import cut
from components.figures.kit.text import plain
from components.figures.kit.theme import SANS, TEXT_PX, Theme, mix
from components.figures.map import ground, signs
from components.figures.map.looks import color_of, fill_and_line, sign_color
from components.figures.map.looks import signs as signs_of
from components.figures.map.meridian import within
from components.figures.map.outlines import mercator, wider
from data.direction import balance
from data.package import Bounds
from data.queries.forces.forces import AGES
from data.queries.overview.overview import Where
from data.view import View

WIDTH, HEIGHT = 384, 190  # px: the column it stands in, where labels are reckoned
TOWN = 150  # px that the name of a town takes at most
CHARACTER = 7.0  # px of an average character at 13 px
LINE = 16  # px
ACROSS, DISC = 10, 20  # px of a mark, and of a region's
SOFT = 0.3  # opacity of a region's disc
STYLE = ("whose", "color", "fill", "edge", "sign")
MARK = 7  # px: half of what a mark keeps free
MARGIN = 0.3  # of the map: ground beyond its frame, which a wider column shows
NOTE_WIDTH = 18  # characters after which a note breaks
# Where a name may stand instead: px from its own point, the nearest first; up or down it leaves
# its ground sooner. A note may look further than a country's name, never so far that it misleads.
SHIFTS = sorted(
    product(range(-96, 97, 12), range(-40, 41, 8)), key=lambda d: math.hypot(d[0], 2 * d[1])
)
FAR = [d for d in SHIFTS if math.hypot(d[0], 2 * d[1]) < 100]
# How a name hangs on its mark at each side: Plotly's anchor, and px to the right and down.
BESIDE = {
    "right": ("left", (6, 0)),
    "left": ("right", (-6, 0)),
    "above": ("center", (0, -15)),
    "below": ("center", (0, 15)),
    "before": ("right", (0, 15)),
}
NEAR = [d for d in SHIFTS if math.hypot(*d) < 45]


def overview(answer: Where, view: View, theme: Theme) -> Figure:
    """Draw dots and soft discs for forces, squares for venues, of `overview.where`.

    A force is told by its colour and its sign, as on the large map, and by name in the hover. A
    region is a soft disc, as its point only stands in for one; what is only announced is hollow,
    and a stroke behind a mark says that its force is departing.
    Without a base map the marks stand on plain ground.
    """
    box = ground.fitted(answer.bounds, WIDTH, HEIGHT)
    traces = []
    forces = _styled(answer, _within(answer.forces, box), theme)
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
    venues = _within(answer.venues, box)
    if not venues.empty:
        traces.append(_venues(venues, theme))
    layout = _layout(answer, box, theme)
    layout["annotations"] = [_written(name, theme) for name in _names(answer, box)]
    return {"data": traces, "layout": layout}


def list_unplaced_notes(answer: Where) -> list[str]:
    """Return the package's notes that the map has no room for, to be listed beside it."""
    box = ground.fitted(answer.bounds, WIDTH, HEIGHT)
    placed_names = {name.says for name in _names(answer, box)}
    notes = answer.labels.loc[answer.labels["kind"] == "note", "name"]
    return [note for note in notes if note not in placed_names]


def _layout(answer: Where, box: Bounds, theme: Theme) -> dict[str, Any]:
    axes = ground.axes(box, theme)
    return {
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": TEXT_PX, "color": theme.ink},
        "shapes": ground.ground(
            answer.basemap, wider(box, MARGIN), theme, WIDTH / (box.east - box.west)
        ),
        **axes,
    }


def _within(rows: pd.DataFrame, box: Bounds) -> pd.DataFrame:
    rows = within(rows, box)
    return rows.loc[
        rows["lon"].between(box.west, box.east) & rows["lat"].between(box.south, box.north)
    ]


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
    return signs.silent(rows["lon"], ys, "new", look)


def _venues(rows: pd.DataFrame, theme: Theme) -> Trace:
    line = {"color": theme.ink, "width": 2}
    marker = {"color": theme.paper, "size": 9, "symbol": "square", "opacity": 1, "line": line}
    pairs = zip(rows["town"], rows["days"], strict=True)
    tips = [f"<b>{plain(town)}</b><br>{days or 'no date yet'}" for town, days in pairs]
    return _scatter(rows, marker, tips)


def _scatter(rows: pd.DataFrame, marker: dict[str, Any], tips: list[str]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(rows["lon"]),
        "y": [mercator(lat) for lat in rows["lat"]],
        "marker": marker,
        "text": tips,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _written(name: "Name", theme: Theme) -> dict[str, Any]:
    return {
        "x": name.lon,
        "y": mercator(name.lat),
        "xshift": name.shift[0],
        "yshift": -name.shift[1],
        "text": name.text,
        "xanchor": name.anchor,
        "showarrow": False,
        "font": {"color": theme.ink if name.venue else theme.map_name},
    }


Place = tuple[float, float, float, float]  # west, north, east, south in px from the top left


def _pixel(lon: float, lat: float, box: Bounds) -> tuple[float, float]:
    scale = WIDTH / (box.east - box.west)
    return (lon - box.west) * scale, (mercator(box.north) - mercator(lat)) * scale


def _arounds(rows: pd.DataFrame, box: Bounds) -> list[Place]:
    """Return the room that each mark takes."""
    middles = [_pixel(lon, lat, box) for lon, lat in zip(rows["lon"], rows["lat"], strict=True)]
    return [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in middles]


def _free(place: Place, taken: list[Place], edge: float = 2) -> bool:
    x0, y0, x1, y1 = place
    if x0 < edge or y0 < edge or x1 > WIDTH - edge or y1 > HEIGHT - edge:
        return False
    return not any(x0 < c and x1 > a and y0 < d and y1 > b for a, b, c, d in taken)


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map: `says` as the record has it, `text` as drawn, `shift` in px."""

    says: str
    text: str
    lat: float
    lon: float
    shift: tuple[int, int]
    anchor: str = "center"
    venue: bool = False


def _names(answer: Where, box: Bounds) -> list[Name]:
    """Place the venues' names, then notes, then countries' where they meet nothing."""
    venues = _within(answer.venues, box)
    taken = [*_arounds(_within(answer.forces, box), box), *_arounds(venues, box)]
    names = []
    row: Any
    for row in venues.itertuples():
        town = " ".join(cut(row.town, TOWN, 1))
        x, y = _pixel(row.lon, row.lat, box)
        width = CHARACTER * (len(town) + len(row.days) + 1)
        sides = _sides(x, y, width)
        inside = [side for side, place in sides.items() if _free(place, [])]
        free = [side for side in inside if _free(sides[side], taken)]
        side = next(iter(free or inside), "right")
        taken.append(sides[side])
        text = f"<b>{plain(town)}</b> {row.days}"
        anchor, aside = BESIDE[side]
        names.append(Name(row.town, text, row.lat, row.lon, aside, anchor, True))
    labels = _within(answer.labels, box)
    ordered = pd.concat([labels.loc[labels["kind"] == k] for k in ("note", "country")])
    for row in ordered.rename(columns={"name": "says"}).itertuples():
        note = row.kind == "note"
        lines = _broken(row.says) if note else [row.says.upper()]
        half = CHARACTER * max(map(len, lines)) / 2, LINE * len(lines) / 2
        shift = _shift(_pixel(row.lon, row.lat, box), half, taken, FAR if note else NEAR)
        if shift is not None:
            text = "<br>".join(map(plain, lines))
            names.append(Name(row.says, text, row.lat, row.lon, shift))
    return names


def _sides(x: float, y: float, width: float) -> dict[str, Place]:
    """Return where a name of one line may stand about a mark, the best first."""
    half, far = LINE / 2, 8 + width
    return {
        "right": (x + 8, y - half, x + far, y + half),
        "left": (x - far, y - half, x - 8, y + half),
        "above": (x - width / 2, y - 15 - half, x + width / 2, y - 15 + half),
        "below": (x - width / 2, y + 15 - half, x + width / 2, y + 15 + half),
        "before": (x - width, y + 15 - half, x, y + 15 + half),
    }


def _shift(
    middle: tuple[float, float],
    half: tuple[float, float],
    taken: list[Place],
    shifts: list[tuple[int, int]],
) -> tuple[int, int] | None:
    """Return how far off its point a name finds room, and take it; None where it finds none."""
    for dx, dy in shifts:
        x, y = middle[0] + dx, middle[1] + dy
        place = (x - half[0], y - half[1], x + half[0], y + half[1])
        if _free(place, taken):
            taken.append(place)
            return dx, dy
    return None


def _broken(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= NOTE_WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return balance(lines)
