"""Figures written as SVG: for a page, which a browser only has to show, and to stand alone.

A chart that nobody zooms needs no Plotly in the browser: to draw the timeline's marks there takes
longer than the whole answer of an empty app. Drawn is what the figures here use of Plotly's
grammar (`components.figures.kit.subset`); all else is refused.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pandas import isna

from components.figures.kit.plane import Plane, fixed, number, plane
from components.figures.kit.subset import DASHES, refuse_the_rest
from components.figures.kit.svg import alone, attributes, element, moved, tagged
from components.figures.kit.symbols import OPEN, outline
from components.figures.kit.theme import PAPER_SANS
from components.figures.kit.words import bare_words, plain_words, words

Trace = dict[str, Any]  # one of a figure's, as Plotly writes it
Figure = dict[str, Any]  # what Plotly's go.Figure takes: "data", a list of traces, and "layout"
Spec = Mapping[str, Any]  # a part of either
BUBBLES = 0.7  # Plotly's opacity of marks whose sizes are a list, unless the figure says another
NONE = "none"
GAP = 10  # px from a picture to the key beneath it


def drawing(figure: Figure) -> str:
    """Return a figure as one element of HTML, as wide as its place and as high as its layout says.

    Marks and lines carry what a pointer is told in `data-tip` (HTML), and the id of their row in
    `data-id`, or in `data-row` where they are silent. On a plane with one scale for both axes, a
    wider place shows more of the ground. Raises ValueError for what is not drawn.
    """
    refuse_the_rest(figure)
    layout, flat = figure["layout"], plane(figure)
    margin = layout.get("margin") or {}
    pads = " ".join(f"{margin.get(side) or 0:g}px" for side in "trbl")
    wide = f";--w:{flat.width:.2f}" if flat.width else ""
    kind = "dw-ground" if flat.width else "dw-chart"
    size = {"width": "100%", "height": flat.height}
    parts = "".join(_Pen(figure, flat).parts())
    svg = element("svg", parts, **size, **_lettered(layout), aria_hidden="true")
    style = f"height:{layout['height']:g}px;padding:{pads}{wide}"
    return element("div", svg, class_=f"dw {kind}", style=style)


def picture(
    figure: Figure,
    width: float,
    title: str,
    key: tuple[str, float] = ("", 0),
    *,
    beside: float = 0,
    paper: str = "",
) -> str:
    """Return a figure as SVG that stands alone: in px, with its font's name and no style sheet.

    Its plane is `width` px wide, or as wide as its scale makes it where both axes have one; what
    a pointer is told stands in the marks' titles. `key` is SVG to be set beneath, and its height,
    or beside it, where `beside` says how many px wide it is; `paper` the colour of the ground, seen
    through without one. Raises ValueError as `drawing` does.
    """
    refuse_the_rest(figure)
    layout, flat = figure["layout"], fixed(figure, width)
    margin = layout.get("margin") or {}
    left, right = margin.get("l") or 0, margin.get("r") or 0
    across, high = flat.width + left + right, layout["height"]
    box = {"x": left, "y": margin.get("t") or 0, "width": flat.width, "height": flat.height}
    clip = "hidden" if plane(figure).width else "visible"
    ground = [element("rect", width="100%", height="100%", fill=paper)] if paper else []
    parts = [*ground, element("svg", *_Pen(figure, flat, alone=True).parts(), **box, overflow=clip)]
    whole = (across, high)
    if key[0] and beside:
        parts.append(moved(across + 2 * GAP, 0, key[0]))
        whole = (across + 2 * GAP + beside, max(high, key[1]))
    elif key[0]:
        parts.append(moved(0, high + GAP, key[0]))
        whole = (across, high + GAP + key[1])
    look = {"font_family": PAPER_SANS, **_lettered(layout), "xml:space": "preserve"}
    says = {"role": "img", "aria_label": title}
    return alone(whole[0], whole[1], *parts, **look, **says)


def _lettered(layout: Spec) -> dict[str, Any]:
    """Return the attributes that all words of a figure share."""
    font = layout["font"]
    return {"font_size": font["size"], "fill": font.get("color") or ""}


def _each(value: Any, count: int) -> list[Any]:
    """Return one value for each of `count` points, where one or as many are given."""
    is_one = value is None or isinstance(value, (str, int, float))
    return [value] * count if is_one else list(value)


class _Pen:
    """What writes a figure's parts on a plane, `alone` or for a page that knows of its marks."""

    def __init__(self, figure: Figure, flat: Plane, *, alone: bool = False) -> None:
        self.traces, self.layout, self.flat, self.alone = (
            figure["data"],
            figure["layout"],
            flat,
            alone,
        )
        self.font = self.layout["font"]

    def parts(self) -> Iterator[str]:
        """Write everything, what lies below first."""
        ground = self.layout.get("plot_bgcolor")
        if ground and plane({"layout": self.layout}).width:
            yield element("rect", width="100%", height="100%", fill=ground)
        yield from self._shapes("below")
        yield from self._across()
        yield from self._ground()
        for trace in self.traces:
            yield from self._trace(trace)
        yield from self._shapes("above")
        yield from map(self._note, self.layout.get("annotations") or ())

    def _shapes(self, layer: str) -> Iterator[str]:
        shapes = self.layout.get("shapes") or ()
        paths = [self._shape(s) for s in shapes if (s.get("layer") or "above") == layer]
        if paths:
            yield self.flat.stretched("".join(paths))

    def _shape(self, shape: Spec) -> str:
        line, flat = shape.get("line") or {}, self.flat
        width = line.get("width")
        pen = {"stroke": line.get("color") or NONE, "stroke_width": width}
        pen |= {"opacity": shape.get("opacity"), "fill": shape.get("fillcolor") or NONE}
        if shape["type"] == "path":
            pen["stroke_width"] = flat.pen(width)
            rule = {"fill_rule": shape.get("fillrule"), "transform": flat.transform()}
            return element("path", **rule, d=shape["path"], **pen)
        (x0, y0), (x1, y1) = (
            (
                flat.across(shape[f"x{end}"], shape.get("xref")),
                flat.down(shape[f"y{end}"], shape.get("yref")),
            )
            for end in "01"
        )
        if shape["type"] == "line":
            return element("path", d=f"M{x0:.2f},{y0:.2f}L{x1:.2f},{y1:.2f}", **pen)
        return element("path", d=f"M{x0:.2f},{y0:.2f}H{x1:.2f}V{y1:.2f}H{x0:.2f}Z", **pen)

    def _trace(self, trace: Spec) -> Iterator[str]:
        if trace.get("x") is None or not len(trace["x"]):
            return
        by_mode = {"lines": self._lines, "text": self._letters, "markers": self._marks}
        yield from by_mode[trace["mode"]](trace)

    def _tips(self, trace: Spec, count: int) -> list[Any]:
        """Return the text under the pointer of each point; None for a trace without any."""
        texts = trace.get("text") if trace.get("hovertemplate") else trace.get("hovertext")
        if trace.get("hoverinfo") == "skip" or texts is None:
            return [None] * count
        return _each(texts, count)

    def _ids(self, trace: Spec, count: int) -> list[dict[str, str]]:
        owners = trace.get("customdata")
        if owners is None or self.alone:
            return [{}] * count
        name = "data_row" if trace.get("hoverinfo") == "skip" else "data_id"
        return [{name: row if isinstance(row, str) else row[0]} for row in owners]

    def _tipped(self, tag: str, written: str, tip: Any) -> str:
        """Return an element with its description: as data on a page, as a title in a file."""
        if tip is None:
            return tagged(tag, written)
        if self.alone:
            return tagged(tag, written, element("title", bare_words(tip)))
        return tagged(tag, written + attributes(data_tip=plain_words(tip)))

    def _marks(self, trace: Spec) -> Iterator[str]:
        marker, count = trace.get("marker") or {}, len(trace["x"])
        size, pen, opacity = marker.get("size"), marker.get("line") or {}, marker.get("opacity")
        sizes, many = _each(size, count), not isinstance(size, (int, float))
        looks = zip(
            *(_each(marker.get(look), count) for look in ("symbol", "color")),
            *(_each(pen.get(look), count) for look in ("color", "width")),
            _each(BUBBLES if opacity is None and many else opacity, count),
            strict=True,
        )
        tips_and_ids = zip(self._tips(trace, count), self._ids(trace, count), strict=True)
        marks = zip(trace["x"], trace["y"], sizes, looks, tips_and_ids, strict=True)
        for x, y, across, look, (tip, owner) in marks:
            if across:
                tag, written = _look(look, across)
                yield self._tipped(tag, written + attributes(**self.flat.at(x, y), **owner), tip)

    def _lines(self, trace: Spec) -> Iterator[str]:
        flat, line = self.flat, trace.get("line") or {}
        fill = trace.get("fillcolor") if trace.get("fill") == "toself" else NONE
        pen = {"stroke": line.get("color") or NONE, "stroke_width": line.get("width")}
        pen |= {"fill": fill, "stroke_dasharray": DASHES.get(line.get("dash") or "")}
        count = len(trace["x"])
        tips_and_ids = zip(self._tips(trace, count), self._ids(trace, count), strict=True)
        runs: list[tuple[Any, dict[str, str], list[str]]] = [(None, {}, [])]
        for x, y, (tip, owner) in zip(trace["x"], trace["y"], tips_and_ids, strict=True):
            if x is None or y is None or isna(y):
                runs.append((None, {}, []))
            else:
                point = f"{flat.across(x):.2f},{flat.down(y):.2f}"
                runs[-1] = (tip, owner, [*runs[-1][2], point])
        segments = [(tip, owner, "M" + "L".join(points)) for tip, owner, points in runs if points]
        if not any(tip for tip, *_ in segments):
            segments = [(None, {}, "".join(path for *_, path in segments))]
        whole = pen if len(segments) == 1 else {}  # the pen of many is said once
        paths = "".join(
            self._tipped("path", attributes(d=d, **whole, **owner), tip)
            for tip, owner, d in segments
        )
        yield flat.stretched(paths if whole else element("g", paths, **pen))

    def _letters(self, trace: Spec) -> Iterator[str]:
        font, count = trace["textfont"], len(trace["x"])
        looks = zip(_each(font["size"], count), _each(font["color"], count), strict=True)
        letters = zip(trace["x"], trace["y"], _each(trace["text"], count), looks, strict=True)
        for x, y, text, (size, color) in letters:
            look = {"anchor": "center", "across": "middle", "font_weight": font.get("weight")}
            yield words(text, self.flat.at(x, y), size, color, **look)

    def _note(self, note: Spec) -> str:
        """Write an annotation; Plotly keeps `borderpad` and an unseen edge of 1 px around it."""
        font, pad = note.get("font") or {}, note.get("borderpad")
        return words(
            note["text"],
            self.flat.at(note["x"], note["y"], note.get("xref"), note.get("yref")),
            font.get("size") or self.font["size"],
            font.get("color") or self.font.get("color"),
            anchor=note.get("xanchor") or "center",
            across=note.get("yanchor") or "middle",
            shift=(note.get("xshift") or 0, -(note.get("yshift") or 0)),
            pad=1 + (1 if pad is None else pad),
            ground=note.get("bgcolor") or "",
        )

    def _across(self) -> Iterator[str]:
        """Draw what is seen of the upright axis: lines across at its ticks, and their words."""
        axis, flat, font = self.layout["yaxis"], self.flat, self.font
        ticks = axis.get("tickvals")
        if axis.get("visible") is False or ticks is None:
            return
        if axis.get("showgrid") is not False:
            ends = "".join(f"M0,{flat.down(at):.2f}h{flat.base}" for at in ticks)
            yield flat.stretched(element("path", d=ends, stroke=axis.get("gridcolor")))
        shift = (-1 - (axis.get("ticklabelstandoff") or 0), 0)
        color = (axis.get("tickfont") or {}).get("color") or font.get("color")
        for at, text in zip(ticks, _label_ticks(axis), strict=True):
            place = flat.at(0, at, "paper")
            yield words(
                text, place, font["size"], color, anchor="right", across="middle", shift=shift
            )

    def _ground(self) -> Iterator[str]:
        """Draw what is seen of the level axis: the ground line, its ticks and their words."""
        axis, flat, font = self.layout["xaxis"], self.flat, self.font
        ticks = axis.get("tickvals")
        if axis.get("visible") is False or ticks is None:
            return
        length = (axis.get("ticklen") or 5) if axis.get("ticks") == "outside" else 0
        if axis.get("linecolor"):
            down = "".join(f"M{flat.across(at):.2f},{flat.height}v{length}" for at in ticks)
            ground = element("path", d=f"M0,{flat.height}h{flat.base}", stroke=axis["linecolor"])
            marks = element("path", d=down, stroke=axis.get("tickcolor"))
            yield flat.stretched(ground + marks)
        color = (axis.get("tickfont") or {}).get("color") or font.get("color")
        shift = (0, length + 4 if length else 1)
        for at, text in zip(ticks, _label_ticks(axis), strict=True):
            place = flat.at(at, 0, "x", "paper")
            yield words(
                text, place, font["size"], color, anchor="center", across="top", shift=shift
            )


@lru_cache(maxsize=1024)
def _look(look: tuple[Any, ...], size: float) -> tuple[str, str]:
    """Return the element of a mark about 0, 0, and its attributes as written: many look alike."""
    symbol, color, edge, width, opacity = look
    tag, shape, filled = outline(symbol or "circle", size)
    if symbol and symbol.endswith(OPEN):  # Plotly's rule: it takes its colour for its edge
        edge, width = color, width or 1
    pen = {"stroke": edge, "stroke_width": f"{width:g}"} if width else {}
    seen = None if opacity == 1 else opacity
    return tag, attributes(**shape, fill=color if filled else NONE, opacity=seen, **pen)


def _label_ticks(axis: dict[str, Any]) -> list[str]:
    """Return the words of an axis's ticks: those given, or their numbers."""
    return axis.get("ticktext") or [f"{number(at):,.6g}" for at in axis["tickvals"]]
