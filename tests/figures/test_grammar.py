"""Every figure is in Plotly's grammar, drawn whole or refused, and stands alone as a picture."""

import re
from typing import Any
from xml.etree import ElementTree as XML

import pytest

from components.figures.kit.drawing import drawing, picture
from components.figures.kit.theme import theme
from components.figures.numbers.all_estimates import all_estimates
from components.figures.timeline.explore import explore
from data import clock
from data.asof import seen_by
from data.load import Record
from data.queries.events import explore as explored
from data.queries.forces import estimates
from data.view import View
from tests.support.examples import spread
from tests.support.plotted import FIGURES, figure, plotted, spot

SVG = "http://www.w3.org/2000/svg"
NOTE = {"x": 5, "y": 5, "text": "a", "showarrow": False}
LINE = {"type": "line", "x0": 0, "x1": 1, "y0": 0, "y1": 1}
# What Plotly's own script draws, and no writer of ours.
WORKED = {
    "all numbers": (all_estimates, estimates.estimates),
    "explore": (explore, explored.explore),
}
BARE = {"visible": False, "range": [0, 10]}


@pytest.mark.parametrize(
    ("trace", "layout", "named"),
    [
        ({"type": "bar"}, {}, "trace.type: bar"),
        ({"mode": "lines+markers"}, {}, "trace.mode: lines+markers"),
        ({"mode": None}, {}, "trace.mode"),
        ({"error_y": {"array": [1]}}, {}, "trace: error_y"),
        ({"line": {"color": "#111111"}}, {}, "trace: line"),
        ({"marker": {"colorscale": "Viridis"}}, {}, "trace.marker: colorscale"),
        ({"marker": {"line": {"dash": "dot"}}}, {}, "trace.marker.line: dash"),
        ({"marker": {"symbol": "asterisk", "size": 3}}, {}, "no symbol asterisk"),
        ({"mode": "lines", "line": {"dash": "longdash"}}, {}, "trace.line.dash: longdash"),
        ({"mode": "lines", "line": {"shape": "spline"}}, {}, "trace.line: shape"),
        ({"mode": "lines", "fill": "tozeroy"}, {}, "trace.fill: tozeroy"),
        ({"mode": "lines", "connectgaps": True}, {}, "trace.connectgaps: True"),
        ({}, {"legend": {"x": 0}}, "layout: legend"),
        ({}, {"title": {"text": "A"}}, "layout: title"),
        ({}, {"yaxis2": BARE}, "layout: yaxis2"),
        ({}, {"paper_bgcolor": "#ffffff"}, "layout.paper_bgcolor"),
        ({}, {"margin": {"pad": 4}}, "layout.margin: pad"),
        ({}, {"xaxis": {**BARE, "tickformat": "%b"}}, "layout.xaxis: tickformat"),
        ({}, {"xaxis": {**BARE, "type": "log"}}, "layout.xaxis.type: log"),
        ({}, {"xaxis": {**BARE, "ticks": "inside"}}, "layout.xaxis.ticks: inside"),
        ({}, {"xaxis": {"visible": False}}, "layout.xaxis: no axis is drawn without its range"),
        ({}, {"shapes": [{**LINE, "type": "circle"}]}, "shape.type: circle"),
        ({}, {"shapes": [{**LINE, "label": {"text": "a"}}]}, "shape: label"),
        ({}, {"shapes": [{**LINE, "layer": "between"}]}, "shape.layer: between"),
        ({}, {"annotations": [{**NOTE, "showarrow": True}]}, "annotation.showarrow"),
        ({}, {"annotations": [{**NOTE, "textangle": 90}]}, "annotation: textangle"),
        ({}, {"images": []}, "layout: images"),
    ],
)
def test_what_is_not_drawn_is_refused_by_its_name(trace: Any, layout: Any, named: str) -> None:
    """It was left out without a word."""
    with pytest.raises(ValueError, match=re.escape(named)):
        drawing(figure(spot(**trace), **layout))


@pytest.mark.parametrize("name", [*FIGURES, *WORKED])
@pytest.mark.parametrize("which", ["record", "made_up"])
def test_every_figure_is_plotly_s_grammar_at_every_moment(
    name: str, which: str, request: pytest.FixtureRequest
) -> None:
    record: Record = request.getfixturevalue(which)
    draw, query = {**FIGURES, **WORKED}[name]
    for moment in [*list(record.moments.index)[::3], None]:
        view = View.default(record)
        view = view.but(as_of=record.moment(moment)) if moment else view
        spec = draw(query(seen_by(record, view), view), view, theme(record, "light"))
        built = plotted(spec)
        assert len(built.data) == len(spec["data"])
        assert len(built.layout.annotations) == len(spec["layout"].get("annotations", []))


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_stands_alone(record: Record, name: str) -> None:
    """No style sheet, no variable and no percent: what reads it knows nothing of the page."""
    draw, query = FIGURES[name]
    view = View.from_query({"since": ["2021-12-17"]}, record)[0]
    spec = draw(query(seen_by(record, view.only()), view), view, theme(record, "light"))
    written = picture(spec, 900, "Title: <b>", ('<g id="key"/>', 40))
    root = XML.fromstring(written)
    assert not re.search(r"var\(|calc\(|style=|class=|data-", written)
    assert root.get("aria-label") == "Title: <b>"
    assert "Source Sans" in root.get("font-family", "")
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    assert root.get("viewBox") == f"0 0 {wide:g} {high:g}"
    assert high == spec["layout"]["height"] + 50
    assert [tag.get("id") for tag in root.iter(f"{{{SVG}}}g") if tag.get("id")] == ["key"]
    tips = [tag.text for tag in root.iter(f"{{{SVG}}}title")]
    assert all(tips)
    assert len(tips) == drawing(spec).count("data-tip")


def test_a_mark_of_a_picture_stands_in_px_and_says_its_words_as_a_title() -> None:
    said = "<b>A</b><br>B &amp; C"
    trace = spot(x=[2.5], marker={"size": 8, "color": "#111111"}, hovertext=[said])
    margin = {"l": 40, "r": 10, "t": 5, "b": 15}
    root = XML.fromstring(picture(figure(trace, height=120, margin=margin), 400, "T"))
    assert (root.get("width"), root.get("height")) == ("450", "120")
    (mark,) = root.iter(f"{{{SVG}}}circle")
    assert mark.get("transform") == "translate(100.0 50.0)"
    assert [child.text for child in mark] == ["A\nB & C"]


def test_a_path_in_data_keeps_its_pen_where_no_style_sheet_does() -> None:
    path = {"type": "path", "path": "M0,0L10,10", "line": {"color": "#111111", "width": 2}}
    root = XML.fromstring(picture(figure(shapes=[path]), 400, "T"))
    (tag,) = root.iter(f"{{{SVG}}}path")
    assert tag.get("transform") == "matrix(40 0 0 -10 -0 100)"
    assert float(tag.get("stroke-width", 0)) == pytest.approx(0.1)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", FIGURES)
def test_every_drawing_is_well_formed_at_every_named_moment(
    record: Record, name: str, mode: Any
) -> None:
    draw, query = FIGURES[name]
    # In the other mode only colours differ.
    for moment in spread([None, *record.moments.index], 1 if mode == "light" else 0.25):
        view = View.from_query({"since": ["2021-12-17"]}, record)[0]
        view = view.but(as_of=record.moment(moment)) if moment else View.from_query({}, record)[0]
        answer = query(seen_by(record, view.only()), view)
        written = drawing(draw(answer, view, theme(record, mode)))
        root = XML.fromstring(written)
        assert float(re.findall(r"height:([\d.]+)px", root.get("style", ""))[0]) > 30
        assert not re.search(r'(nan|inf)(px|%|,|"|\*)|="None"', written)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_reads_no_field_of_the_view_but_its_querys_and_what_it_declares(
    name: str, record: Record
) -> None:
    draw, query = FIGURES[name]
    fields = (*query.reads, *getattr(draw, "reads", ()))
    wide = View.default(record).but(
        hide=("names",), area="europe", place=str(record.places.index[0]), order="apart"
    )
    seen, colors = seen_by(record, wide.only()), theme(record, "light")
    newest = str(seen.events["when"].idxmax())
    wide = wide.but(event=newest, start=clock.parse("2021-12-01"), q="talks")
    answer = query(seen, wide)
    assert draw(answer, wide, colors) == draw(answer, wide.only(*fields), colors)
