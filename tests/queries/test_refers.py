"""A row's card gathers what refers to it, and tells nothing of a row that is not known."""

from dataclasses import fields

import pytest

from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.overview.opened import Opened
from data.queries.overview.refers import OPENS, refers
from data.view import View

EVE = clock.parse("2022-01-09T18:21Z")
TABLES = {
    "event": "events",
    "claim": "claims",
    "place": "places",
    "issue": "issues",
    "source": "sources",
    "who": "people",
    "estimate": "estimates",
}


@pytest.fixture(scope="module")
def eve(record: Record) -> Record:
    return as_of(record, EVE.last, clock.parse("2022-01-01").last)


def opened(seen: Record, **chosen: str) -> Opened:
    (card,) = refers(seen, View(as_of=EVE, compare=tuple(seen.package.crisis.compare), **chosen))
    return card


def ids(card: Opened, title: str) -> list[str]:
    return [i for group in card.groups if group.title == title for i in group.rows.index]


@pytest.mark.parametrize("kind", OPENS)
def test_every_known_row_opens_and_no_line_leads_to_an_unknown_one(eve: Record, kind: str) -> None:
    for row_id in eve.table(TABLES[kind]).index[::7]:
        card = opened(eve, **{kind: row_id})
        assert card.known
        assert card.title
        for group in card.groups:
            assert len(group.rows), "an empty group is left out"
            for line in group.rows.itertuples():
                assert line.says
                assert not line.kind or line.id in eve.table(TABLES[line.kind]).index


@pytest.mark.parametrize("kind", OPENS)
def test_of_a_row_that_is_not_known_the_card_holds_nothing(record: Record, eve: Record, kind: str):
    unknown = record.table(TABLES[kind]).index.difference(eve.table(TABLES[kind]).index)
    for row_id in [*unknown[:3], "no such row"]:
        card = opened(eve, **{kind: row_id})
        assert not card.known
        assert all(not getattr(card, f.name) for f in fields(card) if f.name != "kind")


def test_an_event_leads_to_its_claims_and_no_others(eve: Record) -> None:
    said = eve.claims.loc[eve.claims["event_id"] != "", "event_id"]
    for event in said.unique()[:10]:
        card = opened(eve, event=event)
        assert set(ids(card, "Statements")) == set(said.index[said == event])


def test_a_claim_leads_to_what_it_answers_and_to_its_replies(eve: Record) -> None:
    answering = eve.claims.loc[eve.claims["responds_to"] != ""]
    reply = answering.iloc[0]
    assert ids(opened(eve, claim=reply.name), "What it answers") == [reply["responds_to"]]
    assert reply.name in ids(opened(eve, claim=reply["responds_to"]), "Replies")


def test_an_issue_shows_only_the_positions_in_force_the_two_sides_first(eve: Record) -> None:
    positions = eve.positions
    for issue in eve.issues.index:
        card = opened(eve, issue=issue)
        both, others = (
            ids(card, "Current positions of the two sides"),
            ids(card, "Current positions of others"),
        )
        expected = positions.index[positions["in_force"] & (positions["issue_id"] == issue)]
        assert sorted([*both, *others]) == sorted(expected)
        parties = list(positions.loc[both, "party_id"])
        assert parties == [p for p in eve.package.crisis.compare if p in parties]


def test_a_place_keeps_what_is_announced_apart_from_what_was_held(eve: Record) -> None:
    ahead = eve.events.loc[(eve.events["status"] == "scheduled") & (eve.events["where"] != "")]
    assert len(ahead)
    for event in ahead.itertuples():
        card = opened(eve, place=event.where)
        assert event.Index in ids(card, "Announced here")
        assert event.Index not in ids(card, "Held here")


def test_a_source_leads_to_every_row_that_cites_it(eve: Record) -> None:
    source = eve.claims["cited"].iloc[-1][0]
    card = opened(eve, source=source)
    for table in ("events", "claims", "positions", "deployments", "estimates"):
        rows = eve.table(table)
        citing = rows.index[[source in cited for cited in rows["cited"]]]
        assert set(ids(card, eve.package.tables[table].title)) == set(citing)


def test_an_estimate_says_its_number_its_speaker_and_the_others_of_its_party(eve: Record) -> None:
    rows = eve.estimates
    spoken = rows.loc[(rows["by_party_id"] != "") & rows["low"].notna()]
    row = spoken.loc[spoken["by_party_id"].duplicated(keep=False)].iloc[0]
    card = opened(eve, estimate=row.name)
    assert f"{row['low']:,}" in card.title
    assert row["scope"] in card.line
    same = rows.loc[
        (rows["by_party_id"] == row["by_party_id"]) & (rows["measure"] == row["measure"])
    ]
    assert set(ids(card, "Other estimates of the same party")) == set(same.index) - {row.name}
    assert next(group.title.partition(":")[0] for group in card.groups) == "Sources"


def test_lines_that_became_known_after_since_say_so(eve: Record) -> None:
    card = opened(eve, issue=eve.issues.index[0])
    claims = next(g.rows for g in card.groups if g.title == "Newest claims")
    assert list(claims["news"]) == list(eve.claims.loc[claims.index, "news"])
    assert "new" in set(claims["news"])
    assert "" in set(claims["news"])


def test_several_rows_open_several_cards(eve: Record) -> None:
    view = View(as_of=EVE, event=eve.events.index[0], issue=eve.issues.index[0])
    assert [card.kind for card in refers(eve, view)] == ["event", "issue"]
    assert refers(eve, View(as_of=EVE)) == ()
