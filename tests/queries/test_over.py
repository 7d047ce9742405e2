"""Of a crisis that is over, charts show its own weeks; what is newly known of it stands apart."""

import pandas as pd
import pytest

from components.figures.kit.ruler import width
from components.figures.kit.theme import theme
from components.figures.map.venues import say_signs
from components.figures.timeline.strip import LEFT, NARROW, RIGHT, strip
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.package import list_shipped
from data.queries.forces.venues import venues
from data.queries.overview import overview
from data.queries.overview.situation import newly_known
from data.queries.positions.evidence import moves
from data.view import View

RECORD = load(list_shipped()[1])  # of a crisis sixty years ago


def at(moment: str, **changes: object) -> tuple[Record, View]:
    view = View.default(RECORD).but(as_of=parse(moment), **changes)
    return seen_by(RECORD, view), view


@pytest.mark.parametrize(
    ("moment", "titles"),
    [
        ("2002-10-10", []),
        ("2002-10-12", ["A submarine is forced to surface"]),
        ("2002-10-16", ["A submarine is forced to surface"]),
        ("2002-10-20", []),
        ("1962-10-28", []),  # known soon after it happened
    ],
)
def test_what_is_newly_known_of_long_ago_is_so_for_a_week(moment: str, titles: list[str]) -> None:
    assert list(newly_known(*at(moment))["title"]) == titles


def test_positions_are_drawn_over_the_weeks_of_the_crisis() -> None:
    during, after = moves(*at("1962-10-28")), moves(*at("1995-06-01"))
    assert (during.is_over, during.until) == (False, parse("1962-10-28").last)
    assert after.is_over
    assert after.axis_start == pd.Timestamp("1962-09-01", tz="UTC")
    assert after.until < pd.Timestamp("1963-07-01", tz="UTC")
    assert after.rows["since"].max() > after.until  # what moved later stands at the axis' end


def test_meetings_of_a_crisis_that_is_over_are_on_the_map() -> None:
    during, after = venues(*at("1962-10-28")), venues(*at("2023-01-01"))
    assert during.begins is None
    assert "in 3 months" in say_signs(during)
    assert after.towns["past"].sum() >= during.towns["past"].sum() > 0
    assert say_signs(after).startswith("number: meetings since 1 Sep 1962")


def test_no_name_of_an_event_runs_out_of_the_weeks() -> None:
    seen, view = at("2002-10-12")
    answer = overview.strip(seen, view)
    figure = strip(answer, view, theme(RECORD, "light"))
    named = [a for a in figure["layout"]["annotations"] if a.get("yref") != "paper"]
    assert any("direct line" in label["text"] for label in named)
    for label in named:
        share = (label["x"] - answer.first) / (answer.last - answer.first)
        part = {"left": 1.0, "center": 0.5, "right": 0.0}[label["xanchor"]]
        right = share * NARROW + label.get("xshift", 0) + part * width(label["text"])
        assert right <= NARROW + RIGHT
        assert right - width(label["text"]) >= -LEFT
