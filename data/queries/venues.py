"""Where the sides talk: meetings held lately and meetings announced, by town."""

import math
from collections.abc import Iterable

import pandas as pd

from data.load import Record
from data.view import View

NEAR = 0.3  # degrees of latitude, about 33 km: halls and palaces belong to the town they stand in
LONGEST_NAME = 24  # characters; a longer name of a hall gives way to its town, after the last comma
COLUMNS = ["place_id", "name", "lat", "lon", "past", "upcoming", "days_said", "titles"]


def venues(seen: Record, view: View) -> pd.DataFrame:
    """Return one row a town of meetings, the busiest last (it is drawn on top).

    Columns: `place_id`: the place in it where most is announced or was held, `name`, `lat`, `lon`
    (WGS84), `past`: meetings held in the last `meeting_months` months, `upcoming`: announced and
    not yet reported, `days_said`: their days in words ("" where none is known), `titles`: all of
    them, the announced first. What counts are the package's `meeting_kinds`.
    """
    crisis = seen.package.crisis
    events = seen.events.loc[seen.events["kind"].isin(crisis.meeting_kinds)]
    events = events.loc[events["where"].isin(seen.places.index)]
    since = seen.seen_at - pd.DateOffset(months=crisis.map.meeting_months)
    scheduled = events["status"] == "scheduled"
    events = events.loc[scheduled | (events["when_last"] > since)]
    at = towns(seen)
    rows = [
        _town(seen, key, here) for key, here in events.groupby(events["where"].map(at), sort=True)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values(["upcoming", "past", "name"], kind="stable").reset_index(drop=True)


def towns(seen: Record) -> pd.Series:
    """Return each place's town by place id: a capital or city of the labels, or the place itself.

    The town is the label's id after an `@`, where one lies within 33 km of a place that is no
    region's stand-in.
    """
    labels = seen.labels.loc[seen.labels["kind"].isin(["capital", "city"])]
    named = list(zip(labels.index, labels["lat"], labels["lon"], strict=True))
    found = {}
    for place in seen.places.itertuples():
        wide = math.cos(math.radians(place.lat))
        near = [(math.hypot(place.lat - y, (place.lon - x) * wide), i) for i, y, x in named]
        away, label = min(near, default=(math.inf, ""))
        away = math.inf if place.precision == "region" else away
        found[place.Index] = f"@{label}" if away <= NEAR else place.Index
    return pd.Series(found, dtype="str")


def _town(seen: Record, key: str, here: pd.DataFrame) -> tuple[object, ...]:
    soon = here.loc[here["status"] == "scheduled"].sort_values("when_last", kind="stable")
    held = here.loc[here["status"] == "held"].sort_values("when_last", ascending=False)
    busiest = (soon if len(soon) else held)["where"].mode()[0]
    place = seen.labels.loc[key[1:]] if key.startswith("@") else seen.places.loc[key]
    name = place["name"]
    if len(name) > LONGEST_NAME:
        name = name.rsplit(", ", 1)[-1]
    dated = soon.loc[soon["when_precision"].isin(["minute", "day"]), "when"]
    titles = (*soon["title"], *held["title"])
    said = days_said(dated, seen)
    return (busiest, name, place["lat"], place["lon"], len(held), len(soon), said, titles)


def days_said(moments: Iterable[pd.Timestamp], seen: Record) -> str:
    """Return days in few words, as `9, 10 Jan, 1 Feb`; the year where it is not the moment's."""
    months: dict[str, list[str]] = {}
    for at in sorted(moments):
        year = "" if at.year == seen.seen_at.year else f" {at.year}"
        days = months.setdefault(f"{at:%b}{year}", [])
        if str(at.day) not in days:
            days.append(str(at.day))
    return ", ".join(f"{', '.join(days)} {month}" for month, days in months.items())
