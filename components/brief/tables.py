"""The record's tables as typed cells: dates, numbers, words, and what each row cites."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from components.brief.model import Brief
from data import clock
from data.direction import bare
from data.kinds import KINDS
from data.load import Record
from data.package import Field
from data.queries.sources.citing import sources_of
from data.view import STATUS_WORDS

# Which sections ask for which table, in the order of the sheets.
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "positions": ("positions", "changes"),
        "events": ("next", "situation", "changes", "timeline"),
        "claims": ("exchanges", "changes"),
        "estimates": ("estimates", "situation", "changes"),
        "deployments": ("map", "changes"),
    }
)
LEFT_OUT = ("note", "same_as", "plover", "tags")  # bound to no clock, or for no reader
NEWS = "New since"


@dataclass(frozen=True)
class Day:
    """A date as the record knows it: its first instant (UTC), its precision, and its words."""

    at: pd.Timestamp
    precision: str
    words: str


@dataclass(frozen=True)
class Cites:
    """The numbers of the sources that a row cites, the one it was read in first."""

    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Link:
    """An address that a cell leads to."""

    url: str


Cell = str | int | float | Day | Cites | Link | None


@dataclass(frozen=True)
class Sheet:
    """A table for a workbook: its title, its columns' names, and its rows as typed cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def list_tables(brief: Brief, seen: Record) -> Iterator[Sheet]:
    """Yield the tables that a brief's sections draw on, each with every row on record.

    The last one holds the sources: those of the brief by its numbers, then all others cited.
    """
    chosen = {section.key for section in brief.sections}
    names = [name for name, keys in TABLES.items() if not chosen.isdisjoint(keys)]
    numbers = {source.source_id: source.number for source in brief.sources if source.source_id}
    for name in names:
        for cited in seen.table(name)["cited"]:
            for source in cited:
                numbers.setdefault(source, len(numbers) + 1)
    for name in names:
        yield _table(seen, name, numbers)
    yield _sources(seen, numbers)


def _table(seen: Record, name: str, numbers: Mapping[str, int]) -> Sheet:
    table, rows, kind = seen.package.tables[name], seen.table(name), KINDS[name]
    passed = {*LEFT_OUT, *kind.cites, kind.key}
    fields = [f for f in table.fields if f.name not in passed and f.name in rows]
    columns: dict[str, list[Cell]] = {}
    for field in fields:
        columns[_heading(field.name)] = _cells(seen, name, field, rows)
    if "status" in rows and "status" not in [field.name for field in table.fields]:
        columns["Status"] = [STATUS_WORDS[status] for status in rows["status"]]
    if seen.before is not None:
        columns[NEWS] = ["yes" if news else "" for news in rows["news"]]
    columns["Sources"] = [Cites(tuple(numbers[s] for s in cited)) for cited in rows["cited"]]
    columns["Row"] = list(rows[kind.key])
    return Sheet(table.title, tuple(columns), tuple(zip(*columns.values(), strict=True)))


def _heading(name: str) -> str:
    """Return a column's name in words: `by_person_id` is `By person`."""
    return name.removesuffix("_ids").removesuffix("_id").replace("_", " ").capitalize()


def _cells(seen: Record, table: str, field: Field, rows: pd.DataFrame) -> list[Cell]:
    column = rows[field.name]
    if field.moment:
        dated = zip(column, rows[f"{field.name}_precision"].astype("object"), strict=True)
        return [None if pd.isna(at) else Day(at, str(p), clock.say(at, str(p))) for at, p in dated]
    if field.type == "boolean":
        return ["yes" if cell else "" for cell in column]
    if field.type in ("integer", "number"):
        return [None if pd.isna(cell) else float(cell) for cell in column.astype("object")]
    say = _sayer(seen, table, field)
    if field.delimiter:
        return ["; ".join(map(say, cell)) for cell in column]
    return ["" if pd.isna(cell) else bare(say(str(cell))) for cell in column.astype("object")]


def _sayer(seen: Record, table: str, field: Field) -> Callable[[str], str]:
    """Return what puts a cell in words: the name of a row that it names, or the enum's label."""
    keys = {name: other or table for name, other, _ in seen.package.tables[table].foreign_keys}
    named = field.references[0] if field.references else keys.get(field.name, "")
    if named:
        kind, words = KINDS.get(named), seen.table(named)
        column = next(
            (c for c in ("short_name", "name", "short_title", "title", "text") if c in words), ""
        ) or (kind.title if kind else "")
        names = words[column].to_dict() if column else {}
        return lambda cell: str(names.get(cell, cell))
    return lambda cell: field.labels.get(cell, cell)


def _sources(seen: Record, numbers: Mapping[str, int]) -> Sheet:
    columns = ("Number", "Publisher", "Title", "Published", "Reliability", "Origin", "Address")
    rows = []
    for number, row in zip(
        numbers.values(), sources_of(seen, numbers).to_dict("records"), strict=True
    ):
        dated = seen.sources.loc[row["source_id"]]
        at, precision = dated["published"], str(dated["published_precision"])
        published = None if pd.isna(at) else Day(at, precision, str(row["published_label"]))
        address = Link(str(row["url"])) if row["url"] else bare(str(row["shelf"]))
        words = (str(row["publisher"]), bare(str(row["title_label"])))
        letters = (str(row["reliability"]), str(row["origin"]))
        rows.append((number, *words, published, *letters, address))
    return Sheet("Sources", columns, tuple(rows))
