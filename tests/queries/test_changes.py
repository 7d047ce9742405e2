"""What is new between two moments equals the difference of the two records as seen."""

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.ui.pages.changes_note import LONG, headline
from data import clock, export
from data.asof import as_of
from data.load import Record
from data.queries.events import events
from data.queries.events.weight import weigh_events
from data.queries.overview import overview
from data.queries.overview.changes import changes, listed
from data.view import View
from tests.support.pages import APP, texts

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


PARTS = {
    "positions": ("moved", "restated", "first"),
    "claims": ("claims", "earlier_claims"),
    "deployments": ("deployments", "earlier_deployments"),
    "estimates": ("estimates", "earlier_estimates"),
    "sources": ("sources",),
}


def between(record: Record, since: str, moment: str) -> Record:
    return as_of(record, clock.parse(moment).last, clock.parse(since).last)


@pytest.mark.parametrize("table", PARTS)
def test_what_is_new_is_the_difference_of_the_two_records(seen: Record, table: str) -> None:
    found = changes(seen, View())
    ids = [row for part in PARTS[table] for row in getattr(found, part).index]
    assert len(ids) == len(set(ids)), "each is listed once"
    assert set(ids) == only_now(seen, table)


def test_every_event_that_came_to_be_known_is_told_once(seen: Record) -> None:
    found, then, now = changes(seen, View()), seen.before.events, seen.events
    held_then = set(then.index[then["status"] == "occurred"])
    held_now = set(now.index[now["status"] == "occurred"])
    assert set(found.occurred.index) | set(found.earlier_events.index) == held_now - held_then
    assert not set(found.occurred.index) & set(found.earlier_events.index)
    ahead = set(now.index[now["status"] == "scheduled"])
    off = set(now.index[now["status"] == "called_off"])
    assert set(found.called_off.index) == off - set(then.index[then["status"] == "called_off"])
    assert set(found.scheduled.index) == ahead - set(then.index)
    told_then = set(then.index[then["outcome"] != ""])
    told_now = set(now.index[now["outcome"] != ""])
    assert set(found.outcomes.index) == (told_now - told_then) & held_then
    assert not set(found.outcomes.index) & set(found.occurred.index)


def test_moves_restatements_and_first_statements_are_counted_apart(record: Record) -> None:
    found = changes(between(record, "2022-01-09", "2022-01-16"), View())
    assert [len(found.moved), len(found.restated), len(found.first)] == [3, 17, 5]
    assert set(found.moved["movement"]) <= {"hardened", "softened", "withdrawn"}
    assert set(found.restated["movement"]) == {"restated"}
    assert (found.first["was_summary"] == "").all()
    said = headline(found)
    assert said == "17 events held; 3 positions moved, 17 restated, 5 first stated; 51 claims"


def test_the_weightiest_event_comes_first_and_not_the_first_place_of_the_alphabet(
    record: Record,
) -> None:
    held = changes(between(record, "2022-01-09", "2022-01-16"), View()).occurred
    assert list(held.index[:3]) == [
        "2022-01-12-nato-russia-council",
        "2022-01-10-geneva-security-talks",
        "2022-01-13-osce-permanent-council",
    ]


def test_events_come_by_weight_and_those_of_one_weight_newest_first(seen: Record) -> None:
    found, weights = changes(seen, View()), weigh_events(seen)
    for rows in (found.occurred, found.earlier_events, found.outcomes):
        order = list(zip(weights[rows.index], rows["when_last"], strict=True))
        assert order == sorted(order, reverse=True)


def test_the_timeline_and_the_weeks_weigh_events_by_the_same_rule(record: Record) -> None:
    seen, view = as_of(record, clock.parse("2022-01-14").last), View.default(record)
    view = view.but(as_of=clock.parse("2022-01-14"))
    weights = weigh_events(seen)
    strip, answer = overview.strip(seen, view).events, events.timeline(seen, view)
    assert list(strip["weight"]) == list(weights[strip.index])
    assert list(answer.occurred["score"]) == list(weights[answer.occurred.index])


def test_what_became_known_about_earlier_days_is_apart_from_what_happened(seen: Record) -> None:
    found = changes(seen, View())
    first_day = (seen.before.seen_at + pd.Timedelta(seconds=1)).normalize()
    for name, column in [("claims", "made"), ("deployments", "observed"), ("estimates", "made")]:
        earlier, others = getattr(found, f"earlier_{name}"), getattr(found, name)
        assert (earlier[f"{column}_last"] < first_day).all()
        assert not (others[f"{column}_last"] < first_day).any()
    assert (found.earlier_events["when_last"] < first_day).all()
    ended = found.occurred["end_last"].fillna(found.occurred["when_last"])
    assert (
        ended.where(ended > found.occurred["when_last"], found.occurred["when_last"]) >= first_day
    ).all()


def test_words_leaked_in_february_are_not_said_to_be_of_february(record: Record) -> None:
    found = changes(between(record, "2022-01-31", "2022-02-03"), View())
    leaked = found.earlier_claims
    assert len(leaked) == 12
    assert list(leaked["made_label"]).count("26 Jan 2022") == 11
    assert list(leaked["made_label"]).count("28 Jan 2022") == 1
    assert not (found.claims["made_last"] < clock.parse("2022-02-01").first).any()
    assert "12 entries about earlier days" in headline(found)


def test_an_event_of_two_days_before_is_not_counted_among_what_happened(record: Record) -> None:
    found = changes(between(record, "2022-01-14", "2022-01-16"), View())
    assert list(found.earlier_events.index) == ["2022-01-15-whispergate-malware"]
    assert found.occurred.empty
    assert headline(found) == "1 entry about earlier days"


def test_old_words_stand_beside_the_new(seen: Record) -> None:
    found = changes(seen, View())
    for row in pd.concat([found.moved, found.restated, found.first]).itertuples():
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
    at = AppTest.from_file(APP, default_timeout=60)
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
    assert any("is not before" in t for t in texts(at))


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
    assert claims.count("<li data-row=") == int(re.search(r"<h2>Claims <span>(\d+)", claims)[1])
    assert "<details>" in claims, "a long section is folded on the screen, and whole on paper"


def test_headings_lead_to_the_issue_or_the_place() -> None:
    text = note(page(since="2022-01-01"))
    assert re.search(r'<h3><a href="positions\?[^"]*issue=', text)
    assert re.search(r'<h3><a href="map\?[^"]*place=', text)


def test_a_long_section_without_headings_shows_its_weightiest_rows() -> None:
    text = note(page(as_of="2022-01-16", since="2022-01-09"))
    section = text.split('id="ch-occurred"')[1].split("</section>")[0]
    shown, folded = section.split("<details>")
    assert shown.count("<li data-row=") == LONG
    assert "<summary>5 more</summary>" in folded
    assert shown.index("NATO-Russia Council in Brussels") < shown.index("CSTO leaders")


def test_what_was_learnt_of_earlier_days_is_a_section_with_both_dates() -> None:
    text = note(page(as_of="2022-02-03", since="2022-01-31"))
    section = text.split('id="ch-earlier"')[1].split("</section>")[0]
    assert "Became known about earlier days <span>12" in section
    assert section.count("26 Jan 2022, public 2 Feb 2022") == 11
    assert "Positions restated" in text
    assert "set or moved" not in text
