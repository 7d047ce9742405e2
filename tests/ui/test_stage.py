"""The foot of the stage: where the story stands, the buttons that step, and who follows."""

import re

import pytest

from components.rooms import OWN
from components.ui.frame import follow
from data.rooms import Screen
from tests.support.pages import raised, session, texts

BUTTON = re.compile(r"<button[^>]*data-step[^>]*>")


def foot(**query: str) -> list[str]:
    at = session({"present": "1", **query}).run()
    assert raised(at) == []
    (body,) = (text for text in texts(at) if "st-foot" in text and "<style" not in text)
    return BUTTON.findall(body)


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [("", False, True), ("yelnya", False, True), ("eve", True, True), ("invasion", True, False)],
)
def test_the_buttons_are_named_and_go_no_further_than_the_story(step, before, after):
    buttons = foot(**({"step": step} if step else {}))
    assert [name in button for button, name in zip(buttons, NAMES, strict=True)] == [True, True]
    assert ["disabled" not in button for button in buttons] == [before, after]


NAMES = ('aria-label="Step before"', 'aria-label="Next step"')


@pytest.mark.parametrize("stage", [{}, {"present": "1"}])
def test_only_who_leads_a_room_reads_how_many_follow(stage):
    opened = OWN.open(Screen("situation", ""))
    try:
        OWN.look(opened.code, "a viewer")
        at = session(stage)
        at.session_state[follow.HOSTING] = opened
        at.run()
        assert raised(at) == []
        (line,) = (text for text in texts(at) if "fo-count" in text and "<style" not in text)
        assert opened.code in line
        assert "1 follows" in line
        viewer = session({"room": opened.code}).run()
        assert not [t for t in texts(viewer) if "fo-count" in t and "<style" not in t]
    finally:
        OWN.close(opened.code, opened.key)
