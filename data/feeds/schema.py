"""The columns of a report: what every feed is brought to, and what every engine is asked for.

One row is one report as its feed published it. Words are never missing, only empty; a number that
the feed does not give is missing.
"""

import re
from collections.abc import Mapping

# Resolutions of H3, and how many km a hexagon is across there, on average.
ACROSS: Mapping[int, int] = {2: 370, 3: 140, 4: 52, 5: 20}
RESOLUTIONS = tuple(ACROSS)
# Two points in one cell of resolution 5 lie less than 25 km apart: no cell is 22 km across.
NEAR = 5

# A cell of one of them as H3 writes it: its second digit is its resolution.
HEXAGON = re.compile(f"8[{''.join(map(str, RESOLUTIONS))}][0-9a-f]{{13}}")

CELLS: Mapping[str, str] = {f"h3_{resolution}": "BIGINT" for resolution in RESOLUTIONS}

# Columns of a report and their types, in the order of the files.
COLUMNS: Mapping[str, str] = {
    "source_id": "VARCHAR",  # the row's id in its feed
    "occurred": "DATE",  # the day, or the first of the stretch that precision names
    "precision": "VARCHAR",  # day, week, month or year
    "known_at": "TIMESTAMP",  # UTC
    "plover": "VARCHAR",  # PLOVER type in the record's words; empty where the feed's maps to none
    "intensity": "DOUBLE",  # -10 conflict to 10 cooperation
    "actor1_country": "VARCHAR",  # ISO 3166-1 alpha-3, or an organisation's code
    "actor1_name": "VARCHAR",
    "actor2_country": "VARCHAR",
    "actor2_name": "VARCHAR",
    "place": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "place_precision": "VARCHAR",  # place, region or country: the last two lie on a centroid
    "mentions": "BIGINT",
    "source": "VARCHAR",  # who published it, where the feed says so
    "address": "VARCHAR",
    "headline": "VARCHAR",
    **CELLS,
    # One number for all reports of one happening: same day, type and actors, and one cell of
    # resolution 5. A report that lacks type, place or both actors is a happening of its own.
    "happening": "BIGINT",
}
# What the folders of a file say of its rows; `month` is that of the event: 202201.
PARTITIONS: Mapping[str, str] = {"feed": "VARCHAR", "batch": "VARCHAR", "month": "BIGINT"}

SCHEMA_VERSION = 1


class FeedFault(ValueError):
    """A feed, a file or an address that cannot be used; the message says why and what to do."""


def find_resolution(hexagon: str) -> int:
    """Return the resolution of a cell that `HEXAGON` matches."""
    return int(hexagon[1])
