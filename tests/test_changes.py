"""What is new between two moments equals the difference of the two records as seen."""

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import clock, export
from data.asof import as_of
from data.load import Record
from data.queries.changes import changes, listed
from data.view import View
from tests.pages import texts

SPANS = [
    ("2021-12-16", "2021-12-17"),
    ("2022-01-09T18:21Z", "2022-01-14"),
    ("2022-01-20", "2022-01-27"),
    ("2021-11-01", "2022-02-24"),
]


@pytest.fixture(params=SPANS, ids=lambda span: f"{span[0]}..{span[1]}")
def seen(request: pytest.FixtureRequest, record: Record) -> Record:
    since, moment = (clock.parse(text).last for text in request.param)
    return as_of(record, moment, since)


def only_now(seen: Record, table: str) -> set[str]:
    assert seen.before is not None
    return set(seen.table(table).index) - set(seen.before.table(table).index)


@pytest.mark.parametrize("table", ["positions", "claims", "deployments", "estimates", "sources"])
def test_what_is_new_is_the_difference_of_the_two_records(seen: Record, table: str) -> None:
    found = changes(seen, View())
    assert set(getattr(found, table).index) == only_now(seen, table)


def test_every_event_that_came_to_be_known_is_told_once(seen: Record) -> None:
    found, then = changes(seen, View()), seen.before.events
    held_then = set(then.index[then["status"] == "held"])
    held_now = set(seen.events.index[seen.events["status"] == "held"])
    assert set(found.held.index) == held_now - held_then
    ahead = set(seen.events.index) - held_now
    assert set(found.scheduled.index) == ahead - set(then.index)
    told_then = set(then.index[then["outcome"] != ""])
    told_now = set(seen.events.index[seen.events["outcome"] != ""])
    assert set(found.outcomes.index) == (told_now - told_then) & held_then
    assert not set(found.outcomes.index) & set(found.held.index)


def test_old_words_stand_beside_the_new(seen: Record) -> None:
    moved = changes(seen, View()).positions
    for row in moved.itertuples():
        line = seen.positions.loc[
            (seen.positions["issue_id"] == row.issue_id)
            & (seen.positions["party_id"] == row.party_id)
        ]
        place = list(line.index).index(row.Index)
        assert (row.was_summary == "") == (place == 0)
        if place:
            assert row.was_summary == line["summary"].iloc[place - 1]


def test_a_claim_is_set_beside_what_it_answers(record: Record) -> None:
    seen = as_of(record, clock.parse("2022-01-14").last, clock.parse("2022-01-09").last)
    claims = changes(seen, View()).claims
    answering = claims.loc[claims["responds_to"] != ""]
    assert len(answering)
    asked = seen.claims.loc[answering["responds_to"], "text"]
    assert list(answering["answers_text"]) == list(asked)
    assert (claims.loc[claims["responds_to"] == "", "answers_text"] == "").all()


def test_nothing_is_new_without_an_earlier_moment(record: Record) -> None:
    moment = clock.parse("2022-01-14").last
    for since in (None, moment, moment + pd.Timedelta(days=1)):
        seen = as_of(record, moment, since)
        assert not any(changes(seen, View()).counts.values())
        assert seen.before is None


def test_the_table_holds_every_change_once(seen: Record) -> None:
    rows = listed(seen, View())
    counts = changes(seen, View()).counts
    assert rows["change"].value_counts().to_dict() == {k: n for k, n in counts.items() if n}
    assert not rows.duplicated(["change", "id"]).any()
    assert (rows["says"] != "").all()


def test_a_file_of_changes_holds_no_formula() -> None:
    rows = pd.DataFrame({"says": ["=1+1", "-2", "@x", "plain"], "id": ["a", "b", "c", "d"]})
    told = export.frame_csv(rows).decode("utf-8").split("\r\n")
    assert told == ["says,id", "'=1+1,a", "'-2,b", "'@x,c", "plain,d", ""]
    assert rows["says"].iloc[0] == "=1+1", "the frame given is not changed"


def page(**query: str) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    at.switch_page("pages/changes.py").run()
    assert not at.exception
    return at


def note(at: AppTest) -> str:
    return next((t for t in texts(at) if '<article class="ch"' in t), "")


def test_without_since_the_page_asks_for_one_and_claims_nothing() -> None:
    at = page()
    assert not note(at)
    assert any("Nothing to compare with yet" in t for t in texts(at))


@pytest.mark.parametrize("since", ["2022-01-09T18:21Z", "2022-02-01", "9799-12-31"])
def test_a_since_that_is_not_before_as_of_is_said_to_be_so(since: str) -> None:
    at = page(since=since)
    assert not note(at)
    assert any("does not lie before" in t for t in texts(at))


def test_nothing_new_is_said_in_words() -> None:
    at = page(as_of="2022-01-09T18:21Z", since="2022-01-09T18:20Z")
    assert note(at)
    at = page(as_of="2022-01-09T18:20Z", since="2022-01-09T18:19Z")
    assert not note(at)
    assert any("Nothing became known between" in t for t in texts(at))


def test_every_section_can_be_jumped_to_and_counts_all_its_rows() -> None:
    text = note(page(since="2022-01-01"))
    names = re.findall(r'href="#ch-(\w+)"', text)
    assert len(names) > 4
    assert names == re.findall(r'<section class="ch-\w+" id="ch-(\w+)"', text)
    claims = text.split('id="ch-claims"')[1].split("</section>")[0]
    assert claims.count("<li data-row=") == int(re.search(r"<h2>Said <span>(\d+)", claims)[1])
    assert "<details>" in claims, "a long section is folded on the screen, and whole on paper"


def test_headings_lead_to_the_issue_or_the_place() -> None:
    text = note(page(since="2022-01-01"))
    assert re.search(r'<h3><a href="positions\?[^"]*issue=', text)
    assert re.search(r'<h3><a href="map\?[^"]*place=', text)
