"""How large the words of a slide are: the largest type at which they fit, else cut."""

from collections.abc import Sequence

from components.figures.kit.ruler import cut, fill
from components.figures.kit.theme import TEXT_PX
from data.direction import balance

WIDER = 1.25  # by so much a machine's own face may be wider than the one that is measured
LEADING = 1.2  # of the size, from one line to the next
SIZES = (24, 20, 18, 16, 14)  # points
UNBROKEN = "\N{NO-BREAK SPACE}"
FEWEST, TAIL = 3, 12  # words of a text that may break; letters that its last line has at least


def lines_of(text: str, size: float, wide: float) -> int:
    """Return how many lines a text takes at a size (points) in a column (inches)."""
    room = wide * 72 / WIDER
    return sum(len(fill(part, room, size)) or 1 for part in text.split("\n"))


def high(text: str, size: float, wide: float) -> float:
    """Return how high a text stands, in inches."""
    return lines_of(text, size, wide) * size * LEADING / 72


def size_that_fits(
    texts: Sequence[str],
    wide: float,
    room: float,
    *,
    gap: float = 0.0,
    sizes: Sequence[int] = SIZES,
) -> int:
    """Return the largest size at which texts, one under the other, fit; the least where none is."""
    for size in sizes:
        if sum(high(text, size, wide) + gap for text in texts) <= room:
            return size
    return sizes[-1]


def hold_end(text: str) -> str:
    """Return a text of which the last words stay together: no line of it is one word alone.

    So in any face, also one that is wider than the one that is measured.
    """
    *words, last = text.split(" ")
    while len(words) > FEWEST:
        last = f"{words.pop()}{UNBROKEN}{last}"
        if len(last) >= TAIL:
            return " ".join([*words, last])
    return text


def shortened(text: str, size: float, wide: float, lines: int) -> str:
    """Return a text cut to so many lines, with an ellipsis where it is longer."""
    if lines_of(text, size, wide) <= lines:
        return text
    return balance([" ".join(cut(text, wide * 72 / WIDER * TEXT_PX / size, lines))])[0]
