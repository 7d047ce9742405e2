"""Claims as dialogues, against the table read with the csv module alone."""

import csv
from collections import defaultdict

import pytest

from data import clock
from data.asof import as_of
from data.load import Record, load
from data.queries.exchanges import threads
from data.queries.exchanges.claims import claim_card
from data.queries.sources.health import health
from data.view import View
from tests.support.examples import spread
from tests.support.rewritten import rewritten


@pytest.fixture(scope="module")
def written(record: Record) -> dict[str, dict[str, str]]:
    with record.package.tables["claims"].path.open(newline="", encoding="utf-8") as opened:
        return {row["claim_id"]: row for row in csv.DictReader(opened)}


@pytest.fixture(scope="module")
def last(record: Record) -> Record:
    return as_of(record, record.last)


def together(written: dict[str, dict[str, str]], claim: str) -> set[str]:
    links = defaultdict(set)
    for row in written.values():
        if row["responds_to"]:
            links[row["claim_id"]].add(row["responds_to"])
            links[row["responds_to"]].add(row["claim_id"])
    found, waiting = set(), [claim]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += links[here]
    return found


def test_a_thread_is_shown_whole_from_any_of_its_claims(record, written, last) -> None:
    view = View.default(record)
    longest = max(written, key=lambda claim: len(together(written, claim)))
    whole = together(written, longest)
    assert len(whole) >= 3
    for claim in whole:
        thread = threads.thread(last, view.but(claim=claim))
        assert set(thread["claim_id"]) == whole
        assert thread["made_last"].is_monotonic_increasing
        assert list(thread.index[thread["chosen"]]) == [claim]


def test_an_answer_that_is_not_public_yet_is_in_no_thread(record, written) -> None:
    moment = clock.parse("2022-01-20").last
    seen = as_of(record, moment)
    for claim in ("", *threads.dialogues(seen, View.default(record))["claim_id"]):
        thread = threads.thread(seen, View.default(record).but(claim=claim))
        assert (thread["reported_last"] <= moment).all()
        assert set(thread["responds_to"]) - {""} <= set(seen.claims.index)


def test_the_two_sides_face_each_other(record, last) -> None:
    camps = threads.camps(last, ("us", "russia"))
    side = record.parties["side"]
    for party, camp in camps.items():
        expected = {side["us"]: "left", side["russia"]: "right"}.get(side[party], "middle")
        assert camp == expected
    allies = threads.camps(last, ("us", "nato"))
    assert (allies["us"], allies["nato"]) == ("left", "right")
    assert set(allies.values()) == {"left", "right", "middle"}


def test_every_answer_is_counted_once_in_the_network(record, written, last) -> None:
    found = threads.network(last, View.default(record))
    assert found["times"].sum() == sum(bool(row["responds_to"]) for row in written.values())


def test_deeds_follow_the_denial_on_its_own_issue(record, written, last) -> None:
    view = View.default(record)
    listed = threads.denials(last, view)
    assert set(listed["claim_id"]) == {c for c, r in written.items() if r["kind"] == "denial"}
    for claim in listed.index:
        deeds = threads.deeds(last, view.but(claim=claim))
        assert len(deeds) == listed.at[claim, "later"]
        on_issue = {
            r["event_id"]
            for r in written.values()
            if r["issue_id"] == written[claim]["issue_id"] and r["event_id"]
        }
        assert set(deeds["event_id"]) <= on_issue
        when = last.events.loc[list(deeds["event_id"]), "when"]
        assert (when > last.claims.at[claim, "made_last"]).all()
        assert when.is_monotonic_increasing


RINGS = {  # what the nth claim answers, by its place
    "two that answer each other": [1, 0],
    "a ring of three": [1, 2, 0],
    "a ring of five": [4, 0, 1, 2, 3],
    "a ring with a reply": [1, 2, 0, 0],
    "a ring with a thread under it": [1, 0, 1, 2, 3],
    "two rings": [1, 0, 3, 2],
    "one that answers itself": [0, 0],
}


@pytest.mark.parametrize("ring", RINGS.values(), ids=RINGS)
@pytest.mark.parametrize("backwards", [False, True])
def test_claims_in_a_ring_are_one_thread_that_the_first_one_begins(
    record, last, ring, backwards
) -> None:
    claims = last.claims.head(len(ring)).copy()
    claims["responds_to"] = claims.index[ring]
    seen = last.but(claims=claims[::-1] if backwards else claims)
    view = View.default(record)
    roots = threads.roots(seen.claims)
    if sorted(ring) == list(range(len(ring))) and ring != RINGS["two rings"]:
        first = claims.sort_values(["made_last", "reported_last"], kind="stable").index[0]
        assert set(roots) == {first}
    for claim in claims.index:
        thread = threads.thread(seen, view.but(claim=claim))
        same = roots.index[roots == roots[claim]]
        assert set(thread["claim_id"]) == set(same)
        assert claims.at[claim, "responds_to"] in set(same)
        assert thread["depth"].max() < len(same)
        assert list(thread.index[thread["depth"] == 0]) == [roots[claim]]
    assert threads.network(seen, view)["times"].sum() == len(ring)
    assert threads.dialogues(seen, view)["claims"].sum() == len(ring)


def test_from_every_claim_one_click_reaches_what_it_answers_and_what_answered_it(
    record, written, last
) -> None:
    replies: dict[str, set[str]] = {}
    for row in written.values():
        if row["responds_to"]:
            replies.setdefault(row["responds_to"], set()).add(row["claim_id"])
    plain = View.default(record)
    for row in spread(written.values(), 0.2):
        card = claim_card(last, plain.but(claim=row["claim_id"]))
        assert list(card.answered["claim_id"]) == [row["responds_to"]] * bool(row["responds_to"])
        assert set(card.replies["claim_id"]) == replies.get(row["claim_id"], set())


def test_a_thread_s_last_words_are_dated_no_finer_than_they_are_known(tmp_path) -> None:
    later = {"maranzul-vidaurre-1878-03-14-later": {"made": "1878-03"}}
    record = load(rewritten(tmp_path / "crisis", {"claims": later}))
    rows = threads.dialogues(as_of(record, record.last), View.default(record))
    assert "Mar 1878" in set(rows["last_label"])


def test_what_is_unconfirmed_is_known_since_no_finer_a_date_than_is_written(made_up) -> None:
    rows = health(as_of(made_up, made_up.last), View.default(made_up)).unconfirmed
    said = rows.set_index("id")["known_label"]
    assert said["flats-1878-03-drill"] == "Apr 1878"
    assert said["ford-1878-03-10-patrol"] == "10 Mar 1878"
