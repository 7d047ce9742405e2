"""A turn to another page holds until the browser has turned, however long that takes."""

from typing import Any

import pytest

from components.ui import state, store
from data.view import View


class Clock:
    """The seconds that have passed, as a test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    ticking = Clock()
    kept: dict[str, Any] = {}
    monkeypatch.setattr(state.st, "session_state", kept)
    monkeypatch.setattr(state, "take", lambda _view: kept.update(address={}))
    monkeypatch.setattr(state, "monotonic", ticking)
    return ticking


def turned(page: str) -> None:
    state.turn(page, View.default(store.record()))


def test_the_page_before_is_turned_from_however_late_it_is_asked_for(clock: Clock) -> None:
    turned("exchanges")
    clock.now = 1000
    assert state.turn_from("map") == "exchanges"


def test_a_run_that_the_server_asked_for_does_not_say_that_the_browser_has_turned(
    clock: Clock,
) -> None:
    turned("exchanges")
    assert state.turn_from("map") == "exchanges"
    state.switching()
    assert not state.turn_from("exchanges")
    clock.now = 1000
    assert state.turn_from("map") == "exchanges"


def test_the_turn_ends_a_while_after_the_browser_has_asked_for_its_page(clock: Clock) -> None:
    turned("exchanges")
    assert not state.turn_from("exchanges")
    clock.now = state.LINGERS - 1
    assert state.turn_from("map") == "exchanges"
    clock.now = state.LINGERS + 1
    assert not state.turn_from("map")


def test_a_new_turn_begins_anew(clock: Clock) -> None:
    turned("exchanges")
    assert not state.turn_from("exchanges")
    turned("map")
    clock.now = state.LINGERS + 1
    assert state.turn_from("exchanges") == "map"
