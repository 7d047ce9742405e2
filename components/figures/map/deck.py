"""The map of forces: a deck over the local base map, which asks nothing of any other machine."""

import json
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache, partial
from math import log2
from typing import Any

import pydeck as pdk

from components.figures.kit.labels import Label
from components.figures.kit.reads import reads
from components.figures.kit.theme import SANS, Theme
from components.figures.map.base_layers import draw_base
from components.figures.map.hexagons import draw_hexagons
from components.figures.map.marks import ACROSS, BIG, CELL, DEPARTING, Sheet, sheet
from components.figures.map.names import LOOKS, TOWNS, shape_letters
from components.figures.map.placing import (
    HEIGHT,
    MOST_ZOOM,
    REGION,
    RING,
    WIDTH,
    Placed,
    place,
    ringed,
    size_movable,
)
from data.colors import rgb
from data.feeds.answers import Hexagons
from data.queries.forces.forces import Forces
from data.settings import MapView
from data.view import View

# What a selection dims keeps no more than this alpha: ranges start there, so nothing changes.
DIMMED = 102
SOFT = 40
# How the browser may move the map; the page scrolls under a wheel, and a zoom is the view's.
MOVED = {
    "dragPan": True,
    "keyboard": {"zoomSpeed": 1},
    **dict.fromkeys(
        ("scrollZoom", "doubleClickZoom", "touchZoom", "touchRotate", "dragRotate"), False
    ),
}
# Kinds of name that lie under the marks, and over them.
UNDER, OVER = ("country", "sea", "note"), ("city", "place", "capital")
ANCHORS = {"left": "start", "center": "middle", "right": "end"}  # deck.gl's words for a side


class CompactDeck(pdk.Deck):
    """A deck whose JSON has no indentation: half the bytes of pydeck's own."""

    def to_json(self) -> str:
        """Return the deck as the browser reads it, written once: a deck drawn does not change."""
        return self._written

    @cached_property
    def _written(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


@lru_cache(maxsize=64)
def deck_at(
    width: int, turn: int, feed: Hexagons | None = None
) -> Callable[[Forces, View, Theme], pdk.Deck]:
    """Return the figure of a map of `width` px; another `turn` has it go back to its first view."""
    drawn = partial(deck, width=width, turn=turn, feed=feed)
    return reads(*deck.reads)(drawn)  # type: ignore[attr-defined]


@reads("area", "zoom", "hide", "place")
def deck(
    forces: Forces,
    view: View,
    theme: Theme,
    *,
    width: int = WIDTH,
    turn: int = 0,
    feed: Hexagons | None = None,
) -> pdk.Deck:
    """Draw where forces stand in the view's area, the selected place ringed.

    `forces` as of data.queries.forces.forces. Shape is the kind of evidence, colour and sign the
    force, fill the age; hollow is announced, struck departed, a stroke behind the mark departing.
    Size is people where a number is given: solid the least, a pale ring the most. What is new since
    the earlier instant has a thin ring. No force draws the ground alone. Under all marks lie the
    hexagons of a `feed`, if one is given.

    The browser may move the map, but not zoom it: the names are placed for one zoom.
    """
    scene = place(forces, view, size_movable(width))
    icons, area = sheet(forces, theme), scene.area
    layers = [
        *draw_base(forces.settings.basemap, theme),
        *(draw_hexagons(feed, theme) if feed else []),
        *_texts(scene.labels, UNDER, theme),
        *_towns(scene, icons),
        *_soft(scene, forces, theme, icons),
        *_new(scene, icons),
        *_leaving(scene, icons),
        _marks(scene, icons),
        *_ring(scene, forces, view, icons),
        *_texts(scene.labels, OVER, theme),
    ]
    return CompactDeck(
        # A view of another name is shown from its beginning, however the last one was moved.
        # Repeated, a map over the 180th meridian has ground on both sides.
        views=[pdk.View("MapView", MOVED, id=f"{area.view}-{turn}", repeat=True)],
        map_provider=None,  # and no map_style: naming one, even None, has the browser fetch tiles
        initial_view_state=_first_view(area, width),
        layers=layers,
        tooltip=_tooltip(theme),
        height=HEIGHT,
    )


def _first_view(area: MapView, width: int) -> pdk.ViewState:
    zoom = round(area.zoom + log2(width / WIDTH), 4)
    return pdk.ViewState(
        latitude=area.lat, longitude=area.lon, zoom=zoom, min_zoom=0, max_zoom=MOST_ZOOM
    )


def _tooltip(theme: Theme) -> dict[str, Any]:
    look = {"fontSize": "14px", "color": theme.ink, "backgroundColor": theme.paper}
    frame = {"border": f"1px solid {theme.rule}", "maxWidth": "320px", "padding": "6px 10px"}
    return {"text": "{tip}", "style": {**look, **frame}}


def _icons(name: str, rows: list[dict], icons: Sheet, **more: Any) -> pdk.Layer:
    """Return a layer of icons: rows have `p` (lon, lat), `i` icon, `s` px of the cell, `o` px."""
    icons = icons.only(row["i"] for row in rows)
    return pdk.Layer(
        "IconLayer",
        rows,
        id=name,
        icon_atlas=pdk.types.String(icons.address),
        icon_mapping=icons.mapping(row["i"] for row in rows),
        get_icon="i",
        get_position="p",
        get_size="s",
        size_units=pdk.types.String("pixels"),
        **({"get_pixel_offset": "o"} if rows and "o" in rows[0] else {}),
        **more,
    )


def _cell(across: float) -> float:
    return round(across * CELL / ACROSS, 1)


def _marks(scene: Placed, icons: Sheet) -> pdk.Layer:
    rows = [
        {
            "p": [m.lon, m.lat],
            "i": m.icon,
            "s": _cell(m.size),
            "o": [m.dx, 0],
            "id": m.place_id,
            "tip": m.tip,
        }
        for m in scene.marks.itertuples()
    ]
    return _icons("marks", rows, icons, pickable=True)


def _soft(scene: Placed, forces: Forces, theme: Theme, icons: Sheet) -> list[pdk.Layer]:
    """Return the soft discs of regions and the pale rings up to the highest number."""
    colors = _camp_colors(forces, theme)
    discs, ranges, edges = [], [], []
    for m in scene.marks.itertuples():
        row = {"p": [m.lon, m.lat], "o": [m.dx, 0]}
        color = colors.get(m.camp, rgb(theme.bar))
        if m.region and m.reach < REGION:
            disc = {"i": "disc", "s": round(REGION * CELL / 92, 1), "c": [*color, SOFT]}
            discs.append({**row, **disc})
        if m.reach:
            size = _cell(m.reach)
            ranges.append({**row, "i": f"range/{m.basis}", "s": size, "c": [*color, 58]})
            edges.append({**row, "i": f"edge/{m.basis}", "s": size, "c": [*color, DIMMED]})
    named = {"regions": discs, "ranges": ranges, "range-edges": edges}
    return [_icons(n, rows, icons, get_color="c") for n, rows in named.items() if rows]


def _camp_colors(forces: Forces, theme: Theme) -> dict[str, list[int]]:
    camps = forces.camps
    return {
        camp: rgb(theme.party.get(party, theme.neutral))
        for camp, party in zip(camps["camp"], camps["party"], strict=True)
    }


def _towns(scene: Placed, icons: Sheet) -> list[pdk.Layer]:
    rows = [
        {"p": [n.lon, n.lat], "i": "capital" if n.kind == "capital" else "town", "s": 14}
        for n in (label.of for label in scene.labels)
        if n.kind in TOWNS
    ]
    return [_icons("towns", rows, icons)] if rows else []


def _new(scene: Placed, icons: Sheet) -> list[pdk.Layer]:
    """Return the thin rings, under the marks, so that they touch no mark beside their own."""
    rows = [
        {
            "p": [m.lon, m.lat],
            "o": [m.dx, 0],
            "i": "big-new" if m.ring > BIG + 2 * RING else "new",
            "s": round(m.ring * CELL / 82, 1),
        }
        for m in scene.marks.itertuples()
        if m.ring
    ]
    return [_icons("new", rows, icons)] if rows else []


def _leaving(scene: Placed, icons: Sheet) -> list[pdk.Layer]:
    """Return the strokes behind the marks whose forces are departing."""
    rows = [
        {"p": [m.lon, m.lat], "o": [m.dx, 0], "i": DEPARTING, "s": _cell(m.size)}
        for m in scene.marks.itertuples()
        if m.departing
    ]
    return [_icons(DEPARTING, rows, icons)] if rows else []


def _ring(scene: Placed, forces: Forces, view: View, icons: Sheet) -> list[pdk.Layer]:
    ring = ringed(forces, view, scene.marks)
    if ring is None:
        return []
    lon, lat, across = ring
    return [
        _icons(
            "selected", [{"p": [lon, lat], "i": "ring", "s": round(across * CELL / 82, 1)}], icons
        )
    ]


def _texts(labels: Iterable[Label], kinds: tuple[str, ...], theme: Theme) -> list[pdk.Layer]:
    layers = []
    for kind in kinds:
        size, weight, color = LOOKS[kind]
        rows = [
            {
                "p": [n.of.lon, n.of.lat],
                "t": shape_letters(n.lines[0]),
                "a": ANCHORS[n.side],
                "o": [round(n.dx), round(n.dy)],
            }
            for n in labels
            if n.of.kind == kind
        ]
        if not rows:
            continue
        layers.append(
            pdk.Layer(
                "TextLayer",
                rows,
                id=f"names-{kind}",
                get_position="p",
                get_text="t",
                get_text_anchor="a",
                get_pixel_offset="o",
                get_size=size,
                font_weight=weight,
                font_family=pdk.types.String(SANS),
                character_set=pdk.types.String("auto"),
                _sub_layer_props={"characters": {"getColor": [*rgb(getattr(theme, color)), 255]}},
            )
        )
    return layers
