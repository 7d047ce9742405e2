"""What a database says by itself, LISTEN and NOTIFY: that one of its records has changed."""

from collections.abc import Callable
from functools import cache
from threading import Lock
from time import monotonic

from psycopg import Connection, Error

from data.database import connection
from data.package import NotAPackage

AGAIN = 2.0  # seconds until a database that did not answer is called again


class Notices:
    """The notices of a database, heard on a connection of their own; for any number of threads.

    A line that breaks is opened anew. `now` is a clock in seconds.
    """

    def __init__(self, address: str, now: Callable[[], float] = monotonic) -> None:
        self._address, self._now = address, now
        self._line: Connection | None = None
        self._called = -AGAIN
        self._opened = 0  # lines so far: what was said between two of them was not heard
        self._heard: dict[str, int] = {}
        self._lock = Lock()

    def count(self, record: str) -> int:
        """Return a number that grows with each notice of a record, and wherever one may be lost.

        It asks the database nothing: it takes what has come in.
        """
        self._heard.setdefault(record, 0)
        # While another thread calls a database that does not answer, nobody waits beside it.
        if self._lock.acquire(blocking=False):
            try:
                self._take()
            finally:
                self._lock.release()
        return self._opened + self._heard[record]

    def close(self) -> None:
        """Close the line; the next count opens another."""
        if self._line:
            self._line.close()
        self._line = None

    def _take(self) -> None:
        try:
            line = self._line or self._open()
            for notice in line.notifies(timeout=0) if line else ():
                if notice.payload in self._heard:  # anybody may say anything there
                    self._heard[notice.payload] += 1
        except (NotAPackage, Error):
            self.close()

    def _open(self) -> Connection | None:
        if self._now() - self._called < AGAIN:
            return None
        self._called = self._now()
        self._line = connection.listen(self._address)
        self._opened += 1
        return self._line


@cache  # as pools are: the operator names the addresses, so there are few
def find(address: str) -> Notices:
    """Return the notices of a database."""
    return Notices(address)
