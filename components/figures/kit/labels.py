"""Words in pixels: how wide a text is, how it wraps, and where it meets nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, east_asian_width

from data.direction import balance

LINE_PX = 17.0  # from one line of 13 px text to the next: Plotly sets 1.3 times the size
SAFETY = 1.04  # hinting and kerning differ between machines
BOLD = 1.06

# Advance widths of Source Sans in thousandths of its size, so that no font file is needed.
ADVANCE = {
    200: " ",
    249: ".,:;'’‘!|",
    255: "ijlI",
    300: "()[]/f-",
    340: 'rt“”"',
    430: "csz*",
    470: "vxyJ?",
    497: "0123456789kL$€+<>=–",
    510: "aegFZ",
    548: "hnubdpqoETBKPSXY#&",
    590: "ACDRV",
    650: "GHNOQU",
    720: "wM",
    830: "mW%@—",
}
WIDTHS = {letter: width for width, letters in ADVANCE.items() for letter in letters}
UNKNOWN, FULL_WIDTH = 600, 1000
UNSEEN = ("Mn", "Me", "Cf")  # signs over a letter, and marks of direction: of no width


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Say whether less than `gap` pixels part the two."""
        return (
            self.x0 < other.x1 + gap
            and self.x1 > other.x0 - gap
            and self.y0 < other.y1 + gap
            and self.y1 > other.y0 - gap
        )


@lru_cache(maxsize=8192)
def width(text: str, px: float = 13.0, *, bold: bool = False) -> float:
    """Return about how many pixels a text takes in one line; never less than it does."""
    units = sum(WIDTHS.get(letter) or _unknown(letter) for letter in text)
    return units * px / 1000 * SAFETY * (BOLD if bold else 1.0)


def _unknown(letter: str) -> int:
    if category(letter) in UNSEEN:
        return 0
    return FULL_WIDTH if east_asian_width(letter) in "WF" else UNKNOWN


def wrap(text: str, room: float, lines: int, *, lead: float = 0.0) -> tuple[str, ...]:
    """Break a text into at most `lines` of `room` pixels, the first `lead` px shorter.

    Empty where it does not fit whole.
    """
    broken, line, left = [], "", room - lead
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= left:
            line = longer
            continue
        if line or lead:
            broken.append(line)
            left = room
        line = word
        if width(word) > room or len(broken) >= lines:
            return ()
    return tuple(balance([*broken, line] if line else broken))


def cut(text: str, room: float, lines: int, *, lead: float = 0.0) -> tuple[str, ...]:
    """Break a text as `wrap` does, with an ellipsis where it does not fit whole."""
    words = text.split()
    whole = wrap(text, room, lines, lead=lead)
    while not whole and len(words) > 1:
        words.pop()
        whole = wrap(" ".join(words).rstrip(",;:") + "…", room, lines, lead=lead)
    if whole or not words:
        return whole
    word = words[0]
    while word and width(word + "…") > room - lead:
        word = word[:-1]
    return tuple(balance([word + "…"]))


@dataclass(frozen=True, slots=True)
class Wish:
    """A mark that would like its words beside a stem rising from `x`, `foot` (px, y downwards)."""

    key: str
    text: str
    x: float
    foot: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words in their place: `lines` from `box`'s top, set against the stem on the `side`."""

    key: str
    lines: tuple[str, ...]
    box: Box
    stem: Box
    side: str


STEM_GAP = 6.0  # between a stem and its words
ROOMS = (150.0, 190.0, 120.0, 230.0, 98.0)


def place(
    wishes: Iterable[Wish],
    obstacles: Sequence[Box],
    frame: Box,
    *,
    most: int,
    gap: float = 2.5,
) -> list[Label]:
    """Give each wish, best first, a free place in `frame`, or none.

    A label keeps `gap` px from every obstacle, stem and label; at most `most` are placed. A text
    that does not fit whole gets no label.
    """
    placed: list[Label] = []
    for wish in wishes:
        if len(placed) >= most:
            break
        taken = [*obstacles, *(box for label in placed for box in (label.box, label.stem))]
        free = next((c for c in _candidates(wish, frame) if _free(c, taken, gap)), None)
        if free:
            placed.append(free)
    return placed


def _candidates(wish: Wish, frame: Box) -> Iterable[Label]:
    seen = set()
    for room in ROOMS:
        lines = wrap(wish.text, room, 3)
        if not lines or lines in seen:
            continue
        seen.add(lines)
        wide, high = max(map(width, lines)), LINE_PX * len(lines)
        for tier in (0, 1, 2):
            top = frame.y0 + tier * LINE_PX
            if top + high > wish.foot - 2:
                break
            stem = Box(wish.x - 0.5, top, wish.x + 0.5, wish.foot)
            for side in ("right", "left"):
                x0 = wish.x + STEM_GAP if side == "right" else wish.x - STEM_GAP - wide
                if frame.x0 <= x0 and x0 + wide <= frame.x1:
                    yield Label(wish.key, lines, Box(x0, top, x0 + wide, top + high), stem, side)


def _free(label: Label, taken: Sequence[Box], gap: float) -> bool:
    # The stem's foot stands on its own mark, which is an obstacle like any other.
    stem = Box(label.stem.x0, label.stem.y0, label.stem.x1, label.stem.y1 - 2)
    return not any(label.box.meets(box, gap) or stem.meets(box, 1.5) for box in taken)
