"""The map's legend: the same signs as on the map, cut from the same sheet."""

from typing import Any

from components.figures.looks import SAMPLE, color_of
from components.figures.marks import CELL, DEPARTING, Sheet, icon, sheet
from components.figures.theme import Theme
from data.queries.forces import AGES, FRESH_DAYS, RECENT_DAYS, Forces
from data.rows import rows_of
from data.view import View

READING = (
    ("new", f"newest: {FRESH_DAYS} days"),
    ("recent", f"to {RECENT_DAYS // 7} weeks"),
    ("old", "older"),
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
    icons, camps = sheet(forces, theme), forces.camps
    used = camps.loc[camps["camp"].isin(forces.marks["camp"])]
    basis = usual(forces)
    force = [(icon(c.camp, basis, "new"), c.title) for c in rows_of(used)]
    sample = (used if len(used) else camps).iloc[0]
    shapes = [(icon(SAMPLE, b, "new"), word) for b, word in forces.bases]  # grey, and of no force
    age = icon(sample["camp"], basis, AGES[0])
    reading = [
        (age if state == DEPARTING else icon(sample["camp"], basis, state), word)
        for state, word in READING
    ]
    every = [*force, *shapes, *reading, (DEPARTING, "")]
    icons = icons.only(name for name, _ in every)
    basemap = forces.settings.basemap
    color = color_of(sample["camp"], sample["look"], sample["party"], theme)
    rows = [("Force", force), ("Basis", shapes), ("Reading", reading)]
    return {
        "sheet": icons.address,
        "size": round(icons.size[0] * SCALE),
        "rows": [
            (title, [{"style": _style(icons, name, word), "word": word} for name, word in signs])
            for title, signs in rows
            if signs
        ],
        "color": color,
        "since": str(forces.since or ""),
        "attribution": basemap.attribution if basemap else "",
    }


def usual(forces: Forces) -> str:
    """Return the kind of evidence whose shape stands for any: the second, a circle."""
    return next((b for b, _ in forces.bases[1:]), forces.bases[0][0])


def _style(icons: Sheet, name: str, word: str) -> str:
    """Return what cuts a sign out of the sheet; of a force that departs, its stroke beneath."""
    layers = [name, DEPARTING] if word == dict(READING)[DEPARTING] else [name]
    places = ",".join(_place(icons, layer) for layer in layers)
    return f"background-position:{places}" + ";background-image:var(--sheet),var(--sheet)" * (
        len(layers) > 1
    )


def _place(icons: Sheet, name: str) -> str:
    x, y = icons.cells[name]
    side = CELL * SCALE
    return f"{-x * side:g}px {-y * side:g}px"
