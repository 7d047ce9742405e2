"""Demands without a recorded reply: what counts as one, twins, and what answers in part."""

from pathlib import Path

import pandas as pd

from data import clock
from data.asof import as_of
from data.load import Record, load
from data.queries.positions.demands import REPLIES, unanswered
from data.view import View
from tests.conftest import MADE_UP


def at(record: Record, moment: str) -> pd.DataFrame:
    return unanswered(as_of(record, clock.parse(moment).last), View.default(record))


def test_the_treaty_that_was_refused_the_same_day_is_no_open_demand(record) -> None:
    """The drafts of 17 December are one demand in two papers, and NATO refused it that day."""
    open_since = at(record, "2022-01-09T18:21Z")
    drafts = ["russia-natodraft-2021-12-17-noenlargement", "russia-usdraft-2021-12-17-noeast"]
    assert not set(drafts) & set(open_since.index)
    enlargement = open_since.loc[open_since["issue_id"] == "nato-enlargement"]
    assert 23 not in set(enlargement["days"])
    replies = record.claims.loc[record.claims["responds_to"].isin(drafts)]
    assert "2021-12-17" in {day.strftime("%Y-%m-%d") for day in replies["made"]}


def test_a_reply_to_one_twin_is_a_reply_to_both_and_to_no_other(record) -> None:
    claims = record.claims
    last = as_of(record, record.last)
    replied = claims.loc[claims["relation"].isin(REPLIES), "responds_to"]
    for claim, same in claims["same_as"].items():
        both = {claim, same} if same else set()
        found = both & set(unanswered(last, View.default(record)).index)
        assert len(found) <= 1
        if both & set(replied) and claims.at[claim, "kind"] == "demand":
            side = record.parties["side"]
            whose = claims.loc[claims["responds_to"].isin(both), "party_id"].map(side)
            if {"us-led", "russia-led"} & set(whose) - {side[claims.at[claim, "party_id"]]}:
                assert not found


def test_the_list_is_sorted_by_issue_and_addressee_and_names_the_newest_reply(record) -> None:
    found = at(record, "2022-02-18")
    order = list(zip(found["order"], found["to"], -found["days"], strict=True))
    assert order == sorted(order)
    assert set(found["to"]) == {"left", "right"}
    assert (found["to"] != found["camp"]).all()
    seen = as_of(record, clock.parse("2022-02-18").last)
    for row in found.loc[found["newest_id"] != ""].to_dict("records"):
        reply = seen.claims.loc[row["newest_id"]]
        answered = seen.claims.loc[reply["responds_to"]]
        assert reply["relation"] in REPLIES
        assert (answered["issue_id"], answered["kind"]) == (row["issue_id"], "demand")
        assert clock.say(reply["made"], reply["made_precision"]) in row["newest_label"]


def test_what_takes_a_demand_up_without_a_reply_answers_it_in_part(record, made_up) -> None:
    """The exercise off Ireland was moved, and not given up; dues may be spoken of, and stay."""
    found = at(record, "2022-01-31")
    moved = found.loc["ireland-coveney-2022-01-24-unwelcome"]
    assert moved["partly_id"] == "russia-filatov-2022-01-29-goodwill"
    assert moved["partly_label"] == "softens, Yury Filatov, 29 Jan 2022"
    dues = at(made_up, "1878-04-01").loc["coralta-quiroga-1878-01-14-sixty"]
    assert dues["partly_id"] == "maranzul-vidaurre-1878-03-14-later"


def test_a_demand_made_again_is_listed_once_and_open_since_the_first_time(made_up) -> None:
    found = at(made_up, "1878-04-01")
    assert list(found.index) == ["coralta-quiroga-1878-01-14-sixty"]
    assert list(found["again"]) == [1]
    assert list(found["days"]) == [77]


def test_days_open_are_counted_to_the_moment(record) -> None:
    one, later = at(record, "2021-12-20"), at(record, "2021-12-23")
    both = one.index.intersection(later.index)
    assert len(both)
    assert ((later.loc[both, "days"] - one.loc[both, "days"]) == 3).all()


def test_twins_in_a_circle_are_one_demand(tmp_path: Path, copied) -> None:
    folder = copied(MADE_UP)
    path = folder / "tables" / "claims.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("claim_id", drop=False)
    sixty, terms = "coralta-quiroga-1878-01-14-sixty", "coralta-quiroga-1878-03-09-terms"
    rows.loc[sixty, "same_as"] = terms
    rows.to_csv(path, index=False)
    assert list(at(load(folder), "1878-04-01").index) == [sixty]
