"""Words in pixels, by the metrics of the faces that letter figures: how wide, how they wrap."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from unicodedata import category, east_asian_width

from fontTools.ttLib import TTFont

from components.figures.kit.theme import REGULAR, STRONG, TEXT_PX
from data.direction import balance

FOLDER = Path(__file__).with_name("faces")
# Source Sans by the weight of its labels. The page's own is a later edition, equally wide
FACES = {
    REGULAR: FOLDER / "SourceSansPro-Regular.ttf",
    STRONG: FOLDER / "SourceSansPro-Bold.ttf",
}
LINE_PX = 17.0  # from one line of 13 px text to the next: Plotly sets 1.3 times the size
UNITS = 1000  # of a face's size: in these its letters are measured
ELSEWHERE, FULL_WIDTH = 600, 1000  # units of a letter that the face lacks
UNSEEN = ("Mn", "Me", "Cf")  # signs over a letter, and marks of direction: of no width


@lru_cache(maxsize=8192)
def width(text: str, px: float = TEXT_PX, *, strong: bool = False) -> float:
    """Return how many pixels a text takes in one line, kerning aside, which makes it no wider."""
    return units(text, strong=strong) * px / UNITS


@lru_cache(maxsize=8192)
def units(text: str, *, strong: bool = False) -> int:
    """Return how wide a text is in thousandths of its size."""
    return sum(map(_letters(STRONG if strong else REGULAR).__getitem__, text))


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, lines: int, *, lead: float = 0.0) -> tuple[str, ...]:
    """Break a text into at most `lines` of `room` pixels, the first `lead` px shorter.

    Empty where it does not fit whole.
    """
    return _fitted(text.split(), room * UNITS / TEXT_PX, lines, lead * UNITS / TEXT_PX)


def cut(text: str, room: float, lines: int, *, lead: float = 0.0) -> tuple[str, ...]:
    """Break a text as `wrap` does, with an ellipsis where it does not fit whole."""
    words = text.split()
    whole = wrap(text, room, lines, lead=lead)
    wide, short = room * UNITS / TEXT_PX, lead * UNITS / TEXT_PX
    while not whole and len(words) > 1:
        words.pop()
        shortened = [*words[:-1], words[-1].rstrip(",;:") + "…"]
        whole = _fitted(shortened, wide, lines, short)
    if whole or not words:
        return whole
    fits = _count(words[0], wide - short - units("…"))
    return tuple(balance([words[0][:fits] + "…"]))


def fill(text: str, room: float, px: float = TEXT_PX, *, strong: bool = False) -> list[str]:
    """Break a text into as many lines of `room` pixels as it takes, a word that is wider, too."""
    wide = room * UNITS / px
    words = (part for word in text.split() for part in _parts(word, wide, strong=strong))
    return balance(_lines(words, wide, strong=strong))


class _Letters(dict[str, int]):
    """The widths of a face's letters; one that it lacks, as another face would have it."""

    def __missing__(self, letter: str) -> int:
        is_full = east_asian_width(letter) in "WF"
        wide = 0 if category(letter) in UNSEEN else FULL_WIDTH if is_full else ELSEWHERE
        return self.setdefault(letter, wide)


@lru_cache(maxsize=2)
def _letters(weight: int) -> _Letters:
    with TTFont(FACES[weight], lazy=True) as font:
        glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
        scale = UNITS / font["head"].unitsPerEm
        return _Letters(
            (letter, round(metrics[glyph][0] * scale))
            for letter, glyph in ((chr(point), glyph) for point, glyph in glyphs.items())
            if category(letter) not in UNSEEN
        )


def _fitted(words: Sequence[str], room: float, lines: int, lead: float) -> tuple[str, ...]:
    if any(units(word) > room for word in words):
        return ()
    broken = _lines(words, room, lead)
    return tuple(balance(broken)) if len(broken) <= lines else ()


def _lines(
    words: Iterable[str], room: float, lead: float = 0.0, *, strong: bool = False
) -> list[str]:
    """Return words in lines, as many in each as it holds; an empty first one if it holds none."""
    lines: list[list[str]] = [[]]
    space, left = units(" ", strong=strong), room - lead
    for word in words:
        wide = units(word, strong=strong) + space * bool(lines[-1])
        if wide > left and (lines[-1] or lead):
            lines.append([])
            wide, left, lead = units(word, strong=strong), room, 0.0
        lines[-1].append(word)
        left -= wide
    return [" ".join(line) for line in lines] if lines[-1] else []


def _parts(word: str, room: float, *, strong: bool) -> Iterator[str]:
    """Yield a word, in parts where it is wider than the room."""
    while len(word) > 1 and units(word, strong=strong) > room:
        count = max(_count(word, room, strong=strong), 1)
        yield word[:count]
        word = word[count:]
    yield word


def _count(word: str, room: float, *, strong: bool = False) -> int:
    """Return how many of a word's first letters fit."""
    return sum(wide <= room for wide in accumulate(units(c, strong=strong) for c in word))
