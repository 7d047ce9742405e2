"""The two clocks in the sidebar, and the replay bar."""

import re
from base64 import b64decode

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.figures.histogram import histogram, months
from components.figures.theme import theme
from data.load import Record
from tests.pages import texts


def app(**query: str) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def steps(at: AppTest) -> list[str]:
    return list(at.button_group(key="since_step_sidebar").options)


def moment(at: AppTest) -> str:
    return at.session_state["view"].as_of.text


@pytest.mark.parametrize("since", ["2022-02-01", "9799-12-31", "1850", "2022-01-09T18:21Z"])
def test_no_since_in_the_address_stops_the_sidebar(since: str) -> None:
    at = app(since=since)
    assert at.date_input(key="since_day").value is not None


def test_the_switch_says_since_only_where_it_is_set() -> None:
    def switch(at: AppTest) -> str:
        return next(
            str(e.proto.body) for e in at.get("html") if ":root{--as-of" in str(e.proto.body)
        )

    assert "since 1 Jan 2022" in switch(app(since="2022-01-01"))
    assert "since" not in switch(app()).replace("--since:''", "")


def test_a_step_back_is_marked_where_the_reader_took_it_and_let_go_by_none() -> None:
    at = app()
    assert steps(at) == ["A day before", "A week before", "Last named moment"]
    at.button_group(key="since_step_sidebar").set_value("A week before").run()
    assert at.session_state["view"].since.text == "2022-01-02T18:21Z"
    assert at.button_group(key="since_step_sidebar").value == "A week before"
    assert steps(at)[-1] == "None"
    at.button_group(key="since_step_sidebar").set_value("None").run()
    assert at.session_state["view"].since is None


def test_steps_to_before_anything_was_known_are_not_offered(record: Record) -> None:
    first = record.events["reported"].min().date()
    at = app(as_of=first.isoformat())
    assert not at.get("button_group") or "A day before" not in steps(at)


def test_the_replay_bar_opens_steps_and_closes() -> None:
    at = app()
    assert "next" not in {b.key for b in at.button}
    at.toggle(key="replaying_shown").set_value(True).run()
    assert any("rl-pace" in t for t in texts(at))
    at.button(key="next").click().run()
    assert moment(at) == "2022-01-10"
    at.button(key="back").click().run()
    assert moment(at) == "2022-01-09"
    at.button(key="replay_close").click().run()
    assert not at.exception
    assert not any("rl-pace" in t for t in texts(at))


def test_what_is_not_known_yet_has_no_bar(record: Record) -> None:
    first, last = pd.Timestamp("2021-10-01", tz="UTC"), pd.Timestamp("2021-10-11", tz="UTC")
    counts = pd.Series([2, 4], index=pd.DatetimeIndex([first, first + pd.Timedelta(days=3)]))
    image = histogram(counts, first, last, theme(record, "light"))
    svg = b64decode(image.split(",")[1]).decode()
    assert re.search(r'viewBox="0 0 10 ', svg)
    middles = [float(x) + 0.4 for x in re.findall(r'rect x="(-?[\d.]+)"', svg)]
    assert middles == pytest.approx([0, 3]), "a bar's middle is where the handle stands"
    assert "rect" not in histogram(counts.head(0), first, last, theme(record, "light"))


def test_months_stand_where_they_begin_and_a_long_span_names_few() -> None:
    first, last = pd.Timestamp("2021-12-01", tz="UTC"), pd.Timestamp("2022-01-31", tz="UTC")
    assert months(first, last) == ((0.0, "Dec 2021"), (pytest.approx(100 * 31 / 61), "Jan 2022"))
    century = months(pd.Timestamp("1850-01-05", tz="UTC"), pd.Timestamp("1950-01-05", tz="UTC"))
    assert len(century) <= 12
    assert months(first, first) == ((0.0, "Dec 2021"),)
