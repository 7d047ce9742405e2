"""Rooms in which viewers follow a presenter: kept in the server's memory, and nowhere else."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another when read out
LENGTH = 6  # 31 to the 6th: 887 million codes, for at most ROOMS rooms
ROOMS = 50
SEATS = 100  # viewers of one room
EXPIRES = 4 * 3600.0  # seconds without a word from the presenter, until the room is gone
SILENT = 10.0  # seconds without one, until viewers are told that they see the last view
AWAY = 4.0  # seconds without a look, until a viewer is no longer counted
LEFT = 30.0  # seconds without a look, until a viewer's seat is free again


class Refused(Exception):
    """A sentence that says why: there is no such room, no room left, or not the right key."""


@dataclass(frozen=True)
class Screen:
    """What a presenter shows: a page, and the query of the address that holds the view."""

    page: str
    query: str


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


@dataclass
class _Room:
    key: str
    screen: Screen
    heard: float
    seats: dict[str, float]


class Rooms:
    """All rooms of a server, for any number of threads; `now` is a clock in seconds."""

    def __init__(
        self, now: Callable[[], float] = monotonic, *, most: int = ROOMS, seats: int = SEATS
    ) -> None:
        self._now, self._most, self._seats = now, most, seats
        self._rooms: dict[str, _Room] = {}
        self._lock = Lock()

    def open(self, screen: Screen) -> Opened:
        """Open a room that shows this screen; raises Refused where the house is full."""
        with self._lock:
            self._close_the_forgotten()
            if len(self._rooms) >= self._most:
                raise Refused(f"All {self._most} rooms are taken. Try again when one has closed.")
            code = self._free_code()
            key = secrets.token_urlsafe(32)
            self._rooms[code] = _Room(key, screen, self._now(), {})
            return Opened(code, key)

    def show(self, code: str, key: str, screen: Screen) -> int:
        """Show a screen to all who follow, and return how many look; raises Refused.

        It is also the sign that the presenter is there.
        """
        with self._lock:
            room = self._mine(code, key)
            room.screen, room.heard = screen, self._now()
            self._free_seats(room)
            return sum(self._now() - seen <= AWAY for seen in room.seats.values())

    def resume(self, code: str, key: str) -> Opened:
        """Return a new key for the old one, which opens nothing any more; raises Refused.

        So a presenter can go on in another window, and never in two.
        """
        with self._lock:
            room = self._mine(code, key)
            room.key, room.heard = secrets.token_urlsafe(32), self._now()
            return Opened(code, room.key)

    def close(self, code: str, key: str) -> None:
        """Close a room; raises Refused for a wrong key."""
        with self._lock:
            self._mine(code, key)
            del self._rooms[code]

    def look(self, code: str, viewer: str) -> Look:
        """Return what the room shows, and keep the viewer's seat; raises Refused.

        `viewer` is any name that no other viewer of the room has. A full room takes no new one.
        """
        with self._lock:
            room, now = self._room(code), self._now()
            self._free_seats(room)
            if viewer not in room.seats and len(room.seats) >= self._seats:
                raise Refused(f"This room is full: {self._seats} are following.")
            room.seats[viewer] = now
            return Look(room.screen, now - room.heard > SILENT)

    def leave(self, code: str, viewer: str) -> None:
        """Give a viewer's seat back, where there is one."""
        with self._lock:
            if room := self._rooms.get(code):
                room.seats.pop(viewer, None)

    def _room(self, code: str) -> _Room:
        self._close_the_forgotten()
        if code not in self._rooms:
            raise Refused("There is no such room any more, or the code is not right.")
        return self._rooms[code]

    def _mine(self, code: str, key: str) -> _Room:
        room = self._room(code)
        if not secrets.compare_digest(room.key.encode(), key.encode(errors="replace")):
            raise Refused("Only the presenter can do this.")
        return room

    def _close_the_forgotten(self) -> None:
        now = self._now()
        for code in [c for c, room in self._rooms.items() if now - room.heard > EXPIRES]:
            del self._rooms[code]

    def _free_seats(self, room: _Room) -> None:
        now = self._now()
        for viewer in [v for v, seen in room.seats.items() if now - seen > LEFT]:
            del room.seats[viewer]

    def _free_code(self) -> str:
        while True:
            code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            if code not in self._rooms:
                return code


HOUSE = Rooms()  # the server's own
