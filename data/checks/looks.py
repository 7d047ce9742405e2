"""What a record declares of its looks and can hardly be read: colours, and scales without words."""

import re
from collections.abc import Iterator

from data.checks.sheet import Finding, Sheets
from data.colors import PAPER, READABLE, VISIBLE, contrast
from data.distance import MEASURED_SCALE
from data.files import SETTINGS

COLOR = re.compile("#[0-9A-F]{6}")


def looks(sheets: Sheets) -> Iterator[Finding]:
    """Warn of colours that hardly stand out from a page, and of scales that no page can say."""
    yield from _colors(sheets)
    yield from _scales(sheets)


def _colors(sheets: Sheets) -> Iterator[Finding]:
    for mode, paper in PAPER.items():
        column, other = f"color_{mode}", "darker" if mode == "light" else "lighter"
        for row in sheets["parties"]:
            if not COLOR.fullmatch(row[column]):
                continue
            stands_out = contrast(row[column], paper)
            if stands_out >= READABLE:
                continue
            needs = f"marks need {VISIBLE:g}:1 (WCAG 2.2, 1.4.11)"
            if stands_out >= VISIBLE:
                needs = f"names in it need {READABLE}:1 (WCAG 2.2, 1.4.3)"
            shown = int(stands_out * 10) / 10  # rounded up it might read as enough
            rule = f"has a contrast of {shown}:1 against the {mode} page, where {needs}"
            yield row.finding(column, rule, f"choose a {other} colour")


def _scales(sheets: Sheets) -> Iterator[Finding]:
    words = sheets.package.crisis.stance_words
    for row in sheets["issues"]:
        scale = row["scale"]
        if scale and scale != MEASURED_SCALE and scale not in words:
            rule = f"has no words under stance_words in {SETTINGS}: its stances read as on a motion"
            yield row.finding("scale", rule, "write them there, or choose another scale")
