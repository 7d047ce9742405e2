"""Rooms as a page has them: a full room and a full house are said in one line."""

from collections.abc import Callable, Iterator

import pytest

from components.rooms import HOUSE, ROOMS, SEATS, Opened, Screen
from components.ui import state
from components.ui.frame import follow
from tests.support.pages import raised, session, texts, with_tool

SHOWN = Screen("timeline", "as_of=2022-01-26")
Open = Callable[[], Opened]


@pytest.fixture
def opens() -> Iterator[Open]:
    """Return what opens rooms in the server's house, which are closed after the test."""
    opened: list[Opened] = []

    def open_one() -> Opened:
        opened.append(HOUSE.open(SHOWN))
        return opened[-1]

    yield open_one
    for room in opened:
        HOUSE.close(room.code, room.key)


def lines(at, words: str) -> list[str]:
    return [body for body in texts(at) if words in body]


def titles(at) -> list[str]:
    found = lines(at, "<h1")
    assert found
    return found


def test_a_full_room_is_said_in_one_line_over_the_page_and_leaves_the_address(opens):
    room = opens()
    for number in range(SEATS):
        HOUSE.look(room.code, f"viewer {number}")
    at = session({"room": room.code}).run()
    assert raised(at) == []
    (line,) = lines(at, "This room is full")
    assert f"{SEATS} are following. You can go on by yourself." in line
    assert titles(at) == titles(session().run())
    assert "room" not in at.query_params
    for kept in (state.ROOM, follow.FOLLOWED, follow.WHY):
        assert kept not in at.session_state
    assert not lines(at, "fo-bar")
    assert not lines(at.run(), "This room is full")


def test_the_same_address_follows_once_a_seat_is_free(opens):
    room = opens()
    for number in range(SEATS):
        HOUSE.look(room.code, f"viewer {number}")
    assert lines(session({"room": room.code}).run(), "This room is full")
    HOUSE.leave(room.code, "viewer 0")
    at = session({"room": room.code}).run()
    assert raised(at) == []
    (strip,) = lines(at, "fo-bar")
    assert f"You follow room {room.code}" in " ".join(strip.split())
    assert not lines(at, "This room is full")
    assert room.code in at.query_params["room"]
    assert at.session_state["view"].as_of.text == "2022-01-26"


def test_a_full_house_is_said_in_one_line_and_a_room_is_offered_again(opens):
    for _ in range(ROOMS):
        opens()
    at = with_tool(session().run(), "follow")
    before = titles(at)
    at.button(key="room_start").click().run()
    assert raised(at) == []
    (line,) = lines(at, "rooms are taken")
    assert f"All {ROOMS} rooms are taken. Try again when one has closed." in line
    assert titles(at) == before
    assert follow.HOSTING not in at.session_state
    assert at.button(key="room_start")
    assert not lines(at.run(), "rooms are taken")
