"""The second clock: the record as a careful reader could have known it at one instant."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.kinds import CITING
from data.load import Record
from data.memory import keep
from data.prepared import Prepared, blank, prepare
from data.shelves import find_shelves
from data.view import View
from data.weigh import weigh

NEWS = (*CITING, "sources")
MOST_STEPS = 32  # of a record, each with the rows seen then


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
    - events also have `status` (occurred, scheduled, called_off), `when` with `when_precision`
      (start of a held event, expected start of a scheduled one, which may be missing, and the day
      it was called off of one that was), `where` (a place id) and `who` (person ids): both as they
      were expected of an event that was not held.
    - positions also have `in_force`: the last of a party on an issue.
    - every table that cites has `cited`: its sources published by then, the one it was read in
      first. A row whose `cited` is empty is sourced later. `origins` are whose reporting those
      carry, and `credibility` with `credibility_label` is what they make of it, as `data.weigh` has
      it: 1 only with two origins.
    - every table that has a clock, and sources, have `news`: what is new against `since`: `new`
      (not known then), `occurred` (an event only scheduled then), `called_off` (an event not called
      off then), `outcome` (an event whose outcome was not known then), else empty; empty throughout
      without `since` or with one after `moment`.
    - with sources `left_out`, rows that lose their support are missing, as `data.weigh.supported`
      has it, and an earlier position comes into force again, `on_older_evidence`; `whole` is then
      the record as seen with none left out.
    - `title` and `url` of a source are empty until the last moment where it shows no date, and
      nothing says from when on it can have been published.
    - `note` is empty except at the last moment, but of a source without an address it says where
      this is kept; later moments and steps keep only their names.
    Sources, people, places and issues are those that a visible row uses; parties are all there.
    """
    ready = prepare(record)
    compares = since is not None and since < moment
    step, earlier = ready.step(moment), ready.step(since) if compares else None
    known = _known(record, step, earlier, floor, left_out)
    return known.but(
        seen_at=moment,
        before=known.before.but(seen_at=since) if known.before else None,
        whole=known.whole.but(seen_at=moment) if known.whole else None,
        step=known,
    )


@keep(MOST_STEPS)
def _known(
    record: Record,
    step: pd.Timestamp,
    earlier: pd.Timestamp | None,
    floor: str,
    left_out: tuple[str, ...],
) -> Record:
    """Return what is known from one step of the record on, beside what was from an earlier one."""
    # What was known before has the same columns, so that a query may be asked of it, too.
    if earlier is None:
        return _weighed(record, step, floor, left_out)
    before = _known(record, earlier, None, floor, left_out)
    return _marked(_known(record, step, None, floor, left_out), before)


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
    ready = prepare(record if moment >= record.last else _without_hindsight(record))
    record = ready.record
    published = ready.is_published(moment)
    later = set(record.sources.index[~published].tolist())
    sources = record.sources.loc[published]
    citing = {
        name: weigh(rows, sources, _digits(record, name), floor, left_out)
        for name, rows in ready.at(moment, later).items()
    }
    events, deployments, estimates = (citing[n] for n in ("events", "deployments", "estimates"))
    claims = citing["claims"] = _claims(citing["claims"], events)
    positions = citing["positions"] = _positions(citing["positions"], claims)
    people = _values(claims["person_id"], estimates["by_person_id"]).union(*events["who"])
    places = _values(events["where"], deployments["place_id"], events["expected_place_id"])
    issues = _values(claims["issue_id"], positions["issue_id"])
    return record.but(
        seen_at=moment,
        sources=_sources(ready, citing, moment, floor, left_out),
        people=_used(record.people, people),
        places=_used(record.places, places),
        issues=_used(record.issues, issues),
        moments=_named(record.moments, moment, "summary"),
        story=_named(record.story, moment, "text", "selection"),
        **citing,
    )


def _sources(
    ready: Prepared,
    citing: Mapping[str, pd.DataFrame],
    moment: pd.Timestamp,
    floor: str,
    left_out: tuple[str, ...],
) -> pd.DataFrame:
    """Return the sources that a visible row cites, and those left out, so that they can come back.

    Where nothing takes rows or sources away, that hangs on the moment alone.
    """
    sources, published = ready.record.sources, ready.is_published(moment)
    if not floor and not left_out:
        return sources.loc[published & ready.is_used(moment)]
    cited = set(left_out).union(*(cell for rows in citing.values() for cell in rows["cited"]))
    return _used(sources.loc[published], cited)


def _news(seen: Record, before: Record | None, table: str) -> pd.DataFrame:
    now = seen.table(table)
    news = pd.Series("", index=now.index, dtype="str")
    if before is not None:
        then = before.table(table)
        known = set(then.index.tolist())
        new = np.array([row not in known for row in now.index.tolist()], dtype=bool)
        news = news.mask(new, "new")
        if table == "events":
            was = then.reindex(now.index)
            outcome_known = (was["outcome"] == "") & (now["outcome"] != "")
            news = news.mask(outcome_known & (news == ""), "outcome")
            occurred = (was["status"] == "scheduled") & (now["status"] == "occurred")
            news = news.mask(occurred, "occurred")
            over = now["status"] == "called_off"
            news = news.mask(over & (was["status"] != "called_off"), "called_off")
    return now.assign(news=news)


def _claims(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    unlinked = ~claims["responds_to"].isin(claims.index)
    return claims.assign(
        responds_to=blank(claims["responds_to"], unlinked),
        relation=blank(claims["relation"], unlinked),
        same_as=blank(claims["same_as"], ~claims["same_as"].isin(claims.index)),
        event_id=blank(claims["event_id"], ~claims["event_id"].isin(events.index)),
    )


def _positions(positions: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    known = set(claims.index.tolist())
    unquoted = ~positions["quote_claim_id"].isin(known)
    carried = [tuple(claim for claim in cell if claim in known) for cell in positions["claim_ids"]]
    return positions.assign(
        claim_ids=pd.Series(carried, positions.index, dtype=object),
        quote_claim_id=blank(positions["quote_claim_id"], unquoted),
        on_older_evidence=False,
        in_force=~positions.duplicated(["issue_id", "party_id"], keep="last"),
    )


def _values(*columns: pd.Series) -> set[str]:
    """Return what is written in these columns."""
    return set().union(*(column.unique() for column in columns))


def _used(frame: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return frame.loc[[row in ids for row in frame.index.tolist()]]


def _named(frame: pd.DataFrame, moment: pd.Timestamp, *hidden: str) -> pd.DataFrame:
    later = frame["as_of_last"] > moment
    return frame.assign(**{column: blank(frame[column], later) for column in hidden})


def _digits(record: Record, table: str) -> Mapping[str, str]:
    """Return what the digits of a table's credibility mean; nothing where it has none."""
    fields = record.package.tables[table].fields
    return next((f.labels for f in fields if f.name == "credibility"), {})


@keep(1)
def _without_hindsight(record: Record) -> Record:
    """Return the whole record without what obeys no clock: notes, and titles of undated sources.

    What says where a source without an address is kept stays: it is known with the source.

    Made once: pandas keeps a word on every copy.
    """
    names = [n for n in record.package.tables if "note" in record.table(n)]
    emptied = {n: record.table(n).assign(note="") for n in names}
    sources = emptied.get("sources", record.sources)
    undated = sources["published"].isna() & sources["not_before"].isna()
    hidden = {column: sources[column].mask(undated, "") for column in ("title", "url")}
    hidden["note"] = find_shelves(record.sources).mask(undated, "")
    return record.but(**(emptied | {"sources": sources.assign(**hidden)}))
