"""Words of a drawing: the few tags that Plotly reads in a label, as SVG and as HTML."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from components.figures.kit.plane import Place
from components.figures.kit.ruler import width
from components.figures.kit.svg import element
from components.figures.kit.theme import STRONG

# What the figures write around cells, which `text.plain` has escaped; all else is text, not markup.
TAG = re.compile(r'(<b>|</b>|<br>|<span style="color:#[0-9A-Fa-f]{6}">|</span>)')
LINE = 1.3  # of the size: from one line to the next (Plotly's)
ABOVE, HIGH = 1.0, 1.31  # of the size: the font above its baseline, and in all
ENDS = {"left": "start", "center": "middle", "right": "end"}


def words(
    text: str,
    place: Place,
    size: float,
    color: str,
    *,
    anchor: str,
    across: str,
    shift: tuple[float, float] = (0, 0),
    pad: float = 0,
    ground: str = "",
    **more: Any,
) -> str:
    """Return a text of one or more lines at a `place`, with `more` attributes.

    `anchor` says which side of it stands there, `across` which part of its height, each `pad` px
    off; `ground` is the colour of one of its own.
    """
    lines = text.split("<br>")
    high = HIGH * size + LINE * size * (len(lines) - 1)
    top = {"top": pad, "middle": -high / 2, "bottom": -high - pad}[across] + shift[1]
    x = {"left": pad, "center": 0, "right": -pad}[anchor] + shift[0]
    behind = ""
    if ground:
        wide = max(_width(line, size) for line in lines) + 4
        left = x - {"left": 0, "center": wide / 2, "right": wide}[anchor]
        box = {"x": left, "y": top, "width": wide, "height": high}
        behind = element("rect", **place, **box, fill=ground)
    spot = {"x": x, "y": top + ABOVE * size, "text_anchor": ENDS[anchor]}
    look = {"font_size": size, "fill": color, **more}
    return behind + element("text", _spans(lines, x), **place, **spot, **look)


def _width(line: str, size: float) -> float:
    """Return how wide a line of a label is; one with bold words counts as bold."""
    return width(unescape(TAG.sub("", line)), size, strong="<b>" in line)


def _spans(lines: list[str], x: float) -> str:
    """Return the lines below each other, what is bold or coloured in spans of its own."""
    spans, bold, hue = [], False, ""
    for i, line in enumerate(lines):
        runs = []
        for kind, part in _parts(line):
            if kind == "b":
                bold = part == "<b>"
            elif kind == "color":
                hue = part
            elif part:
                look = {"font_weight": STRONG if bold else None, "fill": hue or None}
                runs.append(element("tspan", part, **look) if bold or hue else part)
        whole = "".join(runs)
        spans.append(element("tspan", whole, x=x, dy=f"{LINE}em") if i else whole)
    return "".join(spans)


def plain_words(text: str) -> str:
    """Return a label as HTML that holds no tags but those of the figures."""
    return "".join(part if i % 2 else _inert(part) for i, part in enumerate(TAG.split(text)))


def bare_words(text: str) -> str:
    """Return a label without its tags, one line of the label on each line."""
    return "".join(
        ("\n" if part == "<br>" else "") if i % 2 else _inert(part)
        for i, part in enumerate(TAG.split(text))
    )


def _parts(line: str) -> Iterator[tuple[str, str]]:
    for i, part in enumerate(TAG.split(line)):
        if not i % 2:
            yield "", _inert(part)
        elif part in ("<b>", "</b>"):
            yield "b", part
        else:
            yield "color", part[19:26] if part != "</span>" else ""


def _inert(part: str) -> str:
    return part.replace("<", "&lt;").replace(">", "&gt;")
