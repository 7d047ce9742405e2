"""Rooms: who may show, who may look, and when a room is gone, wherever they are kept."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from components.rooms import (
    AWAY,
    EXPIRES,
    LEFT,
    LETTERS,
    SILENT,
    InMemory,
    Refused,
    Rooms,
)
from data.homes import Database
from data.rooms import RoomStore, Screen
from tests.server.conftest import run

FIRST, SECOND = Screen("map", "as_of=1878"), Screen("timeline", "")
Wait = Callable[[float], None]


class Clock:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest) -> tuple[RoomStore, Wait]:
    """Return a store, and what lets time pass in it."""
    if request.param == "memory":
        clock = Clock()
        return InMemory(clock), clock.wait
    from data.database.rooms import InDatabase

    base: Database = request.getfixturevalue("base")
    run(base, "TRUNCATE rooms, seats")

    def wait(seconds: float) -> None:
        run(base, "UPDATE rooms SET heard = heard - make_interval(secs => %s)", seconds)
        run(base, "UPDATE seats SET seen = seen - make_interval(secs => %s)", seconds)

    return InDatabase(base), wait


@pytest.fixture
def wait(store: tuple[RoomStore, Wait]) -> Wait:
    return store[1]


@pytest.fixture
def rooms(store: tuple[RoomStore, Wait]) -> Rooms:
    return Rooms(store[0], most=3, seats=2)


def test_a_viewer_sees_what_the_presenter_shows_and_nothing_older(rooms):
    room = rooms.open(FIRST)
    assert rooms.look(room.code, "v").screen == FIRST
    assert rooms.show(room.code, room.key, SECOND) == 1
    assert rooms.look(room.code, "v").screen == SECOND


def test_a_viewer_cannot_take_the_room_over(rooms):
    room, other = rooms.open(FIRST), rooms.open(FIRST)
    for key in ("", room.code, other.key, room.key[:-1], "é", "\ud800"):
        with pytest.raises(Refused, match="presenter"):
            rooms.show(room.code, key, SECOND)
        with pytest.raises(Refused, match="presenter"):
            rooms.close(room.code, key)
    assert rooms.look(room.code, "v").screen == FIRST


def test_the_key_is_in_nothing_that_a_viewer_or_a_log_is_given(rooms):
    room = rooms.open(FIRST)
    assert room.key not in repr(room)
    assert room.key not in repr(rooms.look(room.code, "v"))
    assert len(room.key) >= 40


def test_a_full_store_opens_no_room_until_one_closes(rooms):
    opened = [rooms.open(FIRST) for _ in range(3)]
    with pytest.raises(Refused, match="All 3 rooms are taken"):
        rooms.open(FIRST)
    rooms.close(opened[0].code, opened[0].key)
    assert rooms.open(FIRST).code != opened[1].code


def test_a_full_room_takes_no_new_viewer_and_keeps_the_old_ones(rooms, wait):
    room = rooms.open(FIRST)
    rooms.look(room.code, "a")
    rooms.look(room.code, "b")
    with pytest.raises(Refused, match="full"):
        rooms.look(room.code, "c")
    assert rooms.look(room.code, "a").screen == FIRST
    rooms.leave(room.code, "b")
    rooms.look(room.code, "c")
    wait(LEFT + 1)
    assert rooms.show(room.code, room.key, FIRST) == 0


def test_who_looks_no_more_is_soon_not_counted_and_keeps_the_seat(rooms, wait):
    room = rooms.open(FIRST)
    rooms.look(room.code, "a")
    wait(AWAY - 1)
    rooms.look(room.code, "b")
    assert rooms.show(room.code, room.key, FIRST) == 2
    wait(2)
    assert rooms.show(room.code, room.key, FIRST) == 1
    with pytest.raises(Refused, match="full"):
        rooms.look(room.code, "c")


def test_a_dropped_presenters_last_view_stays_and_is_said_to_be_the_last(rooms, wait):
    room = rooms.open(FIRST)
    wait(SILENT + 1)
    look = rooms.look(room.code, "v")
    assert look.silent
    assert look.screen == FIRST


def test_a_presenter_who_comes_back_goes_on_with_the_same_key(rooms, wait):
    room = rooms.open(FIRST)
    wait(EXPIRES - 1)
    rooms.show(room.code, room.key, SECOND)
    look = rooms.look(room.code, "v")
    assert not look.silent
    assert look.screen == SECOND


def test_a_presenter_who_goes_on_in_another_window_leads_from_there_alone(rooms):
    room = rooms.open(FIRST)
    again = rooms.resume(room.code, room.key)
    rooms.show(again.code, again.key, SECOND)
    for use in (rooms.resume, rooms.close):
        with pytest.raises(Refused, match="presenter"):
            use(room.code, room.key)
    assert rooms.look(room.code, "v").screen == SECOND


def test_a_forgotten_room_is_gone_and_its_key_opens_nothing(rooms, wait):
    room = rooms.open(FIRST)
    wait(EXPIRES + 1)
    for use in (
        lambda: rooms.look(room.code, "v"),
        lambda: rooms.show(room.code, room.key, SECOND),
        lambda: rooms.close(room.code, room.key),
    ):
        with pytest.raises(Refused, match="no such room"):
            use()


def test_looking_does_not_keep_a_room_alive(rooms, wait):
    room = rooms.open(FIRST)
    wait(EXPIRES / 2)
    rooms.look(room.code, "v")
    wait(EXPIRES / 2 + 1)
    with pytest.raises(Refused):
        rooms.look(room.code, "v")


@given(st.one_of(st.text(), st.text(LETTERS, min_size=6, max_size=6)))
def test_no_guess_finds_a_room(code):
    rooms = Rooms(InMemory())
    opened = rooms.open(FIRST)
    if code != opened.code:
        with pytest.raises(Refused, match="no such room"):
            rooms.look(code, "v")


def test_a_code_can_be_read_out(rooms):
    code = rooms.open(FIRST).code
    assert len(code) == 6
    assert not set(code) - set(LETTERS)
    assert not set("0O1IL") & set(LETTERS)


class Anything(RuleBasedStateMachine):
    """Any order of opening, showing, looking and waiting: rooms never mix, and stay few."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.rooms = Rooms(InMemory(self.clock), most=3, seats=2)
        self.shown: dict = {}  # what each room was last shown, and when

    @rule(page=st.sampled_from("abc"))
    def opens(self, page):
        self.forget()
        screen = Screen(page, "")
        if len(self.shown) == 3:
            with pytest.raises(Refused):
                self.rooms.open(screen)
        else:
            self.shown[self.rooms.open(screen)] = (screen, self.clock.at)

    @rule(data=st.data(), page=st.sampled_from("abc"))
    def shows(self, data, page):
        self.forget()
        if self.shown:
            room = data.draw(st.sampled_from(list(self.shown)))
            self.rooms.show(room.code, room.key, Screen(page, room.code))
            self.shown[room] = (Screen(page, room.code), self.clock.at)

    @rule(data=st.data())
    def is_broken_into(self, data):
        self.forget()
        if len(self.shown) > 1:
            room, other = list(self.shown)[:2]
            with pytest.raises(Refused):
                self.rooms.show(room.code, other.key, Screen("stolen", ""))

    @rule(seconds=st.sampled_from([1.0, SILENT + 1, EXPIRES / 2]))
    def waits(self, seconds):
        self.clock.wait(seconds)

    @invariant()
    def each_room_shows_its_own(self):
        self.forget()
        for room, (screen, at) in self.shown.items():
            look = self.rooms.look(room.code, "v")
            assert look.screen == screen
            assert look.silent == (self.clock.at - at > SILENT)

    def forget(self):
        kept = {r: s for r, s in self.shown.items() if self.clock.at - s[1] <= EXPIRES}
        self.shown = kept


TestAnything = Anything.TestCase
