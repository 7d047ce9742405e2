"""A server hears that a record in a database was changed, whoever changed it and where."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from time import monotonic, sleep

import psycopg
import pytest

from data.curation import queue
from data.curation.changes import Changes
from data.curation.proposals import Proposal, Proposed
from data.curation.writer import write
from data.database import connection, notices, store
from data.homes import Database
from data.live import SELDOM, Watch
from data.package import NotAPackage
from tests.curation.made_changes import ANNA, person
from tests.support.clock import Clock

ROOT = Path(__file__).parents[2]
SOON = 10.0  # seconds in which a notice has come, on a busy machine
PATIENCE = 60.0  # seconds for another process to say all that it has to say
EVA = Changes(added=(person("eva"),))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """Return what the database was asked for a number of changes, each time."""
    asked: list[Database] = []
    read_revision = store.read_revision

    def read(home: Database) -> int:
        asked.append(home)
        return read_revision(home)

    monkeypatch.setattr(store, "read_revision", read)
    return asked


def run(home: Database, command: str) -> None:
    with psycopg.connect(home.address, autocommit=True) as opened:
        opened.execute(command)


def comes(happens: Callable[[], bool]) -> bool:
    """Wait until something happens, and say whether it did."""
    until = monotonic() + SOON
    while not (done := happens()) and monotonic() < until:
        sleep(0.02)
    return done


def end_lines(home: Database) -> None:
    """End all connections to a database but this one, as a server does that stops."""
    run(
        home,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )


def test_who_listens_hears_of_a_change_once_it_is_made(home: Database) -> None:
    with psycopg.connect(home.address, autocommit=True) as listening:
        listening.execute(f"LISTEN {connection.CHANNEL}")
        with store.hold(home) as held:
            held.put({})
            assert [*listening.notifies(timeout=0.1, stop_after=1)] == []
        (notice,) = listening.notifies(timeout=5, stop_after=1)
    assert notice.payload == home.record
    assert store.read_revision(home) == 2


def test_a_notice_alone_has_a_server_look(
    home: Database, clock: Clock, asked: list[Database]
) -> None:
    watch = Watch(home, now=clock)
    assert watch.shown.record
    assert not watch.look()
    asked.clear()
    for _ in range(5):
        assert not watch.look()
    assert asked == [], "the database says by itself that it has changed"
    write(home, EVA, ANNA)
    assert comes(watch.look)
    assert watch.shown.record
    assert "eva" in watch.shown.record.people.index
    asked.clear()
    queue.propose(home, [Proposal("p", "people", "dora", {"name": Proposed("Dora")})], "anna")
    run(home, f"NOTIFY {connection.CHANNEL}, 'another'")
    assert not watch.look()
    assert asked == [], "a proposal is no part of the record, another record none of this one"


def test_a_change_whose_notice_is_lost_is_seen_a_little_later(home: Database, clock: Clock) -> None:
    watch = Watch(home, now=clock)
    watch.look()
    run(home, "UPDATE records SET revision = revision + 1")
    with store.hold(home) as held:
        held.put({"README.md": b"# More words"})
    notices.find(home.address).count(home.record)
    watch._heard = (notices.find(home.address).count(home.record), clock())
    clock.seconds += 0.9 * SELDOM
    assert not watch.look()
    clock.seconds += 0.2 * SELDOM
    assert watch.look()


def test_a_line_that_breaks_is_opened_again_and_no_change_is_lost(
    home: Database, clock: Clock, asked: list[Database]
) -> None:
    watch = Watch(home, now=clock)
    watch.look()
    end_lines(home)
    write(home, EVA, ANNA)  # of which no notice comes
    asked.clear()
    assert comes(watch.look), "the clock stands: the line itself tells"
    assert watch.shown.record
    assert "eva" in watch.shown.record.people.index
    write(home, Changes(added=(person("fay"),)), ANNA)
    assert comes(watch.look), "the new line hears"
    assert len(asked) < 10


def test_a_database_that_is_away_is_called_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, calls = Clock(), []

    def call(address: str) -> None:
        calls.append(address)
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(connection, "listen", call)
    away = notices.Notices("postgresql://127.0.0.1:1/x", clock)
    assert [away.count("crisis") for _ in range(5)] == [0] * 5
    assert len(calls) == 1
    clock.seconds += notices.AGAIN
    away.count("crisis")
    assert len(calls) == 2


def test_what_anybody_says_on_the_channel_fills_no_memory(home: Database) -> None:
    heard = notices.find(home.address)
    first = heard.count(home.record)
    for number in range(20):
        run(home, f"NOTIFY {connection.CHANNEL}, 'record {number}'")
    run(home, f"SELECT pg_notify('{connection.CHANNEL}', E'\\u0001\\'; DROP TABLE rows; --')")
    run(home, f"NOTIFY {connection.CHANNEL}, '{home.record}'")
    assert comes(lambda: heard.count(home.record) > first)
    assert heard.count(home.record) == first + 1
    assert list(heard._heard) == [home.record]


def test_a_database_that_goes_away_leaves_what_was_shown(
    home: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(home, now=clock)

    def fail(_home: Database) -> int:
        raise NotAPackage("the database does not answer")

    monkeypatch.setattr(store, "read_revision", fail)
    clock.seconds += SELDOM
    assert not watch.look()
    assert watch.shown.record


@pytest.fixture
def watching(home: Database) -> Iterator[subprocess.Popen[str]]:
    """Yield another process that watches a record, and prints the ids of people that come."""
    command = [sys.executable, "-m", "tests.data.watching", f"{home.address}?record={home.record}"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        late = Timer(PATIENCE, process.kill)  # else a test would wait for its words for ever
        late.start()
        yield process
        late.cancel()
        process.kill()


def test_another_process_sees_each_change_and_survives_a_line_that_breaks(
    home: Database, watching: subprocess.Popen[str]
) -> None:
    assert watching.stdout
    assert watching.stdout.readline() == "watches\n"
    write(home, EVA, ANNA)
    assert watching.stdout.readline() == "eva\n"
    end_lines(home)
    write(home, Changes(added=(person("fay"),)), ANNA)
    assert watching.stdout.readline() == "fay\n"
