"""The one table of colours, light and dark, and what every figure shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from data.colors import PAPER, rgb
from data.load import Record

Mode = Literal["light", "dark"]
SANS = '"Source Sans", sans-serif'
# In files: the face that comes with the code (components/figures/kit/faces), and its other names
PAPER_SANS = '"Source Sans Pro","Source Sans 3","Source Sans",sans-serif'
TEXT_PX = 13  # the smallest type anywhere
HOVER_PX = 14  # of the words under the pointer
REGULAR, STRONG = 400, 700  # the two weights of labels: Plotly's <b>, and the faces in files

# Text colours (ink, quiet, parties) keep 4.5:1 on `paper`; tests/figures/test_theme.py computes it.
GROUNDS: Mapping[Mode, Mapping[str, str]] = {
    "light": {
        "ink": "#1B1F24",
        "quiet": "#5A6068",
        "neutral": "#3A404B",
        "bar": "#8C877B",
        "faint": "#B9B4A8",
        "rule": "#D8D4CA",
        "hairline": "#E8E5DE",
        "strip": "#F1EFE9",
        "paper": PAPER["light"],
        "land": "#E9E6DF",
        "focus": "#F8F6F0",
        "focus_line": "#8F897C",
        "border": "#B9B4A8",
        "water": "#F1F4F6",
        "map_name": "#6B665C",
        "feed": "#2E7F93",
    },
    "dark": {
        "ink": "#ECEAE4",
        "quiet": "#A9AEB5",
        "neutral": "#8F8C92",
        "bar": "#8B9299",
        "faint": "#5A6168",
        "rule": "#363C42",
        "hairline": "#2A2F35",
        "strip": "#1E2327",
        "paper": PAPER["dark"],
        "land": "#262B30",
        "focus": "#343A40",
        "focus_line": "#7C838B",
        "border": "#4A5158",
        "water": "#101317",
        "map_name": "#A8A398",
        "feed": "#3E8DA3",
    },
}


@dataclass(frozen=True, eq=False)
class Theme:
    """The colours of one ground (light or dark), and of each party by id.

    `borrowed` names the parties without a colour of their own that wear their side's: figures
    draw them paler, outlined, or with a letter, so that they are not taken for its leader.
    `feed` is the one hue of what is machine-coded.
    """

    mode: Mode
    ink: str
    quiet: str
    neutral: str
    bar: str
    faint: str
    rule: str
    hairline: str
    strip: str
    paper: str
    land: str
    focus: str
    focus_line: str
    border: str
    water: str
    map_name: str
    feed: str
    party: Mapping[str, str]
    borrowed: frozenset[str]


def theme(record: Record, mode: Mode) -> Theme:
    """Return the colours of one mode, the parties' from the package: shared by all moments."""
    rows = (record.parties[column].tolist() for column in ("party_id", f"color_{mode}", "side"))
    lenders = ((side.side, side.color_of) for side in record.package.crisis.sides)
    return _theme(mode, tuple(zip(*rows, strict=True)), tuple(lenders))


@lru_cache(maxsize=8)
def _theme(
    mode: Mode, parties: tuple[tuple[str, str, str], ...], lenders: tuple[tuple[str, str], ...]
) -> Theme:
    """Return the colours for parties (id, own colour, side) and who lends its colour to a side."""
    own, lender = {party: color for party, color, _ in parties}, dict(lenders)
    lent = {party: own.get(lender.get(side, ""), "") for party, _, side in parties}
    neutral = GROUNDS[mode]["neutral"]
    colors = {party: color or lent[party] or neutral for party, color in own.items()}
    borrowed = frozenset(p for p, color in own.items() if not color and lent[p])
    return Theme(mode=mode, party=colors, borrowed=borrowed, **GROUNDS[mode])


def mix(color: str, ground: str, share: float) -> str:
    """Return `share` of a colour on a ground, both `#RRGGBB`."""
    pairs = zip(rgb(color), rgb(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def hover(theme: Theme) -> dict[str, Any]:
    """Return the hover label that every Plotly figure uses."""
    font = {"family": SANS, "size": HOVER_PX, "color": theme.ink}
    return {"font": font, "bgcolor": theme.paper, "bordercolor": theme.rule, "align": "left"}
