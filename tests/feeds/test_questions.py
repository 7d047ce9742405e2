"""Every question is answered as a plain reading of the rows answers it, and nothing leaks."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.feeds import engine, questions
from data.feeds.layouts import LAYOUTS
from data.feeds.questions import Question
from data.feeds.schema import FeedFault
from tests.support.asked import EXPRESSIONS, MOST, PARTIES, asked, plain
from tests.support.examples import share
from tests.support.feeds import make_feed, read_all, take_in, write_rows

LATER = datetime(2030, 1, 1)


@pytest.fixture(scope="module")
def feeds(tmp_path_factory) -> Path:
    """Return a folder with GDELT, and with ACLED whose rows came again, changed."""
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 2500)
    for stamp, notes in (("1641802500", "first"), ("1646802500", "second")):
        rows = [{"event_id_cnty": f"A{n}", "notes": notes, "timestamp": stamp} for n in range(9)]
        take_in(folder, "acled", write_rows("acled", *rows))
    return folder


@pytest.fixture(scope="module")
def opened(feeds) -> engine.Engine:
    return engine.connect(f"duckdb://{feeds}")


@pytest.fixture(scope="module")
def rows(feeds) -> pd.DataFrame:
    return pd.DataFrame(read_all(feeds))


def select(rows: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Read the question again, without an engine."""
    found = rows[(rows["feed"] == question.feed) & (rows["known_at"] <= question.as_of)]
    if LAYOUTS[question.feed].revised:
        found = found.sort_values("known_at").drop_duplicates("source_id", keep="last")
    if question.first:
        found = found[found["occurred"] >= question.first]
    if question.last:
        found = found[found["occurred"] <= question.last]
    if question.codes:
        sides = [found[f"actor{n}_country"].isin(question.codes) for n in "12"]
        found = found[sides[0] | sides[1]]
    if question.types:
        found = found[found["plover"].isin(question.types)]
    if question.place:
        found = found[found["place"].str.lower().str.contains(question.place, regex=False)]
    text = found[list(questions.WORDS_IN)].agg("\n".join, axis=1) if len(found) else found["place"]
    for word in question.words:
        found = found[text[found.index].str.lower().str.contains(word, regex=False)]
    if question.hexagon:
        cells = found[f"h3_{question.hexagon[1]}"]
        found = found[cells == int(question.hexagon, 16)]
    if question.box:
        west, south, east, north = question.box
        lat, lon = found["latitude"], found["longitude"]
        across = (lon >= west) | (lon <= east) if west > east else lon.between(west, east)
        found = found[lat.between(south, north) & across]
    return found


def number(found: pd.DataFrame, once: bool) -> int:
    return found["happening"].nunique() if once else len(found)


def count(found: pd.DataFrame, once: bool) -> list[tuple[object, ...]]:
    party = {code: name for name, codes in PARTIES.items() for code in codes}
    pieces = []
    for _, row in found.iterrows():
        sides = {party.get(row["actor1_country"], ""), party.get(row["actor2_country"], "")}
        for side in sides - {""} or {""}:
            pieces.append((f"{row['occurred']} 00:00:00", "day", row["plover"], side, row.name))
    counted = []
    table = pd.DataFrame(pieces, columns=["day", "precision", "plover", "party", "row"])
    for keys, group in table.groupby(["day", "precision", "plover", "party"]):
        counted.append((*keys, number(found.loc[group["row"]], once)))
    return sorted(counted)


@given(asked("gdelt"), st.booleans())
def test_days_hexagons_and_sums_are_those_of_the_rows(opened, rows, question, once):
    found, reports = select(rows, question), questions.select(opened.reports, question)

    days = engine.fetch(opened, questions.count_days(reports, PARTIES, once))
    assert plain(days) == count(found, once)

    there = found[found["h3_4"].notna() & (found["place_precision"] != "country")]
    cells = {cell: number(group, once) for cell, group in there.groupby("h3_4")}
    hexagons = engine.fetch(opened, questions.fill_hexagons(reports, 4, once, 10_000))
    assert dict(zip(hexagons["cell"], hexagons["number"], strict=True)) == cells
    assert list(hexagons["number"]) == sorted(cells.values(), reverse=True)

    (total,) = engine.fetch(opened, questions.sum_up(reports)).to_dict("records")
    assert (total["reports"], total["happenings"]) == (len(found), found["happening"].nunique())
    assert total["located"] == found["latitude"].notna().sum()


@given(asked("gdelt"))
def test_the_first_rows_are_the_last_to_happen(opened, rows, question):
    found, reports = select(rows, question), questions.select(opened.reports, question)
    order = ["occurred", "known_at", "source_id"]
    expected = found.sort_values(order, ascending=[False, False, True])["source_id"].tolist()
    page = engine.fetch(opened, questions.list_rows(reports, False, MOST))
    assert page["source_id"].tolist() == expected[:MOST]


@given(asked("gdelt"))
def test_a_happening_is_told_by_its_first_report_with_their_number(opened, rows, question):
    found, reports = select(rows, question), questions.select(opened.reports, question)
    page = engine.fetch(opened, questions.list_rows(reports, True, 10_000))
    of = found.sort_values(["known_at", "source_id"]).groupby("happening")
    assert dict(zip(page["happening"], page["reports"], strict=True)) == of.size().to_dict()
    first = of["source_id"].first().to_dict()
    assert dict(zip(page["happening"], page["source_id"], strict=True)) == first


@given(st.sampled_from(["gdelt", "acled"]).flatmap(asked), st.booleans())
@settings(max_examples=share(0.2))
def test_no_answer_holds_what_became_known_later(opened, rows, tmp_path_factory, question, once):
    """An answer is the same where the rows that were known later are not there at all."""
    import ibis

    then = [row for row in rows.to_dict("records") if row["known_at"] <= question.as_of]
    table = pa.Table.from_pylist(then, opened.reports.schema().to_pyarrow())
    file = tmp_path_factory.getbasetemp() / "then.parquet"
    pq.write_table(table, file)
    alone = ibis.duckdb.connect().read_parquet(str(file))
    beside = engine.Engine("duckdb", alone)
    for name, expression in EXPRESSIONS.items():
        whole = expression(questions.select(opened.reports, question), once)
        answer = engine.fetch(opened, whole)
        for column in {"known_at", "last_known"} & set(answer):
            assert answer[column].dropna().le(question.as_of).all(), name
        without = engine.fetch(beside, expression(questions.select(alone, question), once))
        assert plain(answer) == plain(without), name


def test_a_row_that_came_again_reads_as_it_was_known(opened):
    for as_of, notes in ((datetime(2022, 2, 1), "first"), (LATER, "second")):
        reports = questions.select(opened.reports, Question(as_of, "acled"))
        page = engine.fetch(opened, questions.list_rows(reports, False, 100))
        assert page["headline"].tolist() == [notes] * 9
    total = questions.sum_up(questions.select(opened.reports, Question(LATER, "acled")))
    assert engine.fetch(opened, total)["reports"].tolist() == [9]


def test_a_week_begins_on_monday_and_a_month_on_its_first(opened):
    reports = questions.select(opened.reports, Question(LATER, "gdelt"))
    for step, holds in (("W", lambda day: day.weekday() == 0), ("M", lambda day: day.day == 1)):
        frame = engine.fetch(opened, questions.count_days(reports, PARTIES, False, step))
        assert all(holds(day) for day in frame["occurred"])
        whole = engine.fetch(opened, questions.count_days(reports, PARTIES, False))
        assert frame["number"].sum() == whole["number"].sum()


def test_a_long_stretch_is_counted_in_longer_steps():
    begin = date(2020, 1, 1)
    steps = [questions.find_step(begin, date(2020 + years, 3, 1)) for years in (0, 2, 9)]
    assert steps == ["D", "W", "M"]


def test_an_answer_that_would_be_cut_off_is_refused(opened):
    reports = questions.select(opened.reports, Question(LATER, "gdelt"))
    asked = questions.count_days(reports, PARTIES, False)
    with pytest.raises(FeedFault, match="more than 10 rows answer"):
        engine.fetch(opened, asked, 10)


def test_a_country_centroid_fills_no_hexagon(opened, rows):
    reports = questions.select(opened.reports, Question(LATER, "gdelt"))
    hexagons = engine.fetch(opened, questions.fill_hexagons(reports, 3, False, 10_000))
    mine = rows[rows["feed"] == "gdelt"]
    assert hexagons["number"].sum() == (mine["place_precision"] != "country").sum()
    assert (mine["place_precision"] == "country").any()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://x", "names no engine"),
        ("duckdb://", "no folder of feeds is named"),
        ("duckdb:///nowhere/at/all", "holds no feed"),
        ("trino://me:secret@localhost/x", "trino:// needs its driver"),
        ("clickhouse://me:secret@localhost/x", "clickhouse:// needs its driver"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_sentence_without_its_password(address, says):
    with pytest.raises(FeedFault, match=says) as fault:
        engine.connect(address)
    assert "secret" not in str(fault.value)
