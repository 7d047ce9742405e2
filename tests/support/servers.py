"""Engines that tests bring up for themselves: a PostgreSQL server, and Spark in this process."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data.feeds.schema import COLUMNS, PARTITIONS


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's server programs, or None where it is not installed."""
    for found in sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True):
        return Path(found).parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """Run an empty server on a free port of this machine; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The server refuses to be run by root.
        user: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
        if user:
            shutil.chown(folder, "postgres")

        def run(*command: str) -> None:
            path = [str(programs / command[0]), *command[1:]]
            subprocess.run(path, cwd=folder, check=True, stdout=subprocess.DEVNULL, **user)

        base = str(folder / "base")
        run("initdb", "-D", base, "-U", "redlines", "-A", "trust", "-E", "UTF8", "--locale=C")
        flags = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        run("pg_ctl", "-D", base, "-l", str(folder / "log"), "-o", flags, "-w", "start")
        try:
            yield f"postgres://redlines@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", base, "-m", "immediate", "-w", "stop")


def fill_postgres(address: str, rows: list[dict[str, Any]]) -> None:
    """Make the table of reports in a server, and copy rows into it."""
    import psycopg

    types = {**COLUMNS, **PARTITIONS}
    named = {"VARCHAR": "text", "DOUBLE": "double precision"}
    columns = ", ".join(f'"{name}" {named.get(kind, kind)}' for name, kind in types.items())
    with psycopg.connect(address.replace("postgres://", "postgresql://")) as connection:
        connection.execute(f"CREATE TABLE reports ({columns})")
        with connection.cursor().copy("COPY reports FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row[name] for name in types])


def start_spark() -> Any:
    """Start Spark in this process, as small as it goes, and return its session."""
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
