"""All parties' stances, and how the distance went, against the table as written."""

import csv

import pytest

from data import clock
from data.asof import as_of
from data.distance import DISTANCES, distance
from data.load import Record
from data.queries.positions import matrix
from data.queries.positions.positions import side_by_side
from data.view import View

MOMENTS = ["2021-12-17", "2022-01-09T18:21Z", "2022-01-26", "2022-02-17"]


def held(record: Record, moment: str) -> dict[tuple[str, str], str]:
    """Return the stance in force of each party on each issue, read with the csv module alone."""
    with record.package.tables["positions"].path.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    limit = clock.parse(moment).last
    known = [r for r in rows if clock.parse(r["since"]).last <= limit]
    known.sort(key=lambda r: clock.parse(r["since"]).last)
    return {(r["issue_id"], r["party_id"]): r["stance"] for r in known}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_matrix_says_each_stance_in_force_and_silence_as_silence(record, moment) -> None:
    seen = as_of(record, clock.parse(moment).last)
    cells = matrix.matrix(seen, View.default(record))
    expected = held(record, moment)
    for row in cells.itertuples():
        assert row.stance == expected.get((row.issue_id, row.party_id), "silent")
        assert (row.word == "no statement found") == (row.stance == "silent")
    assert len(expected) == (cells["stance"] != "silent").sum()


def test_what_moved_since_is_marked_with_what_it_was(record) -> None:
    since, moment = "2022-01-09T18:21Z", "2022-01-27"
    seen = as_of(record, clock.parse(moment).last, clock.parse(since).last)
    before = held(record, since)
    cells = matrix.matrix(seen, View.default(record))
    moved = cells.loc[cells["moved"]]
    assert len(moved)
    for row in moved.itertuples():
        assert row.was == before.get((row.issue_id, row.party_id), "")
        assert row.movement != "restated"
    plain = matrix.matrix(as_of(record, clock.parse(moment).last), View.default(record))
    assert not plain["moved"].any()


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_distance_over_time_ends_where_the_moment_stands(record, moment) -> None:
    seen = as_of(record, clock.parse(moment).last)
    view = View.default(record)
    answer = matrix.over_time(seen, view)
    assert answer["at"].is_monotonic_increasing
    assert (answer["at"] <= seen.seen_at).all()
    for row in answer.itertuples():
        then = held(record, row.at.strftime("%Y-%m-%dT%H:%MZ"))
        pairs = [
            distance(then.get((i, "us"), "silent"), then.get((i, "russia"), "silent"), scale)
            for i, scale in record.issues["scale"].items()
        ]
        if row.at.second == 0:  # a day's rows count from its last second
            assert list(row[-4:]) == [pairs.count(d) for d in DISTANCES]


@pytest.mark.parametrize("moment", MOMENTS)
def test_room_for_agreement_is_what_is_within_reach_in_each_sides_own_words(record, moment) -> None:
    seen = as_of(record, clock.parse(moment).last)
    view = View.default(record)
    expected = held(record, moment)
    issues = {
        issue
        for issue, scale in record.issues["scale"].items()
        if distance(*(expected.get((issue, p), "silent") for p in view.compare), scale)
        == "within reach"
    }
    found = matrix.room(seen, view)
    assert set(found["issue_id"]) == issues
    for _, part in found.groupby("issue_id"):
        assert list(part["party_id"].drop_duplicates()) == list(view.compare)
    for row in found.to_dict("records"):
        position, claim = seen.positions.loc[row["position_id"]], seen.claims.loc[row["claim_id"]]
        assert row["claim_id"] in position["claim_ids"]
        assert claim["party_id"] == row["party_id"]
        if position["quote_claim_id"]:
            assert (row["claim_id"], row["quote"]) == (position["quote_claim_id"], claim["quote"])
        else:
            assert (row["quote"], row["text"]) == ("", claim["text"])


def test_on_the_eve_of_geneva_there_is_room_on_exercises_and_missiles_and_not_on_format(
    record,
) -> None:
    seen = as_of(record, clock.parse("2022-01-09T18:21Z").last)
    found = matrix.room(seen, View.default(record))
    assert {"exercises", "missiles-inf"} <= set(found["issue_id"])
    assert "format" not in set(found["issue_id"])  # each side on its own terms
    offered = found.loc[(found["issue_id"] == "missiles-inf") & (found["party_id"] == "us")]
    assert "open to discussing" in offered["quote"].iloc[0]


@pytest.mark.parametrize("moment", ["2022-02-18", "2022-02-24"])
def test_missiles_that_both_would_talk_about_are_not_agreed(record, moment) -> None:
    seen = as_of(record, clock.parse(moment).last)
    issues = side_by_side(seen, View.default(record))
    stances = list(issues.loc["missiles-inf", ["left_stance", "right_stance"]])
    assert stances == ["open", "conditional"]
    assert issues.at["missiles-inf", "distance"] == "within reach"


def test_a_side_that_becomes_open_is_never_drawn_as_moving_apart(made_up) -> None:
    """Maranzul opposes, and then is open to, what Coralta demands."""
    view = View.default(made_up)
    answer = matrix.over_time(as_of(made_up, made_up.last), view)
    opened = clock.parse("1878-03-15").last
    assert (answer.loc[answer["at"] < opened, "wide apart"] == 1).all()
    after = answer.loc[answer["at"] >= opened]
    assert (after["within reach"] == 1).all()
    assert (after[["wide apart", "opposed"]] == 0).all(axis=None)


def at_last(record):
    return matrix.matrix(as_of(record, record.last), View.default(record))


def test_parties_stand_by_side_and_those_with_a_colour_of_their_own_lead_it(record) -> None:
    cells = at_last(record)
    order = list(dict.fromkeys(cells["party_id"]))
    assert order[:3] == ["us", "nato", "eu"]
    assert len(order) == 27
    sides = [side.side for side in record.package.crisis.sides]
    places = [sides.index(record.parties.at[party, "side"]) for party in order]
    assert places == sorted(places), "no side comes twice"
    groups = cells.drop_duplicates("party_id").set_index("party_id")["group"]
    titles = {side.side: side.title for side in record.package.crisis.sides}
    for party in order:
        own = record.parties.at[party, "color_light"] != ""
        assert groups[party] == ("" if own else titles[record.parties.at[party, "side"]])
    for side in sides:
        rows = record.parties.loc[[p for p in order if record.parties.at[p, "side"] == side]]
        assert list(rows["order"]) == sorted(rows["order"])


def test_issues_stand_in_one_order_for_every_party(record) -> None:
    cells = at_last(record)
    issues = list(record.issues.sort_values("order").index)
    for _, part in cells.groupby("party_id", sort=False):
        assert list(part["issue_id"]) == issues


def test_the_key_says_every_word_that_a_cell_says(record) -> None:
    cells = at_last(record)
    key = matrix.signs(cells)
    words = {(row.issue, row.stance): row.word for row in key.itertuples()}
    assert not key.duplicated(["issue", "stance"]).any()
    for row in cells.loc[cells["stance"] != "silent"].itertuples():
        issue = "" if row.scale == "proposal" else row.issue
        assert words[issue, row.stance] == row.word


def test_a_made_up_crisis_has_its_parties_by_side_too(made_up) -> None:
    cells = at_last(made_up)
    assert len(cells) == cells["party_id"].nunique() * cells["issue_id"].nunique() > 0
