"""Rooms in a database, for all servers that share it: a row a room, a row a seat.

Neither is forced to the disk (UNLOGGED): a server of PostgreSQL that crashes loses them, as one of
this product does that keeps them in memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, extract, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as put_in
from sqlalchemy.sql.elements import ColumnElement

from data.database import connection
from data.database.tables import ROOMS, SEATS
from data.homes import Database
from data.rooms import Room, Screen, Transaction

LONGEST = 8_000  # characters of a screen's query that are read: whoever writes there may write any
NOW = func.clock_timestamp()  # the database's own: clocks of servers differ


class InDatabase:
    """The rooms of a database."""

    def __init__(self, home: Database) -> None:
        self._home = home

    @contextmanager
    def begin(self, *, alone: bool = False) -> Iterator[Transaction]:
        """Begin a transaction; raises NotAPackage where the database does not answer."""
        with connection.connect(self._home) as opened:
            if alone:
                opened.execute(text("LOCK TABLE rooms IN EXCLUSIVE MODE"))
            yield _Transaction(opened)


class _Transaction:
    def __init__(self, opened: Connection) -> None:
        self._opened = opened

    def find(self, code: str, *, alone: bool = False) -> Room | None:
        page, view = (func.left(column, LONGEST) for column in (ROOMS.c.page, ROOMS.c.query))
        query = select(ROOMS.c.lock, page, view, _age(ROOMS.c.heard)).where(ROOMS.c.code == code)
        row = self._opened.execute(query.with_for_update() if alone else query).one_or_none()
        return Room(row[0], Screen(row[1], row[2]), float(row[3])) if row else None

    def put(self, code: str, lock: str, screen: Screen) -> None:
        values = {"lock": lock, "page": screen.page, "query": screen.query, "heard": NOW}
        new = put_in(ROOMS).values(code=code, **values)
        self._opened.execute(new.on_conflict_do_update(index_elements=[ROOMS.c.code], set_=values))

    def close(self, code: str) -> None:
        self._opened.execute(delete(ROOMS).where(ROOMS.c.code == code))

    def close_silent(self, age: float) -> None:
        self._opened.execute(delete(ROOMS).where(_age(ROOMS.c.heard) > age))

    def count_rooms(self) -> int:
        return self._opened.scalar(select(func.count()).select_from(ROOMS)) or 0

    def look_again(self, code: str, viewer: str) -> bool:
        done = self._opened.execute(update(SEATS).where(_of(code, viewer)).values(seen=NOW))
        return bool(done.rowcount)

    def seat(self, code: str, viewer: str) -> None:
        new = put_in(SEATS).values(code=code, viewer=viewer, seen=NOW)
        again = [SEATS.c.code, SEATS.c.viewer]
        self._opened.execute(new.on_conflict_do_update(index_elements=again, set_={"seen": NOW}))

    def unseat(self, code: str, viewer: str) -> None:
        self._opened.execute(delete(SEATS).where(_of(code, viewer)))

    def unseat_away(self, code: str, age: float) -> None:
        away = (SEATS.c.code == code) & (_age(SEATS.c.seen) > age)
        self._opened.execute(delete(SEATS).where(away))

    def count_seats(self, code: str, age: float) -> int:
        there = (SEATS.c.code == code) & (_age(SEATS.c.seen) <= age)
        return self._opened.scalar(select(func.count()).select_from(SEATS).where(there)) or 0


def _of(code: str, viewer: str) -> ColumnElement[bool]:
    return (SEATS.c.code == code) & (SEATS.c.viewer == viewer)


def _age(at: Any) -> Any:
    return extract("epoch", NOW - at)
