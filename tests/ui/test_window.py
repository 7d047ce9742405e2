"""A time window bounds when things happened, and is brushed in days."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit.theme import theme
from components.figures.timeline import brush
from components.figures.timeline import chart as figure
from components.figures.timeline.axis import DAY, seconds
from components.figures.timeline.scaling import scale
from data.asof import as_of
from data.clock import on, parse
from data.load import Record, load
from data.package import shipped
from data.queries.events import ahead, events
from data.queries.events.window import happened_within
from data.queries.overview import overview, situation
from data.view import View
from tests.conftest import MADE_UP

EVE = "2022-01-09T18:21Z"
WHOLE = load(shipped())


def at(record: Record, moment: str = EVE, **bounds: Any) -> tuple[Record, View]:
    view = View.default(record).but(as_of=parse(moment))
    view = view.but(**{name: parse(bound) for name, bound in bounds.items()})
    return as_of(record, view.as_of.last), view


def frame(*cells: str) -> pd.DataFrame:
    read = [parse(cell) if cell else None for cell in cells]
    instants = {"when": [m and m.first for m in read], "when_last": [m and m.last for m in read]}
    return pd.DataFrame(
        {name: pd.Series(column, dtype="datetime64[s, UTC]") for name, column in instants.items()},
    ).set_axis(list(cells))


def test_what_may_have_happened_within_is_kept_and_nothing_else() -> None:
    rows = frame(
        "2021-11-30", "2021-12-01", "2021-12", "2021", "2021-12-31T23:59Z", "2022-01-01", ""
    )
    _, view = at(WHOLE, start="2021-12-01", until="2021-12-31")
    kept = happened_within(rows, view, "when")
    assert list(kept.index) == ["2021-12-01", "2021-12", "2021", "2021-12-31T23:59Z"]


def test_without_a_window_nothing_is_left_out_not_even_what_has_no_date() -> None:
    rows = frame("2021-12-01", "")
    _, view = at(WHOLE)
    assert happened_within(rows, view, "when").equals(rows)


def test_what_began_before_and_lasted_into_the_window_is_kept() -> None:
    rows = frame("2021-11-01").assign(over_last=parse("2021-12-15").last)
    _, view = at(WHOLE, start="2021-12-10")
    assert len(happened_within(rows, view, "when", "over")) == 1
    assert happened_within(rows, view, "when").empty


def test_the_window_narrows_the_timeline_and_the_sentence_counts_both() -> None:
    answer = events.timeline(*at(WHOLE, start="2021-12-01", until="2021-12-31"))
    every = events.timeline(*at(WHOLE))
    assert 0 < len(answer.occurred) < len(every.occurred)
    assert answer.occurred["when"].max() <= parse("2021-12-31").last
    assert answer.ahead.empty, "what is to come happens after the window"
    assert answer.total == every.total
    assert events.sentence(answer).startswith(f"{len(answer.occurred)} of {answer.total} events")


def test_the_window_cuts_the_curve_and_does_not_change_it() -> None:
    cut = events.timeline(*at(WHOLE, start="2021-12-10", until="2021-12-20")).curve
    every = events.timeline(*at(WHOLE)).curve.set_index("at")["mean"]
    for moment, mean in zip(cut["at"], cut["mean"], strict=True):
        assert mean == pytest.approx(every[moment], nan_ok=True)


def test_the_true_scale_ends_with_the_window_and_never_after_as_of() -> None:
    answer = events.timeline(*at(WHOLE, start="2021-12-01", until="2021-12-31"))
    assert (answer.true_from, answer.ends) == (parse("2021-12-01").first, parse("2021-12-31").last)
    beyond = events.timeline(*at(WHOLE, until="2022-02-01"))
    assert beyond.ends == parse(EVE).last


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ("2022-03-01", "2021-01-01"),
        ("2022-02-01", "2022-03-01"),
        ("1850", "1851"),
        ("2021-12-05",) * 2,
    ],
)
@pytest.mark.parametrize("record", [WHOLE, load(MADE_UP)], ids=["shipped", "made up"])
def test_any_window_draws(record: Record, start: str, until: str) -> None:
    seen, view = at(record, start=start, until=until)
    answer = events.timeline(seen, view)
    colors = theme(record, "light")
    figure.lanes(answer, view, colors)
    brush.brush(events.unbounded(seen, view), view, colors)
    overview.strip(seen, view)
    situation.latest(seen, view)


def test_last_and_the_weeks_hold_what_is_within_and_next_is_left_alone() -> None:
    seen, view = at(WHOLE, start="2021-12-01", until="2021-12-31")
    last = parse("2021-12-31").last
    assert (situation.latest(seen, view)["at"] <= last).all()
    strip = overview.strip(seen, view).events
    assert (strip.loc[~strip["scheduled"], "at"] <= last).all()
    assert len(ahead.upcoming(seen, view)) == len(ahead.upcoming(*at(WHOLE)))


@given(st.floats(-150, 1008), st.floats(-150, 1008))
def test_a_brush_holds_whole_days_in_order(a: float, b: float) -> None:
    answer = events.unbounded(*at(WHOLE))
    held = brush.window(answer, a, b)
    if held:
        first, last = held
        assert first <= last
        assert first.precision == last.precision == "day"


def test_a_brush_over_a_month_is_that_month() -> None:
    answer = events.unbounded(*at(WHOLE))
    axis = scale(answer)
    a, b = (axis.x(seconds(parse(day).first)) for day in ("2021-12-01", "2022-01-01"))
    assert brush.window(answer, b + 1, a - 1) == (parse("2021-12-01"), parse("2021-12-31"))


def test_a_brush_within_a_day_is_that_day() -> None:
    answer = events.unbounded(*at(WHOLE))
    axis = scale(answer)
    noon = axis.x(seconds(parse("2021-12-15").first) + DAY / 2)
    assert brush.window(answer, noon - 0.1, noon + 0.1) == (parse("2021-12-15"),) * 2


def test_a_brush_over_a_compressed_stretch_holds_its_events() -> None:
    answer = events.unbounded(*at(WHOLE))
    piece = scale(answer).pieces[0]
    held = brush.window(answer, piece.x0, piece.x1)
    days = [pd.Timestamp(at, unit="s", tz="UTC").date() for at in piece.times]
    assert held == (on(days[0]), on(days[-1]))


def test_an_empty_stretch_sets_no_window() -> None:
    answer = events.unbounded(*at(WHOLE))
    piece = scale(answer).pieces[0]
    assert brush.window(answer, piece.x1 + 1, piece.x1 + 2) is None


def test_the_strip_shows_the_window_and_nothing_without_one() -> None:
    seen, view = at(WHOLE, start="2021-12-01")
    answer, colors = events.unbounded(seen, view), theme(WHOLE, "light")
    bare = view.but(start=None)
    drawn, plain = (brush.brush(answer, v, colors)["layout"]["shapes"] for v in (view, bare))
    assert len(drawn) == len(plain) + 1
    assert brush.window_ends(scale(answer), bare) is None


def test_an_unknown_day_leaves_no_trace_on_the_strip() -> None:
    seen, view = at(WHOLE)
    answer = events.unbounded(seen, view)
    undated = answer.ahead.assign(when=pd.NaT)
    brush.brush(replace(answer, ahead=undated), view, theme(WHOLE, "light"))
