"""What no moment changes of a record, made once: what rows cite, and the states of events."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from data.kinds import CITING, KINDS
from data.load import INSTANT, Record
from data.memory import keep
from data.origins import unite
from data.view import STATUSES

# What stays of an event that is announced and not yet reported (DESIGN: the two clocks).
SCHEDULED_KEEPS = (
    *("event_id", "title", "kind", "preview", "party_ids"),
    *("expected_place_id", "expected_people_ids", "origin"),
)
OUTCOME = "outcome"  # how the columns begin that are known only with an event's outcome
SCHEDULED_MOMENTS = ("announced", "expected")
NEVER = np.iinfo(np.int64).min  # how numpy writes a missing instant


@dataclass(frozen=True, eq=False)
class Prepared:
    """A record with what its moments share.

    `rows` by table are those of the record with `cited` (all the sources of a row, the one it was
    read in first) and `origins` in place of the columns that cite; `complete` by table when the
    last of these was published. Events stand there three times, one state after the other: as
    known with their outcome, as known without it, and as scheduled; with the columns that
    `data.asof.as_of` names. `published` (UTC) is when each source was, in the record's order and
    missing where it is not known, `used` when the first row that cites it became known (missing
    where none does), and `origins` whose reporting each carries. `steps` (UTC, sorted) are the
    instants at which what is seen changes: between two of them every moment sees the same.
    """

    record: Record
    published: np.ndarray
    used: np.ndarray
    origins: Mapping[str, str]
    rows: Mapping[str, pd.DataFrame]
    complete: Mapping[str, np.ndarray]
    steps: pd.DatetimeIndex

    def step(self, moment: pd.Timestamp) -> pd.Timestamp:
        """Return the last instant up to a moment (UTC) at which anything became known.

        Of a moment before all of them, the last second before the first.
        """
        place = int(self.steps.searchsorted(moment, side="right")) - 1
        return self.steps[place] if place >= 0 else self.steps[0] - pd.Timedelta(seconds=1)

    def is_published(self, moment: pd.Timestamp) -> np.ndarray:
        """Say of each source whether it was published by a moment, as is one without a date."""
        return ~(self.published > moment.to_datetime64())

    def is_used(self, moment: pd.Timestamp) -> np.ndarray:
        """Say of each source whether a row known at a moment cites it."""
        return self.used <= moment.to_datetime64()

    def at(self, moment: pd.Timestamp, later: Collection[str]) -> dict[str, pd.DataFrame]:
        """Return the rows known at a moment (UTC), by table, citing none of the `later` sources."""
        places = self._places(moment)
        return {name: self._cite(name, places[name], moment, later) for name in places}

    def _places(self, moment: pd.Timestamp) -> dict[str, np.ndarray]:
        """Return where in `rows` what is known at a moment stands, by table, in their order."""
        events = self.record.events
        reported = (events["reported_last"] <= moment).to_numpy()
        visible = reported | (events["announced_last"] <= moment).to_numpy()
        complete = reported & (events["outcome_reported_last"] <= moment).to_numpy()
        state = np.where(complete, 0, np.where(reported, 1, 2))
        places = {"events": (state * len(events) + np.arange(len(events)))[visible]}
        for name, kind in CITING.items():
            if name != "events":
                (clock,) = kind.clocks
                known = self.record.table(name)[f"{clock}_last"] <= moment
                places[name] = np.flatnonzero(known.to_numpy())
        return places

    def _cite(
        self, name: str, places: np.ndarray, moment: pd.Timestamp, later: Collection[str]
    ) -> pd.DataFrame:
        """Return those rows of a table without the sources of a later day."""
        rows = self.rows[name].take(places)
        partly = np.flatnonzero(self.complete[name][places] > moment.to_datetime64())
        if not partly.size:
            return rows
        named = list_cells(rows, "origin")
        cited, origins = (rows[column].to_numpy(copy=True) for column in ("cited", "origins"))
        for place in partly:
            sources = tuple(source for source in cited[place] if source not in later)
            cited[place] = sources
            origins[place] = unite(named[place], (self.origins[source] for source in sources))
        return rows.assign(cited=cited, origins=origins)


@keep(4)
def prepare(record: Record) -> Prepared:
    """Return a whole record with what its moments share."""
    sources = record.sources
    dated = sources["published_last"].fillna(sources["not_before_last"])
    published = dated.dt.tz_localize(None).to_numpy()
    own = dict(zip(sources.index.tolist(), sources["origin"].tolist(), strict=True))
    rows, complete = {}, {}
    used = np.full(len(sources), np.iinfo(np.int64).max)
    for name, kind in CITING.items():
        frame = record.table(name)
        cited, named = _sources(frame, kind.cites), list_cells(frame, "origin")
        origins = [unite(n, [own[s] for s in c]) for n, c in zip(named, cited, strict=True)]
        counts = np.fromiter(map(len, cited), dtype=np.intp, count=len(cited))
        ids = pd.Index(list(chain.from_iterable(cited)), dtype=sources.index.dtype)
        places = sources.index.get_indexer(ids)
        complete[name] = _find_last(counts, places, published)
        np.minimum.at(used, places, np.repeat(_find_known(name, frame), counts))
        frame = frame.drop(columns=list(kind.cites)).assign(
            cited=pd.Series(cited, frame.index, dtype=object),
            origins=pd.Series(origins, frame.index, dtype=object),
        )
        if name == "events":
            frame = pd.concat([_state(frame, *state) for state in STATES])
            complete[name] = np.tile(complete[name], len(STATES))
        rows[name] = frame
    used[used == np.iinfo(np.int64).max] = NEVER
    steps = _steps(record, dated)
    return Prepared(record, published, used.view(published.dtype), own, rows, complete, steps)


def _steps(record: Record, published: pd.Series) -> pd.DatetimeIndex:
    """Return the instants at which what is seen changes: sorted, each once, at least one."""
    clocks = [
        record.table(name)[f"{clock}_last"]
        for name, kind in KINDS.items()
        if name != "sources"
        for clock in (*kind.clocks, *kind.later)
    ]
    last = pd.Series([record.last], dtype=INSTANT)
    return pd.DatetimeIndex(pd.concat([*clocks, published, last]).dropna().unique()).sort_values()


STATES = ((True, True), (True, False), (False, False))  # of an event: reported, its outcome too


def _sources(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the sources that each row cites in these columns, ids or lists of ids, each once."""
    answer = []
    for row in zip(*(frame[column].tolist() for column in columns), strict=True):
        if len(row) == 1 and not isinstance(row[0], str):
            answer.append(row[0] if len(row[0]) < 2 else tuple(dict.fromkeys(row[0])))
            continue
        cells = ((cell,) if isinstance(cell, str) else cell for cell in row)
        answer.append(tuple(dict.fromkeys(source for cell in cells for source in cell)))
    return answer


def _find_known(name: str, frame: pd.DataFrame) -> np.ndarray:
    """Return when each row of a table became known, in whole units; the last there is for never."""
    clocks = (frame[f"{clock}_last"] for clock in CITING[name].clocks)
    columns = [known.dt.tz_localize(None).to_numpy() for known in clocks]
    never = np.iinfo(np.int64).max
    known = [np.where(np.isnat(at), never, at.astype(np.int64)) for at in columns]
    return np.minimum.reduce(known)


def _find_last(counts: np.ndarray, places: np.ndarray, published: np.ndarray) -> np.ndarray:
    """Return when the last source of each row was published (UTC); missing where none has a date.

    `counts` are how many sources each row cites, `places` where these stand, row after row, in
    `published`.
    """
    rows = np.repeat(np.arange(len(counts)), counts)
    dated = ~np.isnat(published[places])
    seconds = np.full(len(counts), NEVER)
    np.maximum.at(seconds, rows[dated], published[places][dated].astype(np.int64))
    return seconds.view(published.dtype)


def list_cells(frame: pd.DataFrame, column: str) -> list[str]:
    """Return a column's cells, empty ones where the table has no such column.

    As a list, because pandas hands out the words of a column one by one at ten times the cost.
    """
    return frame[column].tolist() if column in frame else [""] * len(frame)


def _state(events: pd.DataFrame, reported: bool, outcome: bool) -> pd.DataFrame:
    """Return the events as they are seen in one state."""
    hidden: list[str] = []
    if not reported:
        known = {*SCHEDULED_KEEPS, "cited", "origins"}
        known |= {f"{m}{end}" for m in SCHEDULED_MOMENTS for end in ("", "_last", "_precision")}
        hidden += events.columns.difference(list(known)).to_list()
    if not outcome:
        hidden += [column for column in events if str(column).startswith(OUTCOME)]
    everywhere = pd.Series(True, events.index)
    seen = events.assign(**{column: blank(events[column], everywhere) for column in hidden})
    over = seen["called_off"].notna()  # hidden while scheduled
    took_place = ~over if reported else ~everywhere
    status = pd.Series("occurred" if reported else "scheduled", events.index).mask(
        over, "called_off"
    )
    start, begins = seen, "start" if reported else "expected"
    return seen.assign(
        status=pd.Categorical(status, STATUSES),
        when=start[begins],
        when_last=start[f"{begins}_last"],
        when_precision=start[f"{begins}_precision"],
        where=seen["place_id"].where(took_place, seen["expected_place_id"]),
        who=seen["people_ids"].where(took_place, seen["expected_people_ids"]),
    )


def blank(column: pd.Series, where: pd.Series) -> pd.Series:
    """Empty a column's cells where `where` says: text to "", lists to (), the rest to missing."""
    if column.dtype == "str":
        return column.mask(where, "")
    if column.dtype == object:
        empty = [() if w else c for c, w in zip(column.tolist(), where.tolist(), strict=True)]
        return pd.Series(empty, index=column.index, dtype=object)
    return column.mask(where)
