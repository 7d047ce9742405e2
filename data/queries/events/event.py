"""One event, opened: what it was, what was said there, and the sources."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.events.called_off import sentences
from data.queries.events.dates import span
from data.queries.events.window import compare_with, label_news
from data.queries.exchanges.claims import describe_claims
from data.queries.exchanges.people import Participants, participants
from data.queries.positions.moved import with_earlier
from data.queries.sources.citing import graded, sources_of
from data.query import query
from data.rows import cells_by_id
from data.view import View


@dataclass(frozen=True)
class Spot:
    """A place on the earth in degrees WGS84; `region`: the point only stands in for one."""

    place_id: str
    lat: float
    lon: float
    region: bool


@dataclass(frozen=True, eq=False)
class EventCard:
    """All that is known of one event, in words; text is empty where unknown or not yet known.

    `claims`: what was said there, the parties in turn, each by when it was made: `claim_id`,
    `speaker`, `person_id`, `role`, `party_id`, `kind`, `text`, `quote`, `quote_lang`,
    `translation`, `issue_id`, `issue`, `made_label`, `replies` (who answered: see
    `data.queries.exchanges.claims.describe_claims`), and the `publisher` and `source_id` it was
    read in (empty where it is sourced later). `positions`: the stances that those claims carry:
    `position_id`, `issue_id`, `issue`, `party_id`, `party`, `stance`, `word`, `was_stance`,
    `was_word` (empty where the party had none), `movement`, `summary`, `since_label`. `sources`: as
    `citing.sources_of` gives them; `origins` counts whose reporting they carry. `when` says of an
    event that was called off when that became known and when it was to be. `people` are who took
    part, or is expected to. `spot` is where it is on the map, None without a place; `forces` counts
    the reports of forces at that place. `news` says what is new of it, in words. `grade` is the
    Admiralty pair, as `citing.graded` has it, of the event and of each claim.
    """

    event_id: str
    title: str
    scheduled: bool
    called_off: bool
    when: str
    precision: str
    kind: str
    parties: tuple[tuple[str, str], ...]
    people: Participants
    place: str
    spot: Spot | None
    forces: int
    news: str
    summary: str
    outcome: str
    outcome_reported: str
    plover: str
    intensity: int | None
    credibility: str
    credibility_label: str
    grade: str
    grade_label: str
    note: str
    origins: int
    claims: pd.DataFrame
    positions: pd.DataFrame
    sources: pd.DataFrame


@query(reads=("as_of", "since", "event"))
def event(seen: Record, view: View) -> EventCard | None:
    """Return the card of the view's `event`, or None where it is not known at this moment."""
    if view.event not in seen.events.index:
        return None
    row: dict[Any, Any] = seen.events.loc[[view.event]].to_dict("records")[0]
    fields, names = seen.package.tables["events"], cells_by_id(seen.parties, "short_name")
    scheduled = row["status"] == "scheduled"
    precision, credible = _text(row["when_precision"]), _text(row["credibility"])
    off = sentences(seen.events.loc[[view.event]]).iloc[0]
    claims = _statements_at(seen, view.event)
    grade, grade_label = graded(seen, row["cited"], credible, row["credibility_label"])
    return EventCard(
        event_id=view.event,
        title=row["title"],
        scheduled=scheduled,
        called_off=bool(off),
        when=off or _say_when(row, seen.seen_at),
        precision=precision,
        kind=fields.field("kind").labels.get(row["kind"], row["kind"]),
        parties=tuple((party, names[party]) for party in row["party_ids"]),
        people=participants(seen, row),
        place=cells_by_id(seen.places, "name").get(row["where"], ""),
        spot=_spot(seen, row["where"]),
        forces=int((seen.deployments["place_id"] == row["where"]).sum()),
        news=label_news(row["news"], row["status"], compare_with(seen, view)),
        summary=row["preview"] if scheduled else row["summary"],
        outcome=row["outcome"],
        outcome_reported=_say_outcome_reported(row),
        plover=row["plover"],
        intensity=int(row["intensity"]) if pd.notna(row["intensity"]) else None,
        credibility=credible,
        credibility_label=row["credibility_label"],
        grade=grade,
        grade_label=grade_label,
        note=row["note"],
        origins=len(row["origins"]),
        claims=claims,
        positions=_carried(seen, set(claims["claim_id"])),
        sources=sources_of(seen, row["cited"]),
    )


def _say_when(row: dict[Any, Any], now: pd.Timestamp) -> str:
    precisions = _text(row["when_precision"]), _text(row["end_precision"])
    return span(row["when"], precisions[0], row["end"], precisions[1], now)


def _say_outcome_reported(row: dict[Any, Any]) -> str:
    return clock.say(row["outcome_reported"], _text(row["outcome_reported_precision"]))


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""


def _spot(seen: Record, place_id: str) -> Spot | None:
    if place_id not in seen.places.index:
        return None
    row: dict[Any, Any] = seen.places.loc[[place_id]].to_dict("records")[0]
    return Spot(place_id, float(row["lat"]), float(row["lon"]), row["precision"] == "region")


def _statements_at(seen: Record, event_id: str) -> pd.DataFrame:
    claims = seen.claims.loc[seen.claims["event_id"] == event_id].sort_values("made", kind="stable")
    # In turn, or the first to speak fills the card.
    turn = claims.groupby("party_id").cumcount()
    claims = describe_claims(seen, claims.loc[turn.sort_values(kind="stable").index])
    read_in = pd.Series([cited[0] if cited else "" for cited in claims["cited"]], claims.index)
    rows = claims[["claim_id", "party_id", "kind", "text", "quote", "quote_lang", "issue_id"]]
    return rows.assign(
        translation=claims["translation"],
        grade=claims["grade"],
        grade_label=claims["grade_label"],
        issue=claims["issue"],
        made_label=claims["made_label"],
        replies=claims["replies"],
        source_id=read_in,
        publisher=read_in.map(seen.sources["publisher"]).fillna(""),
        person_id=claims["person_id"],
        speaker=claims["speaker"].where(claims["speaker"] != "", claims["party"]),
        role=claims["role"],
    )


def _carried(seen: Record, claims: set[str]) -> pd.DataFrame:
    """Return the positions that rest on any of the claims, each beside the one before it."""
    rows = with_earlier(seen)
    rows = rows.loc[[not claims.isdisjoint(cell) for cell in rows["claim_ids"]]]
    columns = ["position_id", "issue_id", "issue", "party_id", "party", "stance", "word"]
    return rows[[*columns, "was_stance", "was_word", "movement", "summary", "since_label"]]
