"""A chart carries what tells the browser that it has drawn it already."""

import json
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from components.figures.once import drawn_once


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
