"""What both maps of forces share: each mark's size and icon, and the names."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.labels import Label
from components.figures.map import meridian
from components.figures.map.marks import BIG, icon
from components.figures.map.names import Frame, Name, is_near, place_names, shorten
from components.figures.map.outlines import END, is_on_map, latitude
from components.figures.map.scale import Scale, scale
from components.figures.map.tips import write_tip
from data.ages import AGES
from data.queries.forces.forces import Forces
from data.settings import MapView
from data.view import View

WIDTH, HEIGHT = 860, 520  # px of the map at 1440 px; labels are reckoned at these
SMALL = 15  # px across: a mark without a number
PER_ROOT = 0.36  # px across per root of a person: 10,000 people are 36 px
REGION = 40  # px across: the soft disc behind a mark that stands in for a region
BESIDE = 13  # px between the marks of one place
LEAST_ZOOM, MOST_ZOOM = 1.0, 11.0
# px wide and high of what stands in the map's lower corners: the scale, the buttons of the screen.
SCALE, BUTTONS = (140, 44), (52, 128)
AROUND = 15  # px that the ring round the place selected is wider than its marks
# Kinds of label that are named before places, and after them: how many px lie between dot and name.
FIRST, LAST = (("note", 0), ("capital", 7), ("country", 0)), (("city", 7), ("sea", 0))
RING = 4  # px between a mark and the thin ring round what is new since the earlier instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How a map is drawn: `width` px wide, `height` px high, or as much lower as it is narrower.

    One that is `movable` shows more than its frame; one that is not is about the place selected
    where it is zoomed in. With an `inset` the place selected stands at least so many px, of the map
    at its full size, inside it. Notes may stand in two lines on one that `folds` them.
    """

    width: int = WIDTH
    height: int = 0
    movable: bool = False
    inset: float = 0
    folds: bool = False


FULL = Picture()


def size_movable(width: int) -> Picture:
    """Return the map that the reader moves, which is as high in any column."""
    return Picture(width=width, height=HEIGHT, movable=True)


@dataclass(frozen=True, eq=False)
class Placed:
    """Marks ready to draw and the names beside them, in the first view named by `area`.

    `marks` adds to a mark's columns `size` and `reach` (px across: low and high number, `reach` 0
    where there is no range), `icon`, `dx` (px to the right, where a place has several), `tip`, and
    `ring` (px across of the ring round what is new, 0 where it is not). `area` is as zoomed by the
    reader, at the map's full size, as is `frame`; the names and the `scale` are at its width.
    """

    marks: pd.DataFrame
    labels: list[Label]
    area: MapView
    frame: Frame
    scale: Scale


def place(forces: Forces, view: View, picture: Picture = FULL) -> Placed:
    """Return the marks and names of the view's area, for a map drawn so."""
    area = _shown(forces, view, picture)
    near, marks = _at_width(area, picture), sized(forces, view)
    written = meridian.about(forces.labels, area.lon)
    taken = _taken(marks, near)
    names = [] if "names" in view.hide else _names(written, marks, view.place)
    ring = ringed(forces, view, marks)
    if ring and names and view.place not in set(marks["place_id"]):
        lon, lat, across = ring
        text = shorten(forces.spots.at[view.place, "name"])
        names.insert(0, Name(text, lat, lon, "place", across / 2 + 2))
        taken.append(Box.around(*near.at(lat, lon), across / 2))
    labels = place_names(names, near, taken, beyond=picture.movable, folds=picture.folds)
    frame = Frame(area, WIDTH, HEIGHT)
    return Placed(marks, labels, area, frame, scale(near.scale, area.lat))


def list_unplaced_notes(forces: Forces, view: View, picture: Picture = FULL) -> list[str]:
    """Return the notes on what a map drawn so shows, but has no room for.

    They are to be listed beside it: what they say must be read wherever their ground is seen.
    """
    area = _shown(forces, view, picture)
    near = _at_width(area, picture)
    notes = [
        note
        for note in _written(meridian.about(forces.labels, area.lon), "note", 0)
        if is_near(note, near)
    ]
    if "names" in view.hide:
        return [note.text for note in notes]
    # Nothing else is placed before them but the name of a place that is ringed without a mark
    labels = place_names(notes, near, _taken(sized(forces, view), near), folds=picture.folds)
    placed = {label.of for label in labels}
    return [note.text for note in notes if note not in placed]


def _shown(forces: Forces, view: View, picture: Picture) -> MapView:
    area = zoomed(forces, view, about_place=not picture.movable)
    if not picture.inset or view.place not in forces.spots.index:
        return area
    spot = meridian.about(forces.spots.loc[[view.place]], area.lon).iloc[0]
    return moved_to(area, spot["lat"], spot["lon"], picture.inset)


def _at_width(area: MapView, picture: Picture) -> Frame:
    """Return the frame of a map as wide and high as it is drawn."""
    shrink, near = picture.width / WIDTH, Frame(area, picture.width, HEIGHT)
    near.scale, near.height = near.scale * shrink, picture.height or round(HEIGHT * shrink)
    return near


def _taken(marks: pd.DataFrame, near: Frame) -> list[Box]:
    return [*_spots(marks, near), near.corner("left", *SCALE), near.corner("right", *BUTTONS)]


def sized(forces: Forces, view: View) -> pd.DataFrame:
    """Return the marks that the view does not hide, with the columns that `Placed` adds to them.

    Those beyond the end of the map are left out.
    """
    marks = _sized(forces, area_of(forces, view).lon)
    return marks.loc[("forces" not in view.hide) & marks["lat"].map(is_on_map).astype(bool)]


def framed(forces: Forces, view: View) -> pd.DataFrame:
    """Return those of the marks, as `sized`, of which a picture of the view's area shows a part."""
    marks = sized(forces, view)
    frame = frame_of(forces, view)
    shown = [
        frame.holds(m.lat, m.lon, -max(m.size, m.reach, m.ring) / 2) for m in marks.itertuples()
    ]
    return marks.loc[pd.Series(shown, marks.index, dtype=bool)]


def frame_of(forces: Forces, view: View) -> Frame:
    """Return the frame of a picture of the view's area, which cannot be moved."""
    return Frame(zoomed(forces, view, about_place=True), WIDTH, HEIGHT)


def zoomed(forces: Forces, view: View, *, about_place: bool = False) -> MapView:
    """Return the named view chosen as the reader has zoomed it, at the map's full size."""
    area = area_of(forces, view)
    area = replace(area, zoom=min(max(area.zoom + view.zoom, LEAST_ZOOM), MOST_ZOOM))
    if not about_place or view.zoom <= 0 or not view.place:
        return area
    here = forces.marks.loc[forces.marks["place_id"] == view.place]
    if len(here):
        lat, lon = float(here["lat"].iloc[0]), float(here["lon"].iloc[0])
        area = replace(area, lat=min(max(lat, -END), END), lon=lon)
    return area


def write_scale(forces: Forces, view: View, width: int) -> tuple[str, int]:
    """Return the words of a movable map's scale, and the px of its bar where it is `width` px."""
    area = zoomed(forces, view)
    label, px, _ = scale(Frame(area, WIDTH, HEIGHT).scale * width / WIDTH, area.lat)
    return label, round(px)


def area_of(forces: Forces, view: View) -> MapView:
    """Return the named view chosen, or the package's first."""
    views = {v.view: v for v in forces.settings.views}
    return views.get(view.area) or views[forces.settings.first_view]


def moved_to(area: MapView, lat: float, lon: float, inset: float) -> MapView:
    """Return the view, moved as little as it takes to hold a point `inset` px from its edges."""
    frame = Frame(area, WIDTH, HEIGHT)
    x, y = frame.at(lat, lon)
    right = x - min(max(x, inset), WIDTH - inset)
    down = y - min(max(y, inset), HEIGHT - inset)
    there = latitude(frame.top - down / frame.scale)
    return replace(area, lat=there, lon=area.lon + right / frame.scale)


def ringed(forces: Forces, view: View, marks: pd.DataFrame) -> tuple[float, float, float] | None:
    """Return where the place selected is (lon, lat) and the px across of its ring, None for none.

    `marks` as those of `Placed`. A place without a mark is ringed, too: it may have been a venue.
    One beyond the end of the map is not.
    """
    if not view.place:
        return None
    here = marks.loc[marks["place_id"] == view.place]
    if len(here):
        first = here.iloc[-1]
        return float(first["lon"]), float(first["lat"]), _ring_across(here)
    if "forces" in view.hide or view.place not in forces.spots.index:
        return None
    spot = meridian.about(forces.spots.loc[[view.place]], area_of(forces, view).lon).iloc[0]
    if not is_on_map(spot["lat"]):
        return None
    return float(spot["lon"]), float(spot["lat"]), float(SMALL + AROUND)


def _ring_across(here: pd.DataFrame) -> float:
    return float(
        (here[["size", "reach", "ring"]].max(axis=1) + 2 * here["dx"].abs()).max() + AROUND
    )


def diameter(people: float) -> float:
    """Return a mark's px across for a number of people."""
    return max(SMALL, PER_ROOT * math.sqrt(people)) if people > 0 else SMALL


def states(marks: pd.DataFrame) -> pd.Series:
    """Return what each mark's fill says: its age, or that its force is announced or departed."""
    there = marks["age"].mask(marks["announced"], "announced")
    return there.mask(marks["departed"], "departed")


@lru_cache(maxsize=8)  # map, legend and notes of a page all ask it
def _sized(forces: Forces, lon: float) -> pd.DataFrame:
    marks = meridian.about(forces.marks, lon)
    low, high = marks["low"], marks["high"]
    least = low.fillna(0.0).where(high.notna() | low.notna(), 0.0)
    size = [diameter(n) for n in least]
    most = [diameter(n) for n in high.fillna(0.0)]
    reach = [m if m > s else 0.0 for m, s in zip(most, size, strict=True)]
    big = ["big-" if s >= BIG else "" for s in size]
    icons = [
        icon(camp, basis, (b if s in AGES else "") + s)
        for camp, basis, b, s in zip(marks["camp"], marks["basis"], big, states(marks), strict=True)
    ]
    among = marks.groupby("place_id").cumcount()
    several = marks.groupby("place_id")["place_id"].transform("size")
    dx = (among - (several - 1) / 2) * BESIDE
    tips = [write_tip(row) for row in marks.itertuples()]
    wide = [max(s, r) + 2 * RING for s, r in zip(size, reach, strict=True)]
    return marks.assign(
        size=size,
        reach=reach,
        icon=icons,
        dx=dx.astype("float64"),
        tip=tips,
        ring=pd.Series(wide, marks.index, dtype="float64").where(marks["news"] != "", 0.0),
    )


def _spots(marks: pd.DataFrame, frame: Frame) -> list[Box]:
    spots = []
    for mark in marks.itertuples():
        x, y = frame.at(mark.lat, mark.lon)
        half = max(mark.size, mark.reach, mark.ring, REGION * mark.region) / 2 + 1
        spots.append(Box.around(x + mark.dx, y, half))
    return spots


def _names(labels: pd.DataFrame, marks: pd.DataFrame, selected: str) -> list[Name]:
    """Return every name, the most important first: ground, then places by freshness, then towns."""
    rank = marks.assign(order=marks["age"].map({age: i for i, age in enumerate(AGES)}))
    rank = rank.sort_values(["order", "size", "at"], ascending=[True, False, False], kind="stable")
    reach = rank[["size", "reach", "ring"]].assign(disc=REGION * rank["region"]).max(axis=1)
    far = (rank["dx"].abs() + reach / 2 + 4).groupby(rank["place_id"]).transform("max")
    far = far.where(rank["place_id"] != selected, far + 7)  # room for the ring
    places = [
        Name(shorten(r.place), r.lat, r.lon, "place", gap)
        for r, gap in zip(rank.itertuples(), far, strict=True)
    ]
    before, after = (
        [name for kind, gap in kinds for name in _written(labels, kind, gap)]
        for kinds in (FIRST, LAST)
    )
    return before + places + after


def _written(labels: pd.DataFrame, kind: str, gap: float) -> list[Name]:
    rows = labels.loc[labels["kind"] == kind]
    points = zip(rows["name"], rows["lat"], rows["lon"], strict=True)
    return [Name(name, lat, lon, kind, gap) for name, lat, lon in points]
