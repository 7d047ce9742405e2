"""The map's legend: what is on the map and nothing else, with the signs of the map's own sheet."""

from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit.reads import reads
from components.figures.kit.theme import Theme
from components.figures.map.looks import SAMPLE, color_of
from components.figures.map.marks import CELL, DEPARTING, Sheet, icon, sheet
from components.figures.map.placing import REGION, ringed, sized, states
from data.ages import AGE_WORDS
from data.queries.forces.forces import Forces
from data.view import View

READING = (
    *AGE_WORDS.items(),
    ("announced", "announced"),
    (DEPARTING, "departing"),
    ("departed", "departed"),
)
# Samples that are no icon of the sheet, by the name that page and print draw them by.
REGIONS, RANGE, SELECTED, NEW = "region", "range", "ring", "new"
SCALE = 28 / CELL  # the sheet's cells as drawn in the legend: a mark is 16 px across


class Entry(NamedTuple):
    """A sign with its word: its `icons`, the lowest first, or the name of a `sample`."""

    word: str
    icons: tuple[str, ...] = ()
    sample: str = ""


Rows = list[tuple[str, list[Entry]]]


@reads("hide", "place")
def legend(forces: Forces, view: View, theme: Theme) -> dict[str, Any]:
    """Return what the legend's template needs: rows of signs with their words.

    `sheet`: the address of the icons, `size`: its width in px, `color` of the samples,
    `attribution` of the base map, `rows`: (title, signs); a sign has `word` and `style` (CSS that
    cuts it out) or `sample`. As the map can be moved, it is of all marks, in sight or not.
    """
    marks = sized(forces, view)
    ring = ringed(forces, view, marks)
    icons, rows = sheet(forces, theme), signs(forces, marks, selected=ring is not None)
    icons = icons.only(name for _, row in rows for entry in row for name in entry.icons)
    basemap = forces.settings.basemap
    return {
        "sheet": icons.address,
        "size": round(icons.size[0] * SCALE),
        "rows": [
            (
                title,
                [
                    {
                        "word": entry.word,
                        "style": _style(icons, entry.icons) if entry.icons else "",
                        "sample": entry.sample,
                    }
                    for entry in row
                ],
            )
            for title, row in rows
        ],
        "color": sample_color(forces, marks, theme),
        "attribution": basemap.attribution if basemap else "",
    }


def signs(forces: Forces, marks: pd.DataFrame, *, selected: bool = False) -> Rows:
    """Return the legend's rows for the marks drawn, as `placing.sized` has them.

    `selected` says that a place is ringed. A row that nothing on the map needs is left out.
    """
    used, bases = _used(forces, marks), set(marks["basis"])
    basis, sample = usual(forces, marks), _sample(forces, marks)["camp"]
    reading = [
        Entry(word, (icon(sample, basis, state),))
        if state != DEPARTING
        else Entry(word, (DEPARTING, icon(sample, basis, _of_age(marks))))
        for state, word in READING
        if (state in set(states(marks)) if state != DEPARTING else marks["departing"].any())
    ]
    rows: Rows = [
        ("Force", [Entry(c.title, (icon(c.camp, basis, "new"),)) for c in used.itertuples()]),
        # Grey, and of no force
        (
            "Evidence",
            [Entry(word, (icon(SAMPLE, b, "new"),)) for b, word in forces.bases if b in bases],
        ),
        ("Reading", [*reading, *_samples(marks, selected)]),
        ("Since", _news(forces, marks)),
    ]
    return [(title, row) for title, row in rows if row]


def _samples(marks: pd.DataFrame, selected: bool) -> list[Entry]:
    """Return the samples of discs, sizes and the ring that are on the map."""
    return [
        Entry(word, sample=name)
        for name, word, shown in (
            (REGIONS, "region, not a point", (marks["region"] & (marks["reach"] < REGION)).any()),
            (RANGE, "least to most people", (marks["reach"] > 0).any()),
            (SELECTED, "selected", selected),
        )
        if shown
    ]


def _news(forces: Forces, marks: pd.DataFrame) -> list[Entry]:
    ringed = (marks["ring"] > 0).any()
    return [Entry(f"became known after {forces.since}", sample=NEW)] if ringed else []


def sample_color(forces: Forces, marks: pd.DataFrame, theme: Theme) -> str:
    """Return the colour of the marks that the legend shows as samples."""
    sample = _sample(forces, marks)
    return color_of(sample["camp"], sample["look"], sample["party"], theme)


def usual(forces: Forces, marks: pd.DataFrame) -> str:
    """Return the kind of evidence whose shape stands for any: the second, a circle, if drawn."""
    names, drawn = [b for b, _ in forces.bases], set(marks["basis"])
    return next((b for b in (*names[1:2], *names) if b in drawn), names[0])


def _used(forces: Forces, marks: pd.DataFrame) -> pd.DataFrame:
    return forces.camps.loc[forces.camps["camp"].isin(marks["camp"])]


def _sample(forces: Forces, marks: pd.DataFrame) -> Any:
    used = _used(forces, marks)
    return (used if len(used) else forces.camps).iloc[0]


def _of_age(marks: pd.DataFrame) -> str:
    """Return an age that marks have, the newest."""
    return next((age for age in AGE_WORDS if (marks["age"] == age).any()), next(iter(AGE_WORDS)))


def _style(icons: Sheet, names: tuple[str, ...]) -> str:
    """Return what cuts a sign out of the sheet, the uppermost of its icons first, as CSS has it."""
    places = ",".join(_place(icons, name) for name in reversed(names))
    more = ";background-image:" + ",".join(["var(--sheet)"] * len(names))
    return f"background-position:{places}" + more * (len(names) > 1)


def _place(icons: Sheet, name: str) -> str:
    x, y = icons.cells[name]
    side = CELL * SCALE
    return f"{-x * side:g}px {-y * side:g}px"
