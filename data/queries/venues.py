"""Where the sides talk: meetings held lately and meetings announced, by town."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.clock import Moment
from data.direction import bare, isolate
from data.load import Record
from data.package import MapSettings
from data.queries.called_off import sentence
from data.queries.within import compared, happened_within, news_said
from data.query import query
from data.rows import rows_of
from data.view import View

NEAR = 0.3  # degrees of latitude, about 33 km: halls and palaces belong to the town they stand in
LONGEST_NAME = 24  # characters; a longer name of a hall gives way to its town, after the last comma
COUNTS = ["past", "upcoming", "called_off", "added"]
COLUMNS = ["place_id", "name", "lat", "lon", *COUNTS, "days_said", "titles"]


@dataclass(frozen=True, eq=False)
class Venues:
    """Where the sides talk, for a small map.

    `towns`: one row a town of meetings, the busiest last (it is drawn on top): `place_id`: the
    place in it where most is announced or was held, `name`, `lat`, `lon` (WGS84), `past`: meetings
    held in the last `meeting_months` months, `upcoming`: announced and not yet reported,
    `called_off`: called off in those months, `added`: how many of all were announced, held or
    called off since the earlier instant,
    `days_said`: days of the announced in words ("" where none is known), `titles`: all of them, the
    announced first, then those called off; those new since are marked so. `since`: that instant, or
    None. `settings`: the box, the months and the base map.
    """

    towns: pd.DataFrame
    settings: MapSettings
    since: Moment | None = None


@query(reads=("start", "until", "party"))
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
    lately = seen.seen_at - pd.DateOffset(months=crisis.map.meeting_months)
    scheduled = events["status"] == "scheduled"
    events = events.loc[scheduled | (events["when_last"] > lately)]
    at = towns(seen)
    rows = [
        _town(seen, view, key, here)
        for key, here in events.groupby(events["where"].map(at), sort=True)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COUNTS, "int64"))
    frame = frame.sort_values(["upcoming", "past", "name"], kind="stable").reset_index(drop=True)
    return Venues(frame, crisis.map, compared(seen, view))


def towns(seen: Record) -> pd.Series:
    """Return each place's town by place id: a capital or city within 33 km, or the place itself.

    A town is the id of a label after an `@`, or of a place. A region's stand-in is its own town.
    """
    kinds = ["capital", "city"]
    labels = seen.labels.loc[seen.labels["kind"].isin(kinds)]
    places = seen.places.loc[seen.places["kind"].isin(kinds)]
    found = {}
    for place in rows_of(seen.places):
        label, town = _nearest(place, labels), _nearest(place, places)
        found[place.Index] = f"@{label}" if label else town or place.Index
        if place.precision == "region":
            found[place.Index] = place.Index
    return pd.Series(found, dtype="str")


def _nearest(place: Any, towns: pd.DataFrame) -> str:
    """Return the id of the nearest town; empty where none is near."""
    wide = math.cos(math.radians(place.lat))
    away = [
        (math.hypot(place.lat - lat, (place.lon - lon) * wide), str(town))
        for town, lat, lon in zip(towns.index, towns["lat"], towns["lon"], strict=True)
    ]
    return min((a for a in away if a[0] <= NEAR), default=(0.0, ""))[1]


def _town(seen: Record, view: View, key: str, here: pd.DataFrame) -> tuple[object, ...]:
    soon = here.loc[here["status"] == "scheduled"].sort_values("when_last", kind="stable")
    held = here.loc[here["status"] == "held"].sort_values("when_last", ascending=False)
    off = here.loc[here["status"] == "called_off"].sort_values("when_last", ascending=False)
    busiest = next(rows for rows in (soon, held, off) if len(rows))["where"].mode()[0]
    place = seen.labels.loc[key[1:]] if key.startswith("@") else seen.places.loc[key]
    name = place["name"]
    if len(name) > LONGEST_NAME:
        name = isolate(bare(name).rsplit(", ", 1)[-1])
    dated = soon.loc[soon["when_precision"].isin(["minute", "day"]), "when"]
    said, since = days_said(dated, seen), compared(seen, view)
    titles, added = [], 0
    for row in (*rows_of(soon), *rows_of(off), *rows_of(held)):
        added += row.news in ("new", "held", "called_off")
        news = (
            sentence(row) if row.status == "called_off" else news_said(row.news, row.status, since)
        )
        titles.append(f"{row.title} ({news})" if news else row.title)
    counts = (len(held), len(soon), len(off), added)
    return (busiest, name, place["lat"], place["lon"], *counts, said, tuple(titles))


def days_said(moments: Iterable[pd.Timestamp], seen: Record) -> str:
    """Return days in few words, as `9, 10 Jan, 1 Feb`; the year where it is not the moment's."""
    months: dict[str, list[str]] = {}
    for at in sorted(moments):
        year = "" if at.year == seen.seen_at.year else f" {at.year}"
        days = months.setdefault(f"{at:%b}{year}", [])
        if str(at.day) not in days:
            days.append(str(at.day))
    return ", ".join(f"{', '.join(days)} {month}" for month, days in months.items())
