"""What is made of a table is kept while its file is the same: most changes touch one table."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from data.package import Table

Made = TypeVar("Made")
FILES = 64  # of which something is kept: some four records
VERSIONS = 2  # of a file: the one that is read, and the one that is about to take its place
LARGEST = 32_000_000  # bytes; what is made of a longer file would fill the memory


class Kept(Generic[Made]):
    """What was made of tables, and of something `beside` them, for any number of threads."""

    def __init__(self) -> None:
        self._by_file: OrderedDict[Path, list[tuple[Table, Hashable, Made]]] = OrderedDict()
        self._lock = Lock()

    def find(self, table: Table, beside: Hashable = None) -> Made | None:
        """Return what was made of the very same; None where nothing is kept."""
        with self._lock:
            for known, was, made in self._by_file.get(table.path, ()):
                if known == table and was == beside:
                    return made
        return None

    def put(self, table: Table, made: Made, beside: Hashable = None) -> Made:
        """Keep what was made, in place of the oldest of the same file, and return it."""
        if len(table.content or b"") <= LARGEST:
            with self._lock:
                kept = self._by_file.pop(table.path, [])
                self._by_file[table.path] = [*kept, (table, beside, made)][-VERSIONS:]
                while len(self._by_file) > FILES:
                    self._by_file.popitem(last=False)
        return made


def keep(make: Callable[[Table], Made]) -> Callable[[Table], Made]:
    """Return a decorated function of a table that makes the same of the same file once.

    What it returns is shared, so never change it.
    """
    kept = Kept[Made]()

    @wraps(make)
    def make_once(table: Table) -> Made:
        made = kept.find(table)
        return kept.put(table, make(table)) if made is None else made

    return make_once
