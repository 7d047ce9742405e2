"""Rooms in which viewers follow a presenter: who may show, who may look, and when a room is gone.

They are kept in the server's memory; where its records are in a database, they are kept there, so
that presenter and viewers may be on any of the servers that share it.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from threading import Lock
from time import monotonic

from data.homes import Database
from data.package import NotAPackage, find_database
from data.rooms import Room, RoomStore, Screen, Transaction

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another when read out
LENGTH = 6  # 31 to the 6th: 887 million codes, for at most ROOMS rooms
CODE = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
ROOMS = 50
SEATS = 100  # viewers of one room
EXPIRES = 4 * 3600.0  # seconds without a word from the presenter, until the room is gone
SILENT = 10.0  # seconds without one, until viewers are told that they see the last view
AWAY = 4.0  # seconds without a look, until a viewer is no longer counted
LEFT = 30.0  # seconds without a look, until a viewer's seat is free again
PATIENCE = 2.0  # seconds until a store that could not be reached is tried again


class Refused(Exception):
    """A sentence that says why: there is no such room, no room left, or not the right key."""


class Unreachable(Refused):
    """Rooms cannot be reached now: those that were open may still be so."""

    def __init__(self) -> None:
        super().__init__("Rooms cannot be reached now. Try again in a moment.")


@dataclass(frozen=True)
class Opened:
    """A room just opened: the code for viewers, and the key for the presenter's window alone."""

    code: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class Look:
    """What a viewer sees of a room: its screen, and whether the presenter is silent."""

    screen: Screen
    silent: bool


class InMemory:
    """The rooms of this process alone; `now` is a clock in seconds."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._rooms: dict[str, tuple[str, Screen, float]] = {}
        self._seats: dict[str, dict[str, float]] = {}
        self._lock = Lock()

    @contextmanager
    def begin(self, *, alone: bool = False) -> Iterator[Transaction]:
        """Begin a step; nobody else takes one meanwhile."""
        with self._lock:
            yield self

    def find(self, code: str, *, alone: bool = False) -> Room | None:
        """Return a room."""
        if code not in self._rooms:
            return None
        lock, screen, heard = self._rooms[code]
        return Room(lock, screen, self._now() - heard)

    def put(self, code: str, lock: str, screen: Screen) -> None:
        """Keep a room."""
        self._rooms[code] = (lock, screen, self._now())
        self._seats.setdefault(code, {})

    def close(self, code: str) -> None:
        """Close a room."""
        del self._rooms[code], self._seats[code]

    def close_silent(self, age: float) -> None:
        """Close the rooms whose presenter was not heard for longer."""
        for code, (_, _, heard) in list(self._rooms.items()):
            if self._now() - heard > age:
                self.close(code)

    def count_rooms(self) -> int:
        """Return how many rooms there are."""
        return len(self._rooms)

    def look_again(self, code: str, viewer: str) -> bool:
        """Note that a viewer with a seat looks."""
        if there := viewer in self._seats[code]:
            self.seat(code, viewer)
        return there

    def seat(self, code: str, viewer: str) -> None:
        """Give a viewer a seat."""
        self._seats[code][viewer] = self._now()

    def unseat(self, code: str, viewer: str) -> None:
        """Take a viewer's seat away."""
        self._seats.get(code, {}).pop(viewer, None)

    def unseat_away(self, code: str, age: float) -> None:
        """Take the seats away of those who did not look for longer."""
        seats = self._seats[code]
        for viewer in [v for v, seen in seats.items() if self._now() - seen > age]:
            del seats[viewer]

    def count_seats(self, code: str, age: float) -> int:
        """Return how many viewers looked no longer ago."""
        return sum(self._now() - seen <= age for seen in self._seats[code].values())


class Rooms:
    """All rooms of a store, for any number of threads.

    Everything raises Refused, and Unreachable where the store cannot be reached.
    """

    def __init__(self, store: RoomStore, *, most: int = ROOMS, seats: int = SEATS) -> None:
        self._store, self._most, self._seats = store, most, seats
        self._missed = -PATIENCE

    def open(self, screen: Screen) -> Opened:
        """Open a room that shows this screen, unless all rooms are taken."""
        with self._begin(alone=True) as step:
            step.close_silent(EXPIRES)
            if step.count_rooms() >= self._most:
                raise Refused(f"All {self._most} rooms are taken. Try again when one has closed.")
            while step.find(code := "".join(secrets.choice(LETTERS) for _ in range(LENGTH))):
                pass
            key = secrets.token_urlsafe(32)
            step.put(code, _hash(key), screen)
            return Opened(code, key)

    def show(self, code: str, key: str, screen: Screen) -> int:
        """Show a screen to all who follow, and return how many look.

        It is also the sign that the presenter is there.
        """
        with self._begin() as step:
            step.put(code, self._find_mine(step, code, key).lock, screen)
            return step.count_seats(code, AWAY)

    def resume(self, code: str, key: str) -> Opened:
        """Return a new key for the old one, which opens nothing any more.

        So a presenter can go on in another window, and never in two.
        """
        with self._begin() as step:
            room, new = self._find_mine(step, code, key), secrets.token_urlsafe(32)
            step.put(code, _hash(new), room.screen)
            return Opened(code, new)

    def close(self, code: str, key: str) -> None:
        """Close a room."""
        with self._begin() as step:
            self._find_mine(step, code, key)
            step.close(code)

    def look(self, code: str, viewer: str) -> Look:
        """Return what the room shows, and keep the viewer's seat.

        `viewer` is any name that no other viewer of the room has. A full room takes no new one.
        """
        with self._begin() as step:
            room = self._find(step, code)
            if not step.look_again(code, viewer):
                self._find(step, code, alone=True)  # one new viewer after another
                step.unseat_away(code, LEFT)
                if step.count_seats(code, LEFT) >= self._seats:
                    raise Refused(f"This room is full: {self._seats} are following.")
                step.seat(code, viewer)
            return Look(room.screen, room.silent > SILENT)

    def leave(self, code: str, viewer: str) -> None:
        """Give a viewer's seat back, where there is one."""
        with self._begin() as step:
            step.unseat(code, viewer)

    @contextmanager
    def _begin(self, *, alone: bool = False) -> Iterator[Transaction]:
        # Who waits for a store that is away keeps a page waiting, so others do not try beside them.
        if monotonic() - self._missed < PATIENCE:
            raise Unreachable
        try:
            with self._store.begin(alone=alone) as step:
                yield step
        except NotAPackage as fault:
            self._missed = monotonic()
            raise Unreachable from fault

    def _find(self, step: Transaction, code: str, *, alone: bool = False) -> Room:
        room = step.find(code, alone=alone) if CODE.fullmatch(code) else None
        if not room or room.silent > EXPIRES:
            raise Refused("There is no such room any more, or the code is not right.")
        return room

    def _find_mine(self, step: Transaction, code: str, key: str) -> Room:
        room = self._find(step, code, alone=True)
        if not secrets.compare_digest(room.lock.encode(), _hash(key).encode()):
            raise Refused("Only the presenter can do this.")
        return room


def _hash(key: str) -> str:
    """Return what a key is known by: whoever reads where rooms are kept leads none."""
    return sha256(key.encode(errors="replace")).hexdigest()


OWN = Rooms(InMemory())  # the server's own


def find_rooms() -> Rooms:
    """Return the rooms of this server: those of its database, or its own where it has none."""
    database = find_database()
    return _share(database) if database else OWN


@cache
def _share(database: Database) -> Rooms:
    from data.database.rooms import InDatabase

    return Rooms(InDatabase(database))
