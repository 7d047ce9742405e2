"""DuckDB, Spark and PostgreSQL give the same answers on the same rows."""

import importlib.util
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.feeds import engine, questions
from tests.support import servers
from tests.support.asked import EXPRESSIONS, asked, plain
from tests.support.feeds import make_feed, read_all, take_in, write_rows


@pytest.fixture(scope="module")
def feeds(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 800)
    for stamp in ("1641802500", "1646802500"):
        rows = [{"event_id_cnty": f"A{n}", "notes": stamp, "timestamp": stamp} for n in range(9)]
        take_in(folder, "acled", write_rows("acled", *rows))
    return folder


@pytest.fixture(scope="module")
def spark(feeds) -> Iterator[engine.Engine]:
    if not importlib.util.find_spec("pyspark") or not shutil.which("java"):
        pytest.skip("Spark is not here: it takes pyspark and Java")
    session = servers.start_spark()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield engine.connect(f"spark://local?folder={feeds}")
    session.stop()


@pytest.fixture(scope="module")
def postgres(feeds) -> Iterator[engine.Engine]:
    programs = servers.find_postgres()
    if not programs or not importlib.util.find_spec("psycopg"):
        pytest.skip("PostgreSQL is not here: it takes psycopg and the server's programs")
    with servers.postgres(programs) as address:
        servers.fill_postgres(address, read_all(feeds))
        opened = engine.connect(f"{address}?table=reports")
        yield opened
        opened.close()


@pytest.mark.parametrize(("name", "examples"), [("spark", 4), ("postgres", 8)])
@pytest.mark.filterwarnings("ignore")
def test_another_engine_gives_the_same_answers(request, feeds, name, examples):
    other, opened = request.getfixturevalue(name), engine.connect(f"duckdb://{feeds}")

    @given(st.sampled_from(["gdelt", "acled"]).flatmap(asked), st.booleans())
    @settings(max_examples=examples, phases=[Phase.generate])  # Spark takes seconds
    def same(question, once):
        for kind, expression in EXPRESSIONS.items():
            answers = [
                plain(engine.fetch(at, expression(questions.select(at.reports, question), once)))
                for at in (opened, other)
            ]
            assert answers[0] == answers[1], kind

    same()
