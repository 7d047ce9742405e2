"""The marks of the maps as one sheet of icons: shape by evidence, sign by force, fill by age.

A force's sign stands on its colour and says the same, so that print in grey loses nothing.

`python -m components.figures.map.marks data/<package>` writes the sheets of a package into static/,
one for each ground, named by what they hold. Colours are baked in and opaque: the map dims what it
colours itself when something is selected, and darkens what is translucent.
"""

import base64
import hashlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit.theme import Theme, theme
from components.figures.map.looks import (
    SAMPLE,
    SIGNS,
    UNKNOWN,
    Points,
    color_of,
    fill_and_line,
    sign_color,
    signs,
)
from components.figures.map.outlines import STATIC
from data.load import Record, load
from data.queries.forces.camps import camps
from data.queries.forces.forces import AGES, Forces

CELL = 96  # px of the sheet; strokes stay inside, or neighbours bleed into each other
ACROSS = 54.0  # px of a mark within its cell
COLUMNS = 20
BIG = 26  # px on the screen from which a mark takes the thin outline of the big variant

# Points on a circle of radius 1, y down; None is the circle. Evidence takes them in its order.
SHAPES: tuple[tuple[str, Points | None], ...] = (
    ("square", ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86))),
    ("circle", None),
    ("diamond", ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0))),
    ("triangle-up", ((0, -1.05), (1.1, 0.85), (-1.1, 0.85))),
    (
        "hexagon",
        ((0, -1.08), (0.94, -0.54), (0.94, 0.54), (0, 1.08), (-0.94, 0.54), (-0.94, -0.54)),
    ),
    ("triangle-down", ((0, 1.05), (1.1, -0.85), (-1.1, -0.85))),
    ("pentagon", ((0, -1.1), (1.05, -0.34), (0.65, 0.89), (-0.65, 0.89), (-1.05, -0.34))),
)
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
        symbols = "".join(
            f'<g transform="translate({(x + 0.5) * CELL:g} {(y + 0.5) * CELL:g})">{piece}</g>'
            for piece, (x, y) in zip(self.pieces.values(), self.cells.values(), strict=True)
        )
        width, height = self.size
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        return f"{head}{symbols}</svg>\n"

    @cached_property
    def file(self) -> Path:
        """Return where the sheet is served from; its name changes with what it holds."""
        return STATIC / f"marks-{hashlib.sha256(self.svg.encode()).hexdigest()[:10]}.svg"

    @property
    def address(self) -> str:
        """Return the address that draws it: the served file, or itself where none was written."""
        if self.file.is_file():
            return f"app/static/{self.file.name}"
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()

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
    return SHAPES[_rank(tuple(b for b, _ in forces.bases), basis)][0]


def middle(corners: Points | None) -> float:
    """Return how far below its point the middle of a shape lies."""
    return sum(y for _, y in corners) / len(corners) if corners else 0.0


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
                pieces[icon(camp, basis, state)] = _mark(_rank(bases, basis), whose, state, theme)
    return Sheet(pieces, masked)


def _plain(bases: tuple[str, ...], theme: Theme) -> dict[str, str]:
    """Return what is no force: towns, rings, strokes, soft discs and ranges."""
    white, out = 'fill="#FFFFFF"', LEAVING * ACROSS / 2
    stroke = f"M{-out:.1f} {out:.1f}L{out:.1f} {-out:.1f}"
    pieces = {
        "capital": _circle(20, f'fill="{theme.ink}"'),
        "town": _circle(17, f'fill="{theme.quiet}"'),
        "ring": _circle(41, f'fill="none" stroke="{theme.ink}" stroke-width="6"'),
        "new": _circle(41, f'fill="none" stroke="{theme.ink}" stroke-width="5"'),
        "big-new": _circle(41, f'fill="none" stroke="{theme.ink}" stroke-width="2.5"'),
        DEPARTING: f'<path d="{stroke}" stroke="{theme.ink}" stroke-width="7"/>',
        "disc": _circle(46, white),
    }
    for basis in bases:
        rank, line = _rank(bases, basis), 'fill="none" stroke="#FFFFFF" stroke-width="2.5"'
        pieces[f"range/{basis}"] = _outline(rank, ACROSS / 2, white)
        pieces[f"edge/{basis}"] = _outline(rank, ACROSS / 2 - 1, line)
    return pieces


class _Camp(NamedTuple):
    look: str
    color: str
    sign: str


def _mark(rank: int, camp: _Camp, state: str, theme: Theme) -> str:
    fill, line = fill_and_line(camp.look, camp.color, state, theme)
    age, look = state.removeprefix("big-"), camp.look
    width = 8.0 if age == "announced" or look in ("lent", "unidentified") else 4.0
    width /= 2 if state.startswith("big-") else 1
    style = f'fill="{fill}" stroke="{line}" stroke-width="{width:g}" stroke-linejoin="round"'
    if state == "announced" and look == "unidentified":
        style += ' stroke-dasharray="12 5"'
    svg = _outline(rank, (ACROSS - width) / 2, style)
    if state == "departed":
        svg += f'<path d="{STRUCK[bool(camp.sign)]}" stroke="{line}" stroke-width="6"/>'
    if not camp.sign:
        return svg
    share = 0.6 if state.startswith("big-") else 1.0
    return svg + _sign(rank, camp.sign, share, sign_color(fill, camp.color, theme))


def _sign(rank: int, sign: str, share: float, color: str) -> str:
    """Draw a sign on the middle of a shape."""
    down = middle(SHAPES[rank][1]) * ACROSS / 2
    pen = f'fill="none" stroke="{color}" stroke-width="5" stroke-linecap="round"'
    svg = f'<path d="{_QUESTION}" {pen}/>'
    if sign != UNKNOWN:
        svg = _polygon(dict(SIGNS)[sign], ACROSS / 2, f'fill="{color}"')
    return f'<g transform="translate(0 {down:.1f}) scale({share})">{svg}</g>'


def _outline(rank: int, radius: float, style: str) -> str:
    points = SHAPES[rank][1]
    return _circle(radius, style) if points is None else _polygon(points, radius, style)


def _polygon(points: Points, radius: float, style: str) -> str:
    path = " ".join(f"{x * radius:.1f},{y * radius:.1f}" for x, y in points)
    return f'<polygon points="{path}" {style}/>'


def _circle(radius: float, style: str) -> str:
    return f'<circle r="{radius:g}" {style}/>'


def _rank(bases: tuple[str, ...], basis: str) -> int:
    return (bases.index(basis) if basis in bases else 1) % len(SHAPES)


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
