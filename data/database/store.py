"""A record in a database, read and written by the files of its package."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as put_in

from data.cells import write_csv
from data.curation.log import HEADER, write_lines
from data.database import connection
from data.database.tables import ARTICLES, FILES, LOG, QUEUE, RECORDS, ROWS, SHEETS
from data.files import LOG as LOG_FILE
from data.files import SETTINGS
from data.homes import Database
from data.package import NotAPackage

SNAPSHOT = "REPEATABLE READ"  # all that one transaction reads is of one instant


def list_records(home: Database) -> list[str]:
    """Return the names of a database's records, in their order; raises NotAPackage."""
    with connection.connect(home) as opened:
        return list(opened.scalars(select(RECORDS.c.name).order_by(RECORDS.c.name)))


def read_settings(home: Database) -> dict[str, bytes]:
    """Return the settings of all records of a database, by their names; raises NotAPackage."""
    query = select(FILES.c.record, FILES.c.content).where(FILES.c.path == SETTINGS)
    with connection.connect(home) as opened:
        return {record: bytes(content) for record, content in opened.execute(query)}


def read_revision(home: Database) -> int:
    """Return a number that grows with each change of a record; raises NotAPackage."""
    with connection.connect(home) as opened:
        return _revision(opened, home, select(RECORDS.c.revision))


def read_files(home: Database) -> dict[str, bytes]:
    """Return the files of a record's package, by path; raises NotAPackage."""
    with connection.connect(home, SNAPSHOT) as opened:
        _revision(opened, home, select(RECORDS.c.revision))
        return _read_files(opened, home.record)


def _read_files(opened: Connection, record: str) -> dict[str, bytes]:
    plain = select(FILES.c.path, FILES.c.content).where(FILES.c.record == record)
    files = {path: bytes(content) for path, content in opened.execute(plain)}
    sheets = select(SHEETS.c.path, SHEETS.c.header).where(SHEETS.c.record == record)
    rows: dict[str, list[Mapping[str, str]]] = {}
    ordered = select(ROWS.c.path, ROWS.c.cells).where(ROWS.c.record == record)
    for path, cells in opened.execute(ordered.order_by(ROWS.c.path, ROWS.c.place)):
        rows.setdefault(path, []).append(cells)
    for path, header in opened.execute(sheets):
        lines = ([cells.get(name, "") for name in header] for cells in rows.get(path, ()))
        files[path] = write_csv([header, *lines]).encode()
    columns = [LOG.c[name] for name in HEADER]
    log = select(*columns).where(LOG.c.record == record).order_by(LOG.c.change, LOG.c.line)
    if logged := [[str(cell) for cell in line] for line in opened.execute(log)]:
        files[LOG_FILE] = write_lines(logged)
    return files


class HeldRecord:
    """A record of a database that this process alone may change, until the transaction ends."""

    def __init__(self, opened: Connection, home: Database) -> None:
        self._opened, self._home = opened, home

    def read(self) -> dict[str, bytes]:
        """Return the files of the record's package as they are now, by path."""
        return _read_files(self._opened, self._home.record)

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Put files in place of those of these paths; others who watch are told at the end."""
        record, opened = self._home.record, self._opened
        query = select(SHEETS.c.path, SHEETS.c.key).where(SHEETS.c.record == record)
        keys = {row.path: row.key for row in opened.execute(query)}
        for path, content in contents.items():
            if path == LOG_FILE:
                _put_log(opened, record, content)
            elif path in keys:
                _put_sheet(opened, record, path, keys[path], content)
            else:
                _put_file(opened, record, path, content)
        more = update(RECORDS).where(RECORDS.c.name == record)
        opened.execute(more.values(revision=RECORDS.c.revision + 1))
        opened.execute(
            text("SELECT pg_notify(:channel, :record)"),
            {"channel": connection.CHANNEL, "record": record},
        )


@contextmanager
def hold(home: Database) -> Iterator[HeldRecord]:
    """Hold a record alone, once others are done; what was put is there for all, at the end.

    What a kill cuts short has changed nothing. Raises NotAPackage.
    """
    with connection.connect(home) as opened:
        _revision(opened, home, select(RECORDS.c.revision).with_for_update())
        yield HeldRecord(opened, home)


def add(
    home: Database,
    contents: Mapping[str, bytes],
    sheets: Mapping[str, str],
    lines: Sequence[Mapping[str, Any]],
    articles: Mapping[str, bytes],
) -> None:
    """Add a record whole: the files of its package, the lines of its queue, articles by digest.

    `sheets` are the keys of its tables by path. Raises NotAPackage where the database has one of
    that name.
    """
    with connection.connect(home) as opened:
        new = put_in(RECORDS).values(name=home.record, revision=0).on_conflict_do_nothing()
        if not opened.scalar(new.returning(RECORDS.c.name)):
            mend = "name another with ?record="
            raise NotAPackage(f"{home} is there already; {mend}")
        named = [{"path": path, "key": key} for path, key in sheets.items()]
        opened.execute(insert(SHEETS).values(record=home.record, header=[]), named)
        HeldRecord(opened, home).put(contents)
        HeldQueue(opened, home).append(lines)
        for digest, content in articles.items():
            _put_article(opened, home.record, digest, content)


def _revision(opened: Connection, home: Database, query: Any) -> int:
    revision = opened.execute(query.where(RECORDS.c.name == home.record)).scalar_one_or_none()
    if revision is None:
        names = ", ".join(opened.scalars(select(RECORDS.c.name).order_by(RECORDS.c.name)))
        there = f"it has {names}" if names else "it has none yet"
        mend = "name one with ?record=, or bring one there with `python -m data move`"
        raise NotAPackage(f"{home} is no record of that database ({there}); {mend}")
    return int(revision)


def _put_file(opened: Connection, record: str, path: str, content: bytes) -> None:
    new = put_in(FILES).values(record=record, path=path, content=content)
    keys = [FILES.c.record, FILES.c.path]
    opened.execute(new.on_conflict_do_update(index_elements=keys, set_={"content": content}))


def _put_sheet(opened: Connection, record: str, path: str, key: str, content: bytes) -> None:
    """Put a table's rows in place of those there: only what differs is written."""
    frame = _read_csv(content)
    of = (ROWS.c.record == record) & (ROWS.c.path == path)
    query = select(ROWS.c.row, ROWS.c.place, ROWS.c.cells).where(of)
    there = {row: (place, cells) for row, place, cells in opened.execute(query)}
    sheet = (SHEETS.c.record == record) & (SHEETS.c.path == path)
    opened.execute(update(SHEETS).where(sheet).values(header=list(frame.columns)))
    rows = {
        line[key]: (place, {name: cell for name, cell in line.items() if cell})
        for place, line in enumerate(frame.to_dict("records"))
    }
    if gone := sorted(there.keys() - rows.keys()):
        opened.execute(delete(ROWS).where(of & ROWS.c.row.in_(gone)))
    changed = [
        {"record": record, "path": path, "row": row, "place": place, "cells": cells}
        for row, (place, cells) in rows.items()
        if there.get(row) != (place, cells)
    ]
    if changed:
        new = put_in(ROWS)
        values = {"place": new.excluded.place, "cells": new.excluded.cells}
        named = [ROWS.c.record, ROWS.c.path, ROWS.c.row]
        opened.execute(new.on_conflict_do_update(index_elements=named, set_=values), changed)


def _put_log(opened: Connection, record: str, content: bytes) -> None:
    """Add the changes that the log has and the database has not; what is logged stays."""
    last = opened.scalar(select(func.max(LOG.c.change)).where(LOG.c.record == record)) or 0
    lines: list[dict[str, Any]] = []
    count: dict[int, int] = {}
    for line in _read_csv(content).to_dict("records"):
        change = int(line["change"])
        if change > last:
            number = count[change] = count.get(change, -1) + 1
            lines.append({**line, "record": record, "change": change, "line": number})
    if lines:
        opened.execute(insert(LOG), lines)


def _read_csv(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def read_queue(home: Database) -> list[Any]:
    """Return the lines of a record's queue, the oldest first, as JSON; raises NotAPackage."""
    with connection.connect(home) as opened:
        return list(opened.scalars(_of_queue(home)))


@contextmanager
def hold_queue(home: Database) -> Iterator["HeldQueue"]:
    """Hold the queue of a record alone, once others are done; raises NotAPackage."""
    with connection.connect(home) as opened:
        _revision(opened, home, select(RECORDS.c.revision).with_for_update())
        yield HeldQueue(opened, home)


class HeldQueue:
    """A queue that this process alone may add to, until the transaction ends."""

    def __init__(self, opened: Connection, home: Database) -> None:
        self._opened, self._home = opened, home

    def read(self) -> list[dict[str, Any]]:
        """Return its lines, the oldest first."""
        return list(self._opened.scalars(_of_queue(self._home)))

    def append(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Add lines at its end."""
        rows = [{"record": self._home.record, "line": dict(line)} for line in lines]
        if rows:
            self._opened.execute(insert(QUEUE), rows)


def _of_queue(home: Database) -> Any:
    return select(QUEUE.c.line).where(QUEUE.c.record == home.record).order_by(QUEUE.c.number)


def save_article(home: Database, digest: str, content: bytes) -> None:
    """Save an article under the digest of its text, in place of what was there of it."""
    with connection.connect(home) as opened:
        _put_article(opened, home.record, digest, content)


def _put_article(opened: Connection, record: str, digest: str, content: bytes) -> None:
    new = put_in(ARTICLES).values(record=record, digest=digest, content=content)
    keys = [ARTICLES.c.record, ARTICLES.c.digest]
    opened.execute(new.on_conflict_do_update(index_elements=keys, set_={"content": content}))


def read_articles(home: Database) -> dict[str, bytes]:
    """Return a record's articles by the digest of their text."""
    query = select(ARTICLES.c.digest, ARTICLES.c.content)
    with connection.connect(home) as opened:
        rows = opened.execute(query.where(ARTICLES.c.record == home.record))
        return {digest: bytes(content) for digest, content in rows}
