"""Where the sides talk: a small map of meetings held and announced."""

import math
from html import escape
from typing import Any

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.layout import lay_out
from components.figures.kit.theme import Theme
from components.figures.kit.traces import silent, with_tips
from components.figures.map.ground import axes, fitted, ground
from components.figures.map.meridian import within
from components.figures.map.names import Frame, Name, place_names, write_name
from components.figures.map.outlines import mercator, wider
from data import clock
from data.queries.forces.venues import Venues
from data.view import View
from data.words import count

WIDTH, HEIGHT = 340, 216  # px; names are reckoned at the narrower column of 1,280 px
PER_ROOT = 6.5  # px across per root of a meeting: a disc's area is their number
LEAST = 9
CROSSED = 10  # px across the mark of what was called off
MARGIN = 0.15  # of the map: ground beyond its frame, which a wider column shows


def venues_map(venues: Venues, view: View, theme: Theme) -> Figure:
    """Draw where meetings were held (discs) and are announced (rings, with their days).

    Where one was called off a small crossed ring stands, beside the disc if there is one.

    A town with meetings newly held or announced has a thin outer ring, and `+` their number.

    `venues` as of data.queries.forces.venues. `customdata` is the place's id. None draws the ground
    alone.
    """
    bounds = fitted(venues.settings.venues_view, WIDTH, HEIGHT)
    frame, towns = Frame.over(bounds, WIDTH, HEIGHT), within(venues.towns, bounds)
    sizes = [size_of(n) for n in towns["past"]]
    layout = {
        **lay_out(HEIGHT, theme),
        **axes(bounds, theme),
        "shapes": ground(venues.settings.basemap, wider(bounds, MARGIN), theme, frame.scale),
        "annotations": _names(towns, sizes, frame, theme),
    }
    traces = _discs(towns, sizes, theme)
    if (towns["called_off"] > 0).any():
        traces.append(_crossed(towns, sizes, 1 / frame.scale, theme))
    return {"data": traces, "layout": layout}


def size_of(meetings: int) -> float:
    """Return a disc's px across for a number of meetings; the least for none."""
    return max(LEAST, PER_ROOT * math.sqrt(meetings))


def label_town(town: Any) -> str:
    """Return a town's name with the days announced there or the meetings held, and the new ones."""
    added = f" (+{town.added})" if town.added else ""
    if town.upcoming:
        return f"{town.name}, {town.days_label or 'announced'}{added}"
    if town.called_off and not town.past:
        return f"{town.name}, called off{added}"
    return f"{town.name} {town.past}{added}"


def say_signs(venues: Venues) -> str:
    """Say what the signs on the small map mean, of those that are on it."""
    towns = _shown(venues)[0]
    months = count(venues.settings.meeting_months, "month")
    span = f"in {months}" if venues.begins is None else f"since {clock.say(venues.begins, 'day')}"
    words = {
        "past": f"number: meetings {span}",
        "upcoming": "ring: announced",
        "called_off": "crossed: called off",
        "added": f"thin outer ring, (+n): new since {venues.since}",
    }
    return "; ".join(meaning for column, meaning in words.items() if (towns[column] > 0).any())


def elsewhere(venues: Venues) -> list[tuple[str, str]]:
    """Return the towns that the small map does not show, the busiest first.

    Each is its name with its numbers, and the id of the place in it.
    """
    away = _shown(venues)[1].iloc[::-1].itertuples()
    return [(label_town(town), str(town.place_id)) for town in away]


def _shown(venues: Venues) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the towns that the small map shows, and those that it does not."""
    bounds = fitted(venues.settings.venues_view, WIDTH, HEIGHT)
    frame, towns = Frame.over(bounds, WIDTH, HEIGHT), within(venues.towns, bounds)
    in_frame = [frame.holds(town.lat, town.lon) for town in towns.itertuples()]
    inside = pd.Series(in_frame, towns.index, dtype=bool)
    return towns.loc[inside], towns.loc[~inside]


def _discs(towns: pd.DataFrame, sizes: list[float], theme: Theme) -> list[Trace]:
    past, soon = towns["past"] > 0, towns["upcoming"] > 0
    xs, ys = list(towns["lon"]), [mercator(lat) for lat in towns["lat"]]
    # Where all was called off its own mark stands alone
    diameters = [s if h or u else 0 for s, h, u in zip(sizes, past, soon, strict=True)]
    fills = [theme.neutral if h else theme.paper for h in past]
    lines = [theme.ink if not h else theme.paper for h in past]
    edge = {"color": lines, "width": [1 if h else 2.2 for h in past]}
    texts = [_titles(town) for town in towns.itertuples()]
    marker = {"size": diameters, "color": fills, "line": edge, "opacity": 1}
    columns = xs, ys, towns["place_id"], texts
    discs = with_tips("markers", *columns, name="venues", marker=marker)
    ring = {
        "symbol": "circle-open",
        "size": [s + 9 if h and u else 0 for s, h, u in zip(sizes, past, soon, strict=True)],
        "color": theme.ink,
        "line": {"width": 2},
    }
    rings = [silent(xs, ys, "announced", ring)]
    if (towns["added"] > 0).any():
        inner = [s + (9 if h and u else 0) for s, h, u in zip(sizes, past, soon, strict=True)]
        across = [i + 9 if a else 0 for i, a in zip(inner, towns["added"], strict=True)]
        thin = {**ring, "size": across, "line": {"width": 1}}
        rings.append(silent(xs, ys, "new", thin))
    return [*rings, discs]


def _crossed(towns: pd.DataFrame, sizes: list[float], degrees: float, theme: Theme) -> Trace:
    """Return the marks of what was called off, left of a town's disc; `degrees` are a px's."""
    off = towns.assign(size=sizes).loc[towns["called_off"] > 0]
    beside = (off["past"] > 0) | (off["upcoming"] > 0)
    aside = ((off["size"] / 2 + CROSSED) * degrees).where(beside, 0)
    look: dict[str, Any] = {"symbol": "circle-x-open", "size": CROSSED, "opacity": 1}
    tips = [_titles(town) for town in off.itertuples()]
    columns = off["lon"] - aside, map(mercator, off["lat"]), off["place_id"], tips
    look |= {"color": theme.ink, "line": {"width": 1.5}}
    return with_tips("markers", *columns, name="called off", marker=look)


def _titles(town: Any) -> str:
    return "<br>".join([f"<b>{escape(town.name)}</b>", *(escape(t) for t in town.titles[:8])])


def _names(
    towns: pd.DataFrame, sizes: list[float], frame: Frame, theme: Theme
) -> list[dict[str, Any]]:
    names, spots = [], []
    for town, size in zip(towns.itertuples(), sizes, strict=True):
        x, y = frame.at(town.lat, town.lon)
        half = size / 2 + (5 if town.upcoming else 1) + (4 if town.added else 0)
        left = half + (CROSSED + 5) * (town.called_off > 0)
        spots.append(Box(x - left, y - half, x + half, y + half))
        kind = "announced" if town.upcoming else "venue"
        names.append(Name(label_town(town), town.lat, town.lon, kind, half + 3))
    return [write_name(label, theme) for label in place_names(names[::-1], frame, spots)]
