"""A step of zooming leads to a window of whole days, and beyond the axis to all dates."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.timeline.axis import NAMES, WIDTH, seconds
from components.figures.timeline.scaling import scale
from components.figures.timeline.zoom import ALL, zoom
from components.ui.elements.drawings import MOST, zoom_step
from data.asof import as_of
from data.clock import parse
from data.load import load
from data.package import shipped
from data.queries.events import events
from data.view import View

WHOLE = load(shipped())
SEEN = as_of(WHOLE, parse("2022-01-09T18:21Z").last)


def at(**bounds: Any) -> tuple[events.Timeline, View]:
    view = View.default(WHOLE).but(**{name: parse(bound) for name, bound in bounds.items()})
    return events.timeline(SEEN, view), view


def days(window: tuple[Any, Any]) -> tuple[str, str]:
    return tuple(moment.text if moment else "" for moment in window)


def test_without_a_window_it_zooms_about_as_of_and_what_lies_ahead_stays() -> None:
    assert days(zoom(*at(), 0.5)) == ("2021-12-06", "")


def test_in_and_out_about_the_middle_of_a_window_lead_back() -> None:
    assert days(zoom(*at(start="2021-12-10", until="2021-12-10"), 2)) == (
        "2021-12-09",
        "2021-12-11",
    )
    assert days(zoom(*at(start="2021-12-09", until="2021-12-11"), 0.5)) == ("2021-12-10",) * 2
    assert days(zoom(*at(start="2021-12-10", until="2021-12-10"), 0.5)) == ("2021-12-10",) * 2


def test_the_day_under_the_pointer_stays_there() -> None:
    answer, view = at()
    axis, noon = scale(answer), seconds(parse("2021-12-15T12:00Z").first)
    part = (axis.x(noon) + NAMES) / WIDTH
    first, last = zoom(answer, view, 0.25, part)
    whole = (noon - axis.start) / (axis.moment - axis.start)
    inside = (noon - seconds(first.first)) / (seconds(last.last) - seconds(first.first))
    assert inside == pytest.approx(whole, abs=0.06)


def test_out_beyond_the_axis_is_all() -> None:
    assert zoom(*at(start="2021-11-20", until="2021-12-31"), 4) == ALL
    assert zoom(*at(start="2014-02-01", until="2014-03-31"), 4) == ALL
    assert zoom(*at(), 2) == ALL


def test_out_of_an_early_window_stays_there_while_a_true_scale_can_hold_it() -> None:
    assert days(zoom(*at(start="2014-02-01", until="2014-02-28"), 2)) == (
        "2014-01-18",
        "2014-03-14",
    )


def test_over_a_compressed_stretch_it_zooms_in_on_the_events_there() -> None:
    answer, view = at()
    piece = scale(answer).pieces[0]
    first, last = zoom(answer, view, 0.5, ((piece.x0 + piece.x1) / 2 + NAMES) / WIDTH)
    assert piece.times[0] <= seconds(first.first) <= seconds(last.first) <= piece.times[-1]


@given(
    st.none() | st.floats(0, 1),
    st.floats(1 / MOST, MOST),
    st.sampled_from(
        [{}, {"start": "2021-12-01"}, {"until": "2021-12-20"}, {"until": "2022-02-01"}]
    ),
)
def test_any_step_leads_to_days_in_order(part: Any, by: float, bounds: dict[str, str]) -> None:
    first, last = zoom(*at(**bounds), by, part)
    assert not (first and last) or first <= last
    assert all(moment.precision == "day" for moment in (first, last) if moment)


def test_what_a_browser_sends_is_a_step_or_nothing() -> None:
    assert zoom_step([None, 0.5]) == (0.5, None)
    assert zoom_step([7, 1e9]) == (MOST, 1.0)
    assert zoom_step([0.5, 0]) == (0.0, 0.5)
    for wrong in (None, "x", [], [1], ["1", 2], [0.5, -1], [0.5, float("nan")], [0.5, 2, 3], {}):
        assert zoom_step(wrong) is None, wrong
