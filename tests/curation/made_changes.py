"""Changes of the made-up crisis, and its tables as they are now."""

from pathlib import Path

from data.curation.changes import Cell, Changes, Contents, Row, read_contents
from data.curation.log import Account, Entry, group, read_log
from data.descriptor import read_package
from data.load import load_package

ANNA, BEN = Account("anna", "a better word", "p-1"), Account("ben")


def read_now(folder: Path) -> Contents:
    return read_contents(read_package(folder))


def log_of(folder: Path) -> dict[int, Entry]:
    return group(read_log(read_package(folder)))


def digest(folder: Path) -> str:
    return load_package(read_package(folder)).digest


def orders(contents: Contents) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Return the filled cells of tables as lists: dicts in another order would be equal."""
    return {
        name: [(row, {c: cell for c, cell in cells.items() if cell}) for row, cells in rows.items()]
        for name, rows in contents.tables.items()
    }


def change_cell(folder: Path, table: str, row: str, column: str, new: str) -> Changes:
    old = read_now(folder).tables[table][row][column]
    return Changes(cells=(Cell(table, row, column, old, new),))


def person(name: str, after: str | None = None) -> Row:
    cells = {"person_id": name, "name": name.title(), "party_id": "coralta", "role": "Clerk"}
    return Row("people", name, cells, after)


def remove(folder: Path, table: str, row: str) -> Changes:
    cells = read_now(folder).tables[table][row]
    return Changes(removed=(Row(table, row, {c: cell for c, cell in cells.items() if cell}),))
