"""The fonts of paper and pictures: what comes with the code, and this machine's for the rest."""

import gc
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, name

from fontTools.ttLib import TTFont, TTLibError

from components.figures.kit.ruler import FOLDER

if TYPE_CHECKING:
    import typst

SHIPPED = "DejaVu Sans"  # Latin, Greek, Cyrillic, Arabic, Hebrew and signs, in one weight
REGULAR = ("normal", 400, 1.0)  # style, weight and stretch of the faces that are tried
# The blocks in which Typst's own fonts have whatever the shipped one has (Unicode 15.1): Latin to
# Armenian, and the marks, arrows and signs between the scripts of Asia.
EUROPEAN = (range(0x0590), range(0x1D00, 0x2E80), range(0xFB00, 0xFB07))
UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
VARIANTS = range(0xFE00, 0xFE10)  # they choose among the looks of the letter before
HAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "BOPOMOFO")
PICTOGRAPHS = 0x1F000  # from here on: emoji, cards, tiles
# A font of so many code points leaves 10 MB behind, in circles that no count of references frees.
MANY = 20_000
NAMED = 6  # letters of a script that a notice names


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file: of which family, and where."""

    family: str
    path: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces that a text wants beside the usual font, best first, and letters that none has."""

    faces: tuple[Face, ...] = ()
    missing: str = ""

    @property
    def families(self) -> tuple[str, ...]:
        """Return the faces' families, best first."""
        return tuple(face.family for face in self.faces)


def for_paper(text: str) -> Fonts:
    """Return what a text set by Typst wants beside Typst's own fonts."""
    shipped = _shipped_letters()
    return _find({c for c in _seen(text) if not (_european(c) and ord(c) in shipped)})


def for_pictures(text: str) -> Fonts:
    """Return what the words of a picture want beside the shipped fonts."""
    return _find({c for c in _seen(text) if ord(c) not in _shipped_letters()})


def _find(wanted: Set[str]) -> Fonts:
    """Return the faces that letters want; the machine's are opened only for what ours lacks."""
    if not wanted:
        return Fonts()
    if _shipped_letters().issuperset(map(ord, wanted)):
        return Fonts((_shipped(),))
    return _choose(frozenset(wanted), installed())


def unusual(texts: Iterable[str]) -> bool:
    """Say whether any text wants more than the usual fonts, whatever the machine has."""
    shipped = _shipped_letters()
    return any(not (_european(c) and ord(c) in shipped) for c in _seen("".join(set(texts))))


def for_typst(*wanted: Fonts) -> "typst.Fonts":
    """Return where Typst finds its faces: its own, the shipped, and all there are if wanted.

    It looks at the machine's fonts only for what the shipped ones lack, so that other papers are
    the same on every machine.
    """
    return _typst_fonts(any(face != _shipped() for fonts in wanted for face in fonts.faces))


@lru_cache(maxsize=2)
def _typst_fonts(system: bool) -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=system, font_paths=[FOLDER])


def advice(missing: str) -> str:
    """Return what cannot be shown, and which fonts to install, as words for a sentence."""
    by_font: dict[str, list[str]] = {}
    for letter in missing:
        by_font.setdefault(_font_for(letter), []).append(letter)
    named = ", ".join(map(_some, by_font.values()))
    return f"{named}: install a font such as {', '.join(by_font)} on the server"


def _some(letters: list[str]) -> str:
    more = f" and {len(letters) - NAMED} more" if len(letters) > NAMED else ""
    return " ".join(letters[:NAMED]) + more


@lru_cache(maxsize=1)
def installed() -> tuple[Face, ...]:
    """Return the shipped face, then those of this machine, one a family, in the alphabet's order.

    Sans serif before others, as they stand beside text in small type.
    """
    import typst

    by_family: dict[str, Face] = {}
    for one in typst.Fonts(include_embedded_fonts=False).fonts():
        if one.path and (one.style, one.weight, one.stretch) == REGULAR:
            face = Face(one.family, one.path, one.index)
            by_family[one.family] = min(by_family.get(one.family, face), face, key=lambda f: f.path)
    by_family.pop(SHIPPED, None)
    ordered = sorted(by_family.values(), key=lambda f: ("Sans" not in f.family, f.family))
    return (_shipped(), *ordered)


@lru_cache(maxsize=64)
def _choose(wanted: frozenset[str], faces: tuple[Face, ...]) -> Fonts:
    """Return the fewest faces, roughly, that have all letters: the one with the most of them first.

    Of several that have as many, the one named first. What a font has beside the wanted letters is
    not kept: the code points of all fonts of a machine take hundreds of MB.
    """
    covered = {face: _cover(face, wanted) for face in faces}
    best_faces: list[Face] = []
    left = set(wanted)
    while left and (best := max(covered, key=lambda face: len(covered[face] & left))):
        if not covered[best] & left:
            break
        best_faces.append(best)
        left -= covered[best]
    return Fonts(tuple(best_faces), "".join(sorted(left)))


def _cover(face: Face, letters: Iterable[str]) -> set[str]:
    points = _letters(face)
    if len(points) > MANY:
        gc.collect()
    return {letter for letter in letters if ord(letter) in points}


def _seen(text: str) -> set[str]:
    """Return the letters of a text of which something is seen."""
    letters = {c for c in set(text) if not c.isascii()}
    return {c for c in letters if category(c) not in UNSEEN and ord(c) not in VARIANTS}


def _european(letter: str) -> bool:
    return any(ord(letter) in block for block in EUROPEAN)


@lru_cache(maxsize=1)
def _shipped() -> Face:
    return Face(SHIPPED, str(FOLDER / "DejaVuSans.ttf"))


@lru_cache(maxsize=1)
def _shipped_letters() -> frozenset[int]:
    return _letters(_shipped())


def _letters(face: Face) -> frozenset[int]:
    """Return the code points that a face has; none of one that cannot be read."""
    try:
        with Path(face.path).open("rb") as file:
            font = TTFont(file, fontNumber=face.index, lazy=True)
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):
        return frozenset()


def _font_for(letter: str) -> str:
    """Return a font of the Noto family for a letter: its Unicode name begins with its script."""
    script = name(letter, "").split(" ")[0].split("-")[0]
    if script in HAN:
        return "Noto Sans CJK"
    if ord(letter) >= PICTOGRAPHS:
        return "Noto Emoji"
    is_letter = category(letter)[0] in "LMN" and script
    return f"Noto Sans {script.title()}" if is_letter else "Noto Sans Symbols"
