"""Whether a place lies where its country is: a test for slips of a sign or of two columns.

`countries.csv` holds boxes around the parts of each country (degrees WGS84; a west above the east
spans the antimeridian), from Natural Earth 1:10m, parts closer than 3 degrees taken together.
Sovereignty is as internationally recognised, whoever holds the ground. Codes that ISO
3166-1 leaves to users (as XA, for a country of the past) have no box and are not tested.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from data.checks.sheet import Finding, Sheets
from data.settings import Bounds

MARGIN = 1.0  # degrees: ships, islets and rounded points
USERS_OWN = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")  # ISO 3166-1, 8.1.3


@lru_cache(maxsize=1)
def boxes() -> dict[str, list[Bounds]]:
    """Return each country's boxes."""
    by_country: dict[str, list[Bounds]] = defaultdict(list)
    with (Path(__file__).parent / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            box = Bounds(*(float(row[side]) for side in ("west", "south", "east", "north")))
            by_country[row["country"]].append(box)
    return dict(by_country)


def inside(box: Bounds, lat: float, lon: float) -> bool:
    """Say whether a point lies in a box or within the margin around it."""
    width = (box.east - box.west) % 360 or 360
    along = (lon - box.west + MARGIN) % 360
    return box.south - MARGIN <= lat <= box.north + MARGIN and along <= width + 2 * MARGIN


def places(sheets: Sheets) -> Iterator[Finding]:
    """Find places outside the neighbourhood of their country."""
    for row in sheets["places"]:
        country, lat, lon = row["country"], row.number_in("lat"), row.number_in("lon")
        if not re.fullmatch("[A-Z]{2}", country) or USERS_OWN.fullmatch(country):
            continue
        if country not in boxes():
            mend = "write the code of today's sovereign, or leave it empty for a sea"
            yield row.finding("country", "is no country of ISO 3166-1", mend)
        elif lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
            continue
        elif not any(inside(box, lat, lon) for box in boxes()[country]):
            rule = f"does not lie at {row['lat']}, {row['lon']}"
            yield row.finding("country", rule, "mend lat, lon or country")
