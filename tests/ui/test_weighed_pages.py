"""How rows are weighed, as pages say it: grades, origins, steps of a position, files taken away."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from data import clock
from data.asof import as_of
from data.export import all_csv, table_csv
from data.kinds import CITING
from data.load import Record
from data.queries.sources.citing import graded, reported
from data.weigh import SOLE, SOURCED_LATER
from data.words import difference
from tests.support.pages import links, raised, session, texts, turn, with_tool

MOMENTS = ["2021-12-17", "2022-01-09T18:21Z", "2022-01-26", "2022-02-17"]
PAIR = re.compile(r'<abbr class="rl-grade" title="([^"]*)">([A-F]?[1-6]?)</abbr>')
STEP = re.compile(r'<details[^>]* data-row="([^"]+)".*?</details>', re.S)
SCREENS = {
    "situation": {"as_of": "2022-02-01"},
    "timeline": {"event": "2022-01-26-nato-written-reply"},
    "map": {"place": "crimea"},
    "positions": {"issue": "nato-enlargement"},
    "exchanges": {"claim": "russia-usdraft-2021-12-17-noeast"},
    "changes": {"since": "2022-01-09"},
}


def shown(page: str, **query: str) -> AppTest:
    at = turn(session({"as_of": "2022-02-17", **query}).run(), page)
    assert raised(at) == []
    return at


def html(page: str, **query: str) -> str:
    return "".join(texts(shown(page, **query)))


def raw(table: str) -> pd.DataFrame:
    file = store.record().package.folder / "tables" / f"{table}.csv"
    return pd.read_csv(file, dtype=str, keep_default_na=False)


def known_by(cells: pd.Series, moment: str) -> pd.Series:
    until = moment if "T" in moment else f"{moment}T23:59:59Z"
    return cells.where(cells.str.contains("T"), cells + "T23:59:59Z") <= until


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_page_says_each_sides_stance_since_when_and_on_whose_words(moment: str) -> None:
    at = turn(session({"as_of": moment}).run(), "positions")
    rows = {
        title: re.split(r'<div class="ps-side">', body)[1:]
        for body in texts(at)
        for title in re.findall(r'class="ps ps-row" aria-label="([^"]*)"', body)
    }
    issues, positions = raw("issues").set_index("issue_id"), raw("positions")
    people = raw("people").set_index("person_id")["name"]
    claims = raw("claims").set_index("claim_id")
    positions = positions.loc[known_by(positions["since"], moment)]
    positions = positions.sort_values("since", kind="stable")
    words = store.record().package.crisis.stance_words
    told = 0
    for issue, row in issues.iterrows():
        for side, party in enumerate(("us", "russia")):
            own = positions[(positions["issue_id"] == issue) & (positions["party_id"] == party)]
            if row["title"] not in rows:
                assert own.empty
                continue
            said = rows[row["title"]][side]
            if own.empty:
                assert "no statement found" in said
                continue
            last = own.iloc[-1]
            assert (
                f"<b>{words.get(row['scale'], {}).get(last['stance'], last['stance'])}</b>" in said
            )
            assert str(clock.parse(last["since"])) in said
            spoken = re.search(r'<blockquote[^>]* data-row="([^"]+)"', said)
            if not last["quote_claim_id"]:  # no words carry it by themselves: then none are shown
                assert spoken is None, (issue, party)
                continue
            assert spoken, (issue, party)
            assert spoken[1] == last["quote_claim_id"]
            claim = claims.loc[spoken[1]]
            assert claim["party_id"] == party
            assert known_by(pd.Series([claim["reported"]]), moment).all()
            assert people.get(claim["person_id"], claim["medium"][1:]) in said
            told += 1
    assert told > 10


def test_each_step_is_typed_and_opens_to_old_words_new_words_and_its_claims() -> None:
    body = html("positions", issue="nato-enlargement")
    steps = {found[1]: found[0] for found in STEP.finditer(body)}
    rows = raw("positions")
    rows = rows.loc[
        (rows["issue_id"] == "nato-enlargement") & rows["party_id"].isin(["us", "russia"])
    ]
    rows = rows.loc[known_by(rows["since"], "2022-02-17")].sort_values("since", kind="stable")
    assert set(steps) == set(rows["position_id"])
    for _, line in rows.groupby("party_id"):
        before = ""
        for row in line.to_dict("records"):
            step = steps[row["position_id"]]
            word = {"first": "first stated"}.get(row["movement"], row["movement"])
            assert f'<em class="ps-type {row["movement"]}">{word}</em>' in step
            assert ("Old words" in step) == bool(before)
            for kind, words in difference(before, row["summary"]) if before else ():
                assert words.split()[0] in step, kind
            for claim in filter(None, row["claim_ids"].split(";")):
                assert f"claim={claim}" in step
            before = row["summary"]


@pytest.mark.parametrize("name", SCREENS)
def test_every_grade_on_a_page_is_explained_on_hover_in_the_dictionarys_words(name: str) -> None:
    package = store.record().package
    letters = package.field("sources", "reliability").labels
    digits = package.field("events", "credibility").labels
    found = PAIR.findall(html(name, **SCREENS[name]))
    assert found
    for said, pair in found:
        for sign in pair:
            assert f"{sign}: " in said
            assert (letters | digits)[sign] in said or (
                sign == "2" and (SOLE in said or SOURCED_LATER in said)
            )


def test_the_legend_names_every_letter_and_digit() -> None:
    package = store.record().package
    at = with_tool(session().run(), "weigh")
    legend = next(str(e.proto.body) for e in at.sidebar.get("html") if "rl-grades" in e.proto.body)
    for sign, meaning in [
        *package.field("sources", "reliability").labels.items(),
        *package.field("events", "credibility").labels.items(),
    ]:
        assert f"<dt>{sign}</dt><dd>{meaning}</dd>" in legend


def test_reprints_of_one_wire_are_many_reports_and_one_origin(record: Record) -> None:
    assert reported(3, 1) == "3 reports, 1 origin"
    assert reported(1, 1) == "1 report, 1 origin"
    seen = as_of(record, record.last)
    event = next(r.Index for r in seen.events.itertuples() if len(r.origins) < len(r.cited))
    said = reported(*(len(seen.events.at[event, cell]) for cell in ("cited", "origins")))
    assert said in html("timeline", as_of="2022-02-24", event=event)


def test_a_source_reweighed_changes_its_chips_filters_and_counts_and_no_credibility(
    record: Record, copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = record.claims["source_id"].value_counts().index[0]
    folder = copied(record.package.folder)
    file = folder / "tables" / "sources.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    place, old = rows[0].index("reliability"), str(record.sources.at[source, "reliability"])
    for row in rows:
        row[place] = "E" if row[0] == source else row[place]
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)
    claim = str(record.claims.index[record.claims["source_id"] == source][0])
    digit = str(record.claims.at[claim, "credibility"])
    query = {"as_of": "2022-02-24", "floor": "D6"}
    before = html("exchanges", claim=claim, as_of="2022-02-24"), html("exchanges", **query)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    after = html("exchanges", claim=claim, as_of="2022-02-24"), html("exchanges", **query)
    assert f">{old}{digit}</abbr>" in before[0]
    assert f">E{digit}</abbr>" not in before[0]
    assert f">E{digit}</abbr>" in after[0]  # the letter changed, the digit did not
    held = [int(re.search(r"([\d,]+) of [\d,]+ entries hidden", b)[1]) for _, b in (before, after)]
    assert held[1] > held[0]  # and so did what the floor holds back


@pytest.mark.parametrize("table", CITING)
def test_a_file_taken_away_holds_what_is_shown_and_nothing_else(record: Record, table: str) -> None:
    moment = clock.parse("2022-02-01").last
    plain, floored = as_of(record, moment), as_of(record, moment, floor="B2")
    source = next(s for cell in plain.table(table)["cited"] if len(cell) == 1 for s in cell)
    tried = as_of(record, moment, left_out=(source,))

    def ids(seen: Record) -> list[str]:
        lines = csv.DictReader(io.StringIO(table_csv(seen, table).decode(), newline=""))
        return [next(iter(line.values())) for line in lines]

    assert ids(floored) == list(floored.table(table).index)
    assert ids(tried) == list(tried.table(table).index)
    assert len(ids(floored)) < len(ids(plain)) > len(ids(tried))
    assert source not in table_csv(tried, table).decode()
    with zipfile.ZipFile(io.BytesIO(all_csv(floored))) as archive:
        assert archive.read(f"{table}.csv") == table_csv(floored, table)


def test_the_situation_leads_to_every_estimate() -> None:
    found = [link for link in links(shown("situation")) if "show=estimates" in link]
    assert len(found) == 1


def test_a_row_sourced_later_has_no_letter(record: Record) -> None:
    assert graded(record, (), "2", "probably true") == ("2", "2: probably true; sourced later")
    assert graded(record, (), "2", "sourced later") == ("2", "2: sourced later")
