"""A table as its file holds it: rows of cells in their columns' form, and what cannot be read.

The one reader of tables: checks, loading, defaults and upgrades all see the same cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from data.cells import Grid, Unreadable, fold, read_grid
from data.package import Table
from data.settings_file import nearest
from data.unchanged import keep
from data.values import read_as

EXAMPLES = 1  # cells of a column that a line shows as they were and as they were taken


class Trouble(NamedTuple):
    """What keeps a file from being read as its table; `row` as a spreadsheet counts, 0 for none."""

    row: int
    column: str
    value: str
    rule: str
    mend: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a table's file, of which `numbers` are the rows; `taken` says what was read.

    With `troubles` it holds what could be read: no rows where it has no key.
    """

    columns: dict[str, list[str]] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()
    taken: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@keep
def read_sheet(table: Table) -> Sheet:
    """Read a table's file as it was read with its package: shared, so never change it."""
    name = table.path.name
    if table.content is None:
        mend = "add it, or its header row alone"
        return Sheet(troubles=(Trouble(0, "", name, "there is no such file", mend),))
    try:
        grid = read_grid(table.content, [f.name for f in table.fields], table.separator)
    except Unreadable as fault:
        return Sheet(troubles=(Trouble(fault.row, "", name, str(fault), fault.mend),))
    return lay_out(grid, table)


def lay_out(grid: Grid, table: Table) -> Sheet:
    """Return the rows of a file under the names of its table's columns, each cell in its form."""
    names, renames = match_names(grid.header, [f.name for f in table.fields])
    troubles = tuple(_of_header(grid, names, table))
    if table.key not in names or all(f.name != table.key for f in table.fields):
        return Sheet(taken=(*grid.taken, *renames), troubles=troubles)
    width = len(names)
    required = {f.name for f in table.fields if f.constraints.get("required")}
    rows: list[Sequence[str]] = []
    numbers, broken = [], []
    for number, cells in grid.rows:
        # Excel leaves out separators at the end of a row, where what follows is empty.
        short = len(cells) < width and required.isdisjoint(names[len(cells) :])
        if len(cells) == width or short:
            rows.append(cells + [""] * (width - len(cells)) if short else cells)
            numbers.append(number)
        else:
            rule = f"has {len(cells)} cells where the header has {width}"
            broken.append(Trouble(number, "", cells[0], rule, "mend separators and quote marks"))
    columns: dict[str, list[str]] = {}
    for place, name in enumerate(names):
        if name:
            columns.setdefault(name, [*map(itemgetter(place), rows)])
    taken = [*grid.taken, *renames]
    for described in table.fields:
        if described.name in columns:
            taken += _put_in_form(columns, described.name, table, numbers)
    return Sheet(columns, tuple(numbers), tuple(taken), (*troubles, *broken))


def match_names(header: Sequence[str], known: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return which column each heading means, and what was taken for what.

    A heading that differs from one column alone, and only in how it is written, is that column.
    """
    names, renames = list(header), []
    by_fold = {fold(name): name for name in known}
    for place, heading in enumerate(header):
        meant = by_fold.get(fold(heading), "")
        if heading not in known and meant and meant not in header:
            names[place] = meant
            renames.append(f"{heading!r} as {meant}")
    return names, renames


def _of_header(grid: Grid, names: Sequence[str], table: Table) -> Iterator[Trouble]:
    """Find what is missing, unknown or there twice in a header."""
    expected = [f.name for f in table.fields]
    missing = [name for name in expected if name not in names]
    unknown = [name for name in names if name not in expected]
    if not set(names) & set(expected):
        rule, first = "has no header of its columns", ", ".join(expected[:4])
        yield Trouble(grid.at, "", "", rule, f"let its first row be {first} ...")
        return
    if table.key in missing:  # without ids there is no row to speak of
        question = next((u for u in unknown if nearest(u, [table.key])), "")
        mend = f"rename {question!r}" if question else "add it to the header row"
        yield Trouble(grid.at, table.key, "", "this column is missing", mend)
        return
    for name in missing:
        yield Trouble(grid.at, name, "", "this column is missing", "add it to the header row")
    for place, name in enumerate(names):
        if not name:
            cell = next((r[place] for _, r in grid.rows if len(r) > place and r[place]), "")
            rule = f"column {place + 1} has no name and holds {cell!r}"
            yield Trouble(grid.at, "", "", rule, "name it, or take it out")
        elif name in unknown:
            rule = f"is no column of this table{nearest(name, missing or expected)}"
            mend = "rename it, take it out, or describe it in the package"
            yield Trouble(grid.at, "", name, rule, mend)
        elif name in names[:place] and names[:place].count(name) == 1:
            yield Trouble(grid.at, name, "", "this column is there twice", "keep one of them")


def _put_in_form(
    columns: dict[str, list[str]], name: str, table: Table, numbers: Sequence[int]
) -> Iterator[str]:
    """Put a column's cells in its form; yield what was taken for what, the first and a count."""
    read = read_as(table.field(name), name in table.key_columns)
    cells = columns[name]
    forms = {cell: read(cell) for cell in set(cells) if cell}  # what many rows write is read once
    changed = {cell: form for cell, form in forms.items() if cell != form}
    if not changed:
        return
    columns[name] = [changed.get(cell, cell) for cell in cells]
    places = [place for place, cell in enumerate(cells) if cell in changed]
    first = places[0]
    more = f", and {len(places) - EXAMPLES} more" if len(places) > EXAMPLES else ""
    yield f"row {numbers[first]} {name} {cells[first]!r} as {columns[name][first]!r}{more}"
