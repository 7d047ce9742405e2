"""A record that one process alone may change, in a folder or in a database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from data.curation import journal
from data.descriptor import build_package, read_package
from data.homes import Database, Home
from data.package import Package


class HeldRecord(Protocol):
    """A record that nobody else changes meanwhile."""

    def read(self) -> Package:
        """Return its package as it is now; raises NotAPackage."""

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Put files in place of those of these paths, all or none."""


@contextmanager
def hold(home: Home) -> Iterator[HeldRecord]:
    """Hold a record alone, once others are done; raises NotAPackage where there is none."""
    if isinstance(home, Path):
        with journal.hold(home):
            yield _InFolder(home)
        return
    from data.database import store

    with store.hold(home) as files:
        yield _InDatabase(home, files)


class _InFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self) -> Package:
        return read_package(self._folder)

    def put(self, contents: Mapping[str, bytes]) -> None:
        journal.put(self._folder, contents)


class _Files(Protocol):
    def read(self) -> Mapping[str, bytes]: ...

    def put(self, contents: Mapping[str, bytes]) -> None: ...


class _InDatabase:
    def __init__(self, home: Database, files: _Files) -> None:
        self._home, self._files = home, files

    def read(self) -> Package:
        return build_package(self._home, self._files.read())

    def put(self, contents: Mapping[str, bytes]) -> None:
        self._files.put(contents)
