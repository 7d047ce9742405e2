"""The marks of the maps as one sheet of icons: shape by evidence, colour by force, fill by age.

`python -m components.figures.marks data/<package>` writes the sheets of a package into static/,
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
from typing import Any

from components.figures.outlines import STATIC
from components.figures.theme import Theme, theme
from data.load import Record, load
from data.queries.forces import AGES, Forces, camps

CELL = 96  # px of the sheet; strokes stay inside, or neighbours bleed into each other
ACROSS = 54.0  # px of a mark within its cell
COLUMNS = 20
BIG = 26  # px on the screen from which a mark takes the thin outline of the big variant

# Points on a circle of radius 1, y down; None is the circle. Evidence takes them in its order.
SHAPES: tuple[tuple[str, tuple[tuple[float, float], ...] | None], ...] = (
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
# How much of a force's colour an age keeps, the rest is land (looks: 62% and 34%).
KEPT = {"new": 1.0, "recent": 0.62, "old": 0.34}
RING = {"new": 1.0, "recent": 0.78, "old": 0.56}  # of marks that are mostly outline
FALLEN = "fallen"  # in place of its camp: a mark that falls without a source left out
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
        drawn = "".join(
            f'<g transform="translate({(x + 0.5) * CELL:g} {(y + 0.5) * CELL:g})">{piece}</g>'
            for piece, (x, y) in zip(self.pieces.values(), self.cells.values(), strict=True)
        )
        width, height = self.size
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        return f"{head}{drawn}</svg>\n"

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


def mix(color: str, ground: str, share: float) -> str:
    """Return `share` of a colour on a ground, both `#RRGGBB`."""
    pairs = zip(rgb(color), rgb(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def rgb(color: str) -> list[int]:
    """Return a colour `#RRGGBB` as three numbers to 255."""
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def fill_and_line(look: str, color: str, state: str, theme: Theme) -> tuple[str, str]:
    """Return a mark's fill and outline: paler with age, hollow where only announced or gone."""
    age = state.removeprefix("big-")
    if age not in KEPT:
        return theme.paper, color
    aged = mix(color, theme.land, KEPT[age])
    ring = mix(color, theme.land, RING[age])
    if look == "unidentified":
        return theme.paper, ring
    if look == "lent":
        return mix(aged, theme.land, 0.3), ring
    return aged, mix(aged, "#000000" if theme.mode == "light" else theme.ink, 0.72)


def color_of(camp: str, look: str, party: str, theme: Theme) -> str:
    """Return a camp's colour: its own, the one it borrows, ink where the force is unknown."""
    if look == "unidentified":
        return theme.ink
    if camp == FALLEN:
        return theme.bar
    return theme.party.get(party, theme.neutral) if party else theme.neutral


def sheet(forces: Forces, theme: Theme) -> Sheet:
    """Return the sheet of every mark that the package's forces can need, in a theme's colours."""
    camps = forces.camps
    described = tuple(zip(camps["camp"], camps["look"], camps["party"], strict=True))
    return _sheet(described, tuple(b for b, _ in forces.bases), theme)


@lru_cache(maxsize=8)
def _sheet(camps: tuple[tuple[str, str, str], ...], bases: tuple[str, ...], theme: Theme) -> Sheet:
    pieces = _plain(bases, theme)
    masked = frozenset(pieces) - {"capital", "town", "ring", "new", "big-new", "cross"}
    for camp, look, party in (*camps, (FALLEN, "plain", "")):
        color = color_of(camp, look, party, theme)
        for basis in bases:
            for state in STATES:
                drawn = _mark(_rank(bases, basis), look, color, state, theme)
                pieces[icon(camp, basis, state)] = drawn
    return Sheet(pieces, masked)


def _plain(bases: tuple[str, ...], theme: Theme) -> dict[str, str]:
    """Return what is no force: towns, rings (selected, new), soft discs and ranges."""
    white = 'fill="#FFFFFF"'
    pieces = {
        "capital": _circle(20, f'fill="{theme.ink}"'),
        "town": _circle(17, f'fill="{theme.quiet}"'),
        "ring": _circle(41, f'fill="none" stroke="{theme.ink}" stroke-width="6"'),
        "new": _circle(41, f'fill="none" stroke="{theme.ink}" stroke-width="5"'),
        "big-new": _circle(41, f'fill="none" stroke="{theme.ink}" stroke-width="2.5"'),
        "cross": f'<path d="M-30-30 30 30M-30 30 30-30" stroke="{theme.ink}" stroke-width="7"/>',
        "disc": _circle(46, white),
    }
    for basis in bases:
        rank, line = _rank(bases, basis), 'fill="none" stroke="#FFFFFF" stroke-width="2.5"'
        pieces[f"range/{basis}"] = _outline(rank, ACROSS / 2, white)
        pieces[f"edge/{basis}"] = _outline(rank, ACROSS / 2 - 1, line)
    return pieces


def _mark(rank: int, look: str, color: str, state: str, theme: Theme) -> str:
    fill, line = fill_and_line(look, color, state, theme)
    age = state.removeprefix("big-")
    width = 8.0 if age == "announced" or look in ("lent", "unidentified") else 4.0
    width = width / 2 if state.startswith("big-") else width
    style = f'fill="{fill}" stroke="{line}" stroke-width="{width:g}" stroke-linejoin="round"'
    if state == "departed":
        slash = f'<path d="M-30 30 30-30" stroke="{line}" stroke-width="6"/>'
        return _outline(rank, (ACROSS - width) / 2, style) + slash
    if state == "announced" and look == "unidentified":
        style += ' stroke-dasharray="12 5"'
    return _outline(rank, (ACROSS - width) / 2, style)


def _outline(rank: int, radius: float, style: str) -> str:
    points = SHAPES[rank][1]
    if points is None:
        return _circle(radius, style)
    path = " ".join(f"{x * radius:.1f},{y * radius:.1f}" for x, y in points)
    return f'<polygon points="{path}" {style}/>'


def _circle(radius: float, style: str) -> str:
    return f'<circle r="{radius:g}" {style}/>'


def _rank(bases: tuple[str, ...], basis: str) -> int:
    return (bases.index(basis) if basis in bases else 1) % len(SHAPES)


def sheets(record: Record) -> list[Sheet]:
    """Return the two sheets of a package, light and dark."""
    described = camps(record)
    rows = tuple(zip(described["camp"], described["look"], described["party"], strict=True))
    bases = record.package.field("deployments", "basis").enum
    return [_sheet(rows, bases, theme(record, mode)) for mode in ("light", "dark")]


def main(folder: str) -> None:
    """Write a package's sheets, and take away those that no longer hold its colours."""
    drawn = sheets(load(Path(folder)))
    for old in STATIC.glob("marks-*.svg"):
        old.unlink()
    for one in drawn:
        one.file.write_text(one.svg, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
