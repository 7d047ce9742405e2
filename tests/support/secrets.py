"""When each stretch of text in a package became known, read with the csv module alone.

Independent of data.load and data.asof on purpose: it is their witness.
"""

import csv
import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.support.settings import yaml
from tests.support.walk import windows

WIDTH = 30  # characters: shorter stretches are wording that several rows share
ALWAYS = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)
Known = Iterator[tuple[datetime, str]]


def end_of(cell: str) -> datetime:
    """Return the last second of a cell such as 1878, 1878-04, 1878-04-20 or 1878-04-20T07:00Z."""
    if "T" in cell:
        return datetime.strptime(cell, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    year, month, day = ([int(part) for part in cell.split("-")] + [0, 0])[:3]
    month = month or 12
    return datetime(year, month, day or monthrange(year, month)[1], 23, 59, 59, tzinfo=UTC)


@lru_cache(maxsize=4)
def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table as text."""
    read = {}
    for file in (folder / "tables").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            read[file.stem] = list(csv.DictReader(lines))
    return read


def first_shown(event: dict[str, str]) -> datetime:
    """Return when an event first shows, scheduled or held."""
    return min(end_of(event[column]) for column in ("announced", "reported") if event[column])


def cells(folder: Path) -> Known:
    """Yield every cell with the instant from which it may be shown."""
    rows = tables(folder)
    last = max(when for when, _ in _clocked(rows, NEVER) if when < NEVER)
    yield from _clocked(rows, last)
    yield from _used(rows, last)
    for row in [*rows["parties"], *rows["labels"]]:
        yield from ((ALWAYS, cell) for cell in row.values())
    for row in [*rows["moments"], *rows["story"]]:
        for column, cell in row.items():
            hidden = column in ("summary", "text", "selection")
            yield (end_of(row["as_of"]) if hidden else ALWAYS), cell
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    yield from ((ALWAYS, text) for text in _strings(descriptor))
    settings = yaml.load((folder / "crisis.yaml").read_text(encoding="utf-8"))
    yield from ((ALWAYS, text) for text in _strings(settings))


def _clocked(rows: dict[str, list[dict[str, str]]], last: datetime) -> Known:
    early = {"event_id", "title", "kind", "preview", "expected", "expected_place_id", "announced"}
    early |= {"party_ids", "expected_people_ids"}
    for event in rows["events"]:
        for column, cell in event.items():
            if column in early:
                yield first_shown(event), cell
            elif column.startswith("outcome"):
                yield (end_of(event["outcome_reported"]) if cell else ALWAYS), cell
            else:
                yield (last if column == "note" else end_of(event["reported"])), cell
    for table, clock in _clocks():
        for row in rows[table]:
            for column, cell in row.items():
                yield (last if column == "note" else end_of(row[clock])), cell


def _clocks() -> tuple[tuple[str, str], ...]:
    reported = ("claims", "deployments", "estimates")
    return (("positions", "since"), *((table, "reported") for table in reported))


def _used(rows: dict[str, list[dict[str, str]]], last: datetime) -> Known:
    """Yield what waits for a row that uses it; a source waits for its own day, too."""
    first_uses: dict[str, datetime] = {}

    def use(key: str, when: datetime) -> None:
        first_uses[key] = min(when, first_uses.get(key, NEVER))

    for event in rows["events"]:
        use(f"places {event['expected_place_id']}", first_shown(event))
        use(f"places {event['place_id']}", end_of(event["reported"]))
        for column, when in (
            ("expected_people_ids", first_shown(event)),
            ("people_ids", end_of(event["reported"])),
        ):
            for person in event[column].split(";"):
                use(f"people {person}", when)
        for source in event["source_ids"].split(";"):
            use(f"sources {source}", first_shown(event))
    for table, clock in _clocks():
        for row in rows[table]:
            when = end_of(row[clock])
            use(f"issues {row.get('issue_id')}", when)
            use(f"places {row.get('place_id')}", when)
            use(f"people {row.get('person_id') or row.get('by_person_id')}", when)
            for column in ("source_id", "source_ids", "more_source_ids"):
                for source in row.get(column, "").split(";"):
                    use(f"sources {source}", when)
    for table, key in (
        ("places", "place_id"),
        ("people", "person_id"),
        ("issues", "issue_id"),
        ("sources", "source_id"),
    ):
        for row in rows[table]:
            when = first_uses.get(f"{table} {row[key]}", NEVER)
            published = row.get("published") or row.get("not_before")
            if published:
                when = max(when, end_of(published))
            late = _late_of_source(row) if table == "sources" else ("note",)
            for column, cell in row.items():
                yield (max(when, last) if column in late else when), cell


def _late_of_source(row: dict[str, str]) -> tuple[str, ...]:
    """Return the columns of a source that wait for the record's end."""
    if not (row["published"] or row["not_before"]):
        return ("note", "title", "url")  # it may be of any day
    return ("note",) if row["url"] else ()  # without an address the note says where it is kept


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@lru_cache(maxsize=4)
def first_known(folder: Path) -> dict[str, datetime]:
    """Return from when each telling stretch of a package's text may be shown."""
    known: dict[str, datetime] = {}
    for when, cell in cells(folder):
        for piece in windows(cell, WIDTH):
            known[piece] = min(when, known.get(piece, NEVER))
    return known


def leaks(folder: Path, text: str, instant: datetime) -> list[str]:
    """Return the stretches of `text` that nobody could have known at `instant`."""
    known = first_known(folder)
    return [p for p in windows(text, WIDTH) if known.get(p, ALWAYS) > instant]
