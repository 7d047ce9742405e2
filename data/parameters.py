"""A parameter of the address: the rule by which it is read, and its cells read and written."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from data import clock, narrowing, weigh
from data.feeds.schema import HEXAGON
from data.kinds import OPENED
from data.load import Record
from data.package import list_records

LONGEST_CELL = 200  # characters of a parameter that are read; longer ones are no honest link
LONGEST_QUOTED = 40  # characters of it that a notice repeats
YEARS = (100, 9800)  # of moments: charts need room on both sides, and calendars end at 1 and 9999


def param(
    kind: str,
    default: Any,
    *,
    allowed: Sequence[str | int] = (),
    table: str = "",
    column: str = "",
    name: str = "",
) -> Any:
    """Return a field of the view that is a parameter, of a kind that `read` knows."""
    rule = {"kind": kind, "allowed": allowed, "table": table, "column": column, "name": name}
    return field(default=default, metadata=rule)


def opens(field: str) -> Any:
    """Return a field of the view that names the row which it opens."""
    return param("id", "", table=OPENED[field].table)


def tidy(words: str) -> str:
    """Return words as an address holds them: printable, without space at the ends, not endless."""
    return "".join(c for c in words if c.isprintable())[:LONGEST_CELL].strip()


def write(value: Any) -> str:
    """Return a value as the address holds it."""
    if isinstance(value, clock.Moment):
        return value.text
    return "1" if value is True else str(value)


def read(rule: Mapping[str, Any], values: Sequence[str], record: Record) -> Any:
    """Read the values of one parameter by its rule; raises ValueError with a sentence.

    An id of an earlier edition leads to the row that it is now.
    """
    renamed = {} if rule["column"] else record.package.crisis.renamed.get(rule["table"], {})
    cells = [renamed.get(cell, cell) for cell in (v[:LONGEST_CELL].strip() for v in values)]
    last = cells[-1] if cells else ""
    match rule["kind"]:
        case "moment" | "hexagon":
            parse = _moment if rule["kind"] == "moment" else _hexagon
            return parse(last[:LONGEST_QUOTED])
        case "floor":
            return "".join(weigh.pair(last)) if last else ""
        case "switch":
            return _one_of(last, ("0", "1")) == "1"
        case "text" | "narrowings":
            return tidy(last) if rule["kind"] == "text" else narrowing.read(cells)
        case "choice":
            values_by_cell = {str(value): value for value in rule["allowed"]}
            return values_by_cell[_one_of(last, values_by_cell)]
        case "choices":
            return tuple(dict.fromkeys(_one_of(c, rule["allowed"]) for c in cells))
        case "record" | "area":
            areas = [view.view for view in record.package.crisis.map.views]
            return _one_of(last, list_records() if rule["kind"] == "record" else areas)
        case "kinds" | "tables":
            words = _words(rule["kind"], record)
            return tuple(dict.fromkeys(_one_of(c, words) for c in cells))
        case "id":
            return _one_of(last, record.table(rule["table"]).index)
        case "ids" | "cells":
            allowed = _values(rule["table"], rule["column"], record)
            return tuple(dict.fromkeys(_one_of(c, allowed) for c in cells))
        case "pair":
            allowed = record.table(rule["table"]).index
            pair = tuple(_one_of(c, allowed) for c in cells)
            if len(pair) != 2 or pair[0] == pair[1]:
                raise ValueError("takes two different parties")
            return pair
    raise ValueError("cannot be read")


def _values(table: str, column: str, record: Record) -> set[str]:
    """Return the ids of a table, or a column's cells and the words that the package has for it."""
    rows = record.table(table)
    if not column:
        return set(rows.index)
    return {*rows[column], *record.package.field(table, column).enum}


def _words(kind: str, record: Record) -> tuple[str, ...]:
    """Return the words that the package itself has for kinds of rows, or for its tables."""
    package = record.package
    if kind == "tables":
        return tuple(package.tables)
    return package.field("events", "kind").enum + package.field("claims", "kind").enum


def _moment(cell: str) -> clock.Moment:
    moment = clock.parse(cell)
    if not YEARS[0] <= moment.first.year <= YEARS[1]:
        raise ValueError(f"{cell!r} is outside the years {YEARS[0]} to {YEARS[1]}")
    return moment


def _hexagon(cell: str) -> str:
    if cell and not HEXAGON.fullmatch(cell):
        raise ValueError(f"{cell!r} is no hexagon of a feed")
    return cell


def _one_of(cell: str, allowed: Any) -> str:
    if cell not in allowed:
        raise ValueError(f"{cell[:LONGEST_QUOTED]!r} is not known here")
    return cell
