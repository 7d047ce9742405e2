"""What leans on a source, what is taken away, and that neither tells what came later."""

import csv
import io
import zipfile

import pandas as pd
import pytest

from data.asof import as_of
from data.checks.sheet import Finding
from data.clock import parse
from data.export import all_csv, inert, table_csv
from data.kinds import CITING, KINDS
from data.load import TABLES, Record
from data.queries.sources import checked, dictionary, health, sources
from data.view import View
from tests.support.pages import files, raised, session, turn

MOMENTS = ("1900-01-01", "2021-03-01", "2022-01-09T18:21Z", "2022-02-24")


def at(record: Record, moment: str) -> tuple[Record, View]:
    read = parse(moment)
    return as_of(record, read.last), View.default(record).but(as_of=read)


def cells(payload: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(payload.decode("utf-8"), newline="")))


def test_counts_equal_those_of_the_raw_tables(record: Record) -> None:
    seen, view = at(record, "2022-02-24")
    answer = sources.sources(seen, view)
    folder = record.package.folder / "tables"
    for table, kind in CITING.items():
        raw = pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
        cited = raw[list(kind.cites)].agg(";".join, axis=1).str.split(";").explode()
        cited = cited[cited != ""]
        pairs = pd.DataFrame({"row": cited.index, "source": cited.to_numpy()}).drop_duplicates()
        counts = pairs["source"].value_counts()
        for source, n in answer[table].items():
            assert n == counts.get(source, 0), (table, source)


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_source_and_no_row_is_listed_before_it_was_known(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    answer = sources.sources(seen, view)
    published = record.sources.loc[answer.index, "published_last"]
    assert not (published > seen.seen_at).any()
    assert (answer["rows"] > 0).all()
    assert set(answer.index) == set(seen.sources.index)


@pytest.mark.parametrize("moment", MOMENTS)
def test_sources_whose_title_is_not_shown_come_last(record: Record, moment: str) -> None:
    answer = sources.sources(*at(record, moment))
    assert (answer["title"] == "").is_monotonic_increasing
    shown = answer.loc[answer["title"] != "", "rows"]
    assert shown.is_monotonic_decreasing


@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_what_leans_on_a_source_is_as_many_rows_as_counted(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    for source, row in sources.sources(seen, view).head(12).iterrows():
        found = sources.leaning(seen, view.but(source=source))
        assert found is not None
        counted = {name: len(rows) for name, _, rows in found.tables}
        assert counted == {t: row[t] for t in CITING if row[t]}


def test_a_source_not_yet_published_opens_nothing(record: Record) -> None:
    seen, view = at(record, "2021-03-01")
    assert sources.leaning(seen, view.but(source="seed-2022-01-09-talks")) is None
    assert sources.leaning(seen, view) is None


def test_search_and_choices_narrow_and_never_add(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    whole = sources.sources(seen, view)
    found = sources.sources(seen, view.but(q="TASS"))
    assert 0 < len(found) < len(whole)
    assert set(found.index) <= set(whole.index)
    kept = sources.listed(seen, view.but(reliability=("A",), publication=("wire",)))
    assert set(kept["reliability"]) == {"A"}
    assert set(kept["kind"]) == {"wire"}
    assert len(sources.listed(seen, view)) == len(whole)
    assert sources.sources(seen, view.but(q="no such words")).empty


@pytest.mark.parametrize("moment", ["2021-12-01", "2022-02-24"])
def test_who_published_an_event_s_only_origin_is_named_and_no_id(
    record: Record, moment: str
) -> None:
    seen, view = at(record, moment)
    alone = health.health(seen, view).alone
    assert len(alone)
    for row in alone.itertuples():
        cited = seen.events.at[row.event_id, "cited"]
        names = set(seen.sources.loc[list(cited), "publisher"])
        said = row.publishers.split(" and ")[0]
        assert any(said.startswith(name) for name in names)
        assert row.publishers not in set(seen.sources["origin"]) - names


def test_reprints_of_one_wire_are_one_origin(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    answer = sources.sources(seen, view)
    assert sources.origins(answer) == len(set(answer["origin"])) < len(answer)


@pytest.mark.parametrize("name", TABLES)
def test_the_last_moment_takes_away_the_table_as_it_is(record: Record, name: str) -> None:
    seen, _ = at(record, "2022-02-24")
    table = record.package.tables[name]
    raw = {row[table.key]: row for row in cells(table.path.read_bytes())}
    out = cells(table_csv(seen, name))
    assert out
    citing = KINDS[name].cites
    numbers = {f.name for f in table.fields if f.type in ("integer", "number")}
    for row in out:
        for column, cell in row.items():
            was = raw[row[table.key]][column]
            if column in numbers:
                assert (cell == "") == (was == "")
                assert cell == "" or float(cell) == float(was)
            elif column == "credibility" and (cell, was) == ("2", "1"):
                assert len(seen.table(name).at[row[table.key], "origins"]) < 2
            elif column not in citing and not (name == "events" and column == "preview"):
                assert cell in (was, f"'{was}"), (name, row[table.key], column)


def test_a_download_tells_nothing_that_came_later(record: Record) -> None:
    seen, _ = at(record, "2022-01-09T18:21Z")
    events = {row["event_id"]: row for row in cells(table_csv(seen, "events"))}
    ahead = events["2022-01-10-geneva-security-talks"]
    assert ahead["expected"] == "2022-01-10"
    assert not any(ahead[c] for c in ("start", "summary", "outcome", "reported", "place_id"))
    assert set(events) == set(seen.events.index)
    assert not any(row["note"] for row in cells(table_csv(seen, "claims")))


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_a_formula_is_made_inert_and_nothing_else_is_touched(cell: str, safe: str) -> None:
    assert inert(cell) == safe


def test_a_hostile_cell_leaves_the_table_as_text_and_a_number_as_a_number(record: Record) -> None:
    seen, _ = at(record, "2022-02-24")
    hostile = seen.events.head(1).assign(title='=HYPERLINK("x")', intensity=-4)
    row = cells(table_csv(seen.but(events=hostile), "events"))[0]
    assert row["title"] == '\'=HYPERLINK("x")'
    assert row["intensity"] == "-4"


def test_all_tables_come_in_one_file_and_the_same_bytes_twice(record: Record) -> None:
    seen, _ = at(record, "2022-01-09T18:21Z")
    payload = all_csv(seen)
    assert payload == all_csv(seen)
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        assert set(archive.namelist()) == {f"{name}.csv" for name in TABLES}


def test_an_empty_table_keeps_its_header(record: Record) -> None:
    seen, _ = at(record, "1900-01-01")
    for name in TABLES:
        first = table_csv(seen, name).decode().split("\r\n")[0]
        assert first.split(",") == [f.name for f in record.package.tables[name].fields]


def test_no_warning_names_a_row_that_is_not_known_yet(record: Record) -> None:
    seen, _ = at(record, "2022-01-09T18:21Z")
    table = record.package.tables["events"]
    ids = [row[table.key] for row in cells(table.path.read_bytes())]
    warnings = [Finding("events", i + 2, "title", "", "rule", "mend") for i in range(len(ids))]
    kept = {ids[w.row - 2] for w in checked.known(seen, warnings)}
    assert kept == set(seen.events.index[seen.events["status"] == "occurred"])
    assert not checked.known(seen, [Finding("events", 9999, "", "", "", "")])


def test_the_dictionary_says_every_column_and_value_of_the_package(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    tables = dictionary.dictionary(seen, view)
    assert [t.name for t in tables] == list(record.package.tables)
    for entry in tables:
        fields = record.package.tables[entry.name].fields
        assert [c.name for c in entry.columns] == [f.name for f in fields]
        assert all(c.description for c in entry.columns)
        assert all(
            [value for value, _ in c.allowed] == list(f.enum)
            for c, f in zip(entry.columns, fields, strict=True)
        )


def test_a_crisis_that_no_code_knows_is_sourced(made_up: Record) -> None:
    for moment in ("1800-01-01", "1878-03-10", "1900-01-01"):
        seen, view = at(made_up, moment)
        answer = sources.sources(seen, view)
        for source in answer.index:
            assert sources.leaning(seen, view.but(source=source)) is not None
        assert len(all_csv(seen)) > 0


def test_the_whole_record_is_given_at_the_last_moment_alone(record: Record) -> None:
    for moment, closed in (("2022-01-09T18:21Z", True), (f"{record.last:%Y-%m-%d}", False)):
        page = turn(session({"as_of": moment, "show": "downloads"}).run(), "sources")
        assert raised(page) == []
        whole = [file for file in files(page) if file["label"].startswith("The whole record")]
        assert [file["disabled"] for file in whole] == [closed, closed]
