"""One row opened: what it is, and everything that refers to it or that it refers to."""

from collections.abc import Callable, Iterable

import pandas as pd

from data.kinds import KINDS
from data.load import Record
from data.queries.events.event import event
from data.queries.exchanges.claims import claim_card
from data.queries.exchanges.people import events_of
from data.queries.forces.estimates import PROJECTION, date_estimates, say_range
from data.queries.forces.place import history
from data.queries.overview import lines
from data.queries.overview.lines import joined, newest
from data.queries.overview.opened import Opened, keep_filled, say_sources
from data.queries.sources.citing import grades
from data.queries.sources.sources import leaning
from data.query import query
from data.view import View
from data.weigh import SOLE

CLAIMS = "Claims"  # the title of what a person said


@query(reads=("compare", "issue", "event", "claim", "place", "source", "who", "estimate"))
def refers(seen: Record, view: View) -> tuple[Opened, ...]:
    """Return a card for each row that the view selects, in the order of OPENS.

    Of a row that is not known at the moment the card holds nothing but its kind.
    """
    cards = [(kind, opens(seen, view)) for kind, opens in OPENS.items() if getattr(view, kind)]
    return tuple(card or Opened(kind) for kind, card in cards)


def _event(seen: Record, view: View) -> Opened | None:
    card = event(seen, view)
    if card is None:
        return None
    row = seen.events.loc[view.event]
    claims = seen.claims.loc[seen.claims["event_id"] == view.event]
    forces = seen.deployments.loc[(seen.deployments["place_id"] == row["where"]).to_numpy()]
    scheduled = "announced" if card.scheduled else ""
    return Opened(
        kind="event",
        known=True,
        title=card.title,
        line=joined(card.when, scheduled, card.kind, card.place),
        text=joined(card.summary, f"Outcome: {card.outcome}" if card.outcome else "", by=" "),
        parties=card.parties,
        people=card.people,
        row=view.event,
        grade=card.grade,
        grade_label=card.grade_label,
        groups=keep_filled(
            ("Statements", lines.claims_lines(seen, newest(claims, "made"))),
            (
                "Positions from this event",
                lines.positions_lines(seen, _carried(seen, claims.index)),
            ),
            ("Forces at the place", lines.forces_lines(seen, forces)),
            ("Where", lines.places_lines(seen, [row["where"]])),
            (say_sources(row["cited"], row["origins"]), lines.sources_lines(seen, row["cited"])),
        ),
    )


def _claim(seen: Record, view: View) -> Opened | None:
    card = claim_card(seen, view)
    if not card.known:
        return None
    (row,) = card.claim.to_dict("records")
    answered = card.answered.assign(relation=row["relation"])
    events = seen.events.loc[list(card.event.index)]
    return Opened(
        kind="claim",
        known=True,
        title=row["text"],
        speaker=row["speaker"],
        person_id=row["person_id"] if row["speaker"] else "",
        line=joined(row["kind"], row["medium"], row["made_label"]),
        quote=row["quote"],
        quote_lang=row["quote_lang"],
        translation=row["translation"],
        parties=((row["party_id"], row["party"]),),
        row=view.claim,
        grade=row["grade"],
        grade_label=row["grade_label"],
        groups=keep_filled(
            ("What it answers", lines.claims_lines(seen, answered, aside="relation")),
            ("Replies", lines.claims_lines(seen, card.replies, aside="relation")),
            ("Said at", lines.events_lines(seen, events)),
            ("On the issue", lines.issues_lines(seen, [row["issue_id"]])),
            (
                "Positions from this claim",
                lines.positions_lines(seen, _carried(seen, card.claim.index)),
            ),
            (
                say_sources(row["cited"], row["origins"]),
                lines.sources_lines(seen, card.sources.index),
            ),
        ),
    )


def _place(seen: Record, view: View) -> Opened | None:
    answer = history(seen, view)
    if not answer.place:
        return None
    events = seen.events.loc[list(answer.events["event_id"])]
    scheduled, occurred, off = (
        (events["status"] == s).to_numpy() for s in ("scheduled", "occurred", "called_off")
    )
    forces = seen.deployments.loc[list(answer.observations["observation_id"])]
    return Opened(
        kind="place",
        known=True,
        title=answer.place["name"],
        line=joined(
            answer.place["kind"],
            "the point marks a whole region" if answer.place["region"] else "",
        ),
        groups=keep_filled(
            ("Announced here", lines.events_lines(seen, events.loc[scheduled])),
            ("Held here", lines.events_lines(seen, events.loc[occurred])),
            ("Called off", lines.events_lines(seen, events.loc[off])),
            ("Forces observed here", lines.forces_lines(seen, forces)),
        ),
    )


def _issue(seen: Record, view: View) -> Opened | None:
    if view.issue not in seen.issues.index:
        return None
    row = seen.issues.loc[view.issue]
    positions = seen.positions
    positions = positions.loc[(positions["issue_id"] == view.issue) & positions["in_force"]]
    claims = seen.claims.loc[seen.claims["issue_id"] == view.issue]
    spoken = claims.loc[claims["event_id"] != ""].groupby("event_id").size()
    events = newest(seen.events.loc[seen.events.index.isin(spoken.index)], "when")
    times = [f"{n} claim{'s' * (n > 1)}" for n in spoken.reindex(events.index)]
    both = positions["party_id"].isin(view.compare)
    sides, others = _in_order(positions.loc[both], view), newest(positions.loc[~both], "since")
    return Opened(
        kind="issue",
        known=True,
        title=str(row["title"]),
        line=str(row["question"]),
        groups=keep_filled(
            ("Current positions of the two sides", lines.positions_lines(seen, sides, issue=False)),
            ("Current positions of others", lines.positions_lines(seen, others, issue=False)),
            ("Newest claims", lines.claims_lines(seen, newest(claims, "made"))),
            ("Discussed at", lines.events_lines(seen, events).assign(aside=times)),
        ),
    )


def _source(seen: Record, view: View) -> Opened | None:
    answer = leaning(seen, view)
    if answer is None:
        return None
    source = answer.source
    groups = []
    for name, title, table in answer.tables:
        rows = table.iloc[::-1]
        asides = [SOLE if alone else "" for alone in rows["alone"]]
        cells = {"says": rows["says"], "when_label": rows["when_label"], "aside": asides}
        answer_lines = lines.lines(rows.index, KINDS[name].field, rows["opens"], **cells)
        groups.append((title, answer_lines))
    return Opened(
        kind="source",
        known=True,
        title=source["publisher"],
        line=joined(
            f"{source['reliability']}, {source['reliability_label']}",
            source["kind_label"],
            source["published_label"] or "no date shown",
            f"origin {source['origin']}",
            source["shelf"],
        ),
        text=source["title_label"],
        url=source["url"],
        groups=keep_filled(*groups),
    )


def _person(seen: Record, view: View) -> Opened | None:
    if view.who not in seen.people.index:
        return None
    row = seen.people.loc[view.who]
    events = newest(events_of(seen, view.who), "when")
    status = events["status"].astype("str")
    ahead, over = (events.loc[status == name] for name in ("scheduled", "called_off"))
    claims = newest(seen.claims.loc[seen.claims["person_id"] == view.who], "made")
    estimates = seen.estimates.loc[seen.estimates["by_person_id"] == view.who]
    party = str(row["party_id"])
    return Opened(
        kind="who",
        known=True,
        title=str(row["name"]),
        line=str(row["role"]),
        native_name=str(row["native_name"]),
        parties=((party, str(seen.parties.at[party, "short_name"])),) if party else (),
        groups=keep_filled(
            ("Expected at", lines.events_lines(seen, ahead.iloc[::-1])),
            ("Took part or spoke", lines.events_lines(seen, events.loc[status == "occurred"])),
            ("Called off", lines.events_lines(seen, over)),
            (CLAIMS, lines.claims_lines(seen, claims)),
            (
                "Positions from their claims",
                lines.positions_lines(seen, _carried(seen, claims.index)),
            ),
            ("Estimates of forces", lines.estimates_lines(seen, newest(estimates, "reported"))),
        ),
    )


def _estimate(seen: Record, view: View) -> Opened | None:
    if view.estimate not in seen.estimates.index:
        return None
    row = seen.estimates.loc[view.estimate]
    party, person = str(row["by_party_id"]), str(row["by_person_id"])
    graded = grades(seen, seen.estimates.loc[[view.estimate]]).iloc[0]
    (given,) = date_estimates(seen.estimates.loc[[view.estimate]])["at_label"]
    same = seen.estimates["measure"] == row["measure"]
    others = seen.estimates.loc[same & (seen.estimates["by_party_id"] == party)]
    others = others.drop(view.estimate) if party else others.iloc[:0]
    return Opened(
        kind="estimate",
        known=True,
        title=say_range(row["low"], row["high"]),
        line=joined(row["scope"], "projected" if row["measure"] == PROJECTION else "", given),
        text=str(row["text"]),
        speaker=str(seen.people.at[person, "name"]) if person in seen.people.index else "",
        person_id=person if person in seen.people.index else "",
        parties=((party, str(seen.parties.at[party, "short_name"])),) if party else (),
        row=view.estimate,
        grade=graded["grade"],
        grade_label=graded["grade_label"],
        groups=keep_filled(
            (
                say_sources(row["cited"], row["origins"]),
                lines.sources_lines(seen, row["cited"]),
            ),
            (
                "Other estimates of the same party",
                lines.estimates_lines(seen, newest(others, "reported")),
            ),
        ),
    )


OPENS: dict[str, Callable[[Record, View], Opened | None]] = {
    "event": _event,
    "claim": _claim,
    "place": _place,
    "issue": _issue,
    "source": _source,
    "who": _person,
    "estimate": _estimate,
}


def _in_order(positions: pd.DataFrame, view: View) -> pd.DataFrame:
    turn = positions["party_id"].map({party: i for i, party in enumerate(view.compare)})
    return positions.loc[turn.sort_values(kind="stable").index]


def _carried(seen: Record, claims: Iterable[str]) -> pd.DataFrame:
    ids = set(claims)
    carries = [not ids.isdisjoint(cell) for cell in seen.positions["claim_ids"]]
    return newest(seen.positions.loc[carries], "since")
