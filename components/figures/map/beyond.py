"""What lies outside the view of the map that the reader has chosen, and the view that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.figures.map import meridian
from components.figures.map.names import Frame, shorten
from components.figures.map.placing import HEIGHT, WIDTH, zoomed
from data.queries.forces.forces import Forces, standing
from data.view import ZOOMS, View

NAMED = 3  # places that are named
EDGE = 12  # px that what a view is to show keeps from its edge
Look = tuple[str, int]  # a named view, and the steps that it is zoomed


@dataclass(frozen=True)
class Away:
    """A place outside the view: its id, its name, and the closest view that holds it, if any."""

    place_id: str
    name: str
    look: Look | None


@dataclass(frozen=True)
class Beyond:
    """What lies outside a view.

    `count` of places with marks, `places` the first of them: those where forces stand, the newest
    report first. `look`: the closest view that holds most marks, and whether it `holds_all`.
    `chosen`: the places selected that lie outside; of a map zoomed in that is only likely, as the
    reader may have moved it.
    """

    count: int
    places: tuple[Away, ...]
    look: Look | None
    holds_all: bool
    chosen: tuple[Away, ...]


def beyond(forces: Forces, view: View, chosen: Sequence[str] = (), *, width: int = WIDTH) -> Beyond:
    """Return what lies outside the area chosen; `chosen` are place ids.

    A map of fewer px in `width` is as high, so that it shows more to the north and south.

    Marks are counted by the area as it is, or farther: a reader who has zoomed in has chosen to see
    less, and may have moved the map.
    """
    marks = forces.marks.iloc[::-1]
    marks = marks.loc[(~marks.index.isin(standing(marks).index)).argsort(kind="stable")]
    spots = forces.spots.loc[list(dict.fromkeys(marks["place_id"]))]
    looks, whole = _looks(forces, view), _frame(forces, view.but(zoom=min(view.zoom, 0)), width)
    picked = forces.spots.loc[forces.spots.index.isin(list(chosen))]
    shown = _frame(forces, view, width, about_place=view.map == "simple")
    outside = _outside(whole, spots)
    look, holds_all = _closest(looks, spots) if len(outside) else (None, True)
    return Beyond(
        count=len(outside),
        places=_away(looks, outside.head(NAMED)),
        look=look,
        holds_all=holds_all,
        chosen=_away(looks, _outside(shown, picked)),
    )


def _frame(forces: Forces, view: View, width: int = WIDTH, *, about_place: bool = False) -> Frame:
    """Return what a map of `width` px shows, at the full size."""
    height = round(HEIGHT * WIDTH / width)
    return Frame(zoomed(forces, view, about_place=about_place), WIDTH, height)


def _looks(forces: Forces, view: View) -> dict[Look, Frame]:
    """Return every named view as it is and zoomed out, the closest first."""
    steps = [step for step in ZOOMS if step <= 0]
    looks = [(area.view, step) for area in forces.settings.views for step in steps]
    frames = {look: _frame(forces, view.but(area=look[0], zoom=look[1])) for look in looks}
    return dict(sorted(frames.items(), key=lambda item: -item[1].scale))


def _away(looks: dict[Look, Frame], spots: pd.DataFrame) -> tuple[Away, ...]:
    return tuple(
        Away(str(row.Index), shorten(row.name), _closest(looks, spots.loc[[row.Index]])[0])
        for row in spots.itertuples()
    )


def _outside(frame: Frame, spots: pd.DataFrame) -> pd.DataFrame:
    return spots.loc[[not is_inside for is_inside in _find_inside(frame, spots)]]


def _find_inside(frame: Frame, spots: pd.DataFrame, margin: float = 0) -> list[bool]:
    """Return which of the places a frame holds."""
    about = meridian.about(spots, frame.lon)
    points = zip(about["lat"], about["lon"], strict=True)
    return [frame.holds(*point, margin) for point in points]


def _closest(looks: dict[Look, Frame], spots: pd.DataFrame) -> tuple[Look | None, bool]:
    """Return the closest look that holds most of the places, None for none, and whether it is all.

    Of looks that hold as many the first is taken.
    """
    counts = {look: sum(_find_inside(frame, spots, EDGE)) for look, frame in looks.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else None, counts[best] == len(spots)
