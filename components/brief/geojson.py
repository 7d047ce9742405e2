"""The map's marks and meeting towns as GeoJSON (RFC 7946)."""

import json
import math
from typing import Any

import pandas as pd

from data.clock import Moment
from data.direction import bare
from data.load import Record
from data.queries.events.ending import record_end
from data.queries.forces.forces import forces
from data.queries.forces.venues import venues
from data.queries.sources.citing import sources_of
from data.view import View

DEGREES = 6  # decimals of a coordinate: a decimetre (RFC 7946, section 11.2)


def geojson(seen: Record, view: View) -> bytes:
    """Return the map's marks and meeting towns as GeoJSON: WGS84, longitude first.

    Dates are ISO 8601, no finer than they are known; numbers are numbers or null. Seen from after
    the record's end, each feature says so in `record`.
    """
    features = [*_marks(seen, view), *_towns(seen, view)]
    collection: dict[str, Any] = {"type": "FeatureCollection", "as_of": view.as_of.text}
    if view.since is not None:
        collection["since"] = view.since.text
    if ending := record_end(seen):
        collection["record"] = ending
        # Programs that read the features keep nothing of what stands around them.
        for feature in features:
            feature["properties"]["record"] = ending
    if features:
        lons, lats = zip(*(f["geometry"]["coordinates"] for f in features), strict=True)
        collection["bbox"] = [min(lons), min(lats), max(lons), max(lats)]
    whole = collection | {"features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _marks(seen: Record, view: View) -> list[dict[str, Any]]:
    rows = forces(seen, view).marks
    known = seen.deployments.loc[rows["observation_id"]]
    return [
        _feature(
            mark.observation_id,
            mark,
            layer="forces",
            place=bare(mark.place),
            place_precision=_precision(seen, mark.place_id),
            force=mark.force_name,
            status=mark.status,
            date=_date(row, "observed") or _date(row, "reported"),
            date_precision=_date_precision(row),
            date_is="observed" if pd.notna(row["observed"]) else "reported",
            reported=_date(row, "reported"),
            what=bare(mark.what),
            unit=bare(mark.unit) or None,
            people_low=_number(mark.low),
            people_high=_number(mark.high),
            people=mark.people or None,
            basis=mark.basis,
            credibility=_number(mark.credibility),
            sources=_sources(seen, row["cited"]),
        )
        for mark, row in zip(rows.itertuples(), known.to_dict("records"), strict=True)
    ]


def _towns(seen: Record, view: View) -> list[dict[str, Any]]:
    return [
        _feature(
            f"meetings-{town.place_id}",
            town,
            layer="meetings",
            place=bare(town.name),
            place_precision=_precision(seen, town.place_id),
            announced=int(town.upcoming),
            held=int(town.past),
            called_off=int(town.called_off),
            titles=[bare(title) for title in town.titles],
        )
        for town in venues(seen, view).towns.itertuples()
    ]


def _feature(name: str, row: Any, **properties: Any) -> dict[str, Any]:
    point = [round(float(row.lon), DEGREES), round(float(row.lat), DEGREES)]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _precision(seen: Record, place: str) -> str:
    return str(seen.places.at[place, "precision"])


def _date(row: Any, name: str) -> str | None:
    """Return a date as ISO 8601, as fine as it is known; None where it is not."""
    first, last, precision = (row[f"{name}{end}"] for end in ("", "_last", "_precision"))
    return None if pd.isna(first) else Moment(last, first, precision).text


def _date_precision(row: Any) -> str:
    name = "observed" if pd.notna(row["observed"]) else "reported"
    return str(row[f"{name}_precision"])


def _number(cell: Any) -> int | None:
    """Return a whole number, or None: JSON has none that is not a number."""
    number = float(cell) if str(cell) and not pd.isna(cell) else math.nan
    return None if math.isnan(number) else int(number)


def _sources(seen: Record, cited: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the sources of a mark with their addresses; null where one is held back."""
    rows = sources_of(seen, cited).to_dict("records")
    return [
        {
            "source": row["source_id"],
            "publisher": row["publisher"],
            "title": bare(str(row["title"])) or None,
            "url": row["url"] or None,
            "kept_at": bare(str(row["shelf"])) or None,
            "published": _date(seen.sources.loc[row["source_id"]], "published"),
            "reliability": row["reliability"],
        }
        for row in rows
    ]
