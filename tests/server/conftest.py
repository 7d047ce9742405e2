"""What tests of a server share: a database in which there may be rooms."""

from collections.abc import Iterator

import pytest

from data.homes import Database


@pytest.fixture(scope="session")
def base(address: str) -> Iterator[Database]:
    """Yield a database without a record."""
    from data.database import connection

    made = Database(address.replace("/postgres", "/rooms"))
    run(Database(address), "CREATE DATABASE rooms")
    connection.upgrade(made)
    yield made
    connection.close(made.address)


def run(base: Database, command: str, *given: object) -> None:
    import psycopg

    with psycopg.connect(base.address, autocommit=True) as opened:
        opened.execute(command, given)
