"""What makes reports of GDELT's public table is, read by another engine, what an import makes.

BigQuery itself is not asked: its SQL is read by sqlglot and written again for DuckDB.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import ibis
import pytest
import sqlglot
from h3.api import basic_int as h3
from sqlglot import exp

from data.feeds import questions
from data.feeds.layouts import GDELT
from data.feeds.questions import Question
from data.feeds.schema import COLUMNS, PARTITIONS
from tests.support.asked import EXPRESSIONS
from tests.support.feeds import make_feed, read_all, take_in, write_rows

ROOT = Path(__file__).parents[2]
FEEDS = ROOT / "data" / "feeds"
NUMBERS = {"ActionGeo_Lat": "DOUBLE", "ActionGeo_Long": "DOUBLE", "GoldsteinScale": "DOUBLE"}
NUMBERS |= dict.fromkeys(
    ("GLOBALEVENTID", "SQLDATE", "DATEADDED", "ActionGeo_Type", "NumMentions"), "BIGINT"
)
BROKEN = "\ufffd"  # where a file's bytes are no text
FROM, TO = datetime(2021, 10, 1), datetime(2022, 3, 1)  # of the days that the file names
ODD = (
    {"Actor1CountryCode": "ROM", "Actor2CountryCode": "TMP"},
    {"Actor1CountryCode": "", "Actor1KnownGroupCode": "NAT", "Actor2CountryCode": ""},
    {"Actor1CountryCode": "", "Actor1Name": "", "Actor2CountryCode": "", "Actor2Name": ""},
    {"EventCode": "0439", "EventBaseCode": "043"},
    {"EventCode": "010", "EventBaseCode": "010"},
    {"ActionGeo_Type": "", "ActionGeo_Lat": "", "ActionGeo_Long": "", "ActionGeo_FullName": ""},
    {"ActionGeo_Lat": "91"},
    {"ActionGeo_Long": ""},
    {"SQLDATE": "20220231"},
    {"SQLDATE": "20220301"},
    {"GoldsteinScale": "", "NumMentions": "", "SOURCEURL": ""},
)


@pytest.fixture(scope="module")
def statements() -> list[exp.Expression]:
    text = (FEEDS / "sql" / "gdelt_bigquery.sql").read_text(encoding="utf-8")
    return [one for one in sqlglot.parse(text, read="bigquery") if isinstance(one, exp.Create)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 2500)
    odd = [{"GLOBALEVENTID": f"{9 * 10**11 + n}", **row} for n, row in enumerate(ODD)]
    take_in(folder, "gdelt", write_rows("gdelt", *odd))
    return folder


def published(folder: Path) -> Iterator[list[str | None]]:
    """Yield the whole rows of the files that were imported, an empty cell as BigQuery has it."""
    for file in ("gdelt-1.txt", "gdelt-0.txt"):
        text = (folder.parent / file).read_bytes().decode("utf-8", "replace")
        for line in text.splitlines():
            cells = line.split("\t")
            if len(cells) == len(GDELT.columns) and cells[0].isdigit() and BROKEN not in line:
                yield [cell or None for cell in cells]


def h3_hex(longitude: float, latitude: float, resolution: int) -> str:
    return f"{h3.latlng_to_cell(latitude, longitude, resolution):x}"


@pytest.fixture(scope="module")
def answer(statements, folder) -> list[dict[str, object]]:
    """Return what the query gives of the published rows."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    con.create_function("h3_hex", h3_hex, ["DOUBLE", "DOUBLE", "BIGINT"], "VARCHAR")
    con.execute("CREATE MACRO farm_fingerprint(x) AS (md5_number_lower(x) >> 1)::BIGINT")
    con.execute("CREATE SCHEMA redlines")
    for name in ("cameo_plover", "countries"):
        con.execute(
            f"CREATE TABLE redlines.{name} AS FROM read_csv('{FEEDS}/{name}.csv', "
            "header = true, all_varchar = true, nullstr = '')"
        )
    columns = ", ".join(f"{name} {NUMBERS.get(name, 'VARCHAR')}" for name in GDELT.columns)
    con.execute(f"CREATE TABLE events_partitioned ({columns})")
    marks = ", ".join("?" * len(GDELT.columns))
    con.executemany(f"INSERT INTO events_partitioned VALUES ({marks})", list(published(folder)))
    con.execute("ALTER TABLE events_partitioned ADD COLUMN _PARTITIONTIME TIMESTAMPTZ")
    con.execute(
        "UPDATE events_partitioned SET _PARTITIONTIME ="
        " strptime(DATEADDED::VARCHAR, '%Y%m%d%H%M%S')::DATE"
    )
    cell, reports = statements
    body = cell.expression.sql("duckdb").replace('"carto-un".carto.H3_FROMLONGLAT', "h3_hex")
    con.execute(f"CREATE MACRO redlines.h3_cell(longitude, latitude, resolution) AS {body}")
    query = reports.expression.transform(_bare).sql("duckdb")
    frame = con.sql(query).to_arrow_table()
    return sorted(frame.to_pylist(), key=lambda row: str(row["source_id"]))


def _bare(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.Table) and node.catalog == "gdelt-bq":
        return exp.to_table(node.name)
    return node


def test_the_query_gives_the_columns_of_a_report_in_order(statements):
    _, reports = statements
    assert reports.expression.named_selects == [*COLUMNS, *PARTITIONS]


def test_only_some_partitions_are_read(statements):
    _, reports = statements
    bounds = [
        (type(bound), bound.expression.name)
        for bound in reports.find_all(exp.GTE, exp.LT)
        if bound.this.name == "_PARTITIONTIME"
    ]
    assert len(bounds) == 2, "a first and a last day, or all of GDELT is read"
    assert {kind for kind, _ in bounds} == {exp.GTE, exp.LT}


def test_it_makes_of_published_rows_what_an_import_makes(folder, answer):
    whole = {cells[0] for cells in published(folder)}
    rows = [
        row
        for row in read_all(folder)
        if row["source_id"] in whole and FROM <= row["known_at"] < TO
    ]
    assert len(rows) > 1500
    assert {row["source_id"] for row in rows} > {f"{9 * 10**11 + n}" for n in (0, 1, 2, 3, 4, 5)}
    assert [row["source_id"] for row in answer] == [row["source_id"] for row in rows]
    for column in (*COLUMNS, "feed", "month"):
        there, expected = ([row[column] for row in found] for found in (answer, rows))
        assert there == expected, column


@pytest.mark.parametrize("dialect", ["bigquery", "trino", "clickhouse"])
def test_every_question_can_be_written_for_engines_that_are_not_here(dialect):
    kinds = {"VARCHAR": "string", "DATE": "date", "TIMESTAMP": "timestamp", "DOUBLE": "float64"}
    columns = {name: kinds.get(kind, "int64") for name, kind in (COLUMNS | PARTITIONS).items()}
    reports = ibis.table(columns, name="reports")
    question = Question(
        datetime(2022, 2, 1),
        "gdelt",
        codes=("USA",),
        types=("AID",),
        words=("a",),
        box=(1, 2, 3, 4),
    )
    for name, expression in EXPRESSIONS.items():
        for once in (True, False):
            written = ibis.to_sql(expression(questions.select(reports, question), once), dialect)
            assert "known_at" in written, name
    if dialect == "bigquery":
        assert "DATETIME" in written, "a moment is compared as the type that known_at has there"
