"""The H3 cells of points, made once for each pair of coordinates."""

from typing import TYPE_CHECKING

import pyarrow as pa

from data.feeds.schema import CELLS, RESOLUTIONS

if TYPE_CHECKING:
    import duckdb

TABLE = ", ".join(f"{name} {kind}" for name, kind in CELLS.items())
MANY = 2_000_000  # pairs that are remembered


def prepare(con: "duckdb.DuckDBPyConnection") -> None:
    """Make the table of cells, `cells`, in a connection."""
    con.execute(f"CREATE OR REPLACE TABLE cells (latitude DOUBLE, longitude DOUBLE, {TABLE})")


def add_new(con: "duckdb.DuckDBPyConnection") -> None:
    """Add the cells of all pairs in `typed` that are not in `cells` yet: rows share centroids."""
    from h3.api import basic_int as h3

    if con.execute("SELECT count(*) FROM cells").fetchall()[0][0] > MANY:
        con.execute("DELETE FROM cells")
    pairs = con.sql(
        "SELECT DISTINCT latitude, longitude FROM typed ANTI JOIN cells USING (latitude, longitude)"
        " WHERE latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180"
    ).to_arrow_table()
    if not pairs.num_rows:
        return
    points = list(zip(*(column.to_pylist() for column in pairs.columns), strict=True))
    made = pairs
    for name, resolution in zip(CELLS, RESOLUTIONS, strict=True):
        cells = [h3.latlng_to_cell(lat, lon, resolution) for lat, lon in points]
        made = made.append_column(name, pa.array(cells, pa.int64()))
    con.register("made", made)
    con.execute("INSERT INTO cells SELECT * FROM made")
    con.unregister("made")


def find_middle(hexagon: str) -> tuple[float, float] | None:
    """Return the middle of a cell, as H3 writes it, in degrees of latitude and longitude.

    None where there is no such cell: an address may name anything.
    """
    from h3.api import basic_str as h3

    if not h3.is_valid_cell(hexagon):
        return None
    lat, lon = h3.cell_to_latlng(hexagon)
    return lat, lon
