"""The hexagons of a machine-coded feed, under the marks of the record: what is drawn and its steps.

deck.gl draws H3's cells from their names by itself: no outline of one is sent.
"""

from bisect import bisect_right
from dataclasses import replace
from math import cos, inf, log2, radians
from typing import Any, NamedTuple

import pydeck as pdk

from components.figures.kit.pixels import signed
from components.figures.kit.theme import Theme, mix
from components.figures.map.meridian import WHOLE
from components.figures.map.names import WORLD, Frame
from components.figures.map.placing import HEIGHT, WIDTH, zoomed
from components.figures.map.scale import EQUATOR
from data.colors import rgb
from data.feeds.answers import Hexagons
from data.feeds.layouts import MARK
from data.feeds.questions import Box
from data.feeds.schema import ACROSS
from data.queries.forces.forces import Forces
from data.view import View
from data.words import count

LEAST = 20  # px across a hexagon, or the next coarser resolution is drawn
AROUND = 2  # times what a map shows across and down: a map can be moved
LADDER = tuple(step * 10**power for power in range(8) for step in (1, 3))
ALPHAS = (0.1, 0.165, 0.23, 0.295, 0.36)  # of the steps: names stay readable on the darkest


class Step(NamedTuple):
    """Numbers from `low` up to `high` that are drawn alike."""

    low: int
    high: int
    alpha: float


def frame(forces: Forces, view: View, width: int) -> tuple[int, Box]:
    """Return the resolution for a movable map of `width` px, and the box whose hexagons it holds.

    The box is west, south, east, north in degrees; where it is over the 180th meridian, its west
    lies above its east.
    """
    area = zoomed(forces, view)
    zoom = area.zoom + log2(width / WIDTH)
    km = EQUATOR * cos(radians(area.lat)) / (WORLD * 2**zoom)
    fits = [resolution for resolution, across in ACROSS.items() if across / km >= LEAST]
    shown = Frame(replace(area, zoom=zoom), AROUND * width, AROUND * HEIGHT).bounds
    west, east = shown.west, shown.east
    if east - west >= WHOLE:
        west, east = -WHOLE / 2, WHOLE / 2
    return max(fits, default=min(ACROSS)), (_turned(west), shown.south, _turned(east), shown.north)


def _turned(lon: float) -> float:
    return lon if abs(lon) <= WHOLE / 2 else (lon + WHOLE / 2) % WHOLE - WHOLE / 2


def find_steps(hexagons: Hexagons) -> list[Step]:
    """Return the steps of numbers that are drawn alike, at most five, the lowest first."""
    if hexagons.rows.empty:
        return []
    most, least = (int(hexagons.rows["number"].agg(end)) for end in ("max", "min"))
    lows = [low for low in LADDER if low <= most][-len(ALPHAS) :]
    lows = lows[bisect_right(lows, least) - 1 if least >= lows[0] else 0 :]
    lows[0] = least
    highs = [*(low - 1 for low in lows[1:]), most]
    steps = zip(lows, highs, ALPHAS[-len(lows) :], strict=True)
    return [Step(*step) for step in steps]


def write_steps(hexagons: Hexagons, theme: Theme) -> list[tuple[str, str]]:
    """Return each step's numbers in words, and its colour on land as #RRGGBB."""
    return [
        (
            f"{step.low:,} to {step.high:,}" if step.low < step.high else f"{step.low:,}",
            mix(theme.feed, theme.land, step.alpha),
        )
        for step in find_steps(hexagons)
    ]


def draw_hexagons(hexagons: Hexagons, theme: Theme) -> list[pdk.Layer]:
    """Return a layer of each step; its colour is set on the sublayer, which no selection dims."""
    steps = find_steps(hexagons)
    lows = [step.low for step in steps]
    rows: list[list[dict[str, Any]]] = [[] for _ in steps]
    for row in hexagons.rows.itertuples():
        cell = {"h": f"{row.cell:x}", "tip": _tip(row, hexagons.what.removesuffix("s"))}
        rows[bisect_right(lows, row.number) - 1].append(cell)
    return [
        pdk.Layer(
            "H3HexagonLayer",
            cells,
            id=f"feed-{step.low}",
            get_hexagon="h",
            extruded=False,
            stroked=False,
            pickable=True,
            _sub_layer_props={
                "hexagon-cell-hifi": {
                    "getFillColor": [*rgb(theme.feed), round(255 * step.alpha)],
                }
            },
        )
        for step, cells in zip(steps, rows, strict=True)
        if cells
    ]


def _tip(row: Any, what: str) -> str:
    number = f"{count(int(row.number), what)}, {MARK}"
    if not -inf < row.intensity < inf:  # no report has one
        return number
    return f"{number}\nMean intensity {signed(row.intensity, 1)}"
