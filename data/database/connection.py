"""Connections to databases: one pool an address, its tables checked to be of this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

import psycopg
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from data.homes import Database
from data.package import NotAPackage

MIGRATIONS = Path(__file__).parent / "migrations"
CHANNEL = "redlines"  # on which a change of a record is announced; the payload is its name
_migrating = Lock()  # Alembic keeps its state for the whole process


@cache  # the operator names the addresses, so there are few; `close` lets one go
def _pool(address: str) -> Engine:
    driver = address.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        return create_engine(driver, pool_pre_ping=True, connect_args={"connect_timeout": 3})
    except (ArgumentError, ValueError) as fault:
        mend = "write postgresql://user@host:port/name"
        raise NotAPackage(f"{Database(address)} is no address; {mend}") from fault


def close(address: str) -> None:
    """Close all connections to a database, as before its server stops."""
    _pool(address).dispose()
    _check.cache_clear()


@contextmanager
def connect(home: Database, isolation: str = "READ COMMITTED") -> Iterator[Connection]:
    """Open a transaction, made at its end; raises NotAPackage where the database does not answer.

    It raises the same where its tables are of another version than the product, and where it
    refuses what is asked.
    """
    with _sentences(home):
        _check(home.address)
        pool = _pool(home.address).execution_options(isolation_level=isolation)
        with pool.begin() as connection:
            yield connection


def listen(address: str) -> psycopg.Connection:
    """Open a connection that hears of each change of a record; raises psycopg.Error.

    Whoever opens it closes it: it is none of the pool's.
    """
    opened = _pool(address).raw_connection()
    line = cast(psycopg.Connection, opened.dbapi_connection)
    opened.detach()
    line.autocommit = True
    line.execute(f"LISTEN {CHANNEL}")
    return line


@contextmanager
def _sentences(home: Database) -> Iterator[None]:
    """Turn what a database refuses into a sentence with the mend."""
    try:
        yield
    except DBAPIError as fault:
        reason = str(fault.orig).strip().splitlines()[0]
        away = isinstance(fault, OperationalError)
        what = "does not answer" if away else "refuses it"
        mend = "start it, or mend its address" if away else "mend what it names, or its rights"
        raise NotAPackage(f"{home}: the database {what} ({reason}); {mend}") from fault


@lru_cache(maxsize=4)
def _check(address: str) -> None:
    with _pool(address).connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    if at != (newest := ScriptDirectory(str(MIGRATIONS)).get_current_head()):
        home = Database(address)
        rule = f"its tables are of version {at or 'none'}, the product's of {newest}"
        raise NotAPackage(f"{home}: {rule}; run `python -m data upgrade '{home}'`")


def upgrade(home: Database) -> list[str]:
    """Bring a database's tables to this version, and return what was done; nothing is lost."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _sentences(home), _migrating, _pool(home.address).begin() as connection:
        # One process at a time; the number is this product's own.
        connection.execute(text("SELECT pg_advisory_xact_lock(726433)"))
        before = MigrationContext.configure(connection).get_current_revision()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        after = MigrationContext.configure(connection).get_current_revision()
    _check.cache_clear()
    return [] if before == after else [f"tables of version {before or 'none'}: now {after}"]
