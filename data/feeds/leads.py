"""What the record may have missed, and what a feed does not show.

The rule. Happenings are counted by day, hexagon of resolution 4 (50 km across) and party, as known
at the end of the next day, or as of if that is earlier. The same is counted for each of the 28 days
before, as known at that same instant. A day stands out where it has at least LEAST happenings and
its robust z-score, (count - median) / scale, is at least Z; scale is 1.4826 times the median
absolute deviation, but never less than the square root of the median, nor than 1. It is a lead if
the record, as seen, has no event within a day and NEAR km. What a feed knows to a country only, on
its centroid, is left out.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.feeds import questions
from data.feeds.engine import Engine, fetch
from data.feeds.questions import Parties, Question
from data.load import Record

if TYPE_CHECKING:
    import ibis.expr.types as ir

PAST = 28  # days
LEAST, Z, NEAR_KM, MOST = 5, 3.0, 50.0, 200
MOST_HAPPENINGS = 500_000  # happenings that are weighed at once
EARTH_KM = 6371.0088  # mean radius
COLUMNS = (
    *("occurred", "party", "cell", "place", "latitude", "longitude", "number", "usual"),
    "score",
)


def find_leads(engine: Engine, question: Question, parties: Parties, seen: Record) -> pd.DataFrame:
    """Return the days, places and parties that stand out and are not in the record, first the most.

    `question` bounds the days by `first` and `last`, both given. Columns: `occurred` (day),
    `party`, `cell` (H3), `place` (the name told most), `latitude`, `longitude` (their mean),
    `number` of happenings, `usual` (the median of the 28 days before) and `score`.
    """
    first, last = _days(question)
    happenings = _count(engine, question, parties)
    rows = []
    for at in range((last - first).days + 1):
        day = first + timedelta(at)
        end = min(datetime.combine(day, datetime.min.time()) + timedelta(2), question.as_of)
        rows += _stand_out(happenings[happenings["known_at"] <= end], pd.Timestamp(day))
    leads = pd.DataFrame(rows, columns=list(COLUMNS))
    events = _place_events(seen)
    missed = [not _is_near(lead, events) for lead in leads.to_dict("records")]
    order = ["score", "number", "occurred", "party", "cell"]
    leads = leads[np.array(missed, bool)].sort_values(
        order, ascending=[False, False, True, True, True]
    )
    return leads.head(MOST).reset_index(drop=True)


def find_unseen(engine: Engine, question: Question, seen: Record) -> list[str]:
    """Return the ids of events of the record, as seen, that a feed does not show, by day.

    Events between `first` and `last`, whose place and day are known; the feed shows one that has a
    report of any type within a day and 50 km, whoever is in it.
    """
    from h3.api import basic_int as h3

    first, last = _days(question)
    events = _place_events(seen)
    events = events[events["day"].between(pd.Timestamp(first), pd.Timestamp(last))]
    points = zip(events["lat"], events["lon"], strict=True)
    cells = {cell for at in points for cell in h3.grid_disk(h3.latlng_to_cell(*at, 4), 3)}
    day = timedelta(1)
    wide = replace(question, first=first - day, last=last + day, codes=(), types=())
    reports = _place(questions.select(engine.reports, wide))
    there = reports.filter(reports.h3_4.isin(sorted(cells)))
    spots = fetch(engine, there.select("occurred", "latitude", "longitude").distinct())
    spots = spots.rename(columns={"occurred": "day", "latitude": "lat", "longitude": "lon"})
    spots["until"] = spots["day"]
    at = events.rename(columns={"day": "occurred", "lat": "latitude", "lon": "longitude"})
    rows = at.sort_values("occurred").to_dict("index").items()
    return [str(event) for event, row in rows if not _is_near(row, spots)]


def _days(question: Question) -> tuple[date, date]:
    if question.first is None or question.last is None:
        raise ValueError("leads are looked for between two days; both must be given")
    return question.first, question.last


def _place(reports: "ir.Table") -> "ir.Table":
    """Return the reports that are placed closer than to a country."""
    return reports.filter(reports.h3_4.notnull(), reports.place_precision != "country")


def _count(engine: Engine, question: Question, parties: Parties) -> pd.DataFrame:
    """Return happenings and the 28 days before, one row for each and its `party`.

    Only of the hexagons that have LEAST of them on one of the days: columns as `_happenings`.
    """
    codes = [code for named in parties.values() for code in named]
    first, _ = _days(question)
    days = _place(questions.name_actors(questions.select(engine.reports, question), codes))
    full = days.group_by("occurred", "h3_4").agg(number=days.happening.nunique())
    cells = fetch(engine, full.filter(full.number >= LEAST).select("h3_4").distinct())["h3_4"]
    past = questions.select(engine.reports, replace(question, first=first - timedelta(PAST)))
    there = questions.name_actors(past.filter(past.h3_4.isin(cells.tolist())), codes)
    happenings = fetch(engine, _happenings(_place(there)), MOST_HAPPENINGS)
    party = {code: name for name, named in parties.items() for code in named}
    sides = [happenings.assign(party=happenings[f"actor{n}_country"].map(party)) for n in "12"]
    both = pd.concat(sides).dropna(subset=["party"])
    return both.drop_duplicates(["happening", "party"])


def _happenings(reports: "ir.Table") -> "ir.Table":
    """Return one row a happening: when it was first known, and its first place by name."""
    keys = ("happening", "occurred", "actor1_country", "actor2_country")
    return reports.group_by(*keys).agg(
        known_at=reports.known_at.min(),
        cell=reports.h3_4.min(),
        place=reports.place.min(),
        latitude=reports.latitude.mean(),
        longitude=reports.longitude.mean(),
    )


def _stand_out(known: pd.DataFrame, day: pd.Timestamp) -> list[tuple[Any, ...]]:
    """Return the cells and parties whose day stands out from the 28 before, as `COLUMNS`."""
    keys = ["cell", "party"]
    today = known[known["occurred"] == day]
    counts = today.groupby(keys).size().loc[lambda number: number >= LEAST]
    days = pd.date_range(end=day - pd.Timedelta(days=1), periods=PAST)
    before = known[known["occurred"].isin(days)]
    by_day = before.groupby([*keys, "occurred"]).size().unstack("occurred")
    past = by_day.reindex(index=counts.index, columns=days).fillna(0).to_numpy("float64")
    usual = np.median(past, axis=1)
    spread = 1.4826 * np.median(np.abs(past - usual[:, None]), axis=1)
    scores = (counts - usual) / np.maximum(np.maximum(spread, np.sqrt(usual)), 1.0)
    rows: list[tuple[Any, ...]] = []
    for place, (cell, party) in enumerate(counts.index):
        if scores.iloc[place] < Z:
            continue
        group = today[(today["cell"] == cell) & (today["party"] == party)]
        where = group["latitude"].mean(), group["longitude"].mean()
        name, number = group["place"].mode().iloc[0], int(counts.iloc[place])
        score = round(float(scores.iloc[place]), 1)
        rows.append((day, party, cell, name, *where, number, float(usual[place]), score))
    return rows


def _place_events(seen: Record) -> pd.DataFrame:
    """Return events of the record with a place: `day` and `until` (UTC, no zone), `lat`, `lon`."""
    events = seen.events.join(seen.places[["lat", "lon"]], on="place_id")
    events = events[events["lat"].notna() & events["start"].notna()]
    begin = events["start"].dt.tz_localize(None).dt.normalize()
    until = events["end"].fillna(events["start_last"]).dt.tz_localize(None).dt.normalize()
    return pd.DataFrame(
        {"day": begin, "until": until, "lat": events["lat"], "lon": events["lon"]},
        index=events.index,
    )


def _is_near(lead: Any, events: pd.DataFrame) -> bool:
    """Return whether something happened within a day and 50 km of a lead."""
    day = pd.Timedelta(days=1)
    at = lead["occurred"]
    then = events[(events["day"] <= at + day) & (events["until"] >= at - day)]
    apart = measure_km(lead["latitude"], lead["longitude"], then["lat"], then["lon"])
    return bool((apart <= NEAR_KM).any())


def measure_km(lat: float, lon: float, lats: Sequence[float], lons: Sequence[float]) -> np.ndarray:
    """Return the distances from a point to others along the ground (haversine), in km."""
    a, b = np.radians(lat), np.radians(np.asarray(lats, float))
    across = np.radians(np.asarray(lons, float) - lon)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
