"""The marks of the maps as one sheet of icons: shape by evidence, sign by force, fill by age.

A force's sign stands on its colour and says the same, so that print in grey loses nothing.

`python -m components.figures.map.marks data/<package>` writes the sheets of a package into static/,
one for each ground, named by what they hold. Colours are baked in and opaque: the map dims what it
colours itself when something is selected, and darkens what is translucent.
"""

import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit import svg
from components.figures.kit.svg import element, moved
from components.figures.kit.symbols import EVIDENCE, draw, even_size
from components.figures.kit.theme import Theme, theme
from components.figures.map.looks import (
    SAMPLE,
    UNKNOWN,
    color_of,
    fill_and_line,
    sign_color,
    sign_size,
    signs,
)
from components.figures.map.outlines import STATIC
from data.ages import AGES
from data.load import Record, load
from data.queries.forces.camps import camps
from data.queries.forces.forces import Forces

CELL = 96  # px of the sheet; strokes stay inside, or neighbours bleed into each other
ACROSS = 54.0  # px of a mark within its cell
COLUMNS = 20
BIG = 26  # px on the screen from which a mark takes the thin outline of the big variant

STRUCK = ("M-30 30 30-30", "M-30 30-13 13M13-13 30-30")  # departed: through a mark, round its sign
DEPARTING = "departing"  # the stroke behind a mark whose force is on its way out
LEAVING = 1.35  # of a mark's radius, along each axis: how far the stroke behind it reaches out
_QUESTION = "M-6-6A6 6 0 1 1 3-1Q0 1 0 4.5M0 10V10.1"
STATES = (*AGES, "announced", "departed", *(f"big-{age}" for age in AGES))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet of icons: each one's SVG by name, and its text, size in px and cells (column, row).

    The icons in `masked` are coloured by the layer that draws them.
    """

    pieces: Mapping[str, str]
    masked: frozenset[str]

    @cached_property
    def cells(self) -> dict[str, tuple[int, int]]:
        """Return where each icon is, as column and row."""
        return {name: (i % COLUMNS, i // COLUMNS) for i, name in enumerate(self.pieces)}

    @property
    def size(self) -> tuple[int, int]:
        """Return the sheet's width and height in px."""
        return COLUMNS * CELL, max(1, -(-len(self.pieces) // COLUMNS)) * CELL

    @cached_property
    def svg(self) -> str:
        """Return the sheet as SVG."""
        places = zip(self.pieces.values(), self.cells.values(), strict=True)
        symbols = (moved((x + 0.5) * CELL, (y + 0.5) * CELL, piece) for piece, (x, y) in places)
        return svg.alone(*self.size, *symbols) + "\n"

    @cached_property
    def file(self) -> Path:
        """Return where the sheet is served from; its name changes with what it holds."""
        return STATIC / f"marks-{hashlib.sha256(self.svg.encode()).hexdigest()[:10]}.svg"

    @property
    def address(self) -> str:
        """Return the address that draws it: the served file, or itself where none was written."""
        if self.file.is_file():
            return f"app/static/{self.file.name}"
        return svg.address(self.svg)

    def only(self, used: Iterable[str]) -> "Sheet":
        """Return the sheet to draw from: itself where it is served, else just what is used."""
        if self.file.is_file():
            return self
        return Sheet({name: self.pieces[name] for name in sorted(set(used))}, self.masked)

    def mapping(self, used: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the map layer's description of the icons in use."""
        size = {"width": CELL, "height": CELL}
        return {
            icon: {"x": x * CELL, "y": y * CELL, **size, "mask": icon in self.masked}
            for icon in sorted(set(used))
            for x, y in (self.cells[icon],)
        }


def icon(camp: str, basis: str, state: str) -> str:
    """Return the name of a mark in the sheet."""
    return f"{camp}/{basis}/{state}"


def shape(forces: Forces, basis: str) -> str:
    """Return the shape of a kind of evidence, in Plotly's words too."""
    return _shape(tuple(b for b, _ in forces.bases), basis)


def sheet(forces: Forces, theme: Theme) -> Sheet:
    """Return the sheet of every mark that the package's forces can need, in a theme's colours."""
    return _sheet(_described(forces.camps), tuple(b for b, _ in forces.bases), theme)


def _described(camps: pd.DataFrame) -> tuple[tuple[str, str, str, str], ...]:
    names = signs(camps).values()
    return tuple(zip(camps["camp"], camps["look"], camps["party"], names, strict=True))


@lru_cache(maxsize=8)
def _sheet(
    camps: tuple[tuple[str, str, str, str], ...], bases: tuple[str, ...], theme: Theme
) -> Sheet:
    pieces = _plain(bases, theme)
    masked = frozenset(pieces) - {"capital", "town", "ring", "new", "big-new", DEPARTING}
    for camp, look, party, sign in (*camps, (SAMPLE, "plain", "", "")):
        whose = _Camp(look, color_of(camp, look, party, theme), sign)
        for basis in bases:
            for state in STATES:
                pieces[icon(camp, basis, state)] = _mark(_shape(bases, basis), whose, state, theme)
    return Sheet(pieces, masked)


def _plain(bases: tuple[str, ...], theme: Theme) -> dict[str, str]:
    """Return what is no force: towns, rings, strokes, soft discs and ranges."""
    white, out = "#FFFFFF", LEAVING * ACROSS / 2
    stroke = f"M{-out:.1f} {out:.1f}L{out:.1f} {-out:.1f}"
    pieces = {
        "capital": draw("circle", 40, theme.ink),
        "town": draw("circle", 34, theme.quiet),
        "ring": draw("circle-open", 82, "", theme.ink, 6),
        "new": draw("circle-open", 82, "", theme.ink, 5),
        "big-new": draw("circle-open", 82, "", theme.ink, 2.5),
        DEPARTING: element("path", d=stroke, stroke=theme.ink, stroke_width=7),
        "disc": draw("circle", 92, white),
    }
    for basis in bases:
        name = _shape(bases, basis)
        pieces[f"range/{basis}"] = draw(name, even_size(name, ACROSS), white)
        edge = draw(f"{name}-open", even_size(name, ACROSS - 2), "", white, 2.5)
        pieces[f"edge/{basis}"] = edge
    return pieces


class _Camp(NamedTuple):
    look: str
    color: str
    sign: str


def _mark(shape: str, camp: _Camp, state: str, theme: Theme) -> str:
    fill, line = fill_and_line(camp.look, camp.color, state, theme)
    age, look = state.removeprefix("big-"), camp.look
    width = 8.0 if age == "announced" or look in ("lent", "unidentified") else 4.0
    width /= 2 if state.startswith("big-") else 1
    pen: dict[str, str] = {"stroke_linejoin": "round"}
    if state == "announced" and look == "unidentified":
        pen["stroke_dasharray"] = "12 5"
    mark = draw(shape, even_size(shape, ACROSS - width), fill, line, width, **pen)
    if state == "departed":
        mark += element("path", d=STRUCK[bool(camp.sign)], stroke=line, stroke_width=6)
    if not camp.sign:
        return mark
    share = 0.6 if state.startswith("big-") else 1.0
    return mark + _sign(camp.sign, share, sign_color(fill, camp.color, theme))


def _sign(sign: str, share: float, color: str) -> str:
    """Draw a sign on the middle of a mark."""
    if sign == UNKNOWN:
        pen = {"stroke": color, "stroke_width": 5, "stroke_linecap": "round"}
        drawn = element("path", d=_QUESTION, fill="none", **pen)
    else:
        size, width = sign_size(sign, ACROSS)
        drawn = draw(sign, size, color, color, width)
    return element("g", drawn, transform=f"scale({share})")


def _shape(bases: tuple[str, ...], basis: str) -> str:
    return EVIDENCE[(bases.index(basis) if basis in bases else 1) % len(EVIDENCE)]


def sheets(record: Record) -> list[Sheet]:
    """Return the two sheets of a package, light and dark."""
    rows = _described(camps(record))
    bases = record.package.field("deployments", "basis").enum
    return [_sheet(rows, bases, theme(record, mode)) for mode in ("light", "dark")]


def main(folder: str) -> None:
    """Write a package's sheets, and take away those that no longer hold its colours."""
    every_sheet = sheets(load(Path(folder)))
    for old in STATIC.glob("marks-*.svg"):
        old.unlink()
    for one in every_sheet:
        one.file.write_text(one.svg, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
