"""Claims as dialogues: who answered whom, and denials beside what followed."""

from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.exchanges.claims import FILTERS, describe_claims, matching_claims
from data.query import query
from data.rows import cells_by_id
from data.view import View

DENIAL = "denial"


def camps(seen: Record, pair: tuple[str, ...]) -> dict[str, str]:
    """Return on which side each party stands, of the two compared: left, right or middle.

    A party stands with the one of the two whose `side` it shares; where both share one, only the
    two themselves are told apart.
    """
    side = cells_by_id(seen.parties, "side")
    left, right = pair
    by_party = {
        party: "left"
        if side[party] == side[left]
        else "right"
        if side[party] == side[right]
        else ""
        for party in side
    }
    if side[left] == side[right]:
        by_party = dict.fromkeys(side, "")
    by_party |= {left: "left", right: "right"}
    return {party: camp or "middle" for party, camp in by_party.items()}


def answered(claims: pd.DataFrame) -> dict[str, str]:
    """Return what each claim answers, of those given; empty where it begins a thread.

    Of claims that answer each other in a ring, the one made first begins it.
    """
    ordered = claims.sort_values(["made_last", "reported_last"], kind="stable")
    order = ordered.index.tolist()
    known = set(order)
    pairs = zip(claims.index.tolist(), claims["responds_to"].tolist(), strict=True)
    above = {claim: up for claim, up in pairs if up in known}
    checked: set[str] = set()
    for claim in order:
        path: dict[str, None] = {}  # a set that keeps its order
        at = claim
        while at in above and at not in checked and at not in path:
            path[at] = None
            at = above[at]
        if at in path:
            ring = list(path)[list(path).index(at) :]
            del above[min(ring, key=order.index)]
        checked.update(path)
    return {claim: above.get(claim, "") for claim in claims.index.tolist()}


def roots(claims: pd.DataFrame) -> pd.Series:
    """Return for each claim the first one of its thread, by following what each responds to."""
    above = answered(claims)

    def root(claim: str) -> str:
        while above[claim]:
            claim = above[claim]
        return claim

    return pd.Series([root(claim) for claim in above], index=claims.index, dtype="str")


@query(reads=("compare", *FILTERS, "claim"))
def thread(seen: Record, view: View) -> pd.DataFrame:
    """Return the whole thread that `view.claim` is part of, oldest first; empty without one.

    One row a claim: the columns of `describe_claims`, with `camp` (left, right or middle, of the
    two parties compared), `depth` (how many answers lie above it), `chosen`, and `matches` (whether
    `matching_claims` keeps it: the filters take no claim out of its thread).
    """
    claims = seen.claims
    of = roots(claims)
    here = of.loc[of == of.get(view.claim, "")].index
    return _describe_thread(seen, claims.loc[here], view)


@query(reads=FILTERS)
def dialogues(seen: Record, view: View) -> pd.DataFrame:
    """Return every thread of at least two claims, the one spoken last first.

    One row a thread: `claim_id` (its first claim), `issue`, `text`, `speaker`, `party_id`,
    `party` (of that claim), `claims` (how many), `matching` (how many of them
    `matching_claims` keeps; at least one), `parties` (short names, in order of speaking),
    `first_label`, `last_label`.
    """
    claims = seen.claims.sort_values("made_last", kind="stable")
    first_of = roots(claims)
    matches = first_of[matching_claims(seen, view).index].value_counts()
    several = first_of.loc[first_of.duplicated(keep=False) & first_of.isin(matches.index)]
    threads = claims.loc[several.index].groupby(several, sort=False)
    last = threads[["made", "made_precision", "made_last"]].last()
    heads = claims.loc[last.index]
    short = cells_by_id(seen.parties, "short_name")
    spoke: dict[str, dict[str, None]] = {first: {} for first in last.index.tolist()}
    parties = claims.loc[several.index, "party_id"].tolist()
    for first, party in zip(several.tolist(), parties, strict=True):
        spoke[first][short[party]] = None
    rows = {
        "claim_id": last.index,
        "issue": heads["issue_id"].map(seen.issues["short_title"]).to_numpy(),
        "text": heads["text"].to_numpy(),
        "speaker": heads["person_id"].map(seen.people["name"]).fillna("").to_numpy(),
        "party_id": heads["party_id"].to_numpy(),
        "party": heads["party_id"].map(short).to_numpy(),
        "claims": threads.size().to_numpy(),
        "matching": matches[last.index].astype("int64").to_numpy(),
        "parties": [", ".join(names) for names in spoke.values()],
        "first_label": clock.say_column(heads, "made"),
        "last_label": clock.say_column(last, "made"),
        "last": last["made_last"].to_numpy(),
    }
    answer = pd.DataFrame(rows)
    ordered = answer.sort_values("last", ascending=False, kind="stable")
    return ordered.drop(columns="last").reset_index(drop=True)


@query(reads=FILTERS)
def network(seen: Record, view: View) -> pd.DataFrame:
    """Return who answers whom, how, and how often: most often first.

    One row an issue, pair of parties and relation: `issue_id`, `issue`, `from_id`, `from_party`,
    `to_id`, `to_party`, `relation`, `times`, `newest` (a claim id). Only answers that
    `matching_claims` keeps are counted, whatever they answer.
    """
    claims = matching_claims(seen, view).sort_values("made_last", kind="stable")
    replies = claims.loc[claims["responds_to"] != ""]
    addressed = seen.claims["party_id"].reindex(replies["responds_to"]).to_numpy()
    pairs = replies.assign(from_id=replies["party_id"], to_id=addressed)
    keys = ["issue_id", "from_id", "to_id", "relation"]
    counted = pairs.groupby(keys, sort=False)["claim_id"].agg(times="size", newest="last")
    counted = counted.reset_index()
    short = cells_by_id(seen.parties, "short_name")
    named = counted.assign(
        issue=[seen.issues.at[i, "short_title"] for i in counted["issue_id"]],
        from_party=[short[p] for p in counted["from_id"]],
        to_party=[short[p] for p in counted["to_id"]],
        order=[seen.issues.at[i, "order"] for i in counted["issue_id"]],
    )
    ordered = named.sort_values(["order", "times"], ascending=[True, False], kind="stable")
    return ordered.drop(columns="order").reset_index(drop=True)


@query(reads=FILTERS)
def denials(seen: Record, view: View) -> pd.DataFrame:
    """Return what was denied, of the claims that `matching_claims` keeps, newest first.

    Columns of `describe_claims`, with `later`: how many events on the same issue followed (see
    `deeds`).
    """
    denied = all_denials(seen, view)
    return denied.loc[denied.index.isin(matching_claims(seen, view).index)]


@query()
def all_denials(seen: Record, view: View) -> pd.DataFrame:
    """Return every denial, newest first, with the columns of `denials`."""
    claims = seen.claims.loc[seen.claims["kind"] == DENIAL]
    claims = claims.sort_values("made_last", ascending=False, kind="stable")
    later = [len(_after(seen, claim)) for claim in claims.itertuples()]
    return describe_claims(seen, claims).assign(later=later)


@query(reads=("claim",))
def deeds(seen: Record, view: View) -> pd.DataFrame:
    """Return the events on the issue of `view.claim` that followed it, in time order.

    An event is on an issue when a claim on that issue was made at it. One row an event:
    `event_id`, `title`, `when_label`, `kind`, `parties`, `place`. Empty without a claim.
    """
    empty = pd.DataFrame(columns=["event_id", "title", "when_label", "kind", "parties", "place"])
    if view.claim not in seen.claims.index:
        return empty
    claim = next(seen.claims.loc[[view.claim]].itertuples())
    events = seen.events.loc[_after(seen, claim)].sort_values("when", kind="stable")
    if events.empty:
        return empty
    short = cells_by_id(seen.parties, "short_name")
    return events[["event_id", "title", "kind"]].assign(
        when_label=clock.say_column(events, "when"),
        parties=[", ".join(short[p] for p in ids) for ids in events["party_ids"]],
        place=events["where"].map(seen.places["name"]).astype("object").fillna(""),
    )


def _after(seen: Record, claim: Any) -> list[str]:
    there = seen.claims.loc[seen.claims["issue_id"] == claim.issue_id, "event_id"]
    events = seen.events.loc[seen.events.index.isin(there) & (seen.events["status"] == "occurred")]
    return list(events.index[events["when"] > claim.made_last])


def _describe_thread(seen: Record, claims: pd.DataFrame, view: View) -> pd.DataFrame:
    claims = claims.sort_values(["made_last", "reported_last"], kind="stable")
    above, camp = answered(seen.claims), camps(seen, view.compare)
    depths = []
    for claim in claims.index:
        depth, up = 0, above[claim]
        while up:
            depth, up = depth + 1, above[up]
        depths.append(depth)
    return describe_claims(seen, claims).assign(
        camp=[camp[p] for p in claims["party_id"]],
        depth=pd.Series(depths, index=claims.index, dtype="int64"),
        chosen=claims.index == view.claim,
        matches=claims.index.isin(matching_claims(seen, view).index),
    )


@query()
def force_denials(seen: Record, view: View) -> pd.DataFrame:
    """Return the denials on the issues of the headline force figure, newest first.

    Columns of `denials`. Which issues those are, the package says.
    """
    denied = all_denials(seen, view)
    return denied.loc[denied["issue_id"].isin(seen.package.crisis.headline.issues)]
