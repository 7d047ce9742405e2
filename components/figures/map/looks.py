"""How the mark of a force looks: its sign, colour, fill and outline, by camp and age."""

import pandas as pd

from components.figures.kit.symbols import FORCES, SHAPES
from components.figures.kit.theme import Theme, mix
from data.colors import VISIBLE, contrast

UNKNOWN = "?"  # the sign of a force that nobody identified
# How much of a force's colour an age keeps, the rest is land (looks: 62% and 34%).
COLOR_SHARE = {"new": 1.0, "recent": 0.62, "old": 0.34}
RING = {"new": 1.0, "recent": 0.78, "old": 0.56}  # of marks that are mostly outline
SIGN, THICK = 0.3, 0.13  # of a mark: the size of a sign upon it, and of its lines
SAMPLE = "sample"  # in place of a camp: a mark of no force, which shows a shape in the legend


def fill_and_line(look: str, color: str, state: str, theme: Theme) -> tuple[str, str]:
    """Return a mark's fill and outline: paler with age, hollow where only announced or gone."""
    age = state.removeprefix("big-")
    if age not in COLOR_SHARE:
        return theme.paper, color
    aged = mix(color, theme.land, COLOR_SHARE[age])
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
    if camp == SAMPLE:
        return theme.bar
    return theme.party.get(party, theme.neutral) if party else theme.neutral


def signs(camps: pd.DataFrame) -> dict[str, str]:
    """Return each camp's sign by name, empty for the one that needs none.

    `camps` as data.queries.forces.camps.camps. Camps with a colour of their own take signs in the
    package's order, then those that have none and borrow none; who borrows a colour borrows its
    sign.
    """
    looks = dict(zip(camps["camp"], camps["look"], strict=True))
    owners = [c for look in ("own", "plain") for c, of in looks.items() if of == look]
    own = {camp: FORCES[i % len(FORCES)] for i, camp in enumerate(owners)}
    lent = dict(zip(camps["camp"], camps["party"], strict=True))
    return {
        camp: UNKNOWN if look == "unidentified" else own.get(camp, own.get(lent[camp], ""))
        for camp, look in looks.items()
    }


def sign_color(fill: str, color: str, theme: Theme) -> str:
    """Return in which colour a sign stands out of a mark's fill, however pale that is."""
    return next((c for c in (theme.paper, color) if contrast(c, fill) >= VISIBLE), theme.ink)


def sign_size(name: str, across: float) -> tuple[float, float]:
    """Return the size of a sign on a mark `across` px, and the width of its lines, 0 for none."""
    return across * SIGN, across * THICK * SHAPES[name].is_line
