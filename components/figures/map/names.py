"""Names on a map: where each can stand in the first view without meeting another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import log2
from typing import Any, NamedTuple, Self

from arabic_reshaper import reshape
from bidi.algorithm import get_display

from components.figures.kit.box import Box, Side
from components.figures.kit.labels import (
    PAD,
    Candidate,
    Label,
    Offset,
    Wish,
    annotation,
    beside,
    place,
)
from components.figures.kit.ruler import fill, width
from components.figures.kit.theme import REGULAR, STRONG, TEXT_PX, Theme
from components.figures.map.meridian import WHOLE
from components.figures.map.outlines import is_on_map, latitude, mercator
from data.direction import bare, holds_backward
from data.settings import Bounds, MapView

WORLD = 512  # px that the whole earth is wide at zoom 0 (Web Mercator as deck.gl counts it)
LINE = 16  # px of a line of 13 px type
TOWNS = ("capital", "city")  # kinds of label with a dot of their own
DOT = 4  # px: half of what such a dot takes
MARGIN = 2  # px that names keep from the frame
# How far a name without a point may move in px: a sea's hardly, and a note not so far up or down
# that it would lie over ground of which it is not true.
NOTE_BEYOND = 90  # px outside the frame: what a note is about may still be seen in it
AT_SCALE = 30  # px a degree at which REACH holds; on a smaller map names stay in their country
STEP = 8
FOLD = 0.6  # of a note: how wide it is in two lines
REACH = {"country": (72, 48), "sea": (36, 24), "note": (136, 40)}
EDGE = 54  # px that the middle of a country's name keeps from the frame
THIN = "\u202f"  # between the letters of a country's name, as deck.gl knows no letter spacing


class Look(NamedTuple):
    """How a kind of name is lettered: its size in px, its weight, and its colour of the theme."""

    px: int
    weight: int
    color: str


LOOKS = {
    "country": Look(TEXT_PX, STRONG, "map_name"),
    "sea": Look(TEXT_PX, REGULAR, "map_name"),
    "note": Look(TEXT_PX, REGULAR, "map_name"),
    "city": Look(TEXT_PX, REGULAR, "quiet"),
    "place": Look(TEXT_PX, REGULAR, "ink"),
    "capital": Look(14, STRONG, "ink"),
    "venue": Look(TEXT_PX, REGULAR, "ink"),
    "announced": Look(TEXT_PX, STRONG, "ink"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants a place: `gap` px lie between its point and its text; 0 centres it."""

    text: str
    lat: float
    lon: float
    kind: str
    gap: float = 0


class Frame:
    """A view of `width` x `height` px: where a point falls, and what the frame holds."""

    def __init__(self, view: MapView, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.scale = WORLD * 2**view.zoom / 360  # px per degree of longitude
        self.lon, self.top = view.lon, mercator(view.lat)

    @classmethod
    def over(cls, bounds: Bounds, width: int, height: int) -> Self:
        """Return the frame of `width` x `height` px that shows a stretch of the earth across."""
        zoom = log2(width / (bounds.east - bounds.west) * 360 / WORLD)
        middle = latitude((mercator(bounds.south) + mercator(bounds.north)) / 2)
        return cls(MapView("", "", middle, (bounds.west + bounds.east) / 2, zoom), width, height)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return a point's place in px from the left top."""
        x = self.width / 2 + (lon - self.lon) * self.scale
        return x, self.height / 2 - (mercator(lat) - self.top) * self.scale

    def holds(self, lat: float, lon: float, margin: float = 0) -> bool:
        """Say whether a point lies in the frame, `margin` px from its edge."""
        x, y = self.at(lat, lon)
        across = is_on_map(lat) and margin <= x <= self.width - margin
        return across and margin <= y <= self.height - margin

    @property
    def bounds(self) -> Bounds:
        """Return what the frame shows, in degrees."""
        dx, dy = self.width / 2 / self.scale, self.height / 2 / self.scale
        south, north = latitude(self.top - dy), latitude(self.top + dy)
        return Bounds(self.lon - dx, south, self.lon + dx, north)

    @property
    def earth(self) -> Box:
        """Return the whole earth about the frame's middle, in px."""
        y = self.height / 2 + self.top * self.scale  # of the equator
        return Box.around(self.width / 2, y, WHOLE / 2 * self.scale)

    def corner(self, side: Side, wide: int, high: int) -> Box:
        """Return a rectangle in the lower corner of a side, in px."""
        x = self.width if side == "right" else 0
        return Box.beside(side, x, self.height - high / 2, wide, high)

    @property
    def ground(self) -> Box:
        """Return where names may stand, in px."""
        return Box(MARGIN, MARGIN, self.width - MARGIN, self.height - MARGIN)


def spread(name: str) -> str:
    """Return a country's name as maps write it; letters that join each other stay together."""
    return name if holds_backward(name) else THIN.join(name.upper())


def shorten(name: str) -> str:
    """Return a place's name without the brackets at its end, which its card has."""
    return re.sub(r" \([^()]*\)$", "", name)


def shape_letters(name: str) -> str:
    """Return a name's letters in the order and the shapes in which they are seen.

    deck.gl draws letter after letter from the left: it neither turns nor joins those of Arabic.
    """
    return get_display(reshape(bare(name))) if holds_backward(name) else name


def place_names(
    names: Iterable[Name],
    frame: Frame,
    taken: Sequence[Box],
    *,
    beyond: bool = False,
    folds: bool = False,
) -> list[Label]:
    """Return labels `of` the names that find free ground, most important first as given.

    `taken` are rectangles of marks, which names do not cover, nor do they the dots of towns. Each
    point tries eight sides, a name without a point a grid about its place; a note that `folds`
    stands in two lines where these are nearer to it. A name written already is not written again.
    A map that can be moved shows what lies `beyond` the frame, too, which is placed after what lies
    in it.
    """
    names = list(names)
    near = [_wish(name, frame, folds=folds) for name in names if is_near(name, frame)]
    dots = [wish.dot for wish in near if wish.dot]
    labels = place(near, [*taken, *dots], frame.ground)
    if not beyond:
        return labels
    keys = {wish.key for wish in near}
    far = [_wish(name, frame, edge=False) for name in names if not is_near(name, frame)]
    dots += [wish.dot for wish in far if wish.dot]
    whole = [Box(0, 0, frame.width, frame.height), *taken, *dots]
    return labels + place((w for w in far if w.key not in keys), whole, frame.earth)


def write_name(label: Label, theme: Theme) -> dict[str, Any]:
    """Return a label of a name as Plotly writes it on a map in Mercator."""
    name, text = label.of, "<br>".join(map(escape, label.lines))
    px, weight, color = LOOKS[name.kind]
    text = f"<b>{text}</b>" if weight == STRONG else text
    color = getattr(theme, color)
    return annotation(label, name.lon, mercator(name.lat), color, text=text, px=px)


def is_near(name: Name, frame: Frame) -> bool:
    """Say whether a name is of what a frame holds, as a note may be whose point it does not."""
    return frame.holds(name.lat, name.lon, 4 if name.kind != "note" else -NOTE_BEYOND)


def _wish(name: Name, frame: Frame, *, edge: bool = True, folds: bool = False) -> Wish:
    x, y = frame.at(name.lat, name.lon)
    dot = Box.around(x, y, DOT) if name.kind in TOWNS else None
    candidates = _note(name, (x, y)) if folds and name.kind == "note" else None
    return Wish(name.text.casefold(), candidates or _candidates(name, frame, edge), name, dot)


def _candidates(name: Name, frame: Frame, edge: bool) -> Iterator[Candidate]:
    point, look = frame.at(name.lat, name.lon), LOOKS[name.kind]
    text = spread(name.text) if name.kind == "country" else name.text
    size = width(text, look.px, strong=look.weight == STRONG) + 2 * PAD, LINE
    if name.gap:
        more = (0, 6, 12) if name.kind == "capital" else (0, 6)  # marks crowd round a capital
        offsets = (offset for far in more for offset in _sides(name.gap + far))
        yield from beside((text,), size, point, offsets)
        return
    share = min(1.0, frame.scale / AT_SCALE)
    wide, high = (int(px * share) // STEP * STEP for px in REACH.get(name.kind, REACH["country"]))
    for candidate in beside((text,), size, point, _grid(wide, high)):
        if not edge or name.kind != "country" or _is_clear_of_edge(candidate.box, frame):
            yield candidate


def _note(name: Name, point: tuple[float, float]) -> Iterator[Candidate]:
    """Yield places of a note, the nearest first, in one line and in two."""
    px = LOOKS[name.kind].px
    whole = width(name.text, px)
    folded = tuple(fill(name.text, whole * FOLD, px))
    for offset in _grid(*REACH["note"]):
        for lines in ((name.text,), folded):
            size = max(width(line, px) for line in lines) + 2 * PAD, LINE * len(lines)
            yield from beside(lines, size, point, (offset,))


@lru_cache(maxsize=32)
def _grid(wide: int, high: int) -> tuple[Offset, ...]:
    """Return steps about a point, the nearest first; sideways they lead less far off."""
    steps = (
        Offset("center", dx, dy)
        for dx in range(-wide, wide + 1, STEP)
        for dy in range(-high, high + 1, STEP)
    )
    return tuple(sorted(steps, key=lambda step: step.dx**2 + (2.5 * step.dy) ** 2))


def _sides(gap: float) -> Iterator[Offset]:
    low, wide = gap * 0.7 + 5, gap * 0.7
    yield Offset("left", gap, 0)
    yield Offset("right", -gap, 0)
    for dy in (-low, low):
        yield Offset("left", wide, dy)
        yield Offset("right", -wide, dy)
    yield Offset("center", 0, -gap - LINE / 2 + 2)
    yield Offset("center", 0, gap + LINE / 2 - 2)


def _is_clear_of_edge(box: Box, frame: Frame) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return EDGE <= x <= frame.width - EDGE and EDGE / 2 <= y <= frame.height - EDGE / 2
