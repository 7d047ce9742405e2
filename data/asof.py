"""The second clock: the record as a careful reader could have known it at one instant."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from data.load import Record
from data.view import STATUSES, View
from data.weigh import weigh

# What stays of an event that is announced and not yet reported (DESIGN: the two clocks).
SCHEDULED_KEEPS = (
    *("event_id", "title", "kind", "preview", "party_ids"),
    *("expected_place_id", "expected_people_ids", "origin"),
)
SCHEDULED_MOMENTS = ("announced", "expected")
CITING = {
    "events": ("source_ids",),
    "claims": ("source_id", "more_source_ids"),
    "positions": ("source_ids",),
    "deployments": ("source_ids",),
    "estimates": ("source_id", "more_source_ids"),
}

NEWS = (*CITING, "sources")


def as_of(
    record: Record,
    moment: pd.Timestamp,
    since: pd.Timestamp | None = None,
    *,
    floor: str = "",
    left_out: tuple[str, ...] = (),
) -> Record:
    """Return what could have been known at `moment` (UTC), and nothing later.

    With a `floor` (an Admiralty pair such as C3) only what `data.weigh` admits.

    The tables keep their columns; what was not known yet is a missing row or an emptied cell.
    - events also have `status` (held, scheduled, called_off), `when` with `when_precision`
      (start of a held event, expected start of a scheduled one, which may be missing, and the day
      it was called off of one that was), `where` (a place id) and `who` (person ids): both as they
      were expected of an event that was not held.
    - positions also have `in_force`: the last of a party on an issue.
    - every table that cites has `cited`: its sources published by then, the one it was read in
      first. A row whose `cited` is empty is sourced later. `origins` are whose reporting those
      carry, and `credibility` with `credibility_label` is what they make of it, as `data.weigh` has
      it: 1 only with two origins.
    - every table that has a clock, and sources, have `news`: what is new against `since`: `new`
      (not known then), `held` (an event only scheduled then), `called_off` (an event not called off
      then), `outcome` (an event whose outcome was not known then), else empty; empty throughout
      without `since` or with one after `moment`.
    - with sources `left_out`, rows that lose their support are missing, as `data.weigh.supported`
      has it, and an earlier position comes into force again, `on_older_evidence`; `whole` is then
      the record as seen with none left out.
    - `title` and `url` of a source are empty until the last moment where it shows no date, and
      nothing says from when on it can have been published.
    - `note` is empty except at the last moment; later moments and steps keep only their names.
    Sources, people, places and issues are those that a visible row uses; parties are all there.
    """
    # What was known before has the same columns, so that a query may be asked of it, too.
    compares = since is not None and since < moment
    before = _weighed(record, since, floor, left_out) if compares else None
    return _marked(_weighed(record, moment, floor, left_out), before)


def _weighed(record: Record, moment: pd.Timestamp, floor: str, left_out: tuple[str, ...]) -> Record:
    """Return what is seen at a moment, with no news yet, and beside it the whole of it."""
    whole = _marked(_seen(record, moment, floor, ()), None)
    if not left_out:
        return whole
    seen = _marked(_seen(record, moment, floor, left_out), None)
    positions, all_of_them = seen.positions, whole.positions
    newest = all_of_them.index[all_of_them["in_force"]]
    older = positions["in_force"] & ~positions.index.isin(newest)
    return seen.but(whole=whole, positions=positions.assign(on_older_evidence=older))


def _marked(seen: Record, before: Record | None) -> Record:
    """Return the record with what is new against `before`, and the earlier record beside it."""
    news = {name: _news(seen, before, name) for name in NEWS}
    return seen.but(before=before, **news)


def seen_by(record: Record, view: View) -> Record:
    """Return the record as a reader of this view may see it."""
    since = view.since.last if view.since else None
    return as_of(record, view.as_of.last, since, floor=view.floor, left_out=view.left_out)


def _seen(record: Record, moment: pd.Timestamp, floor: str, left_out: tuple[str, ...]) -> Record:
    record = record if moment >= record.last else _without_hindsight(record)
    published = record.sources["published_last"].fillna(record.sources["not_before_last"])
    sources = record.sources.loc[published.isna() | (published <= moment)]
    known = {
        "events": _events(record.events, moment),
        "claims": _known(record.claims, "reported", moment),
        "positions": _known(record.positions, "since", moment),
        "deployments": _known(record.deployments, "reported", moment),
        "estimates": _known(record.estimates, "reported", moment),
    }
    citing = {
        name: weigh(
            _cite(frame, name, sources.index), sources, _digits(record, name), floor, left_out
        )
        for name, frame in known.items()
    }
    events, deployments, estimates = (citing[n] for n in ("events", "deployments", "estimates"))
    claims = citing["claims"] = _claims(citing["claims"], events)
    positions = citing["positions"] = _positions(citing["positions"], claims)
    used_people = pd.Index(claims["person_id"]).union(estimates["by_person_id"])
    used_people = used_people.union(events["who"].explode().dropna())
    used_places = pd.Index(events["where"]).union(deployments["place_id"])
    used_places = used_places.union(events["expected_place_id"])
    used_issues = pd.Index(claims["issue_id"]).union(positions["issue_id"])
    used_sources = pd.Index([s for f in citing.values() for cited in f["cited"] for s in cited])
    used_sources = used_sources.union(left_out)  # so that it can be chosen, and restored
    return record.but(
        seen_at=moment,
        sources=_used(sources, used_sources),
        people=_used(record.people, used_people),
        places=_used(record.places, used_places),
        issues=_used(record.issues, used_issues),
        moments=_named(record.moments, moment, "summary"),
        story=_named(record.story, moment, "text", "selection"),
        **citing,
    )


def _news(seen: Record, before: Record | None, table: str) -> pd.DataFrame:
    now = seen.table(table)
    news = pd.Series("", index=now.index, dtype="str")
    if before is not None:
        then = before.table(table)
        news = news.mask(~now.index.isin(then.index), "new")
        if table == "events":
            was = then.reindex(now.index)
            told = (was["outcome"] == "") & (now["outcome"] != "")
            news = news.mask(told & (news == ""), "outcome")
            held = (was["status"] == "scheduled") & (now["status"] == "held")
            news = news.mask(held, "held")
            over = now["status"] == "called_off"
            news = news.mask(over & (was["status"] != "called_off"), "called_off")
    return now.assign(news=news)


def _known(frame: pd.DataFrame, column: str, moment: pd.Timestamp) -> pd.DataFrame:
    return frame.loc[frame[f"{column}_last"] <= moment].copy()


def _events(events: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    held = events["reported_last"] <= moment
    visible = held | (events["announced_last"] <= moment)
    events, held = events.loc[visible].copy(), held.loc[visible]
    kept = {*SCHEDULED_KEEPS, "source_ids"}
    kept |= {f"{m}{end}" for m in SCHEDULED_MOMENTS for end in ("", "_last", "_precision")}
    for column in events.columns.difference(list(kept)):
        events[column] = _blank(events[column], ~held)
    untold = ~(events["outcome_reported_last"] <= moment)
    outcome_reported = [c for c in events.columns if c.startswith("outcome_reported")]
    for column in ("outcome", *outcome_reported):
        events[column] = _blank(events[column], untold)
    status = held.map({True: "held", False: "scheduled"})
    events["status"] = pd.Categorical(
        status.mask(held & events["called_off"].notna(), "called_off"), STATUSES
    )
    events["when"] = events["start"].where(held, events["expected"])
    events["when_last"] = events["start_last"].where(held, events["expected_last"])
    events["when_precision"] = events["start_precision"].where(held, events["expected_precision"])
    took_place = events["status"] == "held"
    events["where"] = events["place_id"].where(took_place, events["expected_place_id"])
    events["who"] = events["people_ids"].where(took_place, events["expected_people_ids"])
    return events


def _claims(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    claims = claims.copy()
    unlinked = ~claims["responds_to"].isin(claims.index)
    for column in ("responds_to", "relation"):
        claims[column] = _blank(claims[column], unlinked)
    claims["same_as"] = _blank(claims["same_as"], ~claims["same_as"].isin(claims.index))
    claims["event_id"] = _blank(claims["event_id"], ~claims["event_id"].isin(events.index))
    return claims


def _positions(positions: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    positions = positions.copy()
    positions["claim_ids"] = _kept(positions["claim_ids"], claims.index)
    unquoted = ~positions["quote_claim_id"].isin(claims.index)
    positions["quote_claim_id"] = _blank(positions["quote_claim_id"], unquoted)
    positions["on_older_evidence"] = False
    positions["in_force"] = ~positions.duplicated(["issue_id", "party_id"], keep="last")
    return positions


def _cite(frame: pd.DataFrame, table: str, published: pd.Index) -> pd.DataFrame:
    frame = frame.copy()
    cells = [frame[column] for column in CITING[table]]
    whole = [
        tuple(
            dict.fromkeys(s for cell in row for s in ((cell,) if isinstance(cell, str) else cell))
        )
        for row in zip(*cells, strict=True)
    ]
    frame["cited"] = _kept(pd.Series(whole, index=frame.index, dtype=object), published)
    return frame.drop(columns=list(CITING[table]))


def _kept(lists: pd.Series, ids: pd.Index) -> pd.Series:
    known = set(ids)
    kept = [tuple(i for i in cell if i in known) for cell in lists]
    return pd.Series(kept, index=lists.index, dtype=object)


def _used(frame: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    return frame.loc[frame.index.isin(ids)]


def _named(frame: pd.DataFrame, moment: pd.Timestamp, *hidden: str) -> pd.DataFrame:
    frame = frame.copy()
    for column in hidden:
        frame[column] = _blank(frame[column], frame["as_of_last"] > moment)
    return frame


def _digits(record: Record, table: str) -> Mapping[str, str]:
    """Return what the digits of a table's credibility mean; nothing where it has none."""
    fields = record.package.tables[table].fields
    return next((f.labels for f in fields if f.name == "credibility"), {})


@lru_cache(maxsize=4)
def _without_hindsight(record: Record) -> Record:
    """Return the whole record without what obeys no clock: notes, and titles of undated sources.

    Made once: pandas keeps a word on every copy.
    """
    names = [n for n in record.package.tables if "note" in record.table(n)]
    emptied = {n: record.table(n).assign(note="") for n in names}
    sources = emptied.get("sources", record.sources)
    undated = sources["published"].isna() & sources["not_before"].isna()
    hidden = {column: sources[column].mask(undated, "") for column in ("title", "url")}
    return record.but(**(emptied | {"sources": sources.assign(**hidden)}))


def _blank(column: pd.Series, where: pd.Series) -> pd.Series:
    """Empty a column's cells where told: text to "", lists to (), the rest to missing."""
    if column.dtype == "str":
        return column.mask(where, "")
    if column.dtype == object:
        empty = [() if w else cell for cell, w in zip(column, where, strict=True)]
        return pd.Series(empty, index=column.index, dtype=object)
    return column.mask(where)
