"""The map's legend: the same signs as on the map, cut from the same sheet."""

from typing import Any

from components.figures.kit.theme import Theme
from components.figures.map.looks import SAMPLE, color_of
from components.figures.map.marks import CELL, DEPARTING, Sheet, icon, sheet
from data.ages import AGE_WORDS, AGES
from data.queries.forces.forces import Forces
from data.rows import rows_of
from data.view import View

READING = (
    *AGE_WORDS.items(),
    ("announced", "announced"),
    (DEPARTING, "departing"),
    ("departed", "departed"),
)
SCALE = 28 / CELL  # the sheet's cells as drawn in the legend: a mark is 16 px across


def legend(forces: Forces, view: View, theme: Theme) -> dict[str, Any]:
    """Return what the legend's template needs: three rows of signs with their words.

    `sheet`: the address of the icons, `size`: its width in px, `color` of the samples,
    `attribution` of the base map, `rows`: (title, signs); a sign has `style` (CSS that cuts it
    out) and `word`. `since`: the instant from which on what is known is ringed, or empty. Forces
    without a mark are left out.
    """
    icons, rows = sheet(forces, theme), signs(forces)
    every = [name for _, row in rows for names, _ in row for name in names]
    icons = icons.only(every)
    basemap = forces.settings.basemap
    return {
        "sheet": icons.address,
        "size": round(icons.size[0] * SCALE),
        "rows": [
            (title, [{"style": _style(icons, names), "word": word} for names, word in row])
            for title, row in rows
        ],
        "color": sample_color(forces, theme),
        "since": str(forces.since or ""),
        "attribution": basemap.attribution if basemap else "",
    }


def signs(forces: Forces) -> list[tuple[str, list[tuple[tuple[str, ...], str]]]]:
    """Return the legend's rows: a title, and each sign's icons, the lowest first, with its word."""
    camps, basis = forces.camps, usual(forces)
    used = camps.loc[camps["camp"].isin(forces.marks["camp"])]
    sample = _sample(forces)["camp"]
    force = [((icon(c.camp, basis, "new"),), c.title) for c in rows_of(used)]
    # Grey, and of no force
    shapes = [((icon(SAMPLE, b, "new"),), word) for b, word in forces.bases]
    reading = [
        ((DEPARTING, icon(sample, basis, AGES[0])), word)
        if state == DEPARTING
        else ((icon(sample, basis, state),), word)
        for state, word in READING
    ]
    rows: list[tuple[str, list[Any]]] = [
        ("Force", force),
        ("Basis", shapes),
        ("Reading", reading),
    ]
    return [(title, row) for title, row in rows if row]


def sample_color(forces: Forces, theme: Theme) -> str:
    """Return the colour of the marks that the legend shows as samples."""
    sample = _sample(forces)
    return color_of(sample["camp"], sample["look"], sample["party"], theme)


def _sample(forces: Forces) -> Any:
    used = forces.camps.loc[forces.camps["camp"].isin(forces.marks["camp"])]
    return (used if len(used) else forces.camps).iloc[0]


def usual(forces: Forces) -> str:
    """Return the kind of evidence whose shape stands for any: the second, a circle."""
    return next((b for b, _ in forces.bases[1:]), forces.bases[0][0])


def _style(icons: Sheet, names: tuple[str, ...]) -> str:
    """Return what cuts a sign out of the sheet, the uppermost of its icons first, as CSS has it."""
    places = ",".join(_place(icons, name) for name in reversed(names))
    more = ";background-image:" + ",".join(["var(--sheet)"] * len(names))
    return f"background-position:{places}" + more * (len(names) > 1)


def _place(icons: Sheet, name: str) -> str:
    x, y = icons.cells[name]
    side = CELL * SCALE
    return f"{-x * side:g}px {-y * side:g}px"
