"""A record that changes while it is read: read aside, checked, and put in place whole.

A folder is looked at again and again, and what differs is read once it has been left alone for a
moment. A database says that it has changed, and is looked at now and then all the same; what
differs there is read at once, as a change there is whole. Only what no check finds a fault with
takes the place of what was there.
"""

import hashlib
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from data.checks.run import Result, check_package
from data.checks.sheet import Finding
from data.curation.desk import DESK
from data.descriptor import read_package
from data.files import PENDING
from data.homes import Database, Home, name_home
from data.load import Record, load_package
from data.package import NotAPackage, Package

SETTLED = 0.4  # seconds without a change, until what was written is taken to be all of it
PATIENT = 3.0  # the same where it looks like half of it
SHRUNK = 0.5  # of its bytes: what is left of a table that looks half written
SELDOM = 3.0  # seconds between two looks at a database that says nothing: a notice may be lost
NAMED = 20  # faults that a line of the log names
Stamp = frozenset[tuple[str, int, int, int, int]]


@dataclass(frozen=True, eq=False)
class State:
    """A folder as it was read at one time: what the checks found and, without a fault, its record.

    `package` is None where the folder holds none; `mark` is a short hash of all files.
    """

    mark: str
    result: Result
    package: Package | None = None
    record: Record | None = None


class Waiting(NamedTuple):
    """Files that differ from those read, and the second since when they are so."""

    stamp: Stamp
    since: float


def read_state(home: Home) -> State:
    """Read, check and load a record; whatever keeps it from that is a fault."""
    try:
        package = read_package(home)
        result = check_package(package)
        record = None if result.faults else load_package(package)
        return State(find_mark(package), result, package, record)
    except NotAPackage as fault:
        rule, _, mend = str(fault).rpartition("; ")
        return _without_a_record(Finding("datapackage.json", 0, "", "", rule, mend))
    except Exception as fault:  # a folder may go while it is read, and no fault may stop a server
        logging.getLogger(__name__).exception("%s could not be read", home)
        mend = "mend what it names, or put back what was there"
        return _without_a_record(
            Finding("", 0, "", name_home(home), f"cannot be read ({fault})", mend)
        )


def _without_a_record(fault: Finding) -> State:
    return State(hashlib.sha256(str(fault).encode()).hexdigest()[:12], Result((fault,), ()))


def find_mark(package: Package) -> str:
    """Return a short hash of all files of a package."""
    whole = hashlib.sha256()
    for path, content in sorted(package.files.items()):
        whole.update(f"{path}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:12]


def find_stamp(home: Home) -> Stamp:
    """Return what tells that a file of a folder was written, without opening one.

    Hidden files and folders are left out, but for that of a change under way, and so is the desk of
    its curators. Of a database, the number of the last change; raises NotAPackage.
    """
    if isinstance(home, Database):
        from data.database import store

        return frozenset([(str(home), store.read_revision(home), 0, 0, 0)])
    return _find_stamp(home)


def _find_stamp(folder: Path) -> Stamp:
    entries = set()
    for within, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f == PENDING or not (f.startswith(".") or f == DESK)]
        for name in names:
            path = os.path.join(within, name)
            try:
                was = os.stat(path)
            except OSError:  # gone meanwhile
                continue
            entries.add((path, was.st_size, was.st_mtime_ns, was.st_ctime_ns, was.st_ino))
    return frozenset(one for one in entries if not os.path.basename(one[0]).startswith("."))


def looks_half_written(package: Package) -> bool:
    """Say whether a table's file is gone, much shorter or broken off, as against a package read.

    A writer that puts a file in place bit by bit leaves it so for a while. Without its last lines a
    table may well be sound.
    """
    for table in package.tables.values():
        was = table.content or b""
        try:
            with table.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(size - 1, 0))
                ends = file.read(1)
        except OSError:
            ends, size = b"", 0
        if size < SHRUNK * len(was) or (was.endswith(b"\n") and ends != b"\n"):
            return True
    return False


def _do_nothing(_old: State, _new: State, _at_once: bool) -> None:
    pass


@dataclass(eq=False)
class Watch:
    """What is shown of a record, and what is looked for in its home; for any number of threads.

    `prepare` is given the state shown, the one that is about to take its place, and whether
    somebody waits for it, so that it may get ready what readers will ask. `now` is a clock in
    seconds.
    """

    home: Home
    prepare: Callable[[State, State, bool], None] = _do_nothing
    now: Callable[[], float] = monotonic
    shown: State = field(init=False)
    faults: tuple[Finding, ...] = field(default=(), init=False)
    _read: Stamp = field(init=False)
    _waiting: Waiting | None = field(default=None, init=False)
    _heard: tuple[int, float] = field(default=(0, -SELDOM), init=False)  # notices, and when
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        """Read it for the first time."""
        self._read = self._look_up() or frozenset()
        self.shown = read_state(self.home)

    def look(self, *, at_once: bool = False) -> bool:
        """Look whether the record has changed, and return whether another state is shown now.

        `at_once`: whoever changed it is done, so that there is nothing to wait for.
        """
        with self._lock:
            if not (self._is_due() or at_once):
                return False
            stamp = self._look_up()
            if stamp in (None, self._read) or not (at_once or self._is_settled(stamp)):
                return False
            state = read_state(self.home)
            if self._look_up() != stamp:  # written to meanwhile: what was read may be half
                return False
            self._read, self._waiting = stamp, None
            return self._take(state, at_once=at_once)

    def _is_due(self) -> bool:
        """Say whether to look at all: at a database once it says so, or has not for some time."""
        if not isinstance(self.home, Database):
            return True
        from data.database import notices

        number, now = notices.find(self.home.address).count(self.home.record), self.now()
        due = number != self._heard[0] or now - self._heard[1] >= SELDOM
        if due:
            self._heard = (number, now)
        return due

    def _look_up(self) -> Stamp | None:
        """Return what tells one state from another; None where a database does not answer."""
        try:
            return find_stamp(self.home)
        except NotAPackage:
            return None

    def _is_settled(self, stamp: Stamp) -> bool:
        if isinstance(self.home, Database):
            return True
        if not self._waiting or self._waiting.stamp != stamp:
            self._waiting = Waiting(stamp, self.now())
        rested = self.now() - self._waiting.since
        if rested < SETTLED:
            return False
        package = self.shown.package
        return rested >= PATIENT or not (package and looks_half_written(package))

    def _take(self, state: State, *, at_once: bool) -> bool:
        """Show a state, unless it is the one shown or, beside a good one, has faults."""
        log = logging.getLogger(__name__)
        faults = state.result.faults if self.shown.record else ()
        if faults and faults != self.faults:
            listed = "".join(f"\n  {fault}" for fault in faults[:NAMED])
            named = f"{self.home}: {len(faults)} faults, the record shown stays as it was"
            log.warning("%s%s", named, listed)
        self.faults = faults
        if faults or state.mark == self.shown.mark:
            return False
        self.prepare(self.shown, state, at_once)
        self.shown = state
        log.info("%s: another record is shown, %s", self.home, state.mark)
        return True
