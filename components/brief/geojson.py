"""The map's marks as GeoJSON."""

import json
from typing import Any

from data.direction import bare
from data.load import Record
from data.queries.events.ending import record_end
from data.queries.forces.forces import forces
from data.queries.forces.venues import venues
from data.view import View

OF_A_MARK = (
    *("observation_id", "place", "force_name", "status_name", "at_label", "what", "people"),
    "basis_name",
)


def geojson(seen: Record, view: View) -> bytes:
    """Return the map's marks and meeting towns as GeoJSON (RFC 7946, WGS84).

    Seen from after the record's end, each feature says so in `record`.
    """
    marks: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {"layer": "forces"}
            | {name: bare(str(row[name])) for name in OF_A_MARK}
            | {"sources": list(seen.deployments.at[row["observation_id"], "cited"])},
        }
        for row in forces(seen, view).marks.to_dict("records")
    ]
    towns: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {
                "layer": "meetings",
                "place": bare(str(row["name"])),
                "announced": int(row["upcoming"]),
                "held": int(row["past"]),
                "called_off": int(row["called_off"]),
            },
        }
        for row in venues(seen, view).towns.to_dict("records")
    ]
    features = marks + towns
    collection: dict[str, Any] = {"type": "FeatureCollection", "as_of": str(view.as_of)}
    if ending := record_end(seen):
        collection["record"] = ending
        # Programs that read the features keep nothing of what stands around them.
        for feature in features:
            feature["properties"]["record"] = ending
    return json.dumps(collection | {"features": features}, ensure_ascii=False, indent=1).encode()
