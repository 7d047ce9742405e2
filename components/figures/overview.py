"""The small map: where forces were reported, and where the sides will meet."""

import math
from itertools import product
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.figures import ground
from components.figures.outlines import mercator, wider
from components.figures.text import plain
from components.figures.theme import SANS, TEXT_PX, Theme, hover
from data.package import Box
from data.queries.overview import Where
from data.view import View

WIDTH, HEIGHT = 384, 190  # px: the column it stands in, where labels are reckoned
CHARACTER = 7.0  # px of an average character at 13 px
LINE = 16  # px
MARK = 7  # px: half of what a mark keeps free
TOLERANCE = 0.12  # degrees: about a pixel here
NOTE_WIDTH = 18  # characters after which a note breaks
# Where a name may stand instead (px from its own point, the nearest first); a note says what no map
# may leave out, so it looks further.
FAR = sorted(
    product(range(-120, 121, 12), range(-72, 73, 8)), key=lambda d: math.hypot(d[0], 2 * d[1])
)
NEAR = [d for d in FAR if math.hypot(*d) < 45]  # a country's name stays within it


def overview(answer: Where, view: View, theme: Theme) -> go.Figure:
    """Draw `data.queries.overview.where`: dots and soft discs for forces, squares for venues.

    A region is a soft disc, as its point only stands in for one; what is only announced is
    hollow. Without a base map the marks stand on plain ground.
    """
    box = ground.fitted(answer.box, WIDTH, HEIGHT)
    figure = go.Figure()
    figure.update_layout(**_layout(answer, box, theme))
    forces = _within(answer.forces, box)
    for region in (True, False):
        chosen = forces.loc[forces["region"] == region]
        if not chosen.empty:
            figure.add_trace(_forces(chosen, region, theme))
    taken = _arounds(forces, box)
    venues = _within(answer.venues, box)
    if not venues.empty:
        figure.add_trace(_venues(venues, theme))
        taken += _arounds(venues, box)
        _name_venues(figure, venues, box, taken, theme)
    _name_countries(figure, _within(answer.labels, box), box, taken, theme)
    return figure


def _layout(answer: Where, box: Box, theme: Theme) -> dict[str, Any]:
    axes = ground.axes(box, theme)
    # A column of another width shows more ground, never another shape
    axes["xaxis"]["constrain"] = axes["yaxis"]["constrain"] = "range"
    return {
        "template": None,
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": TEXT_PX, "color": theme.ink},
        "hoverlabel": hover(theme),
        "showlegend": False,
        "dragmode": False,
        "shapes": ground.ground(answer.basemap, wider(box, 0.3), theme, TOLERANCE),
        **axes,
    }


def _within(rows: pd.DataFrame, box: Box) -> pd.DataFrame:
    return rows.loc[
        rows["lon"].between(box.west, box.east) & rows["lat"].between(box.south, box.north)
    ]


def _forces(rows: pd.DataFrame, region: bool, theme: Theme) -> go.Scatter:
    colors = [theme.party.get(p, theme.neutral) for p in rows["party_id"]]
    lent = [p in theme.borrowed for p in rows["party_id"]]
    hollow = list(rows["announced"])
    marker: dict[str, Any] = {"color": colors, "size": 20, "opacity": 0.3, "line": {"width": 0}}
    if not region:
        # A party in its side's colour is paler inside, so that it is not taken for the leader
        fill = [theme.paper if h or b else c for h, b, c in zip(hollow, lent, colors, strict=True)]
        edge = [c if h or b else theme.land for h, b, c in zip(hollow, lent, colors, strict=True)]
        marker = {"color": fill, "size": 8, "opacity": 1, "line": {"color": edge, "width": 1.5}}
    said = [
        f"<b>{plain(row['name'])}</b>{', announced' if row['announced'] else ''}"
        f"<br>{row['observed_said']}"
        for row in rows.to_dict("records")
    ]
    return _scatter(rows, marker, said)


def _venues(rows: pd.DataFrame, theme: Theme) -> go.Scatter:
    line = {"color": theme.ink, "width": 2}
    marker = {"color": theme.paper, "size": 9, "symbol": "square", "opacity": 1, "line": line}
    pairs = zip(rows["town"], rows["days"], strict=True)
    said = [f"<b>{plain(town)}</b><br>{days or 'no date yet'}" for town, days in pairs]
    return _scatter(rows, marker, said)


def _scatter(rows: pd.DataFrame, marker: dict[str, Any], said: list[str]) -> go.Scatter:
    return go.Scatter(
        x=rows["lon"],
        y=[mercator(lat) for lat in rows["lat"]],
        mode="markers",
        marker=marker,
        text=said,
        hovertemplate="%{text}<extra></extra>",
    )


Place = tuple[float, float, float, float]  # west, north, east, south in px from the top left


def _pixel(lon: float, lat: float, box: Box) -> tuple[float, float]:
    scale = WIDTH / (box.east - box.west)
    return (lon - box.west) * scale, (mercator(box.north) - mercator(lat)) * scale


def _arounds(rows: pd.DataFrame, box: Box) -> list[Place]:
    """Return the room that each mark takes."""
    middles = [_pixel(lon, lat, box) for lon, lat in zip(rows["lon"], rows["lat"], strict=True)]
    return [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in middles]


def _free(place: Place, taken: list[Place], edge: float = 2) -> bool:
    x0, y0, x1, y1 = place
    if x0 < edge or y0 < edge or x1 > WIDTH - edge or y1 > HEIGHT - edge:
        return False
    return not any(x0 < c and x1 > a and y0 < d and y1 > b for a, b, c, d in taken)


def _name_venues(
    figure: go.Figure, venues: pd.DataFrame, box: Box, taken: list[Place], theme: Theme
) -> None:
    row: Any
    for row in venues.itertuples():
        x, y = _pixel(row.lon, row.lat, box)
        width = CHARACTER * (len(row.town) + len(row.days) + 1)
        sides = {
            "left": (x + 8, y - LINE / 2, x + 8 + width, y + LINE / 2),
            "right": (x - 8 - width, y - LINE / 2, x - 8, y + LINE / 2),
        }
        anchor = next((side for side, place in sides.items() if _free(place, taken)), "left")
        taken.append(sides[anchor])
        figure.add_annotation(
            x=row.lon,
            y=mercator(row.lat),
            text=f"<b>{plain(row.town)}</b> {row.days}",
            xanchor=anchor,
            xshift=6 if anchor == "left" else -6,
            showarrow=False,
            font={"color": theme.ink},
        )


def _name_countries(
    figure: go.Figure, labels: pd.DataFrame, box: Box, taken: list[Place], theme: Theme
) -> None:
    """Name countries, and give the package's notes, where they meet nothing."""
    ordered = pd.concat([labels.loc[labels["kind"] == k] for k in ("note", "country")])
    row: Any
    for row in ordered.rename(columns={"name": "name_"}).itertuples():
        note = row.kind == "note"
        lines = _broken(row.name_) if note else [row.name_.upper()]
        half = CHARACTER * max(map(len, lines)) / 2, LINE * len(lines) / 2
        shift = _shift(_pixel(row.lon, row.lat, box), half, taken, note)
        if shift is None:
            continue
        figure.add_annotation(
            x=row.lon,
            y=mercator(row.lat),
            xshift=shift[0],
            yshift=-shift[1],
            text="<br>".join(map(plain, lines)),
            showarrow=False,
            font={"color": theme.map_name},
        )


def _shift(
    middle: tuple[float, float], half: tuple[float, float], taken: list[Place], note: bool
) -> tuple[int, int] | None:
    """Return how far off its point a name finds room, and take it; None where it finds none.

    A note is said even where it must cross a mark: then as near and across as few as may be.
    """

    def at(d: tuple[int, int]) -> Place:
        x, y = middle[0] + d[0], middle[1] + d[1]
        return x - half[0], y - half[1], x + half[0], y + half[1]

    shift = next((d for d in (FAR if note else NEAR) if _free(at(d), taken)), None)
    if shift is None and note:
        inside = [d for d in FAR if _free(at(d), [])]
        costs = {
            d: math.hypot(d[0], 2 * d[1]) + 60 * sum(not _free(at(d), [t]) for t in taken)
            for d in inside
        }
        shift = min(costs, key=lambda d: costs[d], default=None)
    if shift is not None:
        taken.append(at(shift))
    return shift


def _broken(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= NOTE_WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
