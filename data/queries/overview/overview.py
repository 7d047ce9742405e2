"""Where and when at a glance: forces and venues on one small map, and the weeks in three rows."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.events.ahead import upcoming
from data.queries.events.stretch import find_past
from data.queries.events.weight import weigh_events
from data.queries.events.window import compare_with, is_within
from data.queries.forces.forces import NARROWS, forces
from data.queries.sources.citing import credit, grades
from data.query import query
from data.settings import Basemap, Bounds
from data.view import View

WEIGHTIEST = 1  # the rank of the names that a map of this size has room for
OF_A_MARK = (
    *("place_id", "place", "lat", "lon", "region", "force", "force_name", "camp", "announced"),
    *("departing", "status_name", "at_label", "credit", "observation_id"),
)


@dataclass(frozen=True, eq=False)
class Where:
    """Where forces stand and where the sides will meet.

    `forces`: the marks of data.queries.forces.forces but those departed: `place_id`, `place`,
    `lat`, `lon` (WGS84), `region` (the point only stands in for one), `force`, `force_name`,
    `camp`, `announced` (said to come, not seen), `departing`, `status_name`, `at_label`,
    `source_id`, `credit` (what it rests on, in few words), `new` (reported since),
    `observation_id`. `places`: at how many forces stand, `new_places`: of how many of them nothing
    was known at the earlier instant. `camps`: how forces are told apart, as
    data.queries.forces.forces. `venues`: one row a town of scheduled meetings: `town`, `place_id`,
    `lat`, `lon`, `days` (as `9, 10 Jan`; empty where no day is known). `labels`: the package's
    names of countries and notes, the weightiest first: `name`, `kind`, `lat`, `lon`. `bounds`: the
    stretch of the earth to show, on `basemap` (None: on plain ground).
    """

    forces: pd.DataFrame
    places: int
    new_places: int
    camps: pd.DataFrame
    venues: pd.DataFrame
    labels: pd.DataFrame
    bounds: Bounds
    basemap: Basemap | None


@query(reads=("as_of",))
def where(seen: Record, view: View) -> Where:
    """Return what the small map shows."""
    known = forces(seen, view.without(*NARROWS))
    marks = known.marks.loc[~known.marks["departed"]]
    observed = seen.deployments.loc[marks["observation_id"]]
    rows = marks[[*OF_A_MARK]].assign(
        source_id=[sources[0] if sources else "" for sources in observed["cited"]],
        new=marks["news"] != "",
    )
    rows = rows.set_index("observation_id", drop=False).rename_axis(None)
    labels = seen.labels.loc[seen.labels["kind"].isin(["country", "note"])]
    labels = labels.loc[labels["rank"] <= WEIGHTIEST].sort_values("rank", kind="stable")
    return Where(
        # What is only announced lies beneath what is there
        forces=rows.sort_values("announced", ascending=False, kind="stable"),
        places=known.places,
        new_places=known.new_places,
        camps=known.camps,
        venues=_venues(seen, view),
        labels=labels[["name", "kind", "lat", "lon"]],
        bounds=seen.package.crisis.map.overview_view,
        basemap=seen.package.crisis.map.basemap,
    )


def _venues(seen: Record, view: View) -> pd.DataFrame:
    ahead = upcoming(seen, view)
    ahead = ahead.loc[ahead["meeting"] & (ahead["place_id"] != "") & ~ahead["overdue"]]
    rows = []
    for town, group in ahead.groupby("town", sort=False):
        place_id = group["place_id"].iloc[-1]
        place = seen.places.loc[place_id]
        days = [d for d, at in zip(group["day"], group["when"], strict=True) if pd.notna(at)]
        spot = {"place_id": place_id, "lat": place["lat"], "lon": place["lon"]}
        rows.append({"town": town, **spot, "days": _days(days)})
    return pd.DataFrame(rows, columns=["town", "place_id", "lat", "lon", "days"])


def _days(days: list[str]) -> str:
    """Join days; neighbours of one month name it once: `9, 10 Jan`."""
    days = list(dict.fromkeys(days))
    words = []
    for day, following in zip(days, (*days[1:], ""), strict=False):
        number, _, month = day.partition(" ")
        words.append(number if month and following.partition(" ")[2] == month else day)
    return ", ".join(words)


@dataclass(frozen=True, eq=False)
class Strip:
    """The weeks around the moment in three rows.

    `events`: one row an event: `event_id`, `title`, `at`, `until` (UTC; both ends of what its date
    leaves open) with `precision` and `when_label` (in words), `row` (0-2), `strong` (a meeting or
    paper of both compared parties), `scheduled`, `called_off` (at the day on which that became
    known), `weight` (of `weigh_events`), `news`, `credit`. `rows`: the three titles. `first`,
    `last`: the span, of a crisis that is over its own; `now`: the moment; `since`: the earlier
    one, or None. `occurred`: how many within it took place. `announced`: how many meetings are
    announced and not yet reported, also those not drawn, as they have no day or come later.
    """

    events: pd.DataFrame
    rows: tuple[str, ...]
    first: pd.Timestamp
    last: pd.Timestamp
    now: pd.Timestamp
    occurred: int
    announced: int
    since: clock.Moment | None = None

    @property
    def is_now_shown(self) -> bool:
        """Say whether the span reaches to the moment, or is that of a crisis seen from later."""
        return self.now <= self.last


@query(reads=("as_of", "since", "compare", "start", "until"))
def strip(seen: Record, view: View) -> Strip:
    """Return the events of the true-scale weeks before the moment, and those scheduled after.

    Of what was held, only what the view's window holds.
    """
    crisis, now = seen.package.crisis, seen.seen_at
    past, weeks = find_past(seen), pd.Timedelta(weeks=crisis.axis.true_scale_weeks)
    first = past[0] if past else now.normalize() - weeks
    row_of, titles = _strip_rows(seen)
    rows = _around(seen, view, first)
    scheduled = rows["status"] == "scheduled"
    both = [set(view.compare) <= set(parties) for parties in rows["party_ids"]]
    weighty = rows["kind"].isin([*crisis.meeting_kinds, *crisis.paper_kinds])
    events = pd.DataFrame(
        {
            "event_id": rows["event_id"],
            "title": rows["title"],
            "at": rows["when"].mask(rows["when"] < first, first),
            "until": rows["when_last"].mask(rows["when_last"] < first, first),
            "precision": rows["when_precision"].astype("str"),
            "when_label": clock.say_column(rows, "when"),
            "row": [_row(e, row_of) for e in rows[["kind", "plover"]].itertuples()],
            "strong": weighty & pd.Series(both, index=rows.index, dtype=bool),
            "scheduled": scheduled.astype(bool),
            "called_off": (rows["status"] == "called_off").astype(bool),
            "weight": weigh_events(seen).reindex(rows.index),
            "news": rows["news"],
            "credit": credit(seen, rows, grades(seen, rows)["grade"]),
        },
        index=rows.index,
    )
    ahead = [now + pd.Timedelta(days=2), *events.loc[events["scheduled"], "until"]]
    return Strip(
        events=events.sort_values(["at", "event_id"], kind="stable"),
        rows=titles,
        first=first,
        last=past[1] if past else max(ahead).ceil("D"),
        now=now,
        occurred=int((rows["status"] == "occurred").sum()),
        announced=int(upcoming(seen, view)["meeting"].sum()),
        since=compare_with(seen, view),
    )


def _around(seen: Record, view: View, first: pd.Timestamp) -> pd.DataFrame:
    """Return the events held or called off from `first` on, and those of the weeks ahead.

    Of what is past, only what the window holds.
    """
    now, weeks = seen.seen_at, max(2, seen.package.crisis.axis.true_scale_weeks // 3)
    rows = seen.events.loc[seen.events["when"].notna()]
    scheduled = rows["status"] == "scheduled"
    # The timeline's window that begins with `first` holds the same events, those under way too.
    window = view.without("until").but(start=clock.on(first.date()))
    inside = is_within(rows, window, "when", "end")
    inside &= rows["when"] <= now + pd.Timedelta(weeks=weeks)
    # What was due by now and was never reported has no place on either side of the line.
    inside &= ~(scheduled & (rows["when_last"] < now))
    return rows.loc[inside & (scheduled | is_within(rows, view, "when", "end"))]


def _strip_rows(seen: Record) -> tuple[dict[str, int], tuple[str, ...]]:
    """Merge the package's lanes into three rows: meetings, the lane after them, all the rest."""
    crisis = seen.package.crisis
    meeting = [x for x in crisis.lanes if set(x.kinds) & set(crisis.meeting_kinds)]
    others = [x for x in crisis.lanes if x not in meeting]
    groups = [g for g in (meeting, others[:1], others[1:]) if g]
    row_of = {kind: i for i, g in enumerate(groups) for lane in g for kind in lane.kinds}
    row_of |= {f"plover:{p}": i for i, g in enumerate(groups) for lane in g for p in lane.plover}
    titles = [", ".join(lane.title for lane in g) for g in groups]
    return row_of, tuple(t[:1] + t[1:].lower() for t in titles)


def _row(event: Any, row_of: dict[str, int]) -> int:
    """Return an event's row: by kind, else by PLOVER type, else the last."""
    last = max(row_of.values(), default=0)
    return row_of.get(event.kind, row_of.get(f"plover:{event.plover}", last))
