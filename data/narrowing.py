"""How tables of pages are narrowed, as the address says it: table, column and cell in one value."""

import re
from collections.abc import Mapping, Sequence

FORM = re.compile(r"([\w.]{1,80})~([^~]{1,60})~(.{1,60})")
MOST = 60  # cells chosen in all tables together


def read(values: Sequence[str]) -> tuple[str, ...]:
    """Return what an address chooses, each cell once; raises ValueError with a sentence."""
    for value in values:
        if not (FORM.fullmatch(value) and value.isprintable()):
            raise ValueError(f"{value[:40]!r} names no table, column and cell")
    chosen = tuple(dict.fromkeys(values))
    if len(chosen) > MOST:
        raise ValueError(f"takes at most {MOST} cells")
    return chosen


def chosen(narrow: Sequence[str], table: str) -> dict[str, list[str]]:
    """Return the cells that are chosen in a table, by column."""
    cells: dict[str, list[str]] = {}
    for value in narrow:
        of, column, cell = value.split("~", 2)
        if of == table:
            cells.setdefault(column, []).append(cell)
    return cells


def write(table: str, chosen: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the cells chosen in a table, by column, as the address says them."""
    return tuple(f"{table}~{column}~{cell}" for column, cells in chosen.items() for cell in cells)


def describe(narrow: Sequence[str], table: str) -> str:
    """Say which rows of a table are left: `only Status held or announced`; "" for all."""
    columns = chosen(narrow, table).items()
    phrase = " and ".join(f"{column} {' or '.join(cells)}" for column, cells in columns)
    return f"only {phrase}" if phrase else ""


def choose(narrow: Sequence[str], table: str, column: str, cells: Sequence[str]) -> tuple[str, ...]:
    """Return the choices with other cells of one column of a table, or as they are past MOST."""
    others = [value for value in narrow if not value.startswith(f"{table}~{column}~")]
    try:
        return read([*others, *write(table, {column: cells})])
    except ValueError:  # more than an address holds, or a cell that it cannot hold
        return tuple(narrow)
