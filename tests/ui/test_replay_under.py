"""The replay under the map: always there, the same as on other pages, and left with its page."""

from streamlit.testing.v1 import AppTest

from components.ui.frame import replay
from data import clock
from tests.support.pages import session, tools, turn


def on_the_map(**query: str) -> AppTest:
    return session(query).switch_page("pages/map.py").run()


def test_the_replay_stands_under_the_map_without_being_opened() -> None:
    page = on_the_map(as_of="2022-01-14")
    assert page.button(key="play").label == "Play"
    assert page.select_slider(key="replay_day").value == clock.parse("2022-01-14").last.date()
    page.button(key="next").click().run()
    assert page.session_state["view"].as_of.text == "2022-01-15"
    assert not page.exception


def test_the_map_has_one_replay_and_no_button_that_opens_a_second() -> None:
    page = session({"as_of": "2022-01-14"})
    page.session_state[replay.OPEN] = True
    page = page.switch_page("pages/map.py").run()
    assert not page.exception
    assert len([button for button in page.button if button.key == "play"]) == 1
    assert "replay_close" not in [button.key for button in page.button]
    assert "replay" not in tools(page)
    assert "replay" in tools(turn(page, "exchanges"))


def test_a_stage_has_no_replay() -> None:
    page = on_the_map(as_of="2022-01-14", present="1")
    assert "play" not in [button.key for button in page.button]


def test_who_leaves_the_map_while_it_plays_takes_the_moment_along_and_stops() -> None:
    page = on_the_map(as_of="2022-01-14")
    page.session_state["playing"] = True
    view = page.session_state["view"].but(as_of=clock.parse("2022-01-20"))
    page.session_state["view"] = view  # as a tick sets it: the address stands still meanwhile
    left = turn(page, "exchanges")
    assert not left.session_state["playing"]
    assert left.session_state["view"].as_of == view.as_of
    assert "2022-01-20" in left.query_params["as_of"]
    assert "play" not in [button.key for button in left.button]
