"""A data package, typed: tables and their fields, and what the crisis declares."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Any

from data.files import SETTINGS
from data.homes import Database, Home, name_home, parse_home
from data.settings import Crisis
from data.settings_file import Unreadable, read_settings


class NotAPackage(Exception):
    """The folder holds no readable data package; the message says what is missing and the mend."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column as Table Schema describes it, with the extension for lists of keys."""

    name: str
    type: str
    description: str
    constraints: Mapping[str, Any]
    labels: Mapping[str, str]
    ordered: bool
    moment: bool
    delimiter: str | None
    references: tuple[str, str] | None
    true_values: tuple[str, ...] = ("true", "True", "TRUE", "1")  # Table Schema's own
    false_values: tuple[str, ...] = ("false", "False", "FALSE", "0")

    @property
    def enum(self) -> tuple[str, ...]:
        """Return the values allowed, in their order; empty where any is."""
        return tuple(self.constraints.get("enum", ()))


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Table:
    """One table: its file, key, fields and foreign keys as (field, table, field).

    `content` is its file as read with the package; None where there was none. `separator` is what
    its description names as parting cells (CSV Dialect); "" where it names none.
    """

    name: str
    title: str
    description: str
    path: Path
    content: bytes | None
    key: str
    fields: tuple[Field, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]
    separator: str = ""

    @property
    def key_columns(self) -> frozenset[str]:
        """Return the columns whose cells name a row: the key, and those that point at one."""
        return frozenset((self.key, *(name for name, _, _ in self.foreign_keys)))

    def field(self, name: str) -> Field:
        """Return the field called `name`; raises KeyError."""
        for described in self.fields:
            if described.name == name:
                return described
        raise KeyError(f"{self.name}.{name}")

    def holds_words(self, described: Field) -> bool:
        """Say whether a column holds words for people: no key, list, date, address or code."""
        bound = described.constraints.keys() & {"enum", "pattern"}
        coded = (
            bound or described.moment or described.delimiter or described.name in self.key_columns
        )
        return described.type == "string" and not coded


@dataclass(frozen=True)
class Package:
    """A data package: title, licence, tables in their order, and the crisis.

    `home` is where it was read; `folder` is the same where that is a folder, else a name for it.
    `files` is all that may leave it: bytes by path, as read. `editions` is a folder's path or "".
    `made` is what was made of it, by the function that made it (`data.memory`).
    """

    home: Home
    folder: Path
    files: Mapping[str, bytes]
    editions: str
    name: str
    title: str
    description: str
    version: str
    licence: str
    tables: Mapping[str, Table]
    crisis: Crisis
    descriptor: Mapping[str, Any]
    made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def path_of(self, table: str) -> str:
        """Return the path of a table's file in the package."""
        return self.tables[table].path.relative_to(self.folder).as_posix()

    def field(self, table: str, name: str) -> Field:
        """Return one field of one table; raises KeyError."""
        return self.tables[table].field(name)


RECORDS = "REDLINES_RECORD"  # in the environment: folders of records, as a search path lists them
DATABASE = "REDLINES_DATABASE"  # in the environment: a database of records, postgresql://host/name
PATIENCE = 10.0  # seconds after which a database is asked again which records it has
HERE = Path(__file__).parent


def list_records() -> Mapping[str, Home]:
    """Return where the records are that are read, by name; the first is the default.

    REDLINES_DATABASE names a database, of which all are read; else REDLINES_RECORD names folders,
    from the product's own on, with the system's mark for lists of paths between them (a colon, on
    Windows a semicolon); else those that come with the product.
    """
    if home := find_database():
        return _list_database(home, int(monotonic() / PATIENCE))
    return _list_records(os.environ.get(RECORDS, ""))


def find_database() -> Database | None:
    """Return the database that REDLINES_DATABASE names; None where it names none."""
    if not (address := os.environ.get(DATABASE, "")):
        return None
    home = parse_home(address)
    if isinstance(home, Path):
        raise NotAPackage(f"{DATABASE}={address} is no address; write postgresql://host/name")
    return home


def default_record() -> Home:
    """Return where the record is that is read where none is named."""
    return next(iter(list_records().values()))


def find_title(home: Home) -> str:
    """Return what a record is called for short, by its settings alone; no table of it is read.

    It is called by where it lives where they cannot be read.
    """
    try:
        crisis = read_settings(_read_settings(home))
    except (Unreadable, OSError, KeyError):
        return name_home(home)
    return crisis.short_title or crisis.title


def _read_settings(home: Home) -> bytes:
    if isinstance(home, Path):
        return (home / SETTINGS).read_bytes()
    return _read_database(replace(home, record=""), int(monotonic() / PATIENCE))[home.record]


@lru_cache(maxsize=2)
def _list_database(home: Database, now: int) -> Mapping[str, Home]:
    """Return the records of a database; where none is known, one that says so when it is read."""
    settings = {} if home.record else _read_database(home, now)
    names = sorted(settings, key=lambda name: (_order(settings[name]), name))
    listed = {name: replace(home, record=name) for name in names} or {home.record or "record": home}
    return MappingProxyType(listed)


_answered: dict[Database, Mapping[str, bytes]] = {}  # what a database answered last


@lru_cache(maxsize=2)
def _read_database(home: Database, _now: int) -> Mapping[str, bytes]:
    """Return the settings of a database's records, those known where it does not answer now."""
    from data.database import store

    try:
        _answered[home] = store.read_settings(home)
    except NotAPackage:
        return _answered.get(home, {})
    return _answered[home]


@lru_cache(maxsize=8)  # asked thirty times a run of a page; each look into a folder takes 0.3 ms
def _list_records(named: str) -> Mapping[str, Home]:
    folders = [HERE.parent / part for part in named.split(os.pathsep) if part] or list_shipped()
    records: dict[str, Home] = {}
    for folder in folders:
        name, number = folder.resolve().name, 1
        while (unique := name if number == 1 else f"{name}-{number}") in records:
            number += 1
        records[unique] = folder
    return MappingProxyType(records)


@lru_cache(maxsize=1)
def list_shipped() -> tuple[Path, ...]:
    """Return the folders of the records that come with the product, in the order they ask for."""
    folders = sorted(file.parent for file in HERE.glob(f"*/{SETTINGS}"))
    return tuple(sorted(folders, key=lambda folder: _order((folder / SETTINGS).read_bytes())))


def shipped() -> Path:
    """Return the folder of the first record that comes with the product."""
    return list_shipped()[0]


def _order(settings: bytes) -> int:
    """Return a record's place; the last where its settings cannot be read: the check says why."""
    try:
        return read_settings(settings).order
    except Unreadable:
        return sys.maxsize
