"""Who said what, what it answered, and who answered it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.events.window import happened_within
from data.queries.positions.stances import describe_stances
from data.queries.sources.citing import grades, sources_of
from data.query import query
from data.rows import cells_by_id
from data.search import matching
from data.view import View

# Those that narrow the list of claims, and every other face of the page.
FILTERS = ("topic", "party", "person", "kind", "medium", "q", "start", "until", "fresh")


@dataclass(frozen=True, eq=False)
class ClaimCard:
    """One claim with all that leans on it; `known` False where it is not known at the moment.

    `claim` and `answered` hold one row or none, `replies` any number (oldest first), all with the
    columns of `describe_claims`; `event` the event at which it was said (`event_id`, `title`,
    `when_label`); `positions` those it carries (`position_id`, `issue_id`, `issue`,
    `stance`, `word`, `movement`, `since_label`, `summary`, `in_force`); `sources` as
    `data.queries.sources.citing.sources_of`.
    """

    known: bool
    claim: pd.DataFrame
    answered: pd.DataFrame
    replies: pd.DataFrame
    event: pd.DataFrame
    positions: pd.DataFrame
    sources: pd.DataFrame


def describe_claims(seen: Record, claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims with what they refer to by name, in the order given.

    Adds to the table's columns `speaker` and `role` (empty for documents and unnamed officials),
    `party` and `party_name`, `issue`, `made_label` and `reported_label` (in words, UTC),
    `grade` (the Admiralty letter of the source it was read in, if cited, and the credibility
    digit) with `grade_label`, `answered_label` (who said what it answers, and when), and `replies`:
    the claims that answer it, oldest first, each as (id, relation, who said it and when);
    `replies_new`: the ids of those that became known since the earlier instant.
    """
    pairs = grades(seen, claims)
    answering = seen.claims.loc[seen.claims["responds_to"].isin(claims.index)]
    answering = answering.sort_values("made", kind="stable")
    answered = seen.claims.loc[seen.claims.index.isin(claims["responds_to"])]
    speakers = _name_speakers(seen, answering) | _name_speakers(seen, answered)
    replies: dict[str, list[tuple[str, str, str]]] = {}
    columns = ("claim_id", "relation", "responds_to")
    for claim, relation, of in zip(*(answering[c].tolist() for c in columns), strict=True):
        replies.setdefault(of, []).append((claim, relation, speakers[claim]))
    added: dict[str, list[Any]] = {
        "speaker": _looked_up(seen.people, "name", claims["person_id"]),
        "role": _looked_up(seen.people, "role", claims["person_id"]),
        "party": _looked_up(seen.parties, "short_name", claims["party_id"]),
        "party_name": _looked_up(seen.parties, "name", claims["party_id"]),
        "issue": _looked_up(seen.issues, "short_title", claims["issue_id"]),
        "made_label": clock.say_column(claims, "made"),
        "reported_label": clock.say_column(claims, "reported"),
        "answered_label": [speakers.get(c, "") for c in claims["responds_to"].tolist()],
        "grade": list(pairs["grade"]),
        "grade_label": list(pairs["grade_label"]),
    }
    kinds = {name: pd.Series(cells, claims.index, dtype="str") for name, cells in added.items()}
    answers = [tuple(replies.get(claim, ())) for claim in claims["claim_id"].tolist()]
    reply_cells = pd.Series(answers, claims.index, dtype=object)
    new = set(answering.index[answering["news"] == "new"])
    fresh = [tuple(reply for reply, _, _ in cell if reply in new) for cell in answers]
    return claims.assign(
        **kinds, replies=reply_cells, replies_new=pd.Series(fresh, claims.index, dtype=object)
    )


def _name_speakers(seen: Record, claims: pd.DataFrame) -> dict[str, str]:
    """Return of each of the claims who said it and when, in a few words."""
    people, parties = cells_by_id(seen.people, "name"), cells_by_id(seen.parties, "short_name")
    columns = (claims[column].tolist() for column in ("claim_id", "person_id", "party_id"))
    whom = zip(*columns, strict=True)
    names = {
        claim: f"{people[person]} ({parties[party]})" if person in people else parties[party]
        for claim, person, party in whom
    }
    days = zip(names.items(), clock.say_column(claims, "made"), strict=True)
    return {claim: f"{name}, {day}" for (claim, name), day in days}


def write_quote(quote: str, translation: str) -> str:
    """Return exact words for a file, in quotation marks; empty without any.

    Of words in another language our translation comes first, and the original after it.
    """
    if not quote:
        return ""
    return f"“{translation}” (our translation of “{quote}”)" if translation else f"“{quote}”"


@query(reads=FILTERS)
def matching_claims(seen: Record, view: View) -> pd.DataFrame:
    """Return the claims that pass the view's filters, in the order of the table.

    `topic`, `party`, `kind`, `person`, `medium`, `q` (as `data.search` finds), the time window
    (when they were made) and, where there is an earlier instant to compare with, `fresh` filter.
    """
    claims = happened_within(seen.claims, view, "made")
    if view.fresh and seen.before is not None:
        claims = claims.loc[claims["news"] == "new"]
    filters = {
        "issue_id": view.topic,
        "party_id": view.party,
        "kind": claim_kinds(seen, view),
        "person_id": view.person,
        "medium": view.medium,
    }
    for column, wanted in filters.items():
        if wanted:
            claims = claims.loc[claims[column].isin(wanted)]
    if view.q:
        claims = claims.loc[claims.index.isin(matching(seen, "claims", view.q))]
    return claims


@query(reads=("kind",))
def claim_kinds(seen: Record, view: View) -> list[str]:
    """Return the kinds of claims in `view.kind`, which also has kinds of events."""
    return [kind for kind in view.kind if kind in seen.package.field("claims", "kind").enum]


@query(reads=FILTERS)
def ordered(seen: Record, view: View) -> pd.DataFrame:
    """Return the `matching_claims` as rows of the table, the last one made first."""
    claims = matching_claims(seen, view)
    return claims.sort_values(["made_last", "reported_last"], kind="stable").iloc[::-1]


@query(reads=FILTERS)
def exchanges(seen: Record, view: View) -> pd.DataFrame:
    """Return the claims of `ordered` as `describe_claims`."""
    return describe_claims(seen, ordered(seen, view))


@query(reads=("claim",))
def claim_card(seen: Record, view: View) -> ClaimCard:
    """Return the claim `view.claim` with what it answers, its replies, event and positions."""
    table = seen.claims
    own = table.loc[table.index == view.claim]
    known = not own.empty
    answered = table.loc[table.index.isin(own["responds_to"])]
    replies = table.loc[table["responds_to"] == view.claim].sort_values("made", kind="stable")
    events = seen.events.loc[seen.events.index.isin(own["event_id"])]
    carries = [view.claim in claims for claims in seen.positions["claim_ids"]]
    positions = seen.positions.loc[carries].sort_values("since", kind="stable")
    return ClaimCard(
        known=known,
        claim=describe_claims(seen, own),
        answered=describe_claims(seen, answered),
        replies=describe_claims(seen, replies if known else replies.iloc[:0]),
        event=events[["event_id", "title"]].assign(
            when_label=_strings(clock.say_column(events, "when"), events)
        ),
        positions=positions[
            ["position_id", "issue_id", "stance", "movement", "summary", "in_force"]
        ].assign(
            issue=_strings(
                _looked_up(seen.issues, "short_title", positions["issue_id"]), positions
            ),
            since_label=_strings(clock.say_column(positions, "since"), positions),
            word=describe_stances(seen, positions),
        ),
        sources=sources_of(seen, [s for cited in own["cited"] for s in cited]),
    )


def _strings(cells: list[str], frame: pd.DataFrame) -> pd.Series:
    return pd.Series(cells, frame.index, dtype="str")


def _looked_up(table: pd.DataFrame, column: str, ids: pd.Series) -> list[str]:
    names = table[column].to_dict()
    return [str(names.get(i, "")) for i in ids.tolist()]
