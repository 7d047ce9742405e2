"""Rooms as a page has them: a full room and a full server are said in one line."""

from collections.abc import Callable, Iterator
from math import inf

import pytest

from components.rooms import OWN, ROOMS, SEATS, Opened
from components.ui import state
from components.ui.frame import follow
from data.rooms import Screen
from tests.support.pages import raised, session, texts, with_tool

SHOWN = Screen("timeline", "as_of=2022-01-26")
Open = Callable[[], Opened]


@pytest.fixture
def opens() -> Iterator[Open]:
    """Return what opens rooms on the server, which are closed after the test."""
    opened: list[Opened] = []

    def open_one() -> Opened:
        opened.append(OWN.open(SHOWN))
        return opened[-1]

    yield open_one
    for room in opened:
        OWN.close(room.code, room.key)


def lines(at, words: str) -> list[str]:
    return [body for body in texts(at) if words in body]


def titles(at) -> list[str]:
    found = lines(at, "<h1")
    assert found
    return found


def test_a_full_room_is_said_in_one_line_over_the_page_and_leaves_the_address(opens):
    room = opens()
    for number in range(SEATS):
        OWN.look(room.code, f"viewer {number}")
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
        OWN.look(room.code, f"viewer {number}")
    assert lines(session({"room": room.code}).run(), "This room is full")
    OWN.leave(room.code, "viewer 0")
    at = session({"room": room.code}).run()
    assert raised(at) == []
    (strip,) = lines(at, "fo-bar")
    assert f"You follow room {room.code}" in " ".join(strip.split())
    assert not lines(at, "This room is full")
    assert room.code in at.query_params["room"]
    assert at.session_state["view"].as_of.text == "2022-01-26"


def test_a_full_server_is_said_in_one_line_and_a_room_is_offered_again(opens):
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


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what lets no room be reached any more; ask for it after `opens`, which closes them."""
    return lambda: monkeypatch.setattr(OWN, "_missed", inf)


def test_a_viewer_stays_where_they_are_while_rooms_cannot_be_reached(opens, away):
    at = session({"room": opens().code}).run()
    shown = at.session_state["view"]
    away()
    at.run()
    assert raised(at) == []
    (strip,) = lines(at, "fo-bar")
    assert "this is their last view" in strip
    assert at.session_state["view"] == shown
    assert "room" in at.query_params


def test_who_comes_while_rooms_cannot_be_reached_is_told(opens, away):
    room = opens()
    away()
    at = session({"room": room.code}).run()
    assert raised(at) == []
    assert lines(at, "Rooms cannot be reached now")


def test_a_presenter_keeps_the_room_while_it_cannot_be_reached(opens, away):
    room = opens()
    at = session()
    at.session_state[follow.HOSTING] = room
    at.run()
    away()
    at.run()
    assert raised(at) == []
    assert at.session_state[follow.HOSTING] == room
    assert lines(at, "how many follow is not known now")
    assert not lines(at, "nobody follows")


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("../secrets", "as_of=2022-01-26"),
        ("curate", "as_of=2022-01-26"),
        ("timeline", "as_of=" + "9" * 5000 + "&record=../x&q=%00<script>&event=nobody&x=1"),
        ("", "&&=%ff&;" * 900),
    ],
)
def test_a_screen_by_other_hands_is_read_as_an_address_is(opens, page, query):
    room = opens()
    OWN.show(room.code, room.key, Screen(page, query))
    at = session({"room": room.code}).run()
    assert raised(at) == []
    assert lines(at, "fo-bar")
    assert at.session_state["view"].q == "<script>" * ("script" in query)
    assert state.TURN_TO not in at.session_state or at.session_state[state.TURN_TO] == "timeline"
