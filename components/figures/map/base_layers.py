"""The layers of the base map under the map that moves."""

from typing import Any

import pydeck as pdk

from components.figures.kit.theme import Theme
from components.figures.map.ground import BARE
from components.figures.map.outlines import layer_source
from data.colors import rgb
from data.settings import Basemap

OF_FOCUS = ("focus", "held-line")  # layers that hold nothing where no country is set apart


def draw_base(basemap: Basemap | None, theme: Theme) -> list[pdk.Layer]:
    """Return land, focus country and waters, each fetched from this server or sent with the map.

    Colours are set on the sublayers, which a selection does not dim.
    """
    if basemap is None:
        return []
    river = theme.border if theme.mode == "dark" else theme.water
    pixels = {"line_width_units": pdk.types.String("pixels"), "stroked": True}
    looks: dict[str, dict[str, Any]] = {  # in the order that they lie above each other
        "land": _land(theme),
        "focus": _area(theme.focus, theme.focus_line, 1.2),
        "held-line": _line(theme.focus_line, 1),
        "lakes": _area(theme.water, theme.border, 0.4),
        "rivers": _line(river, 0.9),
    }
    return [
        pdk.Layer("GeoJsonLayer", layer_source(basemap, layer), id=layer, **pixels, **look)
        for layer, look in looks.items()
        if basemap.focus or layer not in OF_FOCUS
    ]


def _land(theme: Theme) -> dict[str, Any]:
    """Return the look of land: of areas with edges, or of bare ones and the lines of borders."""
    look, border = _area(theme.land, theme.border, 0.8), _line(theme.border, 0.8)
    look["_sub_layer_props"] |= border["_sub_layer_props"]
    return look | {"get_line_width": f"properties.layer == '{BARE}' ? 0 : 0.8"}


def _area(fill: str, line: str, width: float) -> dict[str, Any]:
    colors = {
        "polygons-fill": {"getFillColor": [*rgb(fill), 255]},
        "polygons-stroke": {"getColor": [*rgb(line), 255]},
    }
    return {"get_line_width": width, "_sub_layer_props": colors}


def _line(line: str, width: float) -> dict[str, Any]:
    colors = {"linestrings": {"getColor": [*rgb(line), 255]}}
    return {"get_line_width": width, "_sub_layer_props": colors}
