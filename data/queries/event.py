"""One event, opened: what it was, what was said there, and the sources."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.citing import origins, sources_of
from data.queries.events import span
from data.view import View


@dataclass(frozen=True, eq=False)
class EventCard:
    """All that is known of one event, in words; text is empty where unknown or not yet known.

    `claims`: what was said there, the parties in turn, each by when it was made: `speaker`,
    `role`, `party_id`, `kind`, `text`, `quote`, `quote_lang`, and the `publisher` and `url` it was
    read in (empty where it is sourced later). `sources`: as `citing.sources_of` gives them.
    `origins` counts whose reporting they carry.
    """

    event_id: str
    title: str
    scheduled: bool
    when: str
    precision: str
    kind: str
    parties: tuple[tuple[str, str], ...]
    place: str
    summary: str
    outcome: str
    outcome_reported: str
    plover: str
    intensity: int | None
    credibility: str
    credibility_label: str
    note: str
    origins: int
    claims: pd.DataFrame
    sources: pd.DataFrame


def event(seen: Record, view: View) -> EventCard | None:
    """Return the card of the view's `event`, or None where it is not known at this moment."""
    if view.event not in seen.events.index:
        return None
    row: dict[Any, Any] = seen.events.loc[[view.event]].to_dict("records")[0]
    fields, names = seen.package.tables["events"], seen.parties["short_name"].to_dict()
    scheduled = row["status"] == "scheduled"
    precision, credible = _text(row["when_precision"]), _text(row["credibility"])
    return EventCard(
        event_id=view.event,
        title=row["title"],
        scheduled=scheduled,
        when=span(row["when"], precision, row["end"], _text(row["end_precision"]), seen.seen_at),
        precision=precision,
        kind=fields.field("kind").labels.get(row["kind"], row["kind"]),
        parties=tuple((party, names[party]) for party in row["party_ids"]),
        place=seen.places["name"].to_dict().get(row["where"], ""),
        summary=row["preview"] if scheduled else row["summary"],
        outcome=row["outcome"],
        outcome_reported=clock.say(
            row["outcome_reported"], _text(row["outcome_reported_precision"])
        ),
        plover=row["plover"],
        intensity=int(row["intensity"]) if pd.notna(row["intensity"]) else None,
        credibility=credible,
        credibility_label=fields.field("credibility").labels.get(credible, ""),
        note=row["note"],
        origins=origins(seen, row["cited"]),
        claims=_said_at(seen, view.event),
        sources=sources_of(seen, row["cited"]),
    )


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""


def _said_at(seen: Record, event_id: str) -> pd.DataFrame:
    claims = seen.claims.loc[seen.claims["event_id"] == event_id].sort_values("made", kind="stable")
    # In turn, or the first to speak fills the card.
    turn = claims.groupby("party_id").cumcount()
    claims = claims.loc[turn.sort_values(kind="stable").index]
    people = claims["person_id"].map(seen.people["name"]).fillna("")
    names = claims["party_id"].map(seen.parties["short_name"])
    kept = claims[["claim_id", "party_id", "kind", "text", "quote", "quote_lang"]]
    read_in = pd.Series([cited[0] if cited else "" for cited in claims["cited"]], claims.index)
    return kept.assign(
        publisher=read_in.map(seen.sources["publisher"]).fillna(""),
        url=read_in.map(seen.sources["url"]).fillna(""),
        speaker=people.where(people != "", names),
        role=claims["person_id"].map(seen.people["role"]).fillna(""),
    )
