"""Rooms in a database: what one server shows all see, and what stands there by other hands."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest

from components.rooms import OWN, Refused, Rooms, Unreachable, find_rooms
from data.database import connection
from data.database import rooms as stored
from data.database.rooms import LONGEST, InDatabase
from data.homes import Database
from data.package import DATABASE
from data.rooms import Screen
from tests.server.conftest import run

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds for another process to say all that it has to say
SOON = 10.0
FIRST, SECOND = Screen("map", "as_of=1878"), Screen("timeline", "")
Follow = Callable[[str, str], subprocess.Popen[str]]


@pytest.fixture
def rooms(base: Database) -> Rooms:
    run(base, "TRUNCATE rooms, seats")
    return Rooms(InDatabase(base), most=3, seats=2)


@pytest.fixture
def follow(base: Database) -> Iterator[Follow]:
    """Return what starts another process that follows a room."""
    with ExitStack() as stack:

        def start(code: str, viewer: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "tests.server.following", base.address, code, viewer]
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            stack.enter_context(process)
            late = Timer(PATIENCE, process.kill)  # else a test would wait for its words for ever
            late.start()
            stack.callback(process.kill)
            stack.callback(late.cancel)
            return process

        yield start


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def counts(rooms: Rooms, room, number: int) -> bool:
    """Wait until so many follow a room, and say whether they do."""
    until = monotonic() + SOON
    while (right := rooms.show(room.code, room.key, FIRST) == number) is False:
        if monotonic() > until:
            break
        sleep(0.05)
    return right


def test_who_follows_in_other_processes_sees_each_step_and_is_counted(
    rooms: Rooms, follow: Follow
) -> None:
    room = rooms.open(FIRST)
    others = [follow(room.code, name) for name in ("a", "b")]
    for step in (FIRST, SECOND, Screen("positions", "step=3&as_of=1879")):
        rooms.show(room.code, room.key, step)
        assert [hear(other) for other in others] == [f"{step.page} {step.query}".strip()] * 2
    assert counts(rooms, room, 2)
    others[0].kill()
    assert counts(rooms, room, 1)
    rooms.close(room.code, room.key)
    hear(others[1])  # FIRST, shown as the count was asked for
    assert "no such room" in hear(others[1])


def test_a_follower_whose_connection_is_cut_goes_on(
    rooms: Rooms, base: Database, follow: Follow
) -> None:
    room = rooms.open(FIRST)
    other = follow(room.code, "a")
    assert hear(other) == "map as_of=1878"
    run(
        base,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    rooms.show(room.code, room.key, SECOND)
    assert hear(other) == "timeline"


def test_a_presenter_goes_on_by_another_server_and_from_there_alone(
    rooms: Rooms, base: Database
) -> None:
    elsewhere = Rooms(InDatabase(base))
    room = rooms.open(FIRST)
    again = elsewhere.resume(room.code, room.key)
    elsewhere.show(again.code, again.key, SECOND)
    with pytest.raises(Refused, match="presenter"):
        rooms.show(room.code, room.key, FIRST)
    assert rooms.look(room.code, "v").screen == SECOND


def test_two_who_come_at_once_share_no_seat_and_no_last_room(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_seats = stored._Transaction.count_seats

    def count_slowly(*given: Any) -> int:
        count = count_seats(*given)
        sleep(0.05)
        return count

    monkeypatch.setattr(stored._Transaction, "count_seats", count_slowly)

    def do(act: Callable[..., object], *given: object) -> bool:
        try:
            act(*given)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: do(rooms.open, FIRST), range(8))) == 3
        run(rooms._store._home, "TRUNCATE rooms, seats")
        room = rooms.open(FIRST)
        came = pool.map(lambda n: do(rooms.look, room.code, f"viewer {n}"), range(8))
        assert sum(came) == 2
    assert rooms.show(room.code, room.key, FIRST) == 2


def test_what_a_database_holds_opens_no_room_by_itself(rooms: Rooms, base: Database) -> None:
    room = rooms.open(FIRST)
    with psycopg.connect(base.address) as opened:
        row = opened.execute("SELECT * FROM rooms").fetchone()
    assert room.key not in str(row)
    for key in map(str, row or ()):
        with pytest.raises(Refused, match="presenter"):
            rooms.show(room.code, key, SECOND)


def test_an_endless_screen_by_other_hands_is_cut(rooms: Rooms, base: Database) -> None:
    room = rooms.open(FIRST)
    run(base, "UPDATE rooms SET query = repeat('x', 1000000), page = repeat('y', 1000000)")
    screen = rooms.look(room.code, "v").screen
    assert (len(screen.query), len(screen.page)) == (LONGEST, LONGEST)


def test_a_store_that_is_away_is_said_and_not_asked_at_each_look() -> None:
    away = Rooms(InDatabase(Database("postgresql://127.0.0.1:1/x")))
    with pytest.raises(Unreachable, match="cannot be reached now"):
        away.open(FIRST)
    asked = monotonic()
    for _ in range(100):
        with pytest.raises(Unreachable):
            away.look("ABCDEF", "v")
    assert away._missed < asked, "it was not asked again"
    connection.close("postgresql://127.0.0.1:1/x")


def test_rooms_are_in_the_database_of_the_records(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(DATABASE, raising=False)
    assert find_rooms() is OWN
    monkeypatch.setenv(DATABASE, f"{base.address}?record=crisis")
    shared = find_rooms()
    assert shared is not OWN
    monkeypatch.setenv(DATABASE, base.address)
    room = find_rooms().open(FIRST)
    assert shared.look(room.code, "v").screen == FIRST
