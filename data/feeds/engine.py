"""The engine that answers: DuckDB over a folder, or one that is there already, by its address.

duckdb://feeds                                    a folder, beside the product
duckdb:///srv/feeds                               a folder
spark://local?folder=/srv/feeds                   Spark in this process
spark://master:7077?folder=s3a://bucket/feeds     a cluster
postgres://user@host/base?table=reports           tables and views with the columns of
trino://user@host/catalog/schema?table=reports      data/feeds/schema.py, `feed`, `batch`
bigquery://project/dataset?table=reports            and `month`
clickhouse://host/base?table=reports
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from data.feeds import store
from data.feeds.schema import COLUMNS, PARTITIONS, FeedFault

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pandas as pd

ADDRESS = "REDLINES_FEEDS"  # in the environment: where the feeds are; none: an app without feeds
ROOT = Path(__file__).parents[2]
FILES = "feed=*/batch=*/month=*/*.parquet"
MOST = 100_000  # rows that come back: 160 steps of 16 types and 36 parties are fewer
MEMORY = "2GB"  # of the embedded engine; beyond it works on disk
DRIVERS = "tests/requirements-engines.txt"
ENGINES = {
    "duckdb": "duckdb",
    "spark": "pyspark",
    "postgres": "psycopg",
    "trino": "trino",
    "bigquery": "google-cloud-bigquery",
    "clickhouse": "clickhouse-connect",
}


@dataclass(frozen=True, eq=False)
class Engine:
    """An open engine and its reports; one question at a time."""

    name: str
    reports: "ir.Table"
    folder: Path | None = None  # of the embedded one
    turn: Any = field(default_factory=Lock, repr=False)

    def close(self) -> None:
        """Let go of the engine."""
        self.reports.get_backend().disconnect()


def find_address() -> str:
    """Return where the feeds are, by the environment; empty where there are none."""
    return os.environ.get(ADDRESS, "").strip()


def find_folder(address: str) -> Path:
    """Return the folder that an address names, a path or duckdb://; raises FeedFault for others."""
    engine, mark, rest = address.partition("://")
    if mark and engine != "duckdb":
        raise FeedFault(f"{address} is no folder; files are imported into one: duckdb://feeds")
    path = rest if mark else address
    if not path:
        raise FeedFault(f"no folder of feeds is named; set {ADDRESS}=duckdb://feeds")
    return ROOT / path


def connect(address: str) -> Engine:
    """Open the engine at an address.

    Raises FeedFault where its driver is missing, where it does not answer, and where it holds no
    reports.
    """
    name = urlsplit(address).scheme
    if name not in ENGINES:
        known = ", ".join(f"{engine}://" for engine in ENGINES)
        raise FeedFault(f"{_without_password(address)} names no engine; known are {known}")
    try:
        if name == "duckdb":
            return _open_folder(find_folder(address))
        reports = _open_spark(address) if name == "spark" else _open_other(address)
    except ImportError as fault:
        raise FeedFault(
            f"{name}:// needs its driver, {ENGINES[name]}: pip install {ENGINES[name]} "
            f"(see {DRIVERS})"
        ) from fault
    except FeedFault:
        raise
    except Exception as fault:
        lines = str(fault).strip().splitlines() or [type(fault).__name__]
        raise FeedFault(f"{_without_password(address)} does not answer: {lines[0]}") from fault
    missing = [column for column in (*COLUMNS, *PARTITIONS) if column not in reports.columns]
    if missing:
        raise FeedFault(f"{_without_password(address)} lacks columns: {', '.join(missing)}")
    return Engine(name, reports)


def fetch(engine: Engine, expression: "ir.Table", most: int = MOST) -> "pd.DataFrame":
    """Run an expression and return its rows as a frame.

    Raises FeedFault where there are more than `most`: a count that was cut off would be wrong.
    """
    with engine.turn:
        table = expression.limit(most + 1).to_pyarrow()
    if table.num_rows > most:
        raise FeedFault(f"more than {most:,} rows answer; ask for fewer days, or for longer steps")
    return table.to_pandas(date_as_object=False)


def _open_folder(folder: Path) -> Engine:
    """Open a folder of feeds in a DuckDB of its own, which fetches no extension from anywhere."""
    import ibis

    there = list(store.list_batches(folder))
    if not there:
        raise FeedFault(f"{folder} holds no feed; `python -m data feed import` fills it")
    closed = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    backend = ibis.duckdb.connect(memory_limit=MEMORY, **closed)
    if not any(batch.rows for batch in there):
        raise FeedFault(f"{folder} holds no report: all rows were rejected")
    backend.raw_sql("SET parquet_metadata_cache = true")
    reports = backend.read_parquet(
        str(folder / FILES), table_name="reports", hive_partitioning=True
    )
    return Engine("duckdb", reports, folder)


def _open_spark(address: str) -> "ir.Table":
    import ibis
    from pyspark.sql import SparkSession

    parts = urlsplit(address)
    named = dict(parse_qsl(parts.query))
    master = "local[*]" if parts.netloc == "local" else f"spark://{parts.netloc}"
    session = (
        SparkSession.builder.appName("red-lines")
        .master(master)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "true")
        .getOrCreate()
    )
    backend = ibis.pyspark.connect(session)
    if folder := named.get("folder"):
        return backend.read_parquet(folder, table_name="reports")
    return backend.table(named.get("table", "reports"))


def _open_other(address: str) -> "ir.Table":
    import ibis

    parts = urlsplit(address)
    named = dict(parse_qsl(parts.query))
    table = named.pop("table", "reports")
    return ibis.connect(urlunsplit(parts._replace(query=urlencode(named)))).table(table)


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
