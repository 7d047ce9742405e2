"""Fonts for letters that the shipped ones lack: which fonts of this machine have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category, name

import matplotlib as mpl
import typst
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FaceFlags, FT2Font

SHIPPED = "DejaVu Sans"  # comes with matplotlib: Latin, Greek, Cyrillic, Arabic, Hebrew, signs
FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"
REGULAR = ("normal", 400, 1.0)  # style, weight and stretch of the faces that are tried
# The blocks in which Typst's own fonts have whatever the shipped one has (Unicode 15.1): Latin to
# Armenian, and the marks, arrows and signs between the scripts of Asia.
EUROPEAN = (range(0x0590), range(0x1D00, 0x2E80), range(0xFB00, 0xFB07))
UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
VARIANTS = range(0xFE00, 0xFE10)  # they choose among the looks of the letter before
MISSING = "□"
HAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "BOPOMOFO")
PICTOGRAPHS = 0x1F000  # from here on: emoji, cards, tiles
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

    def shown(self, text: str) -> str:
        """Return a text with an empty box for each letter that no font has."""
        return text.translate(dict.fromkeys(map(ord, self.missing), MISSING))


def for_paper(text: str) -> Fonts:
    """Return what a text set by Typst wants beside Typst's own fonts."""
    shipped = _letters(_shipped())
    wanted = {c for c in _seen(text) if not (_european(c) and ord(c) in shipped)}
    return _chosen(wanted, installed()) if wanted else Fonts()


def for_pictures(text: str) -> Fonts:
    """Return what a text drawn by matplotlib wants: faces of outlines, as it draws no others."""
    wanted = {c for c in _seen(text) if ord(c) not in _letters(_shipped())}
    if not wanted:
        return Fonts()
    return _chosen(wanted, [face for face in installed() if _outlined(face)])


def unusual(texts: Iterable[str]) -> bool:
    """Say whether any text wants more than the usual fonts, whatever the machine has."""
    shipped = _letters(_shipped())
    return any(not (_european(c) and ord(c) in shipped) for c in _seen("".join(set(texts))))


def use(fonts: Fonts) -> None:
    """Let matplotlib find the faces by their family."""
    for face in fonts.faces:
        _add(face.path)


def beside_typst(fonts: Fonts) -> Any:
    """Return where Typst finds the faces: none beside its own, the shipped, or all there are.

    It looks at the machine's fonts only for what the shipped one lacks, so that other papers are
    the same on every machine.
    """
    if not fonts.faces:
        return []
    return _typst_fonts(any(face != _shipped() for face in fonts.faces))


@lru_cache(maxsize=2)
def _typst_fonts(system: bool) -> typst.Fonts:
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
    found: dict[str, Face] = {}
    for one in typst.Fonts(include_embedded_fonts=False).fonts():
        if one.path and (one.style, one.weight, one.stretch) == REGULAR:
            face = Face(one.family, one.path, one.index)
            found[one.family] = min(found.get(one.family, face), face, key=lambda f: f.path)
    found.pop(SHIPPED, None)
    ordered = sorted(found.values(), key=lambda f: ("Sans" not in f.family, f.family))
    return (_shipped(), *ordered)


def _chosen(wanted: set[str], faces: Iterable[Face]) -> Fonts:
    """Return the fewest faces, roughly, that have all letters: the one with the most of them first.

    Of several that have as many, the one named first.
    """
    chosen: list[Face] = []
    left, tried = set(wanted), tuple(faces)
    while left and tried:
        best = max(tried, key=lambda face: len(_have(face, left)))
        has = _have(best, left)
        if not has:
            break
        chosen.append(best)
        left -= has
    return Fonts(tuple(chosen), "".join(sorted(left)))


def _have(face: Face, letters: set[str]) -> set[str]:
    covered = _letters(face)
    return {letter for letter in letters if ord(letter) in covered}


def _seen(text: str) -> set[str]:
    """Return the letters of a text of which something is seen."""
    letters = {c for c in set(text) if not c.isascii()}
    return {c for c in letters if category(c) not in UNSEEN and ord(c) not in VARIANTS}


def _european(letter: str) -> bool:
    return any(ord(letter) in block for block in EUROPEAN)


@lru_cache(maxsize=1)
def _shipped() -> Face:
    return Face(SHIPPED, str(FOLDER / "DejaVuSans.ttf"))


@lru_cache(maxsize=1024)
def _letters(face: Face) -> frozenset[int]:
    """Return the code points that a face has; none of one that cannot be read."""
    try:
        return frozenset(FT2Font(face.path, face_index=face.index).get_charmap())
    except (RuntimeError, OSError):
        return frozenset()


@lru_cache(maxsize=1024)
def _outlined(face: Face) -> bool:
    try:
        return FaceFlags.SCALABLE in FT2Font(face.path, face_index=face.index).face_flags
    except (RuntimeError, OSError):
        return False


@lru_cache(maxsize=64)
def _add(path: str) -> None:
    fontManager.addfont(path)


def _font_for(letter: str) -> str:
    """Return a font of the Noto family for a letter: its Unicode name begins with its script."""
    script = name(letter, "").split(" ")[0].split("-")[0]
    if script in HAN:
        return "Noto Sans CJK"
    if ord(letter) >= PICTOGRAPHS:
        return "Noto Emoji"
    is_letter = category(letter)[0] in "LMN" and script
    return f"Noto Sans {script.title()}" if is_letter else "Noto Sans Symbols"
