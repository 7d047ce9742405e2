"""Where forces stand: the newest observation of each place and force, and a place's history."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data import clock
from data.load import Record
from data.package import MapSettings
from data.queries.citing import sources_of
from data.queries.venues import towns
from data.view import View

FRESH_DAYS = 14  # what a reader before a meeting calls new
RECENT_DAYS = 42  # six weeks: build-ups are counted in weeks; older marks fade
AGES = ("new", "recent", "old")
UNIDENTIFIED = "unidentified"  # kind of a party, in the schema's words
MARK_COLUMNS = [
    "observation_id",
    "place_id",
    "place",
    "lat",
    "lon",
    "region",
    "force",
    "force_name",
    "camp",
    "status",
    "status_name",
    "announced",
    "departed",
    "at",
    "at_said",
    "days",
    "age",
    "basis",
    "basis_name",
    "credibility",
    "unit",
    "what",
    "low",
    "high",
    "people",
]


@dataclass(frozen=True, eq=False)
class Forces:
    """What the map of forces draws.

    `marks`: one row a mark, oldest first, as `newest` describes. `camps`: how forces are told
    apart, as `camps`. `bases`: each kind of evidence with its name, in the package's order.
    `labels`: names to write on the ground. `settings`: views and base map. `seen_at`: the moment.
    """

    marks: pd.DataFrame
    camps: pd.DataFrame
    bases: tuple[tuple[str, str], ...]
    labels: pd.DataFrame
    settings: MapSettings
    seen_at: pd.Timestamp

    @property
    def fresh(self) -> int:
        """Count the marks of the past 14 days."""
        return int((self.marks["age"] == AGES[0]).sum())


@dataclass(frozen=True, eq=False)
class History:
    """One place: its row of `places`, what was observed there and what was held there.

    `place` is empty where nothing was known of it by the moment. `observations`: newest first, the
    columns of a mark and `reported_said`, `observed_said`, `credibility_name`, `note` and `sources`
    (records of `sources_of`). `events` in the same town: the announced first, then newest first,
    `event_id`, `title`, `when_said`, `status`, and `hall` where it was not this very place.
    """

    place: dict[str, str]
    observations: pd.DataFrame
    events: pd.DataFrame


def forces(seen: Record, view: View) -> Forces:
    """Return what is known of where forces stand, for the map."""
    basis = seen.package.field("deployments", "basis")
    return Forces(
        marks=newest(seen),
        camps=camps(seen),
        bases=tuple((b, basis.labels.get(b, b)) for b in basis.enum),
        labels=seen.labels.sort_values("rank", kind="stable"),
        settings=seen.package.crisis.map,
        seen_at=seen.seen_at,
    )


@lru_cache(maxsize=64)
def camps(seen: Record) -> pd.DataFrame:
    """Return how forces are told apart: one row a camp, in display order, indexed by its id.

    Columns: `title`; `look`: own (a party with a colour), lent (a side whose members borrow one),
    plain (neither), unidentified; `party`: whose colour it wears ("" for the last two).
    """
    parties, rows = seen.parties, []
    colored = parties.loc[parties["color_light"] != ""]
    rows += [(i, str(p["short_name"]), "own", i) for i, p in colored.iterrows()]
    rest = parties.loc[(parties["color_light"] == "") & (parties["kind"] != UNIDENTIFIED)]
    for side in seen.package.crisis.sides:
        if (rest["side"] == side.side).any():
            lent = side.color_of in colored.index
            title = side.title
            rows.append((f"side-{side.side}", title, "lent" if lent else "plain", side.color_of))
    known = {row[0] for row in rows}
    if any(f"side-{side}" not in known for side in rest["side"]):
        rows.append(("side-", "Others", "plain", ""))
    if (parties["kind"] == UNIDENTIFIED).any():
        rows.append((UNIDENTIFIED, "Not identified", UNIDENTIFIED, ""))
    frame = pd.DataFrame(rows, columns=["camp", "title", "look", "party"]).astype("str")
    return frame.set_index("camp", drop=False).rename_axis(None)


@lru_cache(maxsize=64)
def newest(seen: Record) -> pd.DataFrame:
    """Return one row a mark: the newest observation of each place and force, oldest first.

    What is only announced stands beside what is there, as long as nothing newer was observed: the
    announcement never hides it. `at` (UTC) is when it was observed, or reported where that is
    unknown, and `days` its age; `age` is new (14 days), recent (six weeks) or old. `low` and
    `high` are the newest number given for that place and force, `people` says them with their
    day; `region` marks a point that stands in for a region.
    """
    rows = described(seen)
    rows = rows.sort_values(["at", "reported_last"], kind="stable")
    rows = rows.drop_duplicates(["place_id", "force", "announced"], keep="last")
    there = rows.loc[~rows["announced"]].set_index(["place_id", "force"])["at"]
    keys = pd.MultiIndex.from_frame(rows[["place_id", "force"]])
    stale = rows["announced"].to_numpy() & (
        rows["at"].to_numpy() < there.reindex(keys).to_numpy()  # arrived since
    )
    return rows.loc[~stale, MARK_COLUMNS].reset_index(drop=True)


@lru_cache(maxsize=64)
def described(seen: Record) -> pd.DataFrame:
    """Return every observation in the order in which it became known, with its words.

    The columns of a mark; `low` and `high` filled from the newest earlier number of the same place,
    force and kind (there or announced), as a row without one does not take it back.
    """
    rows = seen.deployments.loc[seen.deployments["place_id"].isin(seen.places.index)].copy()
    places = seen.places.loc[rows["place_id"]]
    status = seen.package.field("deployments", "status").labels
    basis = seen.package.field("deployments", "basis").labels
    for column, source in (("place", "name"), ("lat", "lat"), ("lon", "lon")):
        rows[column] = places[source].to_numpy()
    rows["region"] = (places["precision"] == "region").to_numpy()
    parties = seen.parties.loc[rows["force"]]
    rows["force_name"] = parties["short_name"].to_numpy()
    rows["camp"] = [_camp(p, seen) for _, p in parties.iterrows()]
    for column, labels in (("status", status), ("basis", basis)):
        rows[f"{column}_name"] = [labels.get(v, v) for v in rows[column].astype(str)]
    rows["announced"] = (rows["status"] == "announced").to_numpy(dtype=bool)
    rows["departed"] = (rows["status"] == "departed").to_numpy(dtype=bool)
    observed = rows["observed"].notna()
    rows["at"] = rows["observed"].where(observed, rows["reported"])
    precision = rows["observed_precision"].where(observed, rows["reported_precision"])
    rows["at_said"] = [clock.say(at, p) for at, p in zip(rows["at"], precision, strict=True)]
    days = (seen.seen_at.normalize() - rows["at"].dt.normalize()).dt.days
    rows["days"] = days.clip(lower=0).astype("int64")
    rows["age"] = pd.cut(
        rows["days"], [-1, FRESH_DAYS, RECENT_DAYS, float("inf")], labels=list(AGES)
    ).astype("str")
    return _numbered(rows)


def history(seen: Record, view: View) -> History:
    """Return what is known of the place that the view selects, newest first."""
    nothing = described(seen).iloc[:0]
    if view.place not in seen.places.index:
        return History({}, nothing, pd.DataFrame(columns=["event_id", "title"]))
    place = seen.places.loc[view.place]
    kinds = seen.package.field("places", "kind").labels
    said: dict[str, str] = {
        "place_id": view.place,
        "name": str(place["name"]),
        "kind": kinds.get(str(place["kind"]), str(place["kind"])),
        "country": str(place["country"]),
        "region": "yes" if place["precision"] == "region" else "",
        "note": str(place["note"]),
    }
    rows = described(seen)
    rows = rows.loc[rows["place_id"] == view.place].sort_values(
        ["at", "reported_last"], ascending=False, kind="stable"
    )
    for column in ("observed", "reported"):
        rows[f"{column}_said"] = [
            clock.say(at, p)
            for at, p in zip(rows[column], rows[f"{column}_precision"], strict=True)
        ]
    words = seen.package.field("deployments", "credibility").labels
    rows["credibility_name"] = [words.get(str(c), "") for c in rows["credibility"]]
    sources = [sources_of(seen, cited).to_dict("records") for cited in rows["cited"]]
    rows["sources"] = pd.Series(sources, index=rows.index, dtype=object)
    return History(said, rows, _held(seen, view.place))


def _held(seen: Record, place: str) -> pd.DataFrame:
    town = towns(seen)
    here = town.index[town == town[place]]
    events = seen.events.loc[seen.events["where"].isin(here)]
    events = events.sort_values(
        ["status", "when_last"], ascending=False, na_position="first", kind="stable"
    )
    said = [
        clock.say(at, p) for at, p in zip(events["when"], events["when_precision"], strict=True)
    ]
    halls = seen.places["name"].reindex(events["where"]).to_numpy()
    return events[["event_id", "title", "status"]].assign(
        when_said=said, hall=pd.Series(halls, index=events.index).mask(events["where"] == place, "")
    )


def _camp(party: pd.Series, seen: Record) -> str:
    if party["color_light"]:
        return str(party["party_id"])
    if party["kind"] == UNIDENTIFIED:
        return UNIDENTIFIED
    declared = {side.side for side in seen.package.crisis.sides}
    return f"side-{party['side'] if party['side'] in declared else ''}"


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `low`, `high` (people) and `people`: the newest number, and of which day it is."""
    given = rows[["personnel_low", "personnel_high"]].notna().any(axis=1)
    keys = [rows["place_id"], rows["force"], rows["announced"]]
    newest = {}
    for column, values in (
        ("low", rows["personnel_low"].astype("float64")),
        ("high", rows["personnel_high"].astype("float64")),
        ("counted", rows["at"]),
    ):
        # A row that gives one end only must not borrow the other from an older count.
        counted = given.astype("float64").where(given).groupby(keys).cumcount()
        last = counted.where(given).groupby(keys).ffill()
        held = values.where(given)
        lookup = dict(zip(zip(*keys, counted, strict=True), held, strict=True))
        newest[column] = [lookup.get(key) for key in zip(*keys, last, strict=True)]
    rows["low"] = pd.Series(newest["low"], index=rows.index, dtype="float64")
    rows["high"] = pd.Series(newest["high"], index=rows.index, dtype="float64")
    rows["people"] = [
        _people(low, high, clock.say(at) if at is not None else "")
        for low, high, at in zip(rows["low"], rows["high"], newest["counted"], strict=True)
    ]
    return rows


def _people(low: float, high: float, day: str) -> str:
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(low):
        return f"up to {high:,.0f} people ({day})"
    if pd.isna(high):
        return f"at least {low:,.0f} people ({day})"
    if low == high:
        return f"{low:,.0f} people ({day})"
    return f"{low:,.0f} to {high:,.0f} people ({day})"
