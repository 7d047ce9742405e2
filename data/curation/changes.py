"""What a change of a package does: rows added and removed, cells changed, as compared or given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.curation import order
from data.files import SETTINGS, TEXTS
from data.package import Package, Table
from data.sheet import Sheet, read_sheet

Rows = Mapping[str, Mapping[str, str]]  # of a table: the cells of each row by column, by its id


@dataclass(frozen=True)
class Cell:
    """A cell that is changed."""

    table: str
    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Row:
    """A row that is added or removed: its filled cells, and the row after which it stands.

    `after` is "" for the first row, None for wherever the table ends. `undone` is the change that
    had removed it, where this one takes that back, else 0.
    """

    table: str
    row: str
    cells: Mapping[str, str]
    after: str | None = None
    undone: int = 0


@dataclass(frozen=True)
class Order:
    """Rows that stay in a table, in the order they had and have; all others stay where they are.

    Where there are none the file alone is new: as it was it could not be read whole.
    """

    table: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A file that is no table: settings or a text of the package."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """All that one change does."""

    removed: tuple[Row, ...] = ()
    added: tuple[Row, ...] = ()
    cells: tuple[Cell, ...] = ()
    orders: tuple[Order, ...] = ()
    texts: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        """Say whether it does anything."""
        return any((self.removed, self.added, self.cells, self.orders, self.texts))

    @property
    def tables(self) -> frozenset[str]:
        """Return the tables that it changes."""
        rows = {row.table for row in (*self.removed, *self.added)}
        cells = {cell.table for cell in self.cells}
        return frozenset(rows | cells | {one.table for one in self.orders})

    def reverse(self) -> "Changes":
        """Return what takes it back."""
        return Changes(
            removed=self.added,
            added=self.removed,
            cells=tuple(replace(c, old=c.new, new=c.old) for c in self.cells),
            orders=tuple(replace(o, old=o.new, new=o.old) for o in self.orders),
            texts=tuple(replace(t, old=t.new, new=t.old) for t in self.texts),
        )


@dataclass(frozen=True)
class Difference:
    """A cell that is not what a change was made against: `theirs` stands there, `yours` would."""

    table: str
    row: str
    column: str
    expected: str
    theirs: str
    yours: str

    def __str__(self) -> str:
        """Return it as a line."""
        place = " ".join(filter(None, (self.table, self.row, self.column)))
        return f"{place}: theirs {self.theirs!r}, yours {self.yours!r}, was {self.expected!r}"


class Conflict(Exception):
    """A change was made against cells that are others now; `differences` names them all."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__("; ".join(map(str, differences)))
        self.differences = tuple(differences)


@dataclass(frozen=True)
class Contents:
    """What a package holds that can change: the rows of its tables by name, its texts by path.

    `unread` names tables whose files cannot be read whole: what could be is there.
    """

    tables: Mapping[str, Rows]
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


def read_contents(package: Package) -> Contents:
    """Return the rows of a package's tables, each cell in its form, and its texts."""
    sheets = {name: read_sheet(table) for name, table in package.tables.items()}
    rows = {name: read_rows(sheet, package.tables[name]) for name, sheet in sheets.items()}
    unread = {n for n, s in sheets.items() if s.troubles or len(rows[n]) != len(s.numbers)}
    texts = {
        path: package.files.get(path, b"").decode("utf-8", errors="replace")
        for path in (SETTINGS, *(package.descriptor[t] for t in TEXTS if t in package.descriptor))
    }
    return Contents(rows, texts, frozenset(unread))


def read_rows(sheet: Sheet, table: Table) -> Rows:
    """Return the rows of a table by their id."""
    ids = sheet.columns.get(table.key, [])
    lines = zip(*sheet.columns.values(), strict=True)
    return {
        row: dict(zip(sheet.columns, line, strict=True))
        for row, line in zip(ids, lines, strict=True)
    }


def compare(old: Contents, new: Contents, undone: int = 0) -> Changes:
    """Return what makes the old tables and texts the new ones; what is not in `new` stays.

    `undone` is the change that this takes back, if it takes one back.
    """
    parts = [_compare(name, old.tables.get(name, {}), rows) for name, rows in new.tables.items()]
    anew = old.unread & new.tables.keys() - {o.table for part in parts for o in part.orders}
    return Changes(
        removed=tuple(row for part in parts for row in part.removed),
        added=tuple(replace(row, undone=undone) for part in parts for row in part.added),
        cells=tuple(cell for part in parts for cell in part.cells),
        orders=(*(o for part in parts for o in part.orders), *map(Order, sorted(anew))),
        texts=tuple(
            Text(path, old.texts.get(path, ""), text)
            for path, text in new.texts.items()
            if old.texts.get(path, "") != text
        ),
    )


def _compare(name: str, old: Rows, new: Rows) -> Changes:
    stays = [row for row in new if row in old]
    was = [row for row in old if row in new]
    return Changes(
        removed=tuple(_rows(name, old, old.keys() - new.keys())),
        added=tuple(_rows(name, new, new.keys() - old.keys())),
        cells=tuple(
            Cell(name, row, column, old[row].get(column, ""), cell)
            for row in stays
            for column, cell in new[row].items()
            if old[row].get(column, "") != cell
        ),
        orders=_arrange(name, was, stays),
    )


def _arrange(name: str, was: Sequence[str], stays: Sequence[str]) -> tuple[Order, ...]:
    """Return the order of the rows from the first to the last that stands elsewhere."""
    moved = [place for place, rows in enumerate(zip(was, stays, strict=True)) if len({*rows}) > 1]
    if not moved:
        return ()
    of = slice(moved[0], moved[-1] + 1)
    return (Order(name, tuple(was[of]), tuple(stays[of])),)


def _rows(name: str, rows: Rows, chosen: frozenset[str] | set[str]) -> Iterator[Row]:
    for row, after in order.find_places(list(rows), chosen):
        yield Row(name, row, {c: cell for c, cell in rows[row].items() if cell}, after)


def apply(changes: Changes, old: Contents) -> Contents:
    """Return what the changes make of tables and texts: of those alone that they change.

    Raises Conflict where these are not what the changes were made against.
    """
    if differences := list(find_differences(changes, old)):
        raise Conflict(differences)
    tables = {name: _apply(changes, name, old.tables[name]) for name in sorted(changes.tables)}
    return Contents(tables, {text.path: text.new for text in changes.texts})


def _apply(changes: Changes, name: str, old: Rows) -> Rows:
    gone = {row.row for row in changes.removed if row.table == name}
    added = [row for row in changes.added if row.table == name]
    rows = {row: dict(cells) for row, cells in old.items()}
    rows |= {row.row: dict(row.cells) for row in added}
    for cell in changes.cells:
        if cell.table == name:
            rows[cell.row][cell.column] = cell.new
    ids = [row for row in old if row not in gone]
    for one in changes.orders:
        if one.table == name:
            ids = order.arrange(ids, one.new)
    ids = order.insert(ids, [(row.row, row.after) for row in added], order.FIRST)
    return {row: rows[row] for row in ids}


def find_differences(changes: Changes, old: Contents) -> Iterator[Difference]:
    """Yield every cell that is not what the changes were made against."""
    for cell in changes.cells:
        rows = old.tables.get(cell.table, {})
        if cell.row not in rows:
            yield Difference(cell.table, cell.row, cell.column, cell.old, "no such row", cell.new)
        elif (theirs := rows[cell.row].get(cell.column, "")) != cell.old:
            yield Difference(cell.table, cell.row, cell.column, cell.old, theirs, cell.new)
    for row in changes.removed:
        yield from _of_removed(row, old.tables.get(row.table, {}))
    for row in changes.added:
        if row.table not in old.tables:
            yield Difference(row.table, row.row, "", "", "no such table", "a new row")
        elif row.row in old.tables[row.table]:
            yield Difference(row.table, row.row, "", "", "a row of this id", "a new row")
    for one in changes.orders:
        ids, named = old.tables.get(one.table, {}), set(one.old)
        if [row for row in ids if row in named] != [*one.old]:
            yield Difference(one.table, "", "", "an order of rows", "another", "a new order")
    for text in changes.texts:
        if (theirs := old.texts.get(text.path, "")) != text.old:
            yield Difference("", text.path, "", text.old, theirs, text.new)


def _of_removed(row: Row, rows: Rows) -> Iterator[Difference]:
    if row.row not in rows:
        yield Difference(row.table, row.row, "", "a row", "no such row", "")
        return
    there = rows[row.row]
    for column in dict.fromkeys((*row.cells, *there)):
        expected, theirs = row.cells.get(column, ""), there.get(column, "")
        if expected != theirs:
            yield Difference(row.table, row.row, column, expected, theirs, "")
