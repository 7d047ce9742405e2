"""What is drawn of Plotly's grammar, so that what is not cannot be left out without a word."""

from collections.abc import Collection, Mapping
from typing import Any

from components.figures.kit.pixels import UNSEEN

DASHES = {"dot": "3 3", "dash": "9 9", "dashdot": "9 3 3 3"}  # px, as Plotly draws thin lines
LINE = {"color", "width"}
HOVER_KEYS = {"hoverinfo", "hovertext", "hovertemplate", "text", "customdata"}
TRACE = {"type", "mode", "name", "x", "y", *HOVER_KEYS}
OF_MODE: dict[
    str, dict[str, Collection[str]]
] = {  # the keys of a trace by its mode, each with those of what stands under it
    "markers": {"marker": {"symbol", "size", "color", "opacity", "line"}},
    "lines": {"line": {*LINE, "dash"}, "fill": (), "fillcolor": (), "connectgaps": ()},
    "text": {"textfont": {"family", "size", "color", "weight"}},
}
AXIS = {"visible", "type", "range", "scaleanchor", "tickvals", "ticktext", "ticks", "ticklen"}
AXIS |= {"tickcolor", "tickfont", "ticklabelstandoff", "linecolor", "gridcolor", "showgrid"}
LAYOUT = {"height", "margin", "font", "paper_bgcolor", "plot_bgcolor", "xaxis", "yaxis"}
LAYOUT |= {"shapes", "annotations"}
SHAPE = {"type", "layer", "line", "fillcolor", "opacity"}
ENDS = {"x0", "x1", "y0", "y1", "xref", "yref"}
OF_SHAPE = {"path": {"path", "fillrule"}, "line": ENDS, "rect": ENDS}
NOTE = {"x", "y", "xref", "yref", "text", "showarrow", "xanchor", "yanchor", "xshift", "yshift"}
NOTE |= {"align", "borderpad", "bgcolor", "font"}
Spec = Mapping[str, Any]


def refuse_the_rest(figure: Spec) -> None:
    """Raise ValueError for the first trace, mode, layout key or value that is not drawn.

    Drawn are scatter traces of markers, of lines or of text, one of the three; shapes that are
    paths, lines or rectangles; annotations without an arrow; and one axis each way, whose range
    is given, and its ticks if it is seen. The sets of this module name the keys.
    """
    _keys("figure", figure, {"data", "layout"})
    for trace in figure["data"]:
        _trace(trace)
    layout = figure["layout"]
    _keys("layout", layout, LAYOUT)
    _value("layout.paper_bgcolor", layout.get("paper_bgcolor", UNSEEN), {UNSEEN})
    _keys("layout.margin", layout.get("margin") or {}, set("lrtb"))
    _keys("layout.font", layout["font"], {"family", "size", "color"})
    for name in ("xaxis", "yaxis"):
        _axis(f"layout.{name}", layout[name])
    for shape in layout.get("shapes") or ():
        _value("shape.type", shape.get("type"), OF_SHAPE)
        _value("shape.layer", shape.get("layer", "above"), {"above", "below"})
        _keys("shape", shape, SHAPE | OF_SHAPE[shape["type"]])
        _keys("shape.line", shape.get("line") or {}, LINE)
    for note in layout.get("annotations") or ():
        _keys("annotation", note, NOTE)
        _value("annotation.showarrow", note.get("showarrow", True), {False})
        _keys("annotation.font", note.get("font") or {}, {"size", "color"})


def _trace(trace: Spec) -> None:
    _value("trace.type", trace.get("type"), {"scatter"})
    _value("trace.mode", trace.get("mode"), OF_MODE)
    own = OF_MODE[trace["mode"]]
    _keys("trace", trace, TRACE | own.keys())
    for name, allowed in own.items():
        if allowed:
            _keys(f"trace.{name}", trace.get(name) or {}, allowed)
    _keys("trace.marker.line", (trace.get("marker") or {}).get("line") or {}, LINE)
    _value("trace.line.dash", (trace.get("line") or {}).get("dash", "solid"), {"solid", *DASHES})
    _value("trace.fill", trace.get("fill", "none"), {"none", "toself"})
    _value("trace.connectgaps", trace.get("connectgaps", False), {False})


def _axis(name: str, axis: Spec) -> None:
    _keys(name, axis, AXIS)
    _value(f"{name}.type", axis.get("type", "linear"), {"linear", "date"})
    _value(f"{name}.ticks", axis.get("ticks", ""), {"", "outside"})
    _keys(f"{name}.tickfont", axis.get("tickfont") or {}, {"color"})
    if "range" not in axis:
        raise ValueError(f"{name}: no axis is drawn without its range")


def _keys(name: str, part: Spec, allowed: Collection[str]) -> None:
    unknown = [key for key in part if key not in allowed]
    if unknown:
        raise ValueError(f"{name}: {', '.join(unknown)} is not drawn")


def _value(name: str, value: Any, allowed: Collection[Any]) -> None:
    if value not in allowed:
        known = ", ".join(str(one) for one in allowed)
        raise ValueError(f"{name}: {value} is not drawn, only {known}")
