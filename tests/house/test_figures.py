"""One of each in the figures: one writer of SVG, one table of marks, one maker of ticks."""

import ast
import re
from pathlib import Path

from components.figures.kit.symbols import EVIDENCE, FORCES, NO_PARTY, OPEN_ENDS, RINGS, SHAPES
from data.shapes import CALLED_OFF, IN_ORDER, OF_KINDS
from tests.house.test_layers import FIGURES, named, offenders, strings

WRITER, TICKS = "components/figures/kit/svg.py", "components/figures/kit/ticks.py"
# A tag, or what is of SVG alone; but for the few tags of a label in Plotly's grammar
MARKUP = re.compile(r"<(?!/?(?:b|br|i|extra|span)>|span style=)\s*[a-zA-Z/!]|xmlns|image/svg")


def test_figures_write_svg_in_one_place() -> None:
    others = [path for path in FIGURES if named(path) != WRITER]
    assert len(others) == len(FIGURES) - 1
    assert offenders(others, _markup) == {}


def _markup(path: Path) -> list[str]:
    return [f"{line}: {text}" for line, text in strings(path) if MARKUP.search(text)]


def test_figures_make_instants_on_an_axis_in_one_place() -> None:
    others = [path for path in FIGURES if named(path) != TICKS]
    assert len(others) == len(FIGURES) - 1
    assert offenders(others, _ranges) == {}


def _ranges(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {"date_range", "DateOffset", "tickformatstops", "tickformat"}
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Constant) and node.value in names)
    ]


def test_every_shape_that_anything_names_is_drawn() -> None:
    of_rings = {name.removesuffix("-open") for name, _ in RINGS.values()}
    crossed = CALLED_OFF.removesuffix("-open")
    signs = {name for name in FORCES if name}
    named_somewhere = {*OF_KINDS, *IN_ORDER, *EVIDENCE, *of_rings, *signs, crossed, NO_PARTY}
    assert named_somewhere <= SHAPES.keys()


def test_no_shape_stands_for_a_party_and_for_what_a_number_is() -> None:
    assert len(set(IN_ORDER)) == len(IN_ORDER)
    assert not {NO_PARTY, CALLED_OFF, *OPEN_ENDS.values()} & set(IN_ORDER)
