"""Write data/countries.csv, where countries lie: `python -m tools.countries`.

Of each country of ISO 3166-1 that Natural Earth draws the box around its main part, the one with
the most land (degrees WGS84; a west above the east spans the antimeridian). Pieces closer than
3 degrees are of one part. Sovereignty is as internationally recognised, whoever holds the ground.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycountry
import shapely
from shapely import affinity

from tools.world import Shapes, World, read_names, read_world

FILE = Path(__file__).parents[1] / "data" / "countries.csv"
COLUMNS = ("country", "name", "west", "south", "east", "north")
APART = 3.0  # degrees
RENAMED = {"MK": "North Macedonia", "SZ": "Eswatini"}  # since the files were drawn


def find_box(land: Shapes) -> tuple[float, ...]:
    """Return the box around the main part of a country: west, south, east, north."""
    pieces = shapely.get_parts(land)
    west, _, east, _ = shapely.bounds(pieces).T
    all_round = (east - west > 300).any()  # Antarctica
    if (east > 179.99).any() and not all_round:  # it may go on behind the antimeridian
        turned = [affinity.translate(piece, 360) for piece in pieces]
        pieces = np.where(east < 0, np.array(turned), pieces)
    reach = shapely.get_parts(shapely.union_all([_around(piece) for piece in pieces]))
    parts = [pieces[shapely.intersects(pieces, each)] for each in reach]
    main = max(parts, key=lambda part: shapely.area(part).sum())
    west, south, east, north = shapely.total_bounds(main)
    edges = (_turned(west), south, _turned(east), north)
    return tuple(round(float(edge), 1) for edge in edges)


def _around(piece: shapely.Geometry) -> shapely.Geometry:
    return shapely.box(*piece.bounds).buffer(APART / 2, join_style="mitre")


def _turned(lon: float) -> float:
    return lon - 360 if lon > 180 else lon


def list_rows(world: World) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the table, by code."""
    names = read_names()
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_2):
        mine = [c == country.numeric for c in world.countries]
        if any(mine):
            name = RENAMED.get(country.alpha_2) or names[country.numeric]
            # Natural Earth shortens some names to fit its map.
            name = _unfolded(country.name) if "." in name else name
            yield country.alpha_2, name, *find_box(world.land[mine])


def _unfolded(name: str) -> str:
    """Return a name as it is said: ISO 3166-1 writes Virgin Islands, British."""
    last, _, first = name.partition(", ")
    return f"{first} {last}".strip().removeprefix("The ")


def main() -> None:
    """Write the table."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(list_rows(read_world()))


if __name__ == "__main__":
    main()
