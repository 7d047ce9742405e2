"""The sidebar's tools: a button each, one panel at a time, nothing believed of a browser."""

from collections.abc import Iterator

import pytest

from components.rooms import OWN
from components.ui import state
from components.ui.frame import tools
from data.rooms import Screen
from tests.support.pages import choose, raised, session, with_tool
from tests.support.pages import tools as offered

PANELS = ("cite", "follow", "weigh", "link")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Return the session of a reader, and let nothing be drawn."""
    session_state: dict[str, object] = {}
    changed: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", session_state)
    monkeypatch.setattr(state, "change", lambda **changes: changed.update(changes))
    session_state["changed"] = changed
    return session_state


@pytest.fixture
def room() -> Iterator[str]:
    opened = OWN.open(Screen("situation", ""))
    yield opened.code
    OWN.close(opened.code, opened.key)


def test_a_button_opens_its_panel_and_folds_it_again(kept) -> None:
    tools.hear("cite")
    assert kept["tool"] == "cite"
    tools.hear("link")
    assert kept["tool"] == "link"
    tools.hear("link")
    assert not kept["tool"]


def test_present_and_replay_have_no_panel_and_close_none(kept) -> None:
    tools.hear("cite")
    tools.hear("present")
    assert kept["changed"] == {"present": True}
    tools.hear("replay")
    assert kept["replay_open"]
    tools.hear("replay")
    assert not kept["replay_open"]
    assert kept["tool"] == "cite"


@pytest.mark.parametrize("said", [None, "", "none-such", ["cite"], {"cite": 1}, 7])
def test_what_no_button_says_is_left_unheard(kept, said: object) -> None:
    tools.hear(said)
    assert kept == {"changed": {}}


def test_a_tool_is_pressed_while_its_panel_is_open() -> None:
    at = session().run()
    assert offered(at)["present"] == ("Present", None)
    assert not any(pressed for _, pressed in offered(at).values())
    for name in PANELS:
        assert raised(with_tool(at, name)) == []
        assert [tool for tool, (_, pressed) in offered(at).items() if pressed] == [name]


def test_a_panel_is_drawn_only_while_it_is_open() -> None:
    at = session().run()
    assert not at.get("code")
    assert with_tool(at, "link").get("code")
    assert not with_tool(at, "").get("code")


def test_the_panels_that_hold_an_address_say_the_view_while_they_are_open(kept) -> None:
    said = {}
    for name in PANELS:
        tools.hear(name)
        said[name] = tools.says_the_view()
        tools.hear(name)
        assert not tools.says_the_view()
    assert said == {"cite": True, "follow": False, "weigh": False, "link": True}


@pytest.mark.parametrize("name", ["cite", "link"])
def test_a_panel_that_says_the_view_follows_what_is_chosen_on_the_page(name: str) -> None:
    at = with_tool(session().run(), name)
    asked = "issue=nato-enlargement"
    assert not any(asked in code.value for code in at.get("code"))
    assert any(asked in code.value for code in choose(at, issue="nato-enlargement").get("code"))


def test_who_follows_a_room_is_offered_none_of_their_own(room: str) -> None:
    assert "follow" in offered(session().run())
    at = with_tool(session({"room": room}).run(), "follow")
    assert raised(at) == []
    assert "follow" not in offered(at)
    assert "room_start" not in {button.key for button in at.button}
