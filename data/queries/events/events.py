"""What happened and what is announced: the timeline's rows, their count and their intensity."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data import clock
from data.load import Record
from data.memory import keep
from data.queries.events.dates import label_dates, order_by_date
from data.queries.events.intensity import RECENT, intensity_curve
from data.queries.events.lanes import LaneKey, lane_keys, places_in_lanes
from data.queries.events.stretch import true_scale
from data.queries.events.weight import weigh_events
from data.queries.events.window import compare_with, is_within, label_news
from data.queries.exchanges.people import whom
from data.queries.sources.citing import credit, grades
from data.query import query
from data.rows import cells_by_id
from data.search import matching
from data.settings import Axis
from data.shapes import CALLED_OFF
from data.view import STATUS_WORDS, STATUSES, View
from data.words import count, plural

COLUMNS = (
    "event_id",
    "title",
    "kind",
    "kind_label",
    "when",
    "when_last",
    "when_precision",
    "until",
    "date_label",
    "lanes",
    "shape",
    "party_id",
    "several",
    "parties",
    "people",
    "place",
    "intensity",
    "credibility",
    "credit",
    "score",
    "news",
    "news_label",
)


@dataclass(frozen=True, eq=False)
class Timeline:
    """What the timeline draws.

    `occurred`, `ahead` (scheduled) and `called_off` (at the day on which that became known): one
    row an event that passes the filters, by `when` (UTC, first second; missing where no date is
    set), with `when_last`, `when_precision`, `until` (last second of its end, planned or past;
    missing), `date_label` (when, in words), `lanes` (ids), `shape`, `party_id` (first named),
    `several` (a meeting of several parties), `parties` (short names), `people` (who took part, or
    is expected to, in few words), `place`, `intensity` (-10 to 10), `credibility`, `credit` (what
    it rests on, in few words), `score` (of `weigh_events`), `news` (new, occurred, called_off,
    outcome, or empty) and `news_label` (in words). `curve`: see `intensity_curve`. `true_from` and
    `ends` bound the true scale: `ends` is as of, or where the window ends before, or a crisis
    that is over by then. `total` and `announced` count held and scheduled events before filters,
    `recent` the held ones shown of the last seven days. `since` is the earlier instant, or None; of
    what is shown, `fresh` counts what was held since, `fresh_ahead` what was announced since,
    `outcomes` the outcomes known since of events held before.
    """

    occurred: pd.DataFrame
    ahead: pd.DataFrame
    called_off: pd.DataFrame
    curve: pd.DataFrame
    lanes: tuple[LaneKey, ...]
    axis: Axis
    as_of: clock.Moment
    true_from: pd.Timestamp
    ends: pd.Timestamp
    total: int
    announced: int
    recent: int
    since: clock.Moment | None = None
    fresh: int = 0
    fresh_ahead: int = 0
    outcomes: int = 0

    @property
    def empty(self) -> bool:
        """Say whether no event is left to draw."""
        return self.occurred.empty and self.ahead.empty and self.called_off.empty

    @cached_property
    def placed(self) -> pd.DataFrame:
        """Return what stands in the lanes: what was held, and what was called off, by date."""
        if self.called_off.empty:
            return self.occurred
        parts = [rows for rows in (self.occurred, self.called_off) if len(rows)]
        return pd.concat(parts).sort_values(["when", "event_id"], na_position="last")


@query(reads=("as_of", "since", "lanes", "q", "start", "until", "kind", "party", "status"))
def timeline(seen: Record, view: View) -> Timeline:
    """Return the events that pass the view's window, kind, party and text filters, in its lanes."""
    rows = _rows(seen, view)
    status, has_occurred = rows["status"], rows["status"] == "occurred"
    passing = rows.loc[_passes(rows, view, seen)]
    inside = passing.loc[is_within(seen.events.loc[passing.index], view, "when", "end")]
    occurred, ahead, off = (inside.loc[status.loc[inside.index] == one] for one in STATUSES)
    true_from, ends = true_scale(seen, view)
    # A window cuts the curve and does not change it: its first days look back beyond the window.
    # Nor does the choice of what is announced: the curve is of what was held.
    counted = rows.loc[has_occurred & _passes(rows, view.without("status"), seen)]
    counted = counted.loc[counted["kind"] != seen.package.crisis.background_kind]
    return Timeline(
        occurred=occurred[list(COLUMNS)],
        ahead=ahead[list(COLUMNS)],
        called_off=off[list(COLUMNS)],
        curve=intensity_curve(counted, true_from, ends),
        lanes=lane_keys(seen, view, inside.loc[status.loc[inside.index] != "scheduled", "lanes"]),
        axis=seen.package.crisis.axis,
        as_of=view.as_of,
        true_from=true_from,
        ends=ends,
        total=int(has_occurred.sum()),
        announced=int((status == "scheduled").sum()),
        recent=int((occurred["when"] > view.as_of.last - RECENT).sum()),
        since=compare_with(seen, view),
        fresh=int(occurred["news"].isin(["new", "occurred"]).sum()),
        fresh_ahead=int((ahead["news"] == "new").sum()),
        outcomes=int((occurred["news"] == "outcome").sum()),
    )


@query(reads=("as_of", "lanes", "q", "kind", "party", "status"))
def unbounded(seen: Record, view: View) -> Timeline:
    """Return the timeline as it is without the view's window."""
    return timeline(seen, view.without("start", "until"))


@query(reads=("as_of", "since", "lanes", "q", "start", "until"))
def offered(seen: Record, view: View) -> Timeline:
    """Return the timeline without a choice of kinds, parties and statuses: what may be chosen."""
    return timeline(seen, view.without("kind", "party", "status"))


@query()
def kinds(seen: Record, view: View) -> tuple[str, ...]:
    """Return the kinds of event that are known, in the package's order."""
    known = set(seen.events["kind"])
    return tuple(k for k in seen.package.field("events", "kind").enum if k in known)


@query()
def parties(seen: Record, view: View) -> tuple[str, ...]:
    """Return the parties named in a known event, in display order."""
    named = {party for cell in seen.events["party_ids"] for party in cell}
    return tuple(party for party in seen.parties.index if party in named)


def _rows(seen: Record, view: View) -> pd.DataFrame:
    """Return the known events in the view's lanes, by date."""
    lanes, shapes = places_in_lanes(seen, view)
    rows, events = _describe(seen, compare_with(seen, view)), seen.events
    rows = rows.assign(
        lanes=pd.Series(lanes, index=events.index, dtype=object),
        shape=pd.Series(shapes, events.index, dtype="str").mask(
            events["status"] == "called_off", CALLED_OFF
        ),
    )
    return rows.iloc[order_by_date(events)]


@keep(8)  # the lanes of page and brief differ, and their windows; the words of an event do not
def _describe(seen: Record, compares: clock.Moment | None) -> pd.DataFrame:
    """Return the known events with their words, in the order of the table."""
    events, crisis = seen.events, seen.package.crisis
    labels = seen.package.field("events", "kind").labels
    kinds_of, party_ids = events["kind"].tolist(), events["party_ids"].tolist()
    names, places = cells_by_id(seen.parties, "short_name"), cells_by_id(seen.places, "name")
    named = ["event_id", "title", "summary", "preview", "kind", "status", "party_ids"]
    return events[named].assign(
        when=events["when"],
        when_last=events["when_last"],
        when_precision=events["when_precision"].astype("str").fillna(""),
        until=events["end_last"],
        kind_label=[labels.get(kind, kind) for kind in kinds_of],
        date_label=label_dates(events, seen.seen_at),
        party_id=[p[0] if p else "" for p in party_ids],
        several=events["kind"].isin(crisis.meeting_kinds) & (events["party_ids"].map(len) > 1),
        parties=[", ".join([names[p] for p in ids]) for ids in party_ids],
        people=whom(seen, events),
        place=[places.get(place, "") for place in events["where"].tolist()],
        intensity=events["intensity"].astype("float64"),
        credibility=events["credibility"].astype("str").fillna(""),
        credit=credit(seen, events, grades(seen, events)["grade"]),
        score=weigh_events(seen),
        news=events["news"],
        news_label=[
            label_news(news, status, compares)
            for news, status in zip(events["news"].tolist(), events["status"].tolist(), strict=True)
        ],
    )


def _passes(rows: pd.DataFrame, view: View, seen: Record) -> pd.Series:
    tests: list[Iterable[bool]] = []
    # The address shares `kind` with the claims: a choice of claims' kinds is no filter here.
    wanted = set(view.kind) & set(seen.package.field("events", "kind").enum)
    if wanted:
        tests.append(kind in wanted for kind in rows["kind"])
    if view.party:
        tests.append(not set(view.party).isdisjoint(cell) for cell in rows["party_ids"])
    if view.status:
        tests.append(rows["status"].isin(list(view.status)))
    if view.q:
        tests.append(rows.index.isin(matching(seen, "events", view.q)))
    passes = [all(row) for row in zip(*tests, strict=True)] if tests else True
    return pd.Series(passes, index=rows.index, dtype=bool)


def sentence(answer: Timeline) -> str:
    """Count what the timeline shows, in one sentence, and what of it is new."""
    shown, total = len(answer.occurred), answer.total
    counted = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
    known = f"{counted} {plural(total, 'event')} known by {answer.as_of}"
    fresh = f"+{answer.fresh:,} since {answer.since}" if answer.since else ""
    recent = f"{answer.recent or 'none'} of them in the past seven days"
    if not shown or answer.ends < answer.as_of.last:
        recent = ""
    ahead = len(answer.ahead)
    announced = f"{ahead}" if ahead == answer.announced else f"{ahead} of {answer.announced}"
    ahead_label = f"{announced} announced" if answer.announced else "announced: none on record"
    if answer.fresh_ahead:
        ahead_label += f", +{answer.fresh_ahead}"
    parts = [", ".join(filter(None, (known, fresh, recent))), ahead_label]
    if off := len(answer.called_off):
        parts.append(f"{off} called off")
    if answer.outcomes:
        parts.append(f"{count(answer.outcomes, 'outcome')} now known")
    return "; ".join(parts) + "."


HEADINGS = {
    "date_label": "Date",
    "status": "Status",
    "title": "Title",
    "kind_label": "Kind",
    "parties": "Parties",
    "people": "People",
    "place": "Place",
    "credibility": "Credibility",
    "intensity": "Intensity",
}
NEWS = {"news_label": "News"}


@query(reads=("since", "q", "start", "until", "kind", "party", "status"))
def table(seen: Record, view: View) -> pd.DataFrame:
    """Return the events shown as a table for reading, newest first, the announced ones on top."""
    answer = timeline(seen, view)
    placed = answer.placed.iloc[::-1]
    off = placed.index.isin(answer.called_off.index)
    placed = placed.assign(status=[STATUS_WORDS["called_off" if o else "occurred"] for o in off])
    ahead = answer.ahead.assign(status=STATUS_WORDS["scheduled"])
    both = pd.concat([rows for rows in (ahead, placed) if len(rows)] or [placed])
    columns = {**HEADINGS, **(NEWS if answer.since else {})}
    return both[list(columns)].rename(columns=columns).reset_index(drop=True)
