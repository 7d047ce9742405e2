"""Where the sides talk: meetings held lately and meetings announced, by town."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.clock import Moment
from data.direction import bare, isolate
from data.load import Record
from data.queries.events.called_off import sentence
from data.queries.events.stretch import find_past
from data.queries.events.window import compare_with, happened_within, label_news
from data.query import query
from data.settings import MapSettings
from data.view import View

NEAR = 0.3  # degrees of latitude, about 33 km: halls and palaces belong to the town they stand in
LONGEST_NAME = 24  # characters; a longer name of a hall gives way to its town, after the last comma
COUNTS = ["past", "upcoming", "called_off", "added"]
COLUMNS = ["place_id", "name", "lat", "lon", *COUNTS, "days_label", "titles"]


@dataclass(frozen=True, eq=False)
class Venues:
    """Where the sides talk, for a small map.

    `towns`: one row a town of meetings, the busiest last (it is drawn on top): `place_id`: the
    place in it where most is announced or was held, `name`, `lat`, `lon` (WGS84), `past`: meetings
    held in the last `meeting_months` months, `upcoming`: announced and not yet reported,
    `called_off`: called off in those months, `added`: how many of all were announced, held or
    called off since the earlier instant,
    `days_label`: days of the announced in words ("" where none is known), `titles`: all of them,
    the announced first, then those called off; those new since are marked so. `since`: that
    instant, or None. `settings`: the box, the months and the base map. `begins`: of a crisis that
    is over the day (UTC) from which on meetings are shown, in place of the months; else None.
    """

    towns: pd.DataFrame
    settings: MapSettings
    since: Moment | None = None
    begins: pd.Timestamp | None = None


@query(reads=("as_of", "since", "start", "until", "party"))
def venues(seen: Record, view: View) -> Venues:
    """Return the towns of the package's `meeting_kinds`, held lately or announced.

    The view's `party` (as one of those who meet) and time window filter.
    """
    crisis = seen.package.crisis
    events = seen.events.loc[seen.events["kind"].isin(crisis.meeting_kinds)]
    events = events.loc[events["where"].isin(seen.places.index)]
    if view.party:
        meets = [not set(view.party).isdisjoint(parties) for parties in events["party_ids"]]
        events = events.loc[meets]
    events = happened_within(events, view, "when", "end")
    past = find_past(seen)
    lately = past[0] if past else seen.seen_at - pd.DateOffset(months=crisis.map.meeting_months)
    scheduled = events["status"] == "scheduled"
    events = events.loc[scheduled | (events["when_last"] > lately)]
    at = towns(seen)
    here: dict[str, list[Any]] = {}
    for event in events.sort_values("when_last", kind="stable").itertuples():
        here.setdefault(at[event.where], []).append(event)
    rows = [_town(seen, compare_with(seen, view), key, here[key]) for key in sorted(here)]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COUNTS, "int64"))
    frame = frame.sort_values(["upcoming", "past", "name"], kind="stable").reset_index(drop=True)
    return Venues(frame, crisis.map, compare_with(seen, view), past[0] if past else None)


def towns(seen: Record) -> pd.Series:
    """Return each place's town by place id: a capital or city within 33 km, or the place itself.

    A town is the id of a label after an `@`, or of a place. A region's stand-in is its own town.
    """
    kinds = ["capital", "city"]
    labels = seen.labels.loc[seen.labels["kind"].isin(kinds)]
    places = seen.places.loc[seen.places["kind"].isin(kinds)]
    named = [f"@{label}" if label else "" for label in _nearest(seen.places, labels)]
    beside = zip(seen.places.index, named, _nearest(seen.places, places), strict=True)
    names = {place: label or town or place for place, label, town in beside}
    regions = seen.places.index[seen.places["precision"] == "region"]
    return pd.Series(names | {place: place for place in regions}, dtype="str")


def _nearest(places: pd.DataFrame, towns: pd.DataFrame) -> list[str]:
    """Return of each place the id of the nearest town; empty where none is near."""
    if towns.empty:
        return [""] * len(places)
    towns = towns.sort_index()
    (lat, lon), (north, east) = (
        (rows["lat"].to_numpy("float64"), rows["lon"].to_numpy("float64"))
        for rows in (places, towns)
    )
    wide = np.cos(np.radians(lat))[:, None]
    away = np.hypot(lat[:, None] - north, (lon[:, None] - east) * wide)
    first = away.argmin(axis=1)
    near = away[np.arange(len(places)), first] <= NEAR
    return [str(towns.index[i]) if n else "" for i, n in zip(first, near, strict=True)]


def _town(seen: Record, since: Moment | None, key: str, events: list[Any]) -> tuple[object, ...]:
    """Return a town's row of its events, which are sorted by when they take place."""
    soon, past, off = (
        [event for event in events if event.status == status]
        for status in ("scheduled", "occurred", "called_off")
    )
    busiest = Counter(event.where for event in soon or past or off)
    place = seen.labels.loc[key[1:]] if key.startswith("@") else seen.places.loc[key]
    name = place["name"]
    if len(name) > LONGEST_NAME:
        name = isolate(bare(name).rsplit(", ", 1)[-1])
    dated = [event.when for event in soon if event.when_precision in ("minute", "day")]
    titles, added = [], 0
    for row in (*soon, *reversed(off), *reversed(past)):
        added += row.news in ("new", "occurred", "called_off")
        news = (
            sentence(row) if row.status == "called_off" else label_news(row.news, row.status, since)
        )
        titles.append(f"{row.title} ({news})" if news else row.title)
    counts = (len(past), len(soon), len(off), added)
    where = min(busiest, key=lambda id_: (-busiest[id_], id_))
    dates = label_days(dated, seen)
    return (where, name, place["lat"], place["lon"], *counts, dates, tuple(titles))


def label_days(moments: Iterable[pd.Timestamp], seen: Record) -> str:
    """Return days in few words, as `9, 10 Jan, 1 Feb`; the year where it is not the moment's."""
    months: dict[str, list[str]] = {}
    for at in sorted(moments):
        year = "" if at.year == seen.seen_at.year else f" {at.year}"
        days = months.setdefault(f"{at:%b}{year}", [])
        if str(at.day) not in days:
            days.append(str(at.day))
    return ", ".join(f"{', '.join(days)} {month}" for month, days in months.items())
