"""Names on a map: where each can stand in the first view without meeting another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category, east_asian_width

from arabic_reshaper import reshape
from bidi.algorithm import get_display

from components.figures.kit.labels import UNSEEN
from components.figures.map.outlines import latitude, mercator
from data.direction import bare, holds_backward
from data.package import Bounds, MapView

WORLD = 512  # px that the whole earth is wide at zoom 0 (Web Mercator as deck.gl counts it)
LINE = 16  # px of a line of 13 px type
TOWNS = ("capital", "city")  # kinds of label with a dot of their own
# How far a name without a point may move in px: a sea's hardly, a note must find ground.
NOTE_BEYOND = 90  # px outside the frame: what a note is about may still be seen in it
AT_SCALE = 30  # px a degree at which REACH holds; on a smaller map names stay in their country
STEP = 8
REACH = {"country": (72, 48), "sea": (36, 24), "note": (240, 144)}
EDGE = 54  # px that the middle of a country's name keeps from the frame
# Widths of characters in px of 13 px Source Sans, measured in six classes.
WIDTHS = {3.2: "iljI.,;:'|!", 4.6: "ftr()-[] /", 11.2: "mMWw@%", 8.4: "ABCDEGHKNOPQRSTUVXYZ"}
WIDTH = {c: w for w, letters in WIDTHS.items() for c in letters}
OTHER, FULL = 6.7, 13
THIN = "\u2009"  # between the letters of a country's name, as deck.gl knows no letter spacing


class Spot(NamedTuple):
    """A rectangle in px of the first view: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Spot") -> bool:
        """Say whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants a place: `gap` px lie between its point and its text; 0 centres it."""

    text: str
    lat: float
    lon: float
    kind: str
    gap: float = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place: text begins, ends or is centred (`anchor`) at point + (dx, dy) px."""

    text: str
    lat: float
    lon: float
    kind: str
    anchor: str
    dx: float
    dy: float
    spot: Spot


class Frame:
    """A view of `width` x `height` px: where a point falls, and what the frame holds."""

    def __init__(self, view: MapView, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.scale = WORLD * 2**view.zoom / 360  # px per degree of longitude
        self.lon, self.top = view.lon, mercator(view.lat)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return a point's place in px from the left top."""
        x = self.width / 2 + (lon - self.lon) * self.scale
        return x, self.height / 2 - (mercator(lat) - self.top) * self.scale

    def holds(self, lat: float, lon: float, margin: float = 0) -> bool:
        """Say whether a point lies in the frame, `margin` px from its edge."""
        x, y = self.at(lat, lon)
        across = margin <= x <= self.width - margin
        return across and margin <= y <= self.height - margin

    @property
    def box(self) -> Bounds:
        """Return what the frame shows, in degrees."""
        dx, dy = self.width / 2 / self.scale, self.height / 2 / self.scale
        return Bounds(
            self.lon - dx, latitude(self.top - dy), self.lon + dx, latitude(self.top + dy)
        )


def width_of(text: str, size: float = 13) -> float:
    """Return about how wide a text is in px, without a font file."""
    return sum(WIDTH.get(c) or _other(c) for c in text) * size / 13


def _other(letter: str) -> float:
    if category(letter) in UNSEEN:
        return 0
    return FULL if east_asian_width(letter) in "WF" else OTHER


def spread(name: str) -> str:
    """Return a country's name as maps write it; letters that join each other stay together."""
    return name if holds_backward(name) else THIN.join(name.upper())


def shape_letters(name: str) -> str:
    """Return a name's letters in the order and the shapes in which they are seen.

    deck.gl draws letter after letter from the left: it neither turns nor joins those of Arabic.
    """
    return get_display(reshape(bare(name))) if holds_backward(name) else name


def placed(names: Iterable[Name], frame: Frame, taken: Sequence[Spot]) -> list[Label]:
    """Return the names that find free ground, most important first as given.

    `taken` are rectangles of marks, which names do not cover. Each point tries eight sides, a name
    without a point a grid about its place. A name written already is not written again.
    """
    labels: list[Label] = []
    busy, written = list(taken), set()
    for name in names:
        plain = name.text.casefold()
        margin = 4 if name.kind != "note" else -NOTE_BEYOND
        if plain in written or not frame.holds(name.lat, name.lon, margin):
            continue
        for label in _tries(name, frame):
            if _inside(label.spot, frame) and not any(label.spot.meets(b) for b in busy):
                labels.append(label)
                busy.append(label.spot)
                busy += _dot(label, frame)
                written.add(plain)
                break
    return labels


def _dot(label: Label, frame: Frame) -> list[Spot]:
    if label.kind not in TOWNS:
        return []
    x, y = frame.at(label.lat, label.lon)
    return [Spot(x - 4, y - 4, x + 4, y + 4)]


def _tries(name: Name, frame: Frame) -> Iterable[Label]:
    x, y = frame.at(name.lat, name.lon)
    text = spread(name.text) if name.kind == "country" else name.text
    width = width_of(text) + (len(name.text) * 2.2 if name.kind == "country" else 2)
    if name.gap:
        sides = list(_sides(name.gap))
        sides += _sides(name.gap + 6)
        if name.kind == "capital":  # marks crowd round a capital: let its name stand off
            sides += _sides(name.gap + 12)
        for anchor, dx, dy in sides:
            left = x + dx - {"start": 0, "middle": width / 2, "end": width}[anchor]
            top = y + dy - LINE / 2
            spot = Spot(left, top, left + width, top + LINE)
            yield Label(text, name.lat, name.lon, name.kind, anchor, dx, dy, spot)
        return
    share = min(1.0, frame.scale / AT_SCALE) if name.kind != "note" else 1.0
    wide, high = (int(px * share) // STEP * STEP for px in REACH.get(name.kind, REACH["country"]))
    steps = sorted(
        ((dx, dy) for dx in range(-wide, wide + 1, STEP) for dy in range(-high, high + 1, STEP)),
        key=lambda step: step[0] ** 2 + (2.5 * step[1]) ** 2,  # sideways first
    )
    for dx, dy in steps:
        middle = x + dx, y + dy
        if name.kind == "country" and not _clear_of_edge(middle, frame):
            continue
        spot = Spot(
            middle[0] - width / 2, middle[1] - LINE / 2, middle[0] + width / 2, middle[1] + LINE / 2
        )
        yield Label(text, name.lat, name.lon, name.kind, "middle", dx, dy, spot)


def _sides(gap: float) -> Iterable[tuple[str, float, float]]:
    low, wide = gap * 0.7 + 5, gap * 0.7
    yield "start", gap, 0
    yield "end", -gap, 0
    for dy in (-low, low):
        yield "start", wide, dy
        yield "end", -wide, dy
    yield "middle", 0, -gap - LINE / 2 + 2
    yield "middle", 0, gap + LINE / 2 - 2


def _inside(spot: Spot, frame: Frame) -> bool:
    across = spot.left >= 2 and spot.right <= frame.width - 2
    return across and spot.top >= 2 and spot.bottom <= frame.height - 2


def _clear_of_edge(middle: tuple[float, float], frame: Frame) -> bool:
    x, y = middle
    return EDGE <= x <= frame.width - EDGE and EDGE / 2 <= y <= frame.height - EDGE / 2
