"""What is kept of rooms in which viewers follow a presenter, and what a store of them can do.

The rules of rooms are those of `components.rooms`; a store keeps them in memory, or in a database
for all servers that share it (`data.database.rooms`).
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Screen:
    """What a presenter shows: a page, and the query of the address that holds the view."""

    page: str
    query: str


@dataclass(frozen=True)
class Room:
    """A room: the hash of its key, its screen, and for how many seconds its presenter is silent."""

    lock: str
    screen: Screen
    silent: float


class Transaction(Protocol):
    """What is read and changed as one step; ages are in seconds."""

    def find(self, code: str, *, alone: bool = False) -> Room | None:
        """Return a room; `alone` lets nobody else change it until the step is done."""

    def put(self, code: str, lock: str, screen: Screen) -> None:
        """Keep a room, new or in place of the one of that code; its presenter is heard now."""

    def close(self, code: str) -> None:
        """Close a room, with all seats in it."""

    def close_silent(self, age: float) -> None:
        """Close the rooms whose presenter was not heard for longer."""

    def count_rooms(self) -> int:
        """Return how many rooms there are."""

    def look_again(self, code: str, viewer: str) -> bool:
        """Note that a viewer with a seat looks; return whether there is such a seat."""

    def seat(self, code: str, viewer: str) -> None:
        """Give a viewer a seat in a room that is there."""

    def unseat(self, code: str, viewer: str) -> None:
        """Take a viewer's seat away, where there is one."""

    def unseat_away(self, code: str, age: float) -> None:
        """Take the seats away of those who did not look for longer."""

    def count_seats(self, code: str, age: float) -> int:
        """Return how many viewers looked no longer ago."""


class RoomStore(Protocol):
    """Where rooms are kept."""

    def begin(self, *, alone: bool = False) -> AbstractContextManager[Transaction]:
        """Begin a step, made at its end or not at all; `alone` lets nobody else open a room.

        Raises NotAPackage where the store cannot be reached.
        """
