"""What is made of a table is kept while its file is the same: most changes touch one table."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar
from weakref import ref

from data.package import Table

Made = TypeVar("Made")
FILES = 64  # of which something is kept: some four records
VERSIONS = 2  # of a file: the one that is read, and the one that is about to take its place
LARGEST = 32_000_000  # bytes; what is made of a longer file would fill the memory


@dataclass(slots=True)
class Version(Generic[Made]):
    """What was made of a file as it was once; `holders` are the tables of that file still about.

    `table` is a copy of these, which nobody else has.
    """

    table: Table
    beside: Hashable
    made: Made
    holders: list["ref[Table]"] = field(default_factory=list)

    def add(self, table: Table) -> None:
        """Note that somebody has the file so."""
        self.holders = [h for h in self.holders if h() is not None and h() is not table]
        self.holders.append(ref(table))

    @property
    def has_holders(self) -> bool:
        """Say whether anybody still has the file so."""
        return any(holder() is not None for holder in self.holders)


class ByFile(Generic[Made]):
    """What was made of tables by their files, and of something `beside` them, for any thread.

    Of a file the version that was used last is there, and another while somebody has its table.
    """

    def __init__(self) -> None:
        self._versions: OrderedDict[Path, list[Version[Made]]] = OrderedDict()
        self._lock = Lock()

    def find(self, table: Table, beside: Hashable = None) -> Made | None:
        """Return what was made of the very same; None where there is nothing."""
        with self._lock:
            versions = self._versions.get(table.path, [])
            for version in versions:
                if version.table == table and version.beside == beside:
                    self._use(version, table)
                    return version.made
        return None

    def put(self, table: Table, made: Made, beside: Hashable = None) -> Made:
        """Keep what was made, in place of what was not used for longest, and return it."""
        if len(table.content or b"") <= LARGEST:
            with self._lock:
                self._use(Version(replace(table), beside, made), table)
                while len(self._versions) > FILES:
                    self._versions.popitem(last=False)
        return made

    def _use(self, version: Version[Made], table: Table) -> None:
        """Let a version be the last of its file, and let go of those that nobody has."""
        version.add(table)
        others = [
            v for v in self._versions.pop(table.path, []) if v is not version and v.has_holders
        ]
        self._versions[table.path] = [*others, version][-VERSIONS:]


def keep(make: Callable[[Table], Made]) -> Callable[[Table], Made]:
    """Return a decorated function of a table that makes the same of the same file once.

    What it returns is shared, so never change it.
    """
    by_file = ByFile[Made]()

    @wraps(make)
    def make_once(table: Table) -> Made:
        made = by_file.find(table)
        return by_file.put(table, make(table)) if made is None else made

    return make_once
