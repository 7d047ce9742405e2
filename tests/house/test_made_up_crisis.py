"""A crisis that no code knows runs through every query, figure and page."""

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from components.ui.frame.frame import PAGES
from data.asof import as_of
from data.checks.run import check
from data.clock import parse
from data.load import TABLES, load
from data.package import shipped
from data.view import View
from tests.conftest import MADE_UP
from tests.support import secrets
from tests.support.examples import share
from tests.support.pages import APP
from tests.support.walk import at, instants, queries, views

ROOT = Path(__file__).parents[2]
WHOLE = load(MADE_UP)
QUERIES = queries()
MOMENTS = {
    "the default": WHOLE.moment(WHOLE.package.crisis.default_moment).text,
    "before anything": "1800",
    "one event": "1866-02",
    "a month": "1878-04",
    "long after": "1950-01-01T00:00Z",
}
# What a crisis may do without: moments has its default, and something must have happened.
OPTIONAL = ("claims", "positions", "deployments", "estimates", "story", "labels")
# Every page, and the faces whose charts are sent as data, with the page of each.
FACES = {"explore": "timeline", "estimates": "situation"}
SHOWN = (*PAGES, *FACES)


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Path:
    """Return a crisis of one event, one party pair and one moment: every other table is empty."""
    folder = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("bare") / "crisis"))
    keep = {"events": 1, "sources": 1, "moments": 2, "parties": 9, "issues": 0, "people": 0}
    for file in (folder / "tables").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        with file.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows[: 1 + keep.get(file.stem, 0)])
    return folder


def app(folder: Path, monkeypatch, page: str, **address: str) -> AppTest:
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    test = AppTest.from_file(APP, default_timeout=60)
    for name, value in (address | ({"show": page} if page in FACES else {})).items():
        test.query_params[name] = value
    test.run()
    return test.switch_page(f"pages/{FACES.get(page, page)}.py").run()


def raised(test: AppTest) -> list[str]:
    return [f"{e.message} {e.stack_trace}" for e in test.exception]


def text_of(test: AppTest) -> str:
    """Return everything the page sent to the browser, as far as it is text, unbroken."""
    sent = []

    def walk(block) -> None:
        for child in block.children.values():
            if hasattr(child, "children"):
                walk(child)
            sent.append(child.proto.SerializeToString().decode("utf-8", errors="replace"))

    for root in (test.main, test.sidebar):
        walk(root)
    return "\n".join(sent).replace("</b><br><b>", " ").replace("<br>", " ")


@pytest.mark.parametrize("name", sorted(QUERIES))
@settings(max_examples=share(0.4))
@given(drawn=st.tuples(instants(WHOLE), st.none() | instants(WHOLE), views(WHOLE)))
def test_every_query_answers_at_any_instant(name, drawn):
    instant, since, view = drawn
    QUERIES[name](as_of(WHOLE, instant, since), at(view, instant, since))


@pytest.mark.parametrize("name", sorted(QUERIES))
@pytest.mark.parametrize("moment", ["1800-01-01T00:00Z", "1866-02-28T23:59Z", "1950-01-01T00:00Z"])
def test_every_query_answers_where_there_is_next_to_nothing(bare, name, moment):
    record = load(bare)
    view, dropped = View.from_query({"as_of": [moment]}, record)
    assert dropped == ()
    QUERIES[name](as_of(record, view.as_of.last), view)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_no_query_changes_the_record_it_is_asked_of(name):
    view = View.default(WHOLE)
    seen = as_of(WHOLE, view.as_of.last)
    before = {table: seen.table(table).copy() for table in TABLES}
    QUERIES[name](seen, view)
    for table in TABLES:
        assert seen.table(table).equals(before[table]), table


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("shown", SHOWN)
def test_every_page_shows_the_made_up_crisis(monkeypatch, shown, moment):
    test = app(MADE_UP, monkeypatch, shown, as_of=MOMENTS[moment])
    assert raised(test) == []
    assert not test.error


@pytest.mark.parametrize("shown", SHOWN)
def test_every_page_stands_with_next_to_nothing(monkeypatch, bare, shown):
    assert check(bare).faults == ()
    assert raised(app(bare, monkeypatch, shown)) == []


@pytest.mark.parametrize("cell", ["1878-01-20", "1878-03-10T18:00Z", "1878-04-10"])
@pytest.mark.parametrize("shown", SHOWN)
def test_no_page_sends_a_word_of_what_became_known_later(monkeypatch, shown, cell):
    moment = parse(cell)
    sent = text_of(app(MADE_UP, monkeypatch, shown, as_of=cell))
    assert str(moment) in sent
    assert secrets.leaks(MADE_UP, sent, moment.last.to_pydatetime()) == []


@pytest.mark.parametrize("cell", ["2021-12-10", "2022-01-09T18:21Z", "2022-02-17"])
@pytest.mark.parametrize("shown", SHOWN)
def test_no_page_sends_a_word_of_the_shipped_record_too_early(monkeypatch, shown, cell):
    sent = text_of(app(shipped(), monkeypatch, shown, as_of=cell))
    assert secrets.leaks(shipped(), sent, parse(cell).last.to_pydatetime()) == []


@pytest.mark.parametrize("table", OPTIONAL)
def test_a_table_may_be_empty(copied, table):
    folder = copied(MADE_UP)
    file = folder / "tables" / f"{table}.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    record = load(folder)
    assert record.table(table).empty
    assert as_of(record, record.last).table(table).empty


def test_the_last_page_shown_is_of_the_crisis_asked_for(monkeypatch):
    assert "Coralta" in text_of(app(MADE_UP, monkeypatch, "positions"))
