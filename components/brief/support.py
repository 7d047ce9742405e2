"""What a line of a brief rests on: sources, and whose reporting they carry."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from data.load import Record
from data.weigh import SOURCED_LATER

LATER = f"[{SOURCED_LATER}]"  # beside what is known, but was read in a source of a later day


class Support(NamedTuple):
    """What a line of the brief rests on: sources by id, and whose reporting those carry."""

    cited: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


def support(*rows: Mapping[Any, Any]) -> Support:
    """Return what a line rests on that is made of these rows of the record, each thing once."""
    united = (dict.fromkeys(x for row in rows for x in row[name]) for name in Support._fields)
    return Support(*map(tuple, united))


def cite(seen: Record, table: str, row_id: Any) -> dict[str, Any]:
    """Return what `support` reads of a row of the record: cells alone, as a whole row takes long.

    Raises KeyError for no such row.
    """
    rows = seen.table(table)
    return {name: rows.at[row_id, name] for name in Support._fields}


def mark_later(text: str, *rows: Mapping[Any, Any]) -> str:
    """Mark a part of a line that holds a row whose sources all came later."""
    return text if all(row["cited"] for row in rows) else f"{text} {LATER}"
