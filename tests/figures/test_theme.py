"""One table of colours: readable on both grounds, apart for colour-blind eyes."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from components.figures.kit.theme import GROUNDS, TEXT_PX, theme

ROOT = Path(__file__).parents[2]
READABLE = 4.5  # WCAG 2.2, 1.4.3: text
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: marks
APART = 20.0  # CIE76; the nearest pair measured is 23 (light) and 24.6 (dark)
MODES = ("light", "dark")

# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color
# Vision Deficiency", table of matrices at severity 1.0, on linear RGB.
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Triple = tuple[float, float, float]


def linear(color: str) -> Triple:
    """Return linear RGB of #RRGGBB (IEC 61966-2-1)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def times(matrix, triple: Triple) -> Triple:
    x, y, z = (sum(m * c for m, c in zip(row, triple, strict=True)) for row in matrix)
    return x, y, z


def contrast(a: str, b: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    dark, light = sorted(times(((0.2126, 0.7152, 0.0722),) * 3, linear(c))[0] for c in (a, b))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: Triple) -> Triple:
    """Return CIE L*a*b* (D65) of linear RGB."""
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)

    def f(t: float) -> float:
        return t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29

    x, y, z = (f(c / w) for c, w in zip(times(to_xyz, rgb), white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(a: str, b: str, eyes: str) -> float:
    """Return the CIE76 distance of two colours as some eyes see them."""

    def seen(color: str) -> Triple:
        r, g, b = (min(1.0, max(0.0, c)) for c in times(EYES[eyes], linear(color)))
        return lab((r, g, b))

    return sum((p - q) ** 2 for p, q in zip(seen(a), seen(b), strict=True)) ** 0.5


def test_the_measures_agree_with_published_values():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert lab(linear("#FF0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert distance("#FF0000", "#FF0000", "protanopia") == 0


@pytest.mark.parametrize("mode", MODES)
def test_streamlits_theme_is_the_same_table(mode):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    written, ground = config["theme"][mode], GROUNDS[mode]
    same = {
        "primaryColor": "ink",
        "textColor": "ink",
        "linkColor": "ink",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "strip",
        "borderColor": "rule",
        "grayTextColor": "quiet",
    }
    assert written == {key: ground[name] for key, name in same.items()}


def test_both_grounds_name_the_same_colours():
    assert GROUNDS["light"].keys() == GROUNDS["dark"].keys()


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_paper_and_on_strips(mode):
    ground = GROUNDS[mode]
    for ink in ("ink", "quiet"):
        for under in ("paper", "strip"):
            assert contrast(ground[ink], ground[under]) >= READABLE, (ink, under)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("under", ["land", "water", "focus"])
def test_names_on_the_map_can_be_read(mode, under):
    ground = GROUNDS[mode]
    assert contrast(ground["map_name"], ground[under]) >= READABLE


@pytest.mark.parametrize("mode", MODES)
def test_parties_can_be_read_on_paper_and_seen_on_land(record, mode):
    colors, ground = theme(record, mode).party, GROUNDS[mode]
    for party, color in colors.items():
        assert contrast(color, ground["paper"]) >= READABLE, party
        assert contrast(color, ground["land"]) >= VISIBLE, party


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("mode", MODES)
def test_no_two_parties_with_colours_look_alike(record, mode, eyes):
    own = {p: c for p, c in record.parties[f"color_{mode}"].items() if c}
    own["neutral"] = GROUNDS[mode]["neutral"]
    for (a, x), (b, y) in combinations(own.items(), 2):
        assert distance(x, y, eyes) >= APART, (a, b)


@pytest.mark.parametrize("mode", MODES)
def test_every_party_has_a_colour_and_borrowers_are_known(record, made_up, mode):
    for each in (record, made_up):
        colors = theme(each, mode)
        assert set(colors.party) == set(each.parties.index)
        for party in colors.borrowed:
            assert not each.parties.loc[party, f"color_{mode}"]
            assert colors.party[party] in set(each.parties[f"color_{mode}"])
    assert "river-militia" not in theme(made_up, mode).borrowed
    assert theme(made_up, mode).party["river-militia"] == GROUNDS[mode]["neutral"]


def test_the_smallest_type_can_be_read():
    assert TEXT_PX >= 13
