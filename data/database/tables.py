"""The tables of a database that holds records; `migrations/` brings a database to them.

A row of a record is a row of `rows`, its cells as text, so that all packages, whatever columns they
describe, stand in the same few tables, and a column that a package adds needs no migration.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

METADATA = MetaData(naming_convention={"pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s"})


def _of_record(name: str, *columns: Column) -> Table:
    """Return a table whose rows go with their record."""
    whole = ForeignKeyConstraint(["record"], ["records.name"], ondelete="CASCADE")
    return Table(name, METADATA, Column("record", Text, primary_key=True), *columns, whole)


# `revision` grows with each change of a record.
RECORDS = Table(
    "records",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
)
# Descriptor, settings, texts, editions and an own base map, by their path in the package.
FILES = _of_record(
    "files", Column("path", Text, primary_key=True), Column("content", LargeBinary, nullable=False)
)
# `key`: the column of a table that holds the ids of its rows. `header`: its columns in their order.
SHEETS = _of_record(
    "sheets",
    Column("path", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("header", JSONB, nullable=False),
)
# `place`: the order of rows in a sheet, from 0. `cells`: the filled ones, by column.
ROWS = _of_record(
    "rows",
    Column("path", Text, primary_key=True),
    Column("row", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("cells", JSONB, nullable=False),
)
# As `data.curation.log.Line`; `line` numbers those of one change, from 0.
LOG = _of_record(
    "log",
    Column("change", Integer, primary_key=True),
    Column("line", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("when", "who", "table", "row", "column", "old", "new", "why", "proposal")
    ),
    Column("undone", Text, nullable=False),
)
# Lines of the queue, as `data.curation.queue` writes them, in the order of `number`.
QUEUE = _of_record(
    "queue",
    Column("number", BigInteger, Identity(), primary_key=True),
    Column("line", JSONB, nullable=False),
)
ARTICLES = _of_record(
    "articles",
    Column("digest", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
# Of meetings, as `data.rooms.Room`, and no part of a record; `heard`: when its presenter was there.
ROOMS = Table(
    "rooms",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("lock", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("heard", DateTime(timezone=True), nullable=False),
    prefixes=["UNLOGGED"],
)
# Who follows a room, and when they looked last.
SEATS = Table(
    "seats",
    METADATA,
    Column("code", Text, ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True),
    Column("viewer", Text, primary_key=True),
    Column("seen", DateTime(timezone=True), nullable=False),
    prefixes=["UNLOGGED"],
)
