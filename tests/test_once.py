"""A chart carries what tells the browser that it has drawn it already."""

import json
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from plotly.io import to_json

from components.figures.once import drawn_once
from components.figures.pixels import text


def _chart(*sizes: float) -> go.Figure:
    marks = go.Scatter(x=np.arange(len(sizes)), y=list("abc"), marker={"size": np.array(sizes)})
    return go.Figure([marks])


def _sent(figure: go.Figure) -> dict[str, Any]:
    return json.loads(figure.to_json())


def test_a_chart_holds_nothing_that_plotly_takes_for_new_when_it_is_a_copy() -> None:
    sent = _sent(drawn_once(_chart(1.5, 2, 3)))
    assert "template" not in sent["layout"]
    assert sent["data"][0]["x"] == [0, 1, 2]
    assert sent["data"][0]["marker"]["size"] == [1.5, 2, 3]


def test_equal_charts_have_one_revision_and_others_another() -> None:
    revisions = [drawn_once(_chart(*sizes)).layout.datarevision for sizes in ((1, 2), (1, 2), (1,))]
    assert revisions[0] == revisions[1] != revisions[2]


@pytest.mark.parametrize("other", [{"rows": []}, None])
def test_what_is_no_chart_stays_as_it_is(other: Any) -> None:
    assert drawn_once(other) is other


def test_words_at_their_place_are_the_text_of_a_trace_and_others_stay() -> None:
    words = [text(5, 10, "here", "#111111"), text(7, 10, "there", "#222222", anchor="right")]
    moved = text(9, 10, "aside", "#111111") | {"xshift": 8}
    chart = go.Figure(layout={"annotations": [*words, moved]})
    drawn = drawn_once(chart)
    assert [note.text for note in drawn.layout.annotations] == ["aside"]
    assert [(*t.text, *t.textposition, t.textfont.color) for t in drawn.data] == [
        ("here", "bottom right", "#111111"),
        ("there", "bottom left", "#222222"),
    ]
    assert all(t.unselected.textfont.color == t.textfont.color for t in drawn.data)
    assert len(chart.layout.annotations) == 3


def test_words_are_never_selected_with_the_marks_that_are_brushed() -> None:
    layout = {"annotations": [text(5, 10, "here", "#111111")], "dragmode": "select"}
    drawn = drawn_once(go.Figure(layout=layout))
    assert not drawn.data
    assert len(drawn.layout.annotations) == 1


def test_a_chart_that_is_drawn_is_written_once() -> None:
    drawn = drawn_once(_chart(1.5, 2, 3))
    assert drawn.to_dict() is drawn.to_dict()
    assert json.loads(drawn.to_json()) == json.loads(to_json(drawn.to_dict(), validate=False))
