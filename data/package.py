"""A data package, typed: tables and their fields, and what the crisis declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.settings import Crisis


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


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, key, fields and foreign keys as (field, table, field).

    `content` is its file as read with the package; None where there was none.
    """

    name: str
    title: str
    description: str
    path: Path
    content: bytes | None
    key: str
    fields: tuple[Field, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]

    def field(self, name: str) -> Field:
        """Return the field called `name`; raises KeyError."""
        for described in self.fields:
            if described.name == name:
                return described
        raise KeyError(f"{self.name}.{name}")

    def holds_words(self, described: Field) -> bool:
        """Say whether a column holds words for people: no key, list, date, address or code."""
        keys = {self.key, *(name for name, _, _ in self.foreign_keys)}
        bound = described.constraints.keys() & {"enum", "pattern"}
        coded = bound or described.moment or described.delimiter or described.name in keys
        return described.type == "string" and not coded


@dataclass(frozen=True)
class Package:
    """A data package: title, licence, tables in their order, and the crisis.

    `files` is all that may leave it: bytes by path, as read. `editions` is a folder's path or "".
    """

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

    def field(self, table: str, name: str) -> Field:
        """Return one field of one table; raises KeyError."""
        return self.tables[table].field(name)


@lru_cache(maxsize=1)  # asked thirty times a run of a page; each look into the folder takes 0.3 ms
def shipped() -> Path:
    """Return the folder of the record that comes with the code, the first one under data/."""
    return min(Path(__file__).parent.glob("*/datapackage.json")).parent
