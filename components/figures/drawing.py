"""Plotly figures written as SVG by the server, so that a browser has nothing left to reckon.

A chart that nobody zooms needs no Plotly in the browser: to draw the timeline's marks there takes
longer than the whole answer of an empty app (measured). Read of a figure is what the figures here
use: scatter traces, shapes, annotations, and axes whose ticks are given.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

import plotly.graph_objects as go
from pandas import isna

from components.figures.plane import Plane, number, plane
from components.figures.symbols import OPEN, outline
from components.figures.words import plain_words, words

BUBBLES = 0.7  # Plotly's opacity of marks whose sizes are a list, unless the figure says another
NONE = "none"
DASHES = {"dot": "3 3", "dash": "9 9", "dashdot": "9 3 3 3"}  # px, as Plotly draws thin lines


def drawing(figure: go.Figure) -> str:
    """Return a figure as one element of HTML, as wide as its place and as high as its layout says.

    Marks and lines carry what a pointer is told in `data-tip` (HTML), and the id of their row in
    `data-id`, or in `data-row` where they are silent. On a plane with one scale for both axes, a
    wider place shows more of the ground. Raises ValueError for a trace that is no scatter.
    """
    layout, flat = figure.layout, plane(figure)
    parts = [*_shapes(figure, flat, "below"), *_axes(figure, flat)]
    for trace in figure.data:
        parts += _trace(trace, flat)
    parts += _shapes(figure, flat, "above")
    parts += [_note(note, layout.font, flat) for note in layout.annotations]
    ground = layout.plot_bgcolor
    if flat.width and ground:
        parts.insert(0, f'<rect width="100%" height="100%" fill="{escape(ground)}"/>')
    margin = layout.margin
    pads = " ".join(f"{getattr(margin, side) or 0:g}px" for side in "trbl")
    wide = f";--w:{flat.width:.2f}" if flat.width else ""
    kind = "dw-ground" if flat.width else "dw-chart"
    size, color = layout.font.size, escape(layout.font.color or "")
    return (
        f'<div class="dw {kind}" style="height:{layout.height:g}px;padding:{pads}{wide}">'
        f'<svg width="100%" height="{flat.height:g}" font-size="{size:g}" fill="{color}"'
        f' aria-hidden="true">{"".join(parts)}</svg></div>'
    )


def _style(**named: Any) -> str:
    """Return attributes of SVG, those that say nothing left out."""
    said = {name.replace("_", "-"): value for name, value in named.items() if value is not None}
    return "".join(f' {name}="{escape(f"{value}")}"' for name, value in said.items())


def _shapes(figure: go.Figure, flat: Plane, layer: str) -> Iterator[str]:
    drawn = [_shape(s, flat) for s in figure.layout.shapes if (s.layer or "above") == layer]
    if drawn:
        yield flat.stretched("".join(drawn))


def _shape(shape: Any, flat: Plane) -> str:
    pen = {"stroke": shape.line.color or NONE, "stroke_width": shape.line.width}
    pen |= {"opacity": shape.opacity, "fill": shape.fillcolor or NONE}
    if shape.type == "path":
        rule = _style(fill_rule=shape.fillrule, transform=flat.transform(), d=shape.path)
        return f"<path{rule}{_style(**pen)}/>"
    (x0, y0), (x1, y1) = (
        (flat.across(getattr(shape, f"x{end}"), shape.xref), flat.down(at, shape.yref))
        for end, at in (("0", shape.y0), ("1", shape.y1))
    )
    if shape.type == "line":
        return f'<path d="M{x0:.2f},{y0:.2f}L{x1:.2f},{y1:.2f}"{_style(**pen)}/>'
    box = f"M{x0:.2f},{y0:.2f}H{x1:.2f}V{y1:.2f}H{x0:.2f}Z"
    return f'<path d="{box}"{_style(**pen)}/>'


def _trace(trace: Any, flat: Plane) -> Iterator[str]:
    if trace.type != "scatter":
        raise ValueError(f"no {trace.type} is drawn, only scatter")
    if trace.x is None or not len(trace.x):
        return
    drawn = {"lines": _lines, "text": _letters, "markers": _marks}
    yield from drawn[trace.mode or "markers"](trace, flat)


def _each(given: Any, count: int) -> list[Any]:
    """Return one value for each of `count` points, where one or as many are given."""
    is_one = given is None or isinstance(given, (str, int, float))
    return [given] * count if is_one else list(given)


def _tips(trace: Any, count: int) -> list[str]:
    """Return what is told of each point, as an attribute; nothing of a silent trace."""
    said = trace.text if trace.hovertemplate else trace.hovertext
    if trace.hoverinfo == "skip" or said is None:
        return [""] * count
    return [_style(data_tip=plain_words(words)) for words in _each(said, count)]


def _ids(trace: Any, count: int) -> list[str]:
    if trace.customdata is None:
        return [""] * count
    name = "data_row" if trace.hoverinfo == "skip" else "data_id"
    owners = [row if isinstance(row, str) else row[0] for row in trace.customdata]
    return [_style(**{name: owner}) for owner in owners]


def _marks(trace: Any, flat: Plane) -> Iterator[str]:
    marker, count = trace.marker, len(trace.x)
    sizes, pen = _each(marker.size, count), marker.line
    many = not isinstance(marker.size, (int, float))
    opacity = BUBBLES if marker.opacity is None and many else marker.opacity
    looks = zip(
        *(_each(look, count) for look in (marker.symbol, marker.color)),
        *(_each(look, count) for look in (pen.color, pen.width, opacity)),
        strict=True,
    )
    told = zip(_tips(trace, count), _ids(trace, count), strict=True)
    for x, y, size, look, (tip, owner) in zip(trace.x, trace.y, sizes, looks, told, strict=True):
        if size:
            place = f' style="translate:{flat.at(x, y)}"'
            yield f"<{_look(look, size)}{place}{tip}{owner}/>"


def _look(look: tuple[Any, ...], size: float) -> str:
    symbol, color, edge, width, opacity = look
    tag, filled = outline(symbol or "circle", size)
    if symbol and symbol.endswith(
        OPEN
    ):  # Plotly's rule: an open mark takes its colour for its edge
        edge, width = color, width or 1
    pen = {"stroke": edge, "stroke_width": f"{width:g}"} if width else {}
    seen = None if opacity == 1 else opacity
    return tag + _style(fill=color if filled else NONE, opacity=seen, **pen)


def _lines(trace: Any, flat: Plane) -> Iterator[str]:
    fill = trace.fillcolor if trace.fill == "toself" else NONE
    pen = {"stroke": trace.line.color or NONE, "stroke_width": trace.line.width, "fill": fill}
    pen["stroke_dasharray"] = DASHES.get(trace.line.dash)
    tips = iter(_tips(trace, len(trace.x)))
    runs: list[tuple[str, list[str]]] = [("", [])]
    for x, y, tip in zip(trace.x, trace.y, tips, strict=True):
        if x is None or y is None or isna(y):
            runs.append(("", []))
        else:
            point = f"{flat.across(x):.2f},{flat.down(y):.2f}"
            runs[-1] = (tip, [*runs[-1][1], point])
    drawn = [(tip, "M" + "L".join(points)) for tip, points in runs if points]
    if not any(tip for tip, _ in drawn):
        drawn = [("", "".join(path for _, path in drawn))]
    paths = (f'<path d="{path}"{_style(**pen)}{tip}/>' for tip, path in drawn)
    yield flat.stretched("".join(paths))


def _letters(trace: Any, flat: Plane) -> Iterator[str]:
    font, count = trace.textfont, len(trace.x)
    looks = zip(_each(font.size, count), _each(font.color, count), strict=True)
    told = zip(trace.x, trace.y, _each(trace.text, count), looks, strict=True)
    for x, y, said, (size, color) in told:
        more = _style(font_weight=font.weight)
        yield words(said, flat.at(x, y), size, color, anchor="center", across="middle", more=more)


def _note(note: Any, font: Any, flat: Plane) -> str:
    """Write an annotation; Plotly keeps `borderpad` and an unseen edge of 1 px around it."""
    return words(
        note.text,
        flat.at(note.x, note.y, note.xref, note.yref),
        note.font.size or font.size,
        note.font.color or font.color,
        anchor=note.xanchor or "center",
        across=note.yanchor or "middle",
        shift=(note.xshift or 0, -(note.yshift or 0)),
        pad=1 + (1 if note.borderpad is None else note.borderpad),
        ground=note.bgcolor or "",
    )


def _axes(figure: go.Figure, flat: Plane) -> Iterator[str]:
    """Draw what is seen of the axes: lines across at the ticks, the ground line, their words."""
    x, y, font = figure.layout.xaxis, figure.layout.yaxis, figure.layout.font
    if y.visible is not False and y.tickvals is not None:
        if y.showgrid is not False:
            ends = "".join(f"M0,{flat.down(at):.2f}h{flat.base}" for at in y.tickvals)
            yield flat.stretched(f'<path d="{ends}"{_style(stroke=y.gridcolor)}/>')
        said = y.ticktext or [f"{number(at):,.6g}" for at in y.tickvals]
        shift = (-1 - (y.ticklabelstandoff or 0), 0)
        for at, text in zip(y.tickvals, said, strict=True):
            place, color = flat.at(0, at, "paper"), y.tickfont.color or font.color
            yield words(text, place, font.size, color, anchor="right", across="middle", shift=shift)
    if x.visible is not False and x.tickvals is not None:
        length = (x.ticklen or 5) if x.ticks == "outside" else 0
        if x.linecolor:
            down = "".join(f"M{flat.across(at):.2f},{flat.height}v{length}" for at in x.tickvals)
            ground = f'<path d="M0,{flat.height}h{flat.base}"{_style(stroke=x.linecolor)}/>'
            yield flat.stretched(f'{ground}<path d="{down}"{_style(stroke=x.tickcolor)}/>')
        for at, text in zip(x.tickvals, x.ticktext, strict=True):
            place, color = flat.at(at, 0, "x", "paper"), x.tickfont.color or font.color
            shift = (0, length + 4 if length else 1)
            yield words(text, place, font.size, color, anchor="center", across="top", shift=shift)
