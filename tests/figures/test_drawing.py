"""A figure is written as SVG: its marks, words, lines and axes, and nothing that a cell says."""

import re
from typing import Any
from xml.etree import ElementTree as XML

import pandas as pd
import pytest

from components.figures.kit.drawing import drawing
from components.figures.kit.plane import number
from components.figures.kit.symbols import SHAPES, outline
from components.figures.kit.text import plain
from components.figures.kit.words import plain_words
from components.ui.elements.drawings import stretch
from tests.support.plotted import figure, spot

SVG = "http://www.w3.org/2000/svg"
HOSTILE = '<img src=x onerror="alert(1)">&<b>"'


def drawn(*traces: Any, **layout: Any) -> XML.Element:
    return XML.fromstring(drawing(figure(*traces, **layout)))


def marks(**given: Any) -> list[XML.Element]:
    trace = {"type": "scatter", "x": [5], "y": [2], "mode": "markers", **given}
    return [tag for tag in drawn(trace).iter() if "translate" in tag.get("style", "")]


def test_a_mark_stands_at_its_share_of_the_width_and_its_px_of_the_height() -> None:
    (mark,) = marks(marker={"symbol": "square", "size": 8, "color": "#123456"})
    assert mark.get("style") == "translate:50.000% 80.0px"
    assert (mark.tag, mark.get("width"), mark.get("fill")) == ("rect", "8", "#123456")


def test_an_open_mark_has_no_inside_and_takes_its_colour_for_its_edge() -> None:
    look = {"symbol": "circle-open", "size": 9, "color": "#123456", "line": {"width": 2}}
    (mark,) = marks(marker=look)
    assert (mark.get("fill"), mark.get("stroke")) == ("none", "#123456")
    assert (mark.get("r"), mark.get("stroke-width")) == ("4.5", "2")


def test_each_mark_of_a_trace_has_its_own_look_and_one_without_a_size_is_none() -> None:
    sizes, colors = [4, 0, 6], ["#111111", "#222222", "#333333"]
    first, last = marks(
        x=[1, 2, 3], y=[0, 0, 0], marker={"size": sizes, "color": colors, "opacity": 1}
    )
    assert [first.get("r"), last.get("r")] == ["2", "3"]
    assert [first.get("fill"), last.get("fill")] == ["#111111", "#333333"]
    assert first.get("opacity") is None


def test_a_mark_carries_its_words_and_its_row_and_a_silent_one_only_its_row() -> None:
    owner, look = [["row-1"]], {"size": 4, "color": "#111111"}
    (told,) = marks(customdata=owner, marker=look, hovertext=["<b>A</b>"], hoverinfo="text")
    assert (told.get("data-id"), told.get("data-tip")) == ("row-1", "<b>A</b>")
    (silent,) = marks(customdata=owner, marker=look, hoverinfo="skip")
    assert (silent.get("data-id"), silent.get("data-row")) == (None, "row-1")
    assert silent.get("data-tip") is None


def test_a_map_keeps_its_shape_about_its_middle() -> None:
    axis = {"visible": False, "range": [0, 10], "scaleanchor": "x"}
    marker = {"size": 4, "color": "#111111"}
    root = drawn(spot(x=[7], marker=marker), yaxis=axis)
    assert "--w:100" in root.get("style", "")
    (mark,) = (tag for tag in root.iter("circle"))
    assert mark.get("style") == "translate:calc(50% + 20.0*var(--u)) calc(50% + 0.0*var(--u))"


def test_a_line_breaks_where_a_point_is_missing_and_each_stretch_tells_its_own() -> None:
    line = spot(
        x=[0, 5, None, 5, 10],
        y=[0, 0, None, 5, 10],
        mode="lines",
        line={"color": "#111111", "width": 2, "dash": "dash"},
        text=["one", "one", "one", "two", "two"],
        hovertemplate="%{text}<extra></extra>",
    )
    root = drawn(line)
    one, two = root.iter("path")
    assert (one.get("d"), two.get("d")) == (
        "M0.00,100.00L500.00,100.00",
        "M500.00,50.00L1000.00,0.00",
    )
    assert (one.get("data-tip"), two.get("data-tip")) == ("one", "two")
    (pen,) = root.iter("g")
    assert (pen.get("stroke-dasharray"), list(pen)) == ("9 9", [one, two])


def test_shapes_lie_under_or_over_the_marks_as_they_say() -> None:
    look = {"size": 4, "color": "#111111"}
    under = {"y0": 5, "y1": 5, "xref": "x domain", "x0": 0, "x1": 1, "layer": "below"}
    over = {"x0": 5, "x1": 5, "yref": "y domain", "y0": 0, "y1": 1}
    pens = ({"color": color, "width": 1} for color in ("#aaaaaa", "#bbbbbb"))
    lines = [
        {"type": "line", **at, "line": pen} for at, pen in zip((under, over), pens, strict=True)
    ]
    root = drawn(spot(marker=look), shapes=lines)
    order = [tag.get("stroke") or tag.tag for tag in root.iter() if tag.tag in ("path", "circle")]
    assert order == ["#aaaaaa", "circle", "#bbbbbb"]
    across, down = (tag.get("d") for tag in root.iter("path"))
    assert (across, down) == ("M0.00,50.00L1000.00,50.00", "M500.00,100.00L500.00,0.00")


def test_a_path_in_data_is_carried_over_whole() -> None:
    path = {"type": "path", "path": "M0,0L10,10Z", "fillcolor": "#eeeeee", "layer": "below"}
    (tag,) = drawn(shapes=[path]).iter("path")
    assert (tag.get("d"), tag.get("fill")) == ("M0,0L10,10Z", "#eeeeee")
    assert tag.get("transform") == "matrix(100 0 0 -10 -0 100)"


def test_words_keep_their_lines_their_weight_and_their_colour() -> None:
    said = '<span style="color:#00FF00"><b>a</b><br>b &amp; c</span> d'
    (text,) = drawn(annotations=[{"x": 5, "y": 5, "text": said, "showarrow": False}]).iter("text")
    assert "".join(text.itertext()) == "ab & c d"
    looks = [(t.text, t.get("font-weight"), t.get("fill")) for t in text.iter("tspan") if t.text]
    assert looks == [("a", "700", "#00FF00"), ("b & c", None, "#00FF00")]
    assert (text.get("text-anchor"), text.get("font-size")) == ("middle", "13")


@pytest.mark.parametrize(("across", "top"), [("top", 15), ("middle", 4.5), ("bottom", -6)])
def test_words_stand_below_on_or_above_their_point(across: str, top: float) -> None:
    note = {"x": 5, "y": 5, "text": "a", "yanchor": across, "showarrow": False}
    (text,) = drawn(annotations=[note]).iter("text")
    assert float(text.get("y", "nan")) == pytest.approx(top, abs=0.2)


def test_words_with_a_ground_cover_what_is_behind_them() -> None:
    note = {"x": 5, "y": 5, "text": "a", "bgcolor": "#ffffff", "showarrow": False}
    root = drawn(annotations=[note])
    (ground,) = root.iter("rect")
    assert ground.get("fill") == "#ffffff"
    assert float(ground.get("width", 0)) > 5


def test_axes_name_their_ticks_and_rule_the_ground() -> None:
    ticks = {"tickvals": [pd.Timestamp("2022-01-02", tz="UTC")], "ticktext": ["2 Jan"]}
    x = {"range": [pd.Timestamp("2022-01-01"), pd.Timestamp("2022-01-03")], "linecolor": "#cccccc"}
    y = {"range": [0, 2000], "tickvals": [1000, 2000], "gridcolor": "#dddddd"}
    root = drawn(xaxis={**x, **ticks}, yaxis=y)
    texts = {"".join(t.itertext()): t.get("style") for t in root.iter("text")}
    assert texts == {
        "1,000": "translate:0.000% 50.0px",
        "2,000": "translate:0.000% 0.0px",
        "2 Jan": "translate:50.000% 100.0px",
    }
    assert {t.get("stroke") for t in root.iter("path")} >= {"#cccccc", "#dddddd"}


def test_what_a_cell_says_is_never_read_as_a_tag() -> None:
    said = plain(HOSTILE)
    note = {"x": 5, "y": 5, "text": said, "showarrow": False}
    trace = spot(customdata=[[HOSTILE]], hovertext=[said], hoverinfo="text")
    root = drawn({**trace, "marker": {"size": 4, "color": "#111111"}}, annotations=[note])
    assert not list(root.iter("img"))
    (mark,) = root.iter("circle")
    assert mark.get("data-id") == HOSTILE
    assert "<" not in mark.get("data-tip", "")
    assert ["".join(t.itertext()) for t in root.iter("text")] == [HOSTILE]


def test_only_the_tags_of_figures_are_left_in_what_is_told() -> None:
    assert plain_words("<b>a</b><br><i>b</i>") == "<b>a</b><br>&lt;i&gt;b&lt;/i&gt;"


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ([0.25, 0.5], (0.25, 0.5)),
        ([-3, 7], (0.0, 1.0)),
        ([0.5], None),
        ([0.1, 0.2, 0.3], None),
        (["a", 0.5], None),
        ({"0": 1}, None),
        (None, None),
    ],
)
def test_of_a_browser_only_two_ends_of_a_stretch_are_heard(said: Any, ends: Any) -> None:
    assert stretch(said) == ends


@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - {"circle", "square", "circle-x"}))
def test_a_symbol_reaches_as_far_as_plotly_says(shape: str) -> None:
    tag, drawn, filled = outline(shape, 20)
    reach = max(abs(float(n)) for n in re.findall(r"-?\d+\.\d+", drawn["d"]))
    expected = {"diamond": 13, "cross": 12, "x": 11.31, "star": 14, "line-ew": 14, "line-ns": 14}
    expected |= {"diamond-tall": 14, "diamond-wide": 14, "hexagram": 13.2}
    expected |= {"cross-thin": 14} | dict.fromkeys(_triangles(), 11.55)
    assert reach == pytest.approx(expected.get(shape, 10), abs=0.02)
    assert reach == pytest.approx(10 * SHAPES[shape].reach, abs=0.02)
    assert filled is not SHAPES[shape].is_line
    assert outline(f"{shape}-open", 20) == (tag, drawn, False)


def _triangles() -> list[str]:
    return [f"triangle-{way}" for way in ("up", "right", "down", "left")]


def test_an_instant_is_counted_in_seconds_also_in_an_early_year() -> None:
    assert number(pd.Timestamp("1970-01-02", tz="UTC")) == 86400
    assert number(pd.Timestamp("0300-01-01").as_unit("s")) < 0
    assert number(2.5) == 2.5
