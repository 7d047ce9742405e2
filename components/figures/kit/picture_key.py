"""The key of a picture that stands alone: its signs and their words in lines beneath it, as SVG."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from components.figures.kit.ruler import fill, width
from components.figures.kit.svg import element, moved
from components.figures.kit.theme import STRONG, TEXT_PX, Theme

LINE = 22  # px from one line to the next
SIGN, GAP = 20, 16  # px: of a sign with the air to its word, and between two of them
BASE = 4.5  # px from the middle of a line to the foot of its words


class Sign(NamedTuple):
    """One sign: SVG about 0, 0, at most 16 px across, and what it stands for."""

    svg: str
    word: str


def key(
    rows: Iterable[tuple[str, Sequence[Sign]]], room: float, theme: Theme, foot: str = ""
) -> tuple[str, float]:
    """Return the rows as SVG from 0, 0 on and how high they are; each begins with its title.

    What is wider than `room` px goes on in another line, also of the `foot`, which stands beneath
    in a quiet colour.
    """
    parts, y = [], LINE / 2
    for title, signs in rows:
        x = left = width(title, strong=True) + GAP if title else 0.0
        if title:
            parts.append(_words(0, y, title, theme.ink, bold=True))
        for sign in signs:
            wide = SIGN + width(sign.word)
            if x > left and x + wide > room:
                x, y = left, y + LINE
            parts.append(moved(round(x + 8, 1), y, sign.svg))
            parts.append(_words(x + SIGN, y, sign.word, theme.ink))
            x += wide + GAP
        y += LINE
    for line in fill(foot, room):
        parts.append(_words(0, y, line, theme.quiet))
        y += LINE
    return "".join(parts), y - LINE / 2


def _words(x: float, y: float, text: str, color: str, *, bold: bool = False) -> str:
    look = {"font_size": TEXT_PX, "fill": color, "font_weight": STRONG if bold else None}
    return element("text", escape(text), x=x, y=y + BASE, **look)
