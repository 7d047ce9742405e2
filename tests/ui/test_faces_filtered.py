"""The filters of the Exchanges page act on each of its faces, and every face says them."""

import pandas as pd
import pytest

from data import clock
from data.asof import as_of, seen_by
from data.load import Record
from data.queries.exchanges import threads
from data.queries.positions import demands
from data.queries.positions.demands import REPLIES
from data.view import View
from tests.support.examples import spread
from tests.support.pages import offered, opened, raised, session, texts, turn

MOMENT = "2022-02-24"
COLUMNS = {
    "topic": "issue_id",
    "party": "party_id",
    "person": "person_id",
    "kind": "kind",
    "medium": "medium",
}
FACES = {
    "threads": "threads of claims",
    "network": "answers between",
    "unanswered": "demands with no full reply on record",
    "denials": "denials",
}
LABELS = ["Issue", "Party", "Speaker", "Kind of claim", "Medium"]


@pytest.fixture(scope="module")
def raw(record: Record) -> pd.DataFrame:
    """Return the claims of the file that are known at the moment."""
    path = record.package.tables["claims"].path
    written = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("claim_id")
    end = clock.parse(MOMENT).last
    return written.loc[[clock.parse(cell).last <= end for cell in written["reported"]]]


@pytest.fixture(scope="module")
def seen(record: Record) -> Record:
    return as_of(record, clock.parse(MOMENT).last)


def asked(record: Record, **filters: tuple[str, ...]) -> View:
    return View.default(record).but(as_of=clock.parse(MOMENT), **filters)


def kept(raw: pd.DataFrame, filters: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    for field, wanted in filters.items():
        raw = raw.loc[raw[COLUMNS[field]].isin(wanted)]
    return raw


def every(raw: pd.DataFrame) -> list[dict[str, tuple[str, ...]]]:
    """Return values of each filter by themselves, and pairs of a speaker's with a medium."""
    values = [
        {field: (value,)}
        for field, column in COLUMNS.items()
        for value in sorted(set(raw[column]) - {""})
    ]
    spoken = raw.loc[raw["person_id"] != "", ["person_id", "medium"]].drop_duplicates()
    pairs = [{"person": (p,), "medium": (m,)} for p, m in spoken.head(8).to_numpy()]
    return spread(values + pairs, 0.4)


def root(raw: pd.DataFrame, claim: str) -> str:
    while (above := raw.at[claim, "responds_to"]) in raw.index:
        claim = above
    return claim


def test_a_thread_is_kept_whole_where_one_claim_matches_every_filter(record, raw, seen):
    first = pd.Series({claim: root(raw, claim) for claim in raw.index})
    sizes = first.value_counts()
    for filters in [{}, *every(raw)]:
        matching = kept(raw, filters).index
        expected = first[matching].value_counts()
        expected = expected[sizes[expected.index] >= 2]
        view = asked(record, **filters)
        found = threads.dialogues(seen, view).set_index("claim_id")
        assert found["matching"].to_dict() == expected.to_dict(), filters
        assert found["claims"].to_dict() == sizes[expected.index].to_dict(), filters
        for claim in found.index[:2]:
            whole = threads.thread(seen, view.but(claim=claim))
            assert set(whole.index) == set(first.index[first == claim])
            assert set(whole.index[whole["matches"]]) == set(whole.index) & set(matching)


def test_only_answers_that_match_are_counted_in_the_network(record, raw, seen):
    answers = raw.loc[raw["responds_to"] != ""]
    for filters in [{}, *every(raw)]:
        matching = kept(answers, filters)
        keys = ["issue_id", "party_id", raw["party_id"][matching["responds_to"]].to_numpy()]
        expected = matching.groupby([*keys, "relation"]).size()
        found = threads.network(seen, asked(record, **filters))
        told = found.set_index(["issue_id", "from_id", "to_id", "relation"])["times"]
        assert told.to_dict() == expected.to_dict(), filters
        assert set(found["newest"]) <= set(matching.index)


def twins(raw: pd.DataFrame, claim: str) -> frozenset[str]:
    """Return the claims of one party that say the same as a claim, itself included."""
    found = {claim}
    while True:
        same = raw.loc[raw["same_as"].isin(found)].index.union(raw.loc[list(found), "same_as"])
        more = {c for c in same if c and raw.at[c, "party_id"] == raw.at[claim, "party_id"]}
        if more <= found:
            return frozenset(found)
        found |= more


def test_open_demands_and_denials_keep_those_that_match_and_no_others(record, raw, seen):
    side = raw["party_id"].map(record.parties["side"])
    camps = {record.parties.at["us", "side"], record.parties.at["russia", "side"]}
    all_of_them = raw.loc[(raw["kind"] == "demand") & side.isin(camps)]
    replies = raw.loc[raw["responds_to"].isin(raw.index) & raw["relation"].isin(REPLIES)]
    replies = replies.loc[side[replies.index].isin(camps)]
    replies = replies.loc[side[replies.index] != side[replies["responds_to"]].to_numpy()]
    same = {claim: twins(raw, claim) for claim in all_of_them.index}
    still_open = all_of_them.loc[
        [same[claim].isdisjoint(replies["responds_to"]) for claim in all_of_them.index]
    ]
    denials = raw.loc[raw["kind"] == "denial"]
    for filters in [{}, *every(raw)]:
        view = asked(record, **filters)
        found, matching = demands.unanswered(seen, view).index, kept(still_open, filters).index
        assert set(found) <= set(matching)
        assert sorted(map(sorted, map(same.get, found))) == sorted(
            map(sorted, {same[claim] for claim in matching})
        )
        assert set(threads.denials(seen, view).index) == set(kept(denials, filters).index)


def test_search_window_and_what_is_new_narrow_every_face_too(record):
    plain = asked(record).but(since=clock.parse("2022-01-20"))
    seen = seen_by(record, plain.only())
    queries = (threads.dialogues, threads.network, demands.unanswered, threads.denials)
    for query in queries:
        all_of_them = query(seen, plain)
        for narrower in (
            plain.but(q="ukraine"),
            plain.but(start=clock.parse("2022-01-10")),
            plain.but(until=clock.parse("2022-01-10")),
            plain.but(fresh=True),
        ):
            assert 0 < len(query(seen, narrower)) < len(all_of_them), (query, narrower)


def page(**query):
    at = turn(session({"as_of": MOMENT, **query}).run(), "exchanges")
    assert raised(at) == []
    return at


def counted(face: str, raw: pd.DataFrame, seen: Record, view: View) -> int:
    queries = {
        "threads": threads.dialogues,
        "network": threads.network,
        "unanswered": demands.unanswered,
        "denials": threads.denials,
    }
    found = queries[face](seen, view)
    return int(found["times"].sum()) if face == "network" else len(found)


def head(at) -> str:
    return next(body for body in texts(at) if "<h1" in body)


@pytest.mark.parametrize("face", FACES)
def test_a_face_takes_the_speaker_of_the_address_and_says_so(face, record, raw, seen):
    by_most = raw.loc[raw["person_id"] != "", "person_id"].value_counts().index
    some, every_one = {}, counted(face, raw, seen, asked(record))
    for person in by_most:  # the first who has some, but not all, of what the face shows
        some = {"person": (person,)}
        if 0 < counted(face, raw, seen, asked(record, **some)) < every_one:
            break
    number = counted(face, raw, seen, asked(record, **some))
    at = page(show=face, person=some["person"][0])
    assert f"{number} of {every_one} {FACES[face]}" in head(at)
    assert f"said by {record.people.at[some['person'][0], 'name']}" in head(at)
    assert [choice["label"] for choice in offered(at).values() if choice["every"]] == LABELS
    at.button(key="clear").click().run()
    assert raised(at) == []
    assert f"{every_one} {FACES[face]}" in head(at)
    assert " of " not in head(at).split(FACES[face])[0]
    assert "clear" not in {button.key for button in at.button}


def test_the_filters_stand_where_they_stand_over_the_list():
    over_the_list = {field: choice | {"values": []} for field, choice in offered(page()).items()}
    for face in FACES:
        here = {
            field: choice | {"values": []} for field, choice in offered(page(show=face)).items()
        }
        assert here == over_the_list


@pytest.mark.parametrize("face", FACES)
def test_a_filter_that_leaves_a_face_empty_is_said_with_the_way_out(face):
    at = page(show=face, to="1990-01-01")
    assert "None of " in head(at)
    assert "happened to 1 Jan 1990" in head(at)
    assert any("Remove a filter" in body for body in texts(at))
    assert "clear" in {button.key for button in at.button}


@pytest.mark.parametrize(("face", "kind"), [("unanswered", "demand"), ("denials", "denial")])
def test_a_kind_that_cannot_stand_on_a_face_is_told(face, kind):
    at = page(show=face, kind="offer")
    told = [body for body in texts(at) if f"holds only claims of the kind {kind}," in body]
    assert len(told) == 1
    assert "offer" in told[0]
    assert "; only offer" in head(at)
    events = page(show=face, kind="talks")  # a kind of event in the shared view hides no claim
    assert "None of" not in head(events)


def test_claims_that_match_are_told_apart_in_their_thread_and_only_there(record, raw, seen):
    plain = asked(record)
    listed = threads.dialogues(seen, plain)
    for person in sorted(set(raw["person_id"]) - {""}):
        found = threads.dialogues(seen, plain.but(person=(person,)))
        partly = found.loc[found["matching"] < found["claims"]]
        if len(partly):
            break
    first = partly.iloc[0]
    at = page(show="threads", person=person, claim=first["claim_id"])
    thread = next(body for body in texts(at) if 'aria-label="Thread"' in body)
    assert thread.count("<article") == first["claims"]
    assert thread.count("Matches the filters") == first["matching"]
    assert any("match" in body and 'aria-label="All threads"' in body for body in texts(at))
    assert "Claims that match" in opened(at).dataframe[0].value.columns
    plain_page = page(show="threads", claim=first["claim_id"])
    assert not any("Matches the filters" in body for body in texts(plain_page))
    assert "Claims that match" not in opened(plain_page).dataframe[0].value.columns
    other = next(c for c in listed["claim_id"] if c not in set(found["claim_id"]))
    elsewhere = page(show="threads", person=person, claim=other)
    assert any("No claim of the thread chosen matches" in body for body in texts(elsewhere))
    assert not any('aria-label="Thread"' in body for body in texts(elsewhere))
