"""What is new between since and as of."""

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from data import clock
from data.kinds import KINDS
from data.load import Record
from data.queries.events.called_off import sentences
from data.queries.events.weight import weigh_events
from data.queries.exchanges.claims import describe_claims
from data.queries.positions.matrix import RESTATED
from data.queries.positions.moved import beside_earlier
from data.queries.positions.stances import describe_stances
from data.queries.sources.citing import grades, label_titles
from data.query import query
from data.rows import cells_by_id
from data.view import View

FIRST = "first"  # the movement of a party's first statement on an issue

# When and who, of a row of each table.
WHEN_AND_WHO = {
    "positions": ("since_label", "party"),
    "events": ("when_label", "parties"),
    "claims": ("made_label", "party"),
    "deployments": ("when_label", "party"),
    "estimates": ("when_label", "party"),
    "sources": ("when_label", "publisher"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One list of Changes: the table of its rows, its title, and what a row of it is called.

    `text` is the column that says what is new, where it is not the title of the kind of row.
    """

    table: str
    title: str
    one: str
    text: str = ""

    @property
    def says(self) -> tuple[str, str, str]:
        """Return the columns that say in one line when, who and what."""
        return (*WHEN_AND_WHO[self.table], self.text or KINDS[self.table].title)


# The lists of Changes in the order in which they are read.
LISTS = {
    "moved": Listed("positions", "Positions moved", "Position moved"),
    "first": Listed("positions", "Positions first stated", "First stated"),
    "occurred": Listed("events", "Events held", "Held"),
    "outcomes": Listed("events", "Outcomes now known", "Outcome", "outcome"),
    "scheduled": Listed("events", "Newly announced", "Announced"),
    "called_off": Listed("events", "Called off", "Called off"),
    "claims": Listed("claims", "Claims", "Claim"),
    "deployments": Listed("deployments", "Forces", "Force"),
    "estimates": Listed("estimates", "Estimates of forces", "Estimate"),
    "restated": Listed("positions", "Positions restated", "Restated"),
    "earlier_events": Listed("events", "Events", "Earlier event"),
    "earlier_claims": Listed("claims", "Claims", "Earlier claim"),
    "earlier_deployments": Listed("deployments", "Forces", "Earlier force"),
    "earlier_estimates": Listed("estimates", "Estimates of forces", "Earlier estimate"),
    "sources": Listed("sources", "Sources first cited", "Source", "title_label"),
}


@dataclass(frozen=True, eq=False)
class Changes:
    """What became known after since and by as of: one frame for each name of LISTS.

    - `moved`, `restated`, `first`: positions by their movement (said again is no move, and a first
      statement moves nothing), with `word`, `was_stance`, `was_word`, `was_summary` and
      `was_since_label` (empty where the party had none), so that old and new words stand side by
      side.
    - `occurred`: events that took place, with `news` new or occurred (only scheduled before).
    - `called_off`: events of which it became known that they would not take place.
    - `outcomes`: events reported before whose outcome is now known.
    - `scheduled`: events newly announced and still ahead, soonest first.
    - `claims`: as `data.queries.exchanges.claims.describe_claims`, with `answers_text`,
      `answers_party`, `answers_party_id`, `answers_speaker` of the claim taken up, or empty.
    - `deployments`, `estimates`, `sources`: the tables' columns with `when_label` and names.
    - `earlier_events` and the like: what happened, was said, was seen or was estimated on a day
      before the first one after since, and only became known since. The four lists without
      `earlier` hold the rest.
    Events and claims have `public_label` (when they were reported), deployments `observed_label`,
    estimates `made_label`.
    `group` is the issue's title (positions, claims) or the place's name (events, deployments);
    issues come in their order, places with the newest report first, and of one group the newest
    row comes first. Events that took place come by `data.queries.events.weight`, weightiest first,
    and of one weight the newest first. All but sources have `grade` and `grade_label` (see
    `data.queries.sources.citing.graded`).
    """

    moved: pd.DataFrame
    first: pd.DataFrame
    occurred: pd.DataFrame
    outcomes: pd.DataFrame
    scheduled: pd.DataFrame
    called_off: pd.DataFrame
    claims: pd.DataFrame
    deployments: pd.DataFrame
    estimates: pd.DataFrame
    restated: pd.DataFrame
    earlier_events: pd.DataFrame
    earlier_claims: pd.DataFrame
    earlier_deployments: pd.DataFrame
    earlier_estimates: pd.DataFrame
    sources: pd.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """Count what is new, by list."""
        return {f.name: len(getattr(self, f.name)) for f in fields(self)}


@query(reads=("since",))
def changes(seen: Record, view: View) -> Changes:
    """Return what is new in the record as seen, against the reader's since."""
    events = _events(seen)
    has_occurred, scheduled = events["status"] == "occurred", events["status"] == "scheduled"
    news = events["news"]
    happened = _weighed(events.loc[has_occurred & news.isin(["new", "occurred"])])
    over = happened["end_last"].where(happened["end_last"] > happened["when_last"])
    now, earlier = _by_day(seen, happened, over.fillna(happened["when_last"]))
    claims, earlier_claims = _by_day(seen, *_dated(_claims(seen), "made"))
    forces, forces_earlier = _by_day(seen, *_dated(_deployments(seen), "observed"))
    numbers, numbers_earlier = _by_day(seen, *_dated(_estimates(seen), "made"))
    positions = _positions(seen)
    again, first = positions["movement"] == RESTATED, positions["movement"] == FIRST
    return Changes(
        moved=positions.loc[~again & ~first],
        first=positions.loc[first],
        occurred=now,
        outcomes=_weighed(events.loc[news == "outcome"]),
        scheduled=events.loc[scheduled & (news == "new")].sort_values("when_last", kind="stable"),
        called_off=_weighed(events.loc[news == "called_off"]),
        claims=claims,
        deployments=forces,
        estimates=numbers,
        restated=positions.loc[again],
        earlier_events=earlier,
        earlier_claims=earlier_claims,
        earlier_deployments=forces_earlier,
        earlier_estimates=numbers_earlier,
        sources=_sources(seen),
    )


@query(reads=("since",))
def listed(seen: Record, view: View) -> pd.DataFrame:
    """Return everything that is new as one table, in the order of LISTS: one row a change.

    Text columns: `change` (a name of LISTS), `id`, `group` (issue or place, where it has one),
    `when_label`, `who`, `says`.
    """
    answer = changes(seen, view)
    parts = []
    for name, list_ in LISTS.items():
        rows = getattr(answer, name)
        when, who, what = (rows[column] for column in list_.says)
        group = rows.get("group", "")
        part = pd.DataFrame({"change": name, "id": rows.index, "group": group}, index=rows.index)
        parts.append(part.assign(when_label=when, who=who, says=what))
    return pd.concat(parts, ignore_index=True).astype("str")


def _by_day(seen: Record, rows: pd.DataFrame, last: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part rows into those of the days since and those of days before, by their `last` instant.

    The days since begin with the first that does not lie wholly before the earlier instant. A row
    without a date, or with one that leaves those days open, is not said to be earlier.
    """
    if seen.before is None:
        return rows, rows.iloc[:0]
    first_day = (seen.before.seen_at + pd.Timedelta(seconds=1)).normalize()
    earlier = last < first_day
    return rows.loc[~earlier], rows.loc[earlier]


def _dated(rows: pd.DataFrame, column: str) -> tuple[pd.DataFrame, pd.Series]:
    return rows, rows[f"{column}_last"]


def _weighed(events: pd.DataFrame) -> pd.DataFrame:
    return events.sort_values(["weight", "when_last"], ascending=False, kind="stable")


def _new(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.loc[frame["news"] == "new"]


def _newest(frame: pd.DataFrame, known: str) -> pd.DataFrame:
    frame = frame.sort_values(known, ascending=False, kind="stable")
    return frame.sort_values("rank", kind="stable") if "rank" in frame else frame


def _named(ids: pd.Series, names: pd.Series) -> pd.Series:
    return ids.map(names).astype("object").fillna("").astype("str")


def _at_places(frame: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """Name each row's place, and rank the places by their newest report."""
    group = _named(frame["place_id"], places)
    newest = frame.groupby(group)["reported_last"].transform("max")
    return frame.assign(group=group, rank=newest.rank(method="dense", ascending=False))


def _on_issues(frame: pd.DataFrame, seen: Record) -> pd.DataFrame:
    return frame.assign(
        group=_named(frame["issue_id"], seen.issues["title"]),
        rank=frame["issue_id"].map(seen.issues["order"]).astype("Int64"),
    )


def _events(seen: Record) -> pd.DataFrame:
    events = seen.events.loc[seen.events["news"] != ""]
    short = cells_by_id(seen.parties, "short_name")
    off = sentences(events)
    dates = pd.Series(clock.say_column(events, "when"), events.index, dtype="str")
    parties = [", ".join(short[i] for i in ids) for ids in events["party_ids"]]
    named = events.assign(
        group=_named(events["where"], seen.places["name"]),
        when_label=off.where(off != "", dates),
        public_label=pd.Series(clock.say_column(events, "reported"), events.index, dtype="str"),
        parties=pd.Series(parties, events.index, dtype="str"),
        weight=weigh_events(seen).loc[events.index],
    )
    return named.join(grades(seen, events))


def _positions(seen: Record) -> pd.DataFrame:
    """Set each new position beside the one before it, new or not."""
    positions = seen.positions
    positions = positions.assign(
        stance=positions["stance"].astype("str"),
        word=describe_stances(seen, positions),
        since_label=clock.say_column(positions, "since"),
        party=_named(positions["party_id"], seen.parties["short_name"]),
    ).join(grades(seen, positions))
    return _newest(_on_issues(_new(beside_earlier(positions)), seen), "since_last")


def _claims(seen: Record) -> pd.DataFrame:
    claims = _new(seen.claims)
    answered = seen.claims.reindex(claims["responds_to"])
    texts: dict[str, Any] = {
        "text": answered["text"].astype("object").fillna(""),
        "party_id": answered["party_id"].astype("object").fillna(""),
        "party": _named(answered["party_id"], seen.parties["short_name"]),
        "speaker": _named(answered["person_id"], seen.people["name"]),
    }
    claims = describe_claims(seen, claims)
    claims = claims.assign(public_label=clock.say_column(claims, "reported"))
    claims = claims.assign(**{f"answers_{name}": texts[name].to_numpy() for name in texts})
    return _newest(_on_issues(claims, seen), "reported_last")


def _deployments(seen: Record) -> pd.DataFrame:
    rows = _new(seen.deployments)
    rows = rows.assign(
        party=_named(rows["force"], seen.parties["short_name"]),
        when_label=clock.say_column(rows, "reported"),
        observed_label=clock.say_column(rows, "observed"),
        basis_label=rows["basis"].map(seen.package.field("deployments", "basis").labels),
    )
    rows = rows.join(grades(seen, rows))
    return _newest(_at_places(rows, seen.places["name"]), "reported_last")


def _estimates(seen: Record) -> pd.DataFrame:
    rows = _new(seen.estimates)
    rows = rows.assign(
        party=_named(rows["by_party_id"], seen.parties["short_name"]),
        speaker=_named(rows["by_person_id"], seen.people["name"]),
        when_label=clock.say_column(rows, "reported"),
        made_label=clock.say_column(rows, "made"),
    )
    return _newest(rows.join(grades(seen, rows)), "reported_last")


def _sources(seen: Record) -> pd.DataFrame:
    rows = _new(seen.sources)
    named = rows.assign(
        when_label=clock.say_column(rows, "published"), title_label=label_titles(rows)
    )
    return _newest(named, "published_last")
