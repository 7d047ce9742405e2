"""What one screen says before the meeting: what happened last, and how far apart the sides are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.distance import DISTANCES, SILENT
from data.load import Record
from data.queries.events.window import happened_within
from data.queries.forces.estimates import short_date
from data.queries.forces.forces import NARROWS, forces
from data.queries.positions.positions import SIDES, side_by_side
from data.queries.positions.stances import describe_stance
from data.query import query
from data.view import View

LATEST = 12  # events of the last days, or all of the newest day where it has more
NEWLY, LONG_AGO = pd.Timedelta(days=7), pd.Timedelta(days=60)  # see `newly_known`


@query(reads=("as_of", "start", "until"))
def latest(seen: Record, view: View) -> pd.DataFrame:
    """Return the last events held, the newest day first: all of that day, and LATEST in all.

    One row an event. Of one day those come first that moved a position; only those within the
    view's window. Columns:
    `event_id`, `title`, `kind`, `day` (as `9 Jan`), `at` (UTC, the day), `party_ids`, `news`;
    and, where what was claimed there carries a position, that position's `line` (its
    summary), `line_party` (its party's id), `line_name` (that party's short name: a stance is
    always somebody's) and `position_id`. An event without one has no line: its title says all.
    """
    past = took_place(seen, view)
    lines = _lines(seen)
    answer = past[["event_id", "title", "kind", "party_ids", "news"]].assign(
        at=past["when"].dt.normalize(),
        moved=past.index.isin(list(lines)),
        known=past["reported"],
    )
    # A month or a year is no newest day: what is known no finer stands at its first.
    answer = answer.sort_values(
        ["at", "moved", "known", "event_id"], ascending=[False, False, False, True], kind="stable"
    )
    answer = answer.head(max(LATEST, int((answer["at"] == answer["at"].head(1).max()).sum())))
    rows = past.loc[answer.index]
    dates = zip(rows["when"], rows["when_precision"].astype("str"), strict=True)
    labels = [short_date(at, precision, seen.seen_at) for at, precision in dates]
    names, named = seen.parties["short_name"], ["line", "line_party", "line_name", "position_id"]
    carried = {
        event: (line.summary, line.party_id, names[line.party_id], line.position_id)
        for event, line in _carried(answer.index, lines)
    }
    cells = [carried.get(event, ("",) * len(named)) for event in answer.index]
    return (
        answer.drop(columns=["moved", "known"])
        .assign(day=pd.Series(labels, answer.index, dtype="str"))
        .join(pd.DataFrame(cells, answer.index, named, dtype="str"))
    )


@query(reads=("as_of", "since"))
def newly_known(seen: Record, view: View) -> pd.DataFrame:
    """Return the events of long ago that became known within the past week, the newest known first.

    Long ago: over by more than `LONG_AGO` before it became known. Columns `event_id`, `title`,
    `day` (as `27 Oct 1962`), `news`.
    """
    del view
    past = seen.events.loc[seen.events["status"] == "occurred"]
    past = past.loc[past["when"].notna()]
    known = past["reported_last"]
    late = known > seen.seen_at - NEWLY
    rows = past.loc[late & (past["when_last"] <= known - LONG_AGO)]
    rows = rows.sort_values(["reported_last", "when"], ascending=[False, True], kind="stable")
    dates = zip(rows["when"], rows["when_precision"].astype("str"), strict=True)
    days = [short_date(at, precision, seen.seen_at) for at, precision in dates]
    return rows[["event_id", "title", "news"]].assign(day=pd.Series(days, rows.index, dtype="str"))


def took_place(seen: Record, view: View) -> pd.DataFrame:
    """Return the events held within the view's window, as the record has them."""
    past = seen.events.loc[seen.events["status"] == "occurred"]
    return happened_within(past.loc[past["when"].notna()], view, "when", "end")


def newest_day(events: pd.DataFrame) -> pd.DataFrame:
    """Return those rows of `latest` that are of its newest day: what a count of that day counts."""
    return events.loc[events["day"].isin(events["day"].head(1))]


def _carried(events: Iterable[str], lines: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield events with the position that each carries, every position once."""
    used: set[str] = set()
    for event in events:
        line = next((p for p in lines.get(event, []) if p.position_id not in used), None)
        if line is not None:
            used.add(line.position_id)
            yield event, line


def _lines(seen: Record) -> dict[str, list[Any]]:
    """Return the positions that each event's claims carry: moves before restatements."""
    order = seen.issues["order"]
    named = ["position_id", "party_id", "issue_id", "summary", "claim_ids"]
    rows = (
        seen.positions[named]
        .assign(
            again=seen.positions["movement"].isin(["restated"]),
            central=seen.positions["issue_id"].map(order),
        )
        .sort_values(["again", "central", "position_id"], kind="stable")
    )
    events = seen.claims["event_id"]
    by_event: dict[str, list[Any]] = {}
    row: Any
    for row in rows.itertuples():
        for event in dict.fromkeys(events[claim] for claim in row.claim_ids):
            if event:
                by_event.setdefault(event, []).append(row)
    return by_event


@dataclass(frozen=True, eq=False)
class Distances:
    """How far apart, issue by issue, in groups: `(title, count or None, rows)`, furthest first.

    The rows of a group are side_by_side's records, the most central first, with `left_fresh` and
    `right_fresh` (the position was taken since), `left_was` and `right_was` (the stance at since
    where it was another, else empty) and `left_was_word`, `right_was_word`. The last group holds
    what is not measured.
    """

    groups: tuple[tuple[str, int | None, tuple[Any, ...]], ...]
    left: str
    right: str


@query(reads=("compare", "topic"))
def distances(seen: Record, view: View) -> Distances:
    """Return the compared parties' stances grouped by their distance."""
    groups: list[tuple[str, int | None, tuple[Any, ...]]] = []
    rows = _moved_since(seen, view).to_dict("records")
    for name in reversed(DISTANCES):
        if measured := tuple(row for row in rows if row["distance"] == name):
            groups.append((name.capitalize(), len(measured), measured))
    if unmeasured := tuple(row for row in rows if row["distance"] not in DISTANCES):
        groups.append(("Not scored", None, unmeasured))
    left, right = (str(seen.parties.at[p, "short_name"]) for p in view.compare)
    return Distances(tuple(groups), left, right)


def _moved_since(seen: Record, view: View) -> pd.DataFrame:
    """Set beside each stance of `side_by_side` the one that was held at since."""
    issues, before = side_by_side(seen, view.without("order")), seen.before
    was = side_by_side(before, view.without("order")) if before is not None else issues
    new = seen.positions.index[seen.positions["news"] == "new"]
    for side in SIDES:
        then = was[f"{side}_stance"].reindex(issues.index).fillna(SILENT)
        moved = then != issues[f"{side}_stance"]
        words = was[f"{side}_word"].reindex(issues.index).fillna(describe_stance(seen, SILENT, ""))
        columns = {
            f"{side}_fresh": issues[f"{side}_position_id"].isin(new),
            f"{side}_was": then.where(moved, "").astype("str"),
            f"{side}_was_word": words.where(moved, ""),
        }
        issues = issues.assign(**columns)
    return issues


@query(reads=("compare", "topic"))
def news(seen: Record, view: View) -> str:
    """Count in one phrase what is new against since; empty where there is no since.

    Events held, newly announced, called off, outcomes now known, stances of the compared parties
    that moved, estimates, and places with forces of which nothing was known.
    """
    if seen.before is None:
        return ""
    events = seen.events
    has_occurred, fresh = events["status"] == "occurred", events["news"].isin(["new", "occurred"])
    issues = _moved_since(seen, view)
    counts = {
        "event": int((has_occurred & fresh).sum()),
        "announced": int(((events["status"] == "scheduled") & fresh).sum()),
        "called off": int((events["news"] == "called_off").sum()),
        "outcome": int((events["news"] == "outcome").sum()),
        "stance": sum(int((issues[f"{side}_was"] != "").sum()) for side in SIDES),
        "estimate": int((seen.estimates["news"] == "new").sum()),
        "place": forces(seen, view.without(*NARROWS)).new_places,
    }
    plain = ("announced", "called off")
    parts = [
        f"+{n:,} {word if n == 1 or word in plain else word + 's'}"
        for word, n in counts.items()
        if n
    ]
    return ", ".join(parts) or "nothing new"
