"""Demands of one side that the other has not replied to on record.

What counts as a reply is decided here, and only here, from the vocabulary of `claims.relation`: a
claim of the other side that refuses a demand ("rebuts") or replies to it ("answers"). One that
repeats it ("echoes"), steps back from something ("softens") or goes further ("escalates") takes the
demand up and leaves it open: it answers in part. A demand that a party made twice in other words
(`claims.same_as`) is one demand: a reply to either is a reply to both.
"""

from typing import Any

import pandas as pd

from data.load import Record
from data.queries.exchanges.claims import FILTERS, describe_claims, matching_claims
from data.queries.exchanges.threads import camps
from data.query import query
from data.view import View

DEMAND = "demand"
REPLIES = ("rebuts", "answers")
FACING = {"left": "right", "right": "left"}


@query(reads=("as_of", "compare", *FILTERS))
def unanswered(seen: Record, view: View) -> pd.DataFrame:
    """Return the demands of either side that the other has not replied to.

    One row a demand, however often it was made in other words: the first time it was made, of
    those that `matching_claims` keeps, whatever would answer it. Sorted by issue, most central
    first, then by addressee, left first, then longest open first. The columns of `describe_claims`,
    with:
    - `camp`, whose demand it is, and `to`, the addressee: left or right, of `view.compare`;
    - `days`: whole days from the first time it was made to the moment; `again`: how many times
      more it was made;
    - `partly_id`, `partly_label`: the addressee's newest claim that answers it in part, if any;
    - `newest_id`, `newest_label`: the addressee's newest reply to another demand of the side on the
      issue, if any (each with relation, speaker and day in words);
    - `group`: the first claim of all that make this demand;
    - `order` (of the issue).
    """
    demands = open_demands(seen, view)
    demands = demands.loc[demands.index.isin(matching_claims(seen, view).index)]
    by = ["order", "to", "days"]
    first = demands.drop_duplicates("group")
    return first.sort_values(by, ascending=[True, True, False], kind="stable")


@query(reads=("as_of", "compare"))
def open_demands(seen: Record, view: View) -> pd.DataFrame:
    """Return every time that a demand was made to which the other side has not replied.

    One row a claim, the one made first before the others; the columns of `unanswered`.
    """
    camp = camps(seen, view.compare)
    groups = _twins(seen.claims)
    answers = _answers(seen, camp, groups)
    replied = answers.loc[answers["relation"].isin(REPLIES)]
    partly = _newest(seen, answers.loc[~answers["relation"].isin(REPLIES)], ["group"])
    newest = _newest(seen, replied, ["issue_id", "to"])

    demands = seen.claims.loc[seen.claims["kind"] == DEMAND]
    demands = demands.sort_values("made_last", kind="stable")
    demands = demands.assign(camp=demands["party_id"].map(camp), group=groups[demands.index])
    still_open = demands["camp"].isin(list(FACING)) & ~demands["group"].isin(replied["group"])
    demands = demands.loc[still_open]

    dates = seen.claims["made"].dt.normalize().groupby(groups)
    first, times = dates.min().to_dict(), dates.size().to_dict()
    today = seen.seen_at.normalize()
    days = [(today - first[group]).days for group in demands["group"]]
    again = [times[group] - 1 for group in demands["group"]]
    to = demands["camp"].map(FACING)
    keys = list(zip(demands["issue_id"], to, strict=True))
    return describe_claims(seen, demands).assign(
        to=to,
        days=pd.Series(days, demands.index, dtype="int64"),
        again=pd.Series(again, demands.index, dtype="int64"),
        partly_id=[partly.get((group,), ("", ""))[0] for group in demands["group"]],
        partly_label=[partly.get((group,), ("", ""))[1] for group in demands["group"]],
        newest_id=[newest.get(key, ("", ""))[0] for key in keys],
        newest_label=[newest.get(key, ("", ""))[1] for key in keys],
        order=[seen.issues.at[i, "order"] for i in demands["issue_id"]],
    )


@query(reads=("compare",))
def first_replies(seen: Record, view: View) -> pd.DataFrame:
    """Return the claims by which a side first replied to a demand of the other, one a demand.

    The columns of the table of claims, the oldest reply first.
    """
    answers = _answers(seen, camps(seen, view.compare), _twins(seen.claims))
    replied = answers.loc[answers["relation"].isin(REPLIES)].drop_duplicates("group")
    return seen.claims.loc[replied.index]


def _twins(claims: pd.DataFrame) -> pd.Series:
    """Return for each claim the first of all that say the same, by following `same_as` both ways.

    Claims of another party say nothing for it. A circle ends where it began.
    """
    first = dict.fromkeys(claims.index.tolist(), "")
    party = dict(zip(first, claims["party_id"].tolist(), strict=True))
    same = dict(zip(first, claims["same_as"].tolist(), strict=True))

    def root(claim: str) -> str:
        while first[claim]:
            claim = first[claim]
        return claim

    for claim, other in same.items():
        if other in first and party[other] == party[claim] and root(claim) != root(other):
            first[root(claim)] = root(other)
    return pd.Series([root(claim) for claim in first], claims.index, dtype="str")


def _answers(seen: Record, camp: dict[str, str], groups: pd.Series) -> pd.DataFrame:
    """Return what a side's claims answer of the other side's demands, the oldest first.

    One row an answer, by claim id: `group` (of the demand), `issue_id` (of the demand), `to`
    (whose answer it is), `relation`.
    """
    claims = seen.claims
    rows = claims.loc[claims["responds_to"] != ""].sort_values("made_last", kind="stable")
    answered = claims.loc[rows["responds_to"]]
    to = rows["party_id"].map(camp)
    facing = answered["party_id"].map(camp).map(FACING)
    across = (answered["kind"] == DEMAND).to_numpy() & (to.to_numpy() == facing.to_numpy())
    rows, answered = rows.loc[across], answered.loc[across]
    return pd.DataFrame(
        {
            "group": groups[answered.index].to_numpy(),
            "issue_id": answered["issue_id"].to_numpy(),
            "to": to.loc[across],
            "relation": rows["relation"].astype("str"),
        },
        index=rows.index,
    )


def _newest(seen: Record, answers: pd.DataFrame, by: list[str]) -> dict[Any, tuple[str, str]]:
    """Return by key the newest answer, which stands last: its id, and relation, who and when."""
    last = answers.drop_duplicates(by, keep="last")
    replies = describe_claims(seen, seen.claims.loc[last.index])
    who = replies["speaker"].where(replies["speaker"] != "", replies["party"])
    labels = last["relation"] + ", " + who + ", " + replies["made_label"]
    keys = last[by].itertuples(index=False, name=None)
    return dict(zip(keys, zip(last.index.tolist(), labels.tolist(), strict=True), strict=True))
