"""The table of countries: what is committed is what the tool writes."""

import csv

import numpy as np
import shapely

from tools.countries import COLUMNS, FILE, find_box, list_rows
from tools.world import World


def test_the_committed_table_is_what_the_tool_writes(world: World) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert rows == [[str(cell) for cell in row] for row in list_rows(world)]
    names = [row[1] for row in rows]
    assert len(set(names)) == len(names)
    assert not [name for name in names if ", " in name]


def test_a_main_part_leaves_out_what_lies_apart_and_goes_over_the_antimeridian() -> None:
    land = [shapely.box(170, 0, 180, 10), shapely.box(-180, 0, -178, 5), shapely.box(0, 0, 2, 2)]
    assert find_box(np.array(land)) == (170, 0, -178, 10)
    assert find_box(np.array(land[2:])) == (0, 0, 2, 2)
