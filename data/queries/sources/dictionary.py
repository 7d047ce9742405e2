"""The data dictionary, as the package's own schemas have it."""

from dataclasses import dataclass

from data.load import Record
from data.package import Field
from data.query import query
from data.view import View


@dataclass(frozen=True, slots=True)
class Column:
    """One column in words: its name, what it holds, what it must be, the values allowed."""

    name: str
    description: str
    holds: str
    required: bool
    points_to: str
    allowed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table in words, with its columns in the file's order."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]


@query()
def dictionary(seen: Record, view: View) -> tuple[TableEntry, ...]:
    """Return every table of the package in its order: the same at every moment."""
    return tuple(
        TableEntry(
            name=table.name,
            title=table.title,
            description=table.description,
            columns=tuple(_column(f, {k[0]: k for k in table.foreign_keys}) for f in table.fields),
        )
        for table in seen.package.tables.values()
    )


def _column(field: Field, keys: dict[str, tuple[str, str, str]]) -> Column:
    target = field.references[0] if field.references else keys.get(field.name, ("", "", ""))[1]
    return Column(
        name=field.name,
        description=field.description,
        holds=_holds(field),
        required=bool(field.constraints.get("required")),
        points_to=target,
        allowed=tuple((value, field.labels.get(value, "")) for value in field.enum),
    )


def _holds(field: Field) -> str:
    if field.moment:
        return "date"
    if field.delimiter:
        return f"list, separated by {field.delimiter}"
    bounds = [field.constraints.get(name) for name in ("minimum", "maximum")]
    if field.type in ("integer", "number") and None not in bounds:
        return f"{field.type}, {bounds[0]} to {bounds[1]}"
    return {"string": "text", "boolean": "1, or empty"}.get(field.type, field.type)
