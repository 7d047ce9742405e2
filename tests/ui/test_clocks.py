"""The two clocks in the sidebar, and the replay bar."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.figures.kit.theme import theme
from components.figures.timeline.histogram import dates, histogram
from components.ui import state, store
from components.ui.frame import clocks
from data import clock
from data.load import Record
from data.queries.events.stops import list_stops
from data.view import View
from tests.support.pages import APP, texts


def app(**query: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def clocks_of(at: AppTest) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the sidebar's clocks offer, and what is chosen."""
    said = [json.loads(element.proto.json or "{}") for element in at.get("bidi_component")]
    (told,) = (data for data in said if "as_of" in data.get("offered", {}))
    return told["offered"], told["values"]


def steps(at: AppTest) -> list[str]:
    return [way for way, _ in clocks_of(at)[0].get("steps", [])]


def moment(at: AppTest) -> str:
    return at.session_state["view"].as_of.text


@pytest.mark.parametrize("since", ["2022-02-01", "9799-12-31", "1850", "2022-01-09T18:21Z"])
def test_no_since_in_the_address_stops_the_sidebar(since: str) -> None:
    offered, chosen = clocks_of(app(since=since))
    assert offered["since"]["first"] <= chosen["since"]["day"] <= offered["since"]["last"]


def test_the_switch_says_since_only_where_it_is_set() -> None:
    def switch(at: AppTest) -> str:
        return next(str(e.proto.body) for e in at.get("html") if "{--as-of" in str(e.proto.body))

    assert "since 1 Jan 2022" in switch(app(since="2022-01-01"))
    assert "since" not in switch(app()).replace("--since:''", "")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Return what a clock, set so, changes of the default view."""
    changed: dict[str, Any] = {}
    monkeypatch.setattr(state, "view", lambda: View.default(store.record()))
    monkeypatch.setattr(state, "change", lambda **changes: changed.update(changes))

    def hear(**said: Any) -> dict[str, Any]:
        changed.clear()
        clocks.hear(said)
        return dict(changed)

    return hear


def test_a_step_back_is_marked_where_the_reader_stands() -> None:
    assert steps(app()) == ["A day before", "A week before", "Named moment before"]
    at = app(since="2022-01-02T18:21Z")
    assert clocks_of(at)[1]["steps"] == "A week before"
    assert steps(at)[-1] == "None"


def test_a_step_back_is_taken_and_let_go_by_none(heard) -> None:
    (since,) = heard(what="step", value="A week before").values()
    assert since.text == "2022-01-02T18:21Z"
    assert heard(what="step", value="None") == {"since": None}


def test_as_of_is_the_end_of_a_day_or_a_minute_of_it(heard) -> None:
    assert heard(what="as_of", day="2022-01-12", hour="") == {"as_of": clock.parse("2022-01-12")}
    minute = heard(what="as_of", day="2022-01-12", hour="09:30")
    assert minute == {"as_of": clock.parse("2022-01-12T09:30Z")}


def test_since_is_the_end_of_a_day_or_none(heard) -> None:
    assert heard(what="since", day="2022-01-01") == {"since": clock.parse("2022-01-01")}
    assert heard(what="since", day="") == {"since": None}


def test_a_named_moment_is_gone_to(heard) -> None:
    named = store.record().moments.index[0]
    assert heard(what="moment", value=named) == {"as_of": store.record().moment(named)}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"what": "as_of"},
        {"what": "as_of", "day": "2022-02-30"},
        {"what": "as_of", "day": "2022-01"},
        {"what": "as_of", "day": "2022-01-12", "hour": "25:00"},
        {"what": "as_of", "day": ["2022-01-12"]},
        {"what": "since", "day": "<script>"},
        {"what": "moment", "value": "none-such"},
        {"what": "moment", "value": ["a"]},
    ],
)
def test_what_no_clock_can_say_is_left_unheard(heard, said: dict[str, Any]) -> None:
    assert heard(**said) == {}


def test_steps_to_before_anything_was_known_are_not_offered(record: Record) -> None:
    first = record.events["reported"].min().date()
    at = app(as_of=first.isoformat())
    assert "A day before" not in steps(at)


def test_the_replay_bar_opens_steps_and_closes() -> None:
    at = app()
    assert "next" not in {b.key for b in at.button}
    at.session_state["replay_open"] = True  # as its button does
    at.run()
    assert any("rl-pace" in t for t in texts(at))
    at.button(key="next").click().run()
    assert moment(at) == "2022-01-10"
    at.button(key="back").click().run()
    assert moment(at) == "2022-01-09"
    at.button(key="replay_close").click().run()
    assert not at.exception
    assert not any("rl-pace" in t for t in texts(at))


def test_what_is_not_known_yet_has_no_bar(record: Record) -> None:
    first = pd.Timestamp("2021-10-01", tz="UTC")
    counts = pd.Series([2, 4], index=pd.DatetimeIndex([first, first + pd.Timedelta(days=3)]))
    days = [(first + pd.Timedelta(days=at)).date() for at in range(11)]
    image = histogram(counts, days, theme(record, "light"))
    svg = unquote(image)
    assert re.search(r'viewBox="0 0 10 ', svg)
    middles = [float(x) + 0.4 for x in re.findall(r'rect x="(-?[\d.]+)"', svg)]
    assert middles == pytest.approx([0, 3]), "a bar's middle is where the handle stands"
    assert "rect" not in histogram(counts.head(0), days, theme(record, "light"))


def test_dates_stand_where_they_begin_and_a_long_span_names_few(record: Record) -> None:
    first, last = date(2021, 12, 1), date(2022, 1, 31)
    at = pytest.approx(100 * 31 / 61)
    assert dates(list_stops(record, first, last))[::2] == ((0.0, "1 Dec 2021"), (at, "1 Jan 2022"))
    century = dates(list_stops(record, date(1850, 1, 5), date(1950, 1, 5)))
    assert 3 <= len(century) <= 12
    assert dates([first]) == ((0.0, "1 Dec 2021"),)
