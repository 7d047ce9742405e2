"""The digit shown is the one of the moment, and the origins are those of the passage."""

import csv
import io
from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.__main__ import main
from data.asof import as_of
from data.checks.run import list_lowered
from data.clock import parse
from data.export import table_csv
from data.kinds import CITING
from data.load import Record, load
from data.package import shipped
from data.queries.events.event import event
from data.queries.overview.refers import refers
from data.queries.sources.health import health
from data.search import matching
from data.view import View
from data.weigh import SOLE
from tests.conftest import MADE_UP
from tests.support import secrets
from tests.support.examples import share
from tests.support.walk import at, instants

RECORDS = {"shipped": load(shipped()), "made up": load(MADE_UP)}
EVE = parse("2022-01-09T18:21Z").last
GRADED = ("events", "claims", "deployments", "estimates")
DRAWN = st.sampled_from(list(RECORDS)).flatmap(
    lambda name: st.tuples(
        st.just(name), instants(RECORDS[name]), st.sampled_from(["", "A1", "B1", "C2", "F6"])
    )
)


@lru_cache(maxsize=64)
def seen_at(name: str, moment: pd.Timestamp, floor: str = "") -> Record:
    return as_of(RECORDS[name], moment, floor=floor)


def origins_by_the_files(name: str, table: str, moment: pd.Timestamp) -> dict[str, set[str]]:
    """Return the origins published by a moment of each row, read with the csv module alone."""
    rows = secrets.tables(RECORDS[name].package.folder)
    published = {}
    for source in rows["sources"]:
        dated = source["published"] or source["not_before"]
        if not dated or secrets.end_of(dated) <= moment.to_pydatetime():
            published[source["source_id"]] = source["origin"]
    key = RECORDS[name].package.tables[table].key
    found = {}
    for row in rows[table]:
        cells = (row.get(c, "") for c in ("source_id", "source_ids", "more_source_ids"))
        cited = [s for cell in cells for s in cell.split(";") if s in published]
        named = row.get("origin", "")
        found[row[key]] = {named} if named and cited else {published[s] for s in cited}
    return found


@settings(max_examples=share(0.6))
@given(DRAWN)
@example(("shipped", EVE, ""))
@example(("shipped", EVE, "B1"))
def test_no_row_reads_1_with_fewer_than_two_origins_visible(drawn) -> None:
    name, moment, floor = drawn
    seen = seen_at(name, moment, floor)
    for table in GRADED:
        rows, known = seen.table(table), origins_by_the_files(name, table, moment)
        confirmed = rows.loc[(rows["credibility"] == "1").to_numpy()]
        own = seen.sources["origin"]
        for row in confirmed.itertuples():
            assert len(known[row.Index]) > 1, row.Index
            assert len({own[source] for source in row.cited}) > 1, row.Index
            assert len(row.origins) > 1, row.Index


@settings(max_examples=share(0.4))
@given(DRAWN)
@example(("shipped", EVE, ""))
def test_a_row_written_1_reads_2_and_says_why_until_a_second_origin_is_published(drawn) -> None:
    name, moment, _ = drawn
    seen, whole = seen_at(name, moment), RECORDS[name]
    for table in GRADED:
        rows, known = seen.table(table), origins_by_the_files(name, table, moment)
        rows = rows.loc[rows["credibility"].notna()]
        for row in rows.itertuples():
            written = whole.table(table).at[row.Index, "credibility"]
            alone = written == "1" and len(known[row.Index]) < 2
            assert row.credibility == ("2" if alone else written), row.Index
            sourced = SOLE in row.credibility_label or not row.cited
            assert sourced if alone else SOLE not in row.credibility_label, row.Index


@settings(max_examples=share(0.4))
@given(DRAWN)
@example(("shipped", EVE, "A1"))
def test_a_floor_hides_every_row_beneath_it_and_no_row_shown_is(drawn) -> None:
    name, moment, floor = drawn
    if not floor:
        return
    for table in GRADED:
        digits = seen_at(name, moment, floor).table(table)["credibility"].dropna().astype("str")
        assert (digits <= floor[1]).all()


def test_the_digit_turns_at_the_instant_that_the_check_names() -> None:
    listed = list_lowered(RECORDS["shipped"].package)
    known = {row.row: row for row in listed}
    line = known["2021-06-30-putin-article-unity"]
    assert str(line) == (
        "events 2021-06-30-putin-article-unity: 2 from 2021-07-12T23:59Z, 1 from 2021-07-13T23:59Z"
    )
    last = RECORDS["shipped"].last
    turned = [row for row in listed if row.confirmed is not None and row.confirmed <= last]
    never = [row for row in listed if row.confirmed is None]
    assert turned
    assert never
    for row in [*turned[::12], *never[::40]]:
        assert seen_at("shipped", row.known).table(row.table).at[row.row, "credibility"] == "2"
        then = seen_at("shipped", row.confirmed or last).table(row.table)
        assert then.at[row.row, "credibility"] == ("1" if row.confirmed else "2")


def test_the_check_lists_them_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    line = (
        "events 1878-03-11-congress-of-serena: 2 from 1878-03-12T23:59Z, 1 from 1878-03-15T23:59Z"
    )
    assert main(["check", str(MADE_UP)]) == 0
    plain = capsys.readouterr().out
    assert line not in plain
    assert "reads 2 until a second origin is published (1 row)" in plain
    assert "all rests on vidaurre" in plain  # the origin that the row names, not its pages'
    assert main(["check", "--grades", str(MADE_UP)]) == 0
    assert line in capsys.readouterr().out


def test_files_and_health_say_the_digit_of_the_moment() -> None:
    seen = seen_at("shipped", EVE)
    for table in GRADED:
        lowered = {
            row.row
            for row in list_lowered(RECORDS["shipped"].package)
            if row.table == table
            and row.known <= EVE
            and (row.confirmed is None or row.confirmed > EVE)
        }
        key = seen.package.tables[table].key
        text = table_csv(seen, table).decode("utf-8")
        digits = {row[key]: row["credibility"] for row in csv.DictReader(io.StringIO(text))}
        written = RECORDS["shipped"].table(table)["credibility"]
        assert {row for row in digits if digits[row] == "2" and written[row] == "1"} == lowered
        assert lowered or table == "deployments"
    view = at(View.default(RECORDS["shipped"]), EVE)
    assert set(health(seen, view).alone["event_id"]) == {
        row.Index
        for row in seen.events.itertuples()
        if row.status == "occurred" and len(row.origins) == 1
    }


def test_a_passage_that_names_its_origin_has_no_other() -> None:
    row, seen = "2022-01-08-nyt-sanctions-plans", seen_at("shipped", RECORDS["shipped"].last)
    view = View.default(RECORDS["shipped"]).but(event=row)
    card = event(seen, view)
    assert card is not None
    assert (len(card.sources), card.origins) == (5, 1)
    assert set(card.sources["origin"]) == {"nyt", "reuters"}
    (opened,) = refers(seen, view)
    assert opened.groups[-1].title == "Sources: 5 reports, 1 origin"
    alone = health(seen, view).alone.set_index("event_id")
    assert alone.loc[row, "publishers"].endswith(" and 3 more")
    budanov = seen.claims.loc["ukraine-budanov-2021-11-20-attack"]
    assert budanov["origins"] == ("military-times",)


@pytest.mark.parametrize("name", RECORDS)
def test_the_origins_of_a_row_are_those_of_the_files(name: str) -> None:
    seen = seen_at(name, RECORDS[name].last)
    for table in CITING:
        known = origins_by_the_files(name, table, seen.seen_at)
        assert {row: set(o) for row, o in seen.table(table)["origins"].items()} == {
            row: known[row] for row in seen.table(table).index
        }


def test_a_passage_that_names_its_origin_goes_with_any_of_its_pages() -> None:
    seen = seen_at("made up", RECORDS["made up"].last)
    closed = "1878-04-20-river-closed"
    assert len(seen.events.at[closed, "cited"]) == 2
    for source in seen.events.at[closed, "cited"]:
        tried = as_of(RECORDS["made up"], seen.seen_at, left_out=(source,))
        assert closed not in tried.events.index


def test_a_row_confirmed_by_a_source_that_is_ignored_is_confirmed_no_more() -> None:
    congress, last = "1878-03-11-congress-of-serena", RECORDS["made up"].last
    assert seen_at("made up", last).events.at[congress, "credibility"] == "1"
    tried = as_of(RECORDS["made up"], last, left_out=("courier-1878-03-15-congress",))
    assert tried.events.at[congress, "credibility"] == "2"
    assert tried.events.at[congress, "credibility_label"] == "only source among those shown"


@pytest.mark.parametrize("name", RECORDS)
def test_the_title_of_an_undated_source_waits_for_the_records_end(name: str) -> None:
    whole = RECORDS[name]
    sources = whole.sources
    undated = sources.index[sources["published"].isna() & sources["not_before"].isna()]
    last, before = (seen_at(name, whole.last - pd.Timedelta(seconds=s)) for s in (0, 1))
    shown = undated.intersection(before.sources.index)
    assert len(shown)
    assert (before.sources.loc[shown, ["title", "url"]] == "").all(axis=None)
    assert (before.sources.loc[shown, ["publisher", "reliability"]] != "").all(axis=None)
    assert (before.sources.drop(shown)["title"] != "").all()
    assert (last.sources["title"] == sources["title"].reindex(last.sources.index)).all()
    for source in shown[:5]:
        assert source not in matching(before, "sources", sources.at[source, "title"])
        assert source in matching(last, "sources", sources.at[source, "title"])
