"""Key points: the three to five things of a stretch of time that a reader must know first."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import pandas as pd

from data.distance import MEASURED_SCALE
from data.load import Record
from data.queries.events.called_off import sentence
from data.queries.events.gravity import gravity, pinned
from data.queries.events.weight import weigh_events
from data.queries.exchanges.claims import describe_claims
from data.queries.forces.estimates import PROJECTION, estimates, short_date
from data.queries.positions.demands import first_replies
from data.queries.positions.moved import with_earlier
from data.queries.positions.positions import MOVED
from data.query import query
from data.view import View
from data.weigh import SOURCED_LATER

MOST, FEWEST = 5, 3
STRETCHES = (7, 30)  # days before the moment, where the reader names no earlier instant
MOST_PINNED, MOST_MEETINGS = 2, 3
BESIDE = 0.75  # of the weightiest meeting's weight: a lighter one is no key point beside it
LONGEST = 280  # characters of a summary that still is one sentence or two
VERBS = {
    "hardened": "hardened its position",
    "softened": "softened its position",
    "withdrawn": "withdrew its position",
}
RELIABLE, DOUBTFUL = ("A", "B"), ("4", "5")  # letters and digits of the Admiralty code
SOURCING_RULE = (
    "Well sourced: two or more independent origins among sources of reliability A or B. Several "
    "sources: two or more independent origins otherwise. One source: a single origin. Doubtful: "
    "credibility 4 or 5."
)
SAYS = (  # of an event, what a point says and rests on
    *("event_id", "title", "summary", "outcome", "status", "when", "when_precision"),
    *("cited", "origins", "credibility"),
)
COLUMNS = ("point_id", "lead", "text", "confidence", "cited", "origins")
Point = dict[str, Any]


@query(reads=("as_of", "since", "compare"))
def key_points(seen: Record, view: View) -> pd.DataFrame:
    """Return the key points, most telling first: at most MOST rows, fewer where less is new.

    The stretch runs from the reader's earlier instant; without one it is the last 7 days, or 30
    where 7 give fewer than FEWEST points. Of what became known in it, and did not end on a day
    before it, come in turn:

    1. events that the package pins, at most two;
    2. meetings held, of which an outcome is known, at most three, none lighter than three
       quarters of the weightiest (`data.queries.events.weight`), by their day;
    3. the gravest other event (`data.queries.events.gravity`);
    4. the newest move of a position, those of the compared parties first: first statements and
       restatements are none;
    5. the newest estimate of what the headline counts;
    6. the newest first reply to a demand of the other side.

    What is left of 3 to 6 fills up, in this order. A move or reply that belongs to an event named
    already is passed over. Columns: `point_id` (table and row, as `events:id`), `lead` (what, with
    its day) and `text` (the record's own sentence, or empty), `confidence` (`describe_sourcing`),
    `cited` and `origins` as the row has them.
    """
    if seen.before is not None:
        return _frame(_chosen(seen, view, seen.before.seen_at))
    for days in STRETCHES:
        points = _chosen(seen, view, seen.seen_at - pd.Timedelta(days=days))
        if len(points) >= FEWEST:
            break
    return _frame(points)


@query(reads=("as_of", "since"))
def leading_picture(seen: Record, view: View) -> str:
    """Return which picture tells most of the stretch: `map`, `apart` or `timeline`.

    The map, where as many reports of forces as events became known in it, and some did; how far
    apart, where as many positions moved as both together; else the timeline.
    """
    week = seen.seen_at - pd.Timedelta(days=STRETCHES[0])
    since = seen.before.seen_at if seen.before is not None else week
    forces = int((seen.deployments["reported_last"] > since).sum())
    events = int((seen.events["reported_last"] > since).sum())
    rows = seen.positions
    moved = (rows["since_last"] > since) & rows["movement"].isin(MOVED)
    moves = int(moved.sum())
    if moves and moves >= events + forces:
        return "apart"
    return "map" if forces and forces >= events else "timeline"


def describe_sourcing(seen: Record, row: Any) -> str:
    """Say in words how well a row is sourced, by SOURCING_RULE; it says nothing of likelihood.

    `row` has `cited`, and `credibility` where its table does. The levels are ours; that sourcing is
    stated in words of its own, apart from likelihood, follows Intelligence Community Directive 203
    (2015), section D.6.
    """
    if not row["cited"]:
        return SOURCED_LATER
    if str(row.get("credibility", "")) in DOUBTFUL:
        return "doubtful"
    cells = seen.sources.at
    graded = [(cells[source, "origin"], cells[source, "reliability"]) for source in row["cited"]]
    if len({origin for origin, letter in graded if letter in RELIABLE}) > 1:
        return "well sourced"
    return "several sources" if len({origin for origin, _ in graded}) > 1 else "one source"


def _frame(points: list[Point]) -> pd.DataFrame:
    return pd.DataFrame(points, columns=list(COLUMNS))


def _chosen(seen: Record, view: View, since: pd.Timestamp) -> list[Point]:
    """Return the points of the stretch that begins at an instant (UTC)."""
    events = _new_events(seen, since)
    led = events.loc[events["pinned"]].head(MOST_PINNED)
    rest = events.drop(led.index)
    met = _meetings(seen, rest)
    grave = rest.drop(met.index)
    named = {*led.index, *met.index}
    first_grave = set(grave.head(1).index)
    moves = _moves(seen, view, since, named | first_grave)
    numbers = _numbers(seen, view, since)
    replies = _replies(seen, view, since, named | first_grave)
    # To word a point takes time: of a longer list no more are worded than there is room for.
    listed = [list(islice(points, MOST)) for points in (moves, numbers, replies)]
    others = [_of_events(seen, grave.head(MOST)), *listed]
    first = chain.from_iterable(points[:1] for points in others)
    more = chain.from_iterable(points[1:] for points in others)
    candidates = chain(_of_events(seen, led), _of_events(seen, met), first, more)
    return list(islice(candidates, MOST))


def _new_events(seen: Record, since: pd.Timestamp) -> pd.DataFrame:
    """Return what took place or was called off, or whose outcome became known, the gravest first.

    What ended on a day before the stretch is old news, whatever was reported of it in the stretch.
    """
    events = seen.events
    first_day = (since + pd.Timedelta(seconds=1)).normalize()
    took_place = events["status"] == "occurred"
    took_place &= ~(events["end_last"].fillna(events["when_last"]) < first_day)
    off = (events["status"] == "called_off") & (events["called_off_last"] > since)
    answered = (events["outcome"] != "") & (events["outcome_reported_last"] > since)
    events = events.loc[off | (took_place & ((events["reported_last"] > since) | answered))]
    events = events.assign(
        pinned=pinned(seen).reindex(events.index), gravity=gravity(seen).reindex(events.index)
    )
    order = ["pinned", "gravity", "when", "event_id"]
    return events.sort_values(order, ascending=[False, False, False, True], kind="stable")


def _meetings(seen: Record, events: pd.DataFrame) -> pd.DataFrame:
    """Return the meetings of which an outcome is known, the weightiest, by their day."""
    kinds = list(seen.package.crisis.meeting_kinds)
    met = (events["status"] == "occurred") & (events["outcome"] != "") & events["kind"].isin(kinds)
    weights = weigh_events(seen).reindex(events.index[met]).sort_values(ascending=False)
    weights = weights.loc[weights >= BESIDE * weights.max()].head(MOST_MEETINGS)
    return events.loc[weights.index].sort_values(["when", "event_id"], kind="stable")


def _of_events(seen: Record, events: pd.DataFrame) -> list[Point]:
    points = []
    for row in events[list(SAYS)].to_dict("records"):
        text = str(row["outcome"])
        if row["status"] == "called_off":
            text = f"{sentence(events.loc[row['event_id']])}."
        elif not text and len(str(row["summary"])) <= LONGEST:
            text = str(row["summary"])
        day = short_date(row["when"], str(row["when_precision"]), seen.seen_at)
        lead = str(row["title"]) if row["status"] == "called_off" else f"{row['title']}, {day}"
        points.append(_point(seen, f"events:{row['event_id']}", lead, text, row))
    return points


def _moves(seen: Record, view: View, since: pd.Timestamp, named: set[str]) -> Iterator[Point]:
    rows = with_earlier(seen)
    rows = rows.loc[(rows["since_last"] > since) & rows["movement"].isin(MOVED)]
    rows = rows.assign(compared=rows["party_id"].isin(view.compare))
    rows = rows.sort_values(["compared", "since_last"], ascending=False, kind="stable")
    for row in rows.to_dict("records"):
        if not named.isdisjoint(_events_of(seen, row["claim_ids"])):
            continue
        day = short_date(row["since"], str(row["since_precision"]), seen.seen_at)
        measured = seen.issues.at[row["issue_id"], "scale"] == MEASURED_SCALE
        verb = VERBS[str(row["movement"])] if measured else "changed its answer"
        lead = f"{row['issue']}: {row['party']} {verb}, {day}"
        yield _point(seen, f"positions:{row['position_id']}", lead, str(row["summary"]), row)


def _numbers(seen: Record, view: View, since: pd.Timestamp) -> Iterator[Point]:
    rows = estimates(seen, view)
    known = seen.estimates["reported_last"].reindex(rows.index)
    rows = rows.loc[(known > since) & rows["headline"] & (rows["shape"] != "none")]
    rows = rows.loc[seen.estimates.loc[rows.index, "measure"] != PROJECTION]
    for row in rows.iloc[::-1].to_dict("records"):
        day = short_date(row["at"], str(row["at_precision"]), seen.seen_at)
        who = f"{row['who']} ({row['party']})" if row["party"] not in row["who"] else row["who"]
        unit = seen.package.crisis.headline.unit
        lead = f"Estimate by {who}, {day}: {row['number_label']} {unit}"
        whole = seen.estimates.loc[row["estimate_id"]].to_dict()
        yield _point(seen, f"estimates:{row['estimate_id']}", lead, str(row["text"]), whole)


def _replies(seen: Record, view: View, since: pd.Timestamp, named: set[str]) -> Iterator[Point]:
    rows = first_replies(seen, view)
    rows = rows.loc[rows["reported_last"] > since].sort_values("made_last", ascending=False)
    rows = rows.loc[~rows["event_id"].isin(named)].head(MOST)
    demands = describe_claims(seen, seen.claims.loc[rows["responds_to"]]).to_dict("records")
    replies = describe_claims(seen, rows).to_dict("records")
    for row, demand in zip(replies, demands, strict=True):
        day = short_date(row["made"], str(row["made_precision"]), seen.seen_at)
        lead = f"{row['party']} replies to a demand of {demand['party']}, {day}"
        text = f"{row['text']} The demand, of {demand['made_label']}: {demand['text']}"
        yield _point(seen, f"claims:{row['claim_id']}", lead, text, row)


def _events_of(seen: Record, claims: Iterable[str]) -> set[str]:
    return {seen.claims.at[claim, "event_id"] for claim in claims} - {""}


def _point(seen: Record, point_id: str, lead: str, text: str, row: Any) -> Point:
    return {
        "point_id": point_id,
        "lead": lead,
        "text": text,
        "confidence": describe_sourcing(seen, row),
        "cited": row["cited"],
        "origins": row["origins"],
    }
