"""Claims and their replies, as known at a moment."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from data import clock
from data.asof import as_of
from data.load import load
from data.queries.exchanges.claims import claim_card, exchanges
from data.view import View

FOLDER = Path(__file__).parents[2] / "data" / "ukraine-2022"
DEMAND = "russia-usdraft-2021-12-17-noeast"


@cache
def record():
    return load(FOLDER)


def at(text, **changes):
    moment = clock.parse(text)
    view = View.default(record()).but(as_of=moment, **changes)
    return as_of(record(), moment.last), view


def claims_csv():
    path = FOLDER / "tables" / "claims.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False).set_index("claim_id")


@pytest.mark.parametrize("moment", ["2021-12-17", "2022-01-09T18:21Z", "2022-01-26", "2022-02-24"])
def test_no_claim_and_no_reply_is_shown_before_it_was_public(moment):
    seen, view = at(moment)
    found = exchanges(seen, view)
    until = moment if "T" in moment else f"{moment}T23:59:59Z"
    reported = claims_csv()["reported"]
    public = set(reported.index[[(r if "T" in r else f"{r}T23:59:59Z") <= until for r in reported]])
    assert set(found["claim_id"]) == public
    assert {reply for cell in found["replies"] for reply, _, _ in cell} <= public
    assert set(found["responds_to"]) - {""} <= public


def test_a_reply_that_is_not_public_yet_is_not_linked():
    early, view = at("2021-12-18", claim=DEMAND)
    late, _ = at("2022-02-24")
    before = {reply for reply, _, _ in exchanges(early, view).at[DEMAND, "replies"]}
    after = {reply for reply, _, _ in exchanges(late, view).at[DEMAND, "replies"]}
    assert before < after
    leaked = "us-reply-2022-01-26-open-door"  # written 26 January, public since 2 February
    assert leaked in after
    between, view = at("2022-01-30", claim=DEMAND)
    assert leaked not in set(claim_card(between, view).replies["claim_id"])


def test_replies_say_how_they_take_a_claim_up():
    seen, view = at("2022-02-24", claim=DEMAND)
    card = claim_card(seen, view)
    written = claims_csv()
    written = written.loc[written["responds_to"] == DEMAND]
    assert set(card.replies["claim_id"]) == set(written.index)
    relations = dict(zip(card.replies["claim_id"], card.replies["relation"], strict=True))
    assert relations == written["relation"].to_dict()
    assert card.answered.empty
    assert list(card.claim["claim_id"]) == [DEMAND]
    assert card.sources["reliability"].str.fullmatch("[A-F]").all()


def test_a_claim_unknown_at_the_moment_gives_nothing_away():
    seen, view = at("2021-12-01", claim=DEMAND)
    card = claim_card(seen, view)
    assert not card.known
    frames = (card.claim, card.answered, card.replies, card.event, card.positions, card.sources)
    assert all(frame.empty for frame in frames)


def test_the_last_said_comes_first():
    found = exchanges(*at("2022-01-26"))
    assert found["made_last"].is_monotonic_decreasing


def test_filters_keep_what_matches_and_nothing_else():
    seen, view = at("2022-01-09T18:21Z", topic=("minsk",), party=("russia",))
    found = exchanges(seen, view)
    assert len(found)
    assert set(found["issue_id"]) == {"minsk"}
    assert set(found["party_id"]) == {"russia"}
    denials = exchanges(seen, view.but(topic=(), party=(), kind=("denial",)))
    assert set(denials["kind"]) == {"denial"}


def test_a_kind_of_event_in_the_shared_view_hides_no_claim():
    seen, view = at("2022-01-09T18:21Z")
    assert len(exchanges(seen, view.but(kind=("talks",)))) == len(exchanges(seen, view))


def test_search_finds_words_in_any_order_and_case_and_reads_no_pattern():
    seen, view = at("2022-01-09T18:21Z")
    found = exchanges(seen, view.but(q="TABLE blinken"))
    assert "us-blinken-2022-01-09-table" in found.index
    assert set(found["speaker"]) == {"Antony Blinken"}
    assert len(exchanges(seen, view.but(q="NATO’s"))) == len(exchanges(seen, view.but(q="nato's")))
    assert exchanges(seen, view.but(q=".*(")).empty
    assert exchanges(seen, view.but(q="zzzz")).empty


def test_an_empty_record_keeps_the_columns():
    empty, full = exchanges(*at("1900")), exchanges(*at("2022-02-24"))
    assert empty.empty
    assert list(empty.columns) == list(full.columns)


def test_a_speaker_and_a_medium_narrow_the_list_to_their_claims_and_no_others():
    raw, (seen, plain) = claims_csv(), at("2022-02-24")
    known = raw.loc[seen.claims.index]
    spoken = known.loc[known["person_id"] != ""].iloc[-1]
    for field, column in (("person", "person_id"), ("medium", "medium")):
        answer = exchanges(seen, plain.but(**{field: (spoken[column],)}))
        assert set(answer.index) == set(known.index[known[column] == spoken[column]])
        assert len(answer) < len(known)
