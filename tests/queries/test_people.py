"""An event names who took part; a person's card gathers what is on record of them, and no more."""

import pytest
from streamlit.testing.v1 import AppTest

from components.brief.sections import part
from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.events.event import event
from data.queries.events.events import table
from data.queries.exchanges.people import participants, whom
from data.queries.overview.opened import Opened
from data.queries.overview.refers import refers
from data.view import View
from tests.support.examples import spread
from tests.support.pages import APP, texts

EVE = clock.parse("2022-01-09T18:21Z")
TALKS = "2022-01-10-geneva-security-talks"


@pytest.fixture(scope="module")
def eve(record: Record) -> Record:
    return as_of(record, EVE.last)


def card(seen: Record, person: str) -> Opened:
    (opened,) = refers(seen, View(who=person))
    return opened


def ids(card: Opened, title: str) -> list[str]:
    return [i for group in card.groups if group.title == title for i in group.rows.index]


def test_a_scheduled_meeting_names_who_is_expected_and_nobody_else(record: Record, eve: Record):
    row = record.events.loc[TALKS]
    named = event(eve, View(event=TALKS)).people
    assert named.label == "Expected"
    assert [person for person, _, _ in named.people] == list(row["expected_people_ids"])
    assert whom(eve, eve.events.loc[[TALKS]])[0].startswith(
        "expected: Wendy R. Sherman, Sergei Ryabkov"
    )
    assert set(row["people_ids"]) - set(row["expected_people_ids"])


def test_a_meeting_held_names_who_took_part_heads_of_delegation_first(record: Record):
    later = as_of(record, clock.parse("2022-01-12").last)
    named = event(later, View(event=TALKS)).people
    assert named.label == "Took part"
    assert [person for person, _, _ in named.people] == list(record.events.at[TALKS, "people_ids"])
    assert [name for _, name, _ in named.people[:2]] == ["Wendy R. Sherman", "Sergei Ryabkov"]
    assert whom(later, later.events.loc[[TALKS]])[0].endswith("more")


def test_nobody_is_said_to_have_taken_part_in_a_meeting_that_was_called_off(record: Record):
    last = as_of(record, record.last)
    over = last.events.loc[last.events["status"] == "called_off"]
    assert len(over)
    for row in over.to_dict("records"):
        assert participants(last, row).label == "Was expected"
    assert all(said.startswith("was expected: ") for said in whom(last, over))


def test_where_nobody_is_named_nothing_is_said(eve: Record):
    assert [bool(said) for said in whom(eve, eve.events)] == [bool(w) for w in eve.events["who"]]
    for row in eve.events.to_dict("records"):
        assert bool(participants(eve, row).people) == bool(row["who"])


def test_a_persons_card_holds_their_claims_events_and_positions_as_seen(eve: Record):
    for person in spread(eve.people.index, 0.3):
        found = card(eve, person)
        assert found.known
        assert found.title == eve.people.at[person, "name"]
        assert found.native_name == eve.people.at[person, "native_name"]
        claims = eve.claims.index[eve.claims["person_id"] == person]
        assert set(ids(found, "Claims")) == set(claims)
        events = eve.events.loc[[person in who for who in eve.events["who"]]]
        held = events["status"] == "occurred"
        assert set(ids(found, "Took part or spoke")) == set(events.index[held])
        assert set(ids(found, "Expected at")) == set(events.index[events["status"] == "scheduled"])
        for position in ids(found, "Positions from their claims"):
            assert set(eve.positions.at[position, "claim_ids"]) & set(claims)


def test_no_person_of_the_record_is_known_without_a_row_that_shows_it(record: Record):
    for day in ("2021-11-15", "2022-01-09", "2022-02-24"):
        seen = as_of(record, clock.parse(day).last)
        assert all(card(seen, person).groups for person in spread(seen.people.index, 0.3))
        for person in record.people.index.difference(seen.people.index):
            assert not card(seen, person).known


def page(path: str, **query: str) -> str:
    at = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    if path != "situation":
        at.switch_page(f"pages/{path}.py").run()
    assert not at.exception
    return "\n".join(texts(at))


def test_the_card_of_an_event_leads_to_each_person_in_it():
    body = page("timeline", event=TALKS)
    assert "<dt>Expected</dt>" in body
    assert body.index("who=sherman") < body.index("who=ryabkov")
    strip = page("situation", event=TALKS)
    assert "Expected: <a" in strip
    assert "who=sherman" in strip


def test_a_persons_card_stands_above_every_page_and_leads_to_their_claims():
    for path in ("situation", "exchanges"):
        body = page(path, who="ryabkov")
        assert "<span>Person</span> <b>Sergei Ryabkov</b>" in body
        assert "Сергей Рябков" in body
        assert "person=ryabkov" in body


def test_of_a_person_who_is_not_known_yet_nothing_is_said(record: Record, eve: Record):
    person = record.people.index.difference(eve.people.index)[0]
    body = page("situation", who=person)
    assert "The person asked for was not publicly known on 9 Jan 2022" in body
    assert record.people.at[person, "name"] not in body


def test_who_said_a_claim_leads_to_their_card():
    claim = "us-blinken-2022-01-09-dialogue"
    assert "who=blinken" in page("exchanges", claim=claim)
    assert "who=blinken" in page("situation", claim=claim)


def test_a_brief_and_the_timelines_table_name_them_too(eve: Record):
    view = View(as_of=EVE)
    ahead = part(eve, view, "next", short=False)
    (who,) = [cells[2] for cells, _ in ahead.rows if "security talks in Geneva" in cells[1]]
    assert who == "US, Russia; expected: Wendy R. Sherman, Sergei Ryabkov"
    rows = table(eve, view).set_index("Title")
    geneva = rows.loc["US-Russia security talks in Geneva", "People"]
    assert geneva == "expected: Wendy R. Sherman, Sergei Ryabkov"
    held = part(eve, view, "timeline", short=False)
    assert any(cells[2].endswith(": Antony Blinken") for cells, _ in held.rows)
