"""The one writer of packages: a change is checked whole, then made at once, with its log."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from data import clock, editions
from data.cells import write_csv
from data.checks.run import check_package
from data.checks.sheet import Finding
from data.curation import holding
from data.curation.changes import (
    Changes,
    Contents,
    Rows,
    apply,
    compare,
    read_contents,
)
from data.curation.history import find_reverse
from data.curation.log import Account, Entry, append, group, read_log
from data.descriptor import build_package
from data.files import LOG
from data.homes import Home
from data.load import find_digest, load_package
from data.package import Package, Table
from data.sheet import read_sheet


class Faulty(Exception):
    """A change would break the record; `faults` say how, and nothing was written."""

    def __init__(self, faults: Iterable[Finding]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))


@dataclass(frozen=True)
class Written:
    """A change that was made: its number in the log, what it did, the digest of the record now.

    Where nothing differed `number` is 0 and `changes` are none.
    """

    number: int
    changes: Changes
    digest: str


def write(home: Home, changes: Changes, account: Account) -> Written:
    """Make changes of a package.

    Raises Conflict where cells are not what the changes were made against, Faulty where the record
    would have a fault, NotAPackage where there is none; nothing is written then.
    """
    return _write(home, lambda _, old: apply(changes, old), account)


def write_contents(home: Home, new: Contents, account: Account) -> Written:
    """Put whole tables and texts in place of a package's own; raises Faulty and NotAPackage."""
    return _write(home, lambda _, old: new, account)


def undo(home: Home, number: int, account: Account) -> Written:
    """Take a change back, as a change of its own.

    Raises KeyError where the log has no such change, Conflict where a later one that stands changed
    the same cells or it was taken back already, Faulty where the record would have a fault: other
    rows may need what it added.
    """

    def take_back(package: Package, old: Contents) -> Contents:
        entries = group(read_log(package))
        reverse = find_reverse(entries, number, old)
        return apply(reverse, old)

    return _write(home, take_back, account, number)


def make_package(package: Package, changes: Changes) -> Package:
    """Return what a package would be with changes made, of which nothing is written.

    Raises Conflict as `write` does, and Faulty where they name what it has no place for.
    """
    old = read_contents(package)
    new = apply(changes, old)
    if strange := list(find_strange(package, old, changes)):
        raise Faulty(strange)
    return build_package(package.home, {**package.files, **_files(package, changes, new)})


def _write(
    home: Home, make: Callable[[Package, Contents], Contents], account: Account, undone: int = 0
) -> Written:
    with holding.hold(home) as target:
        package = target.read()
        old = read_contents(package)
        changes = compare(old, new := make(package, old), undone)
        if not changes:
            return Written(0, changes, load_package(package).digest)
        if strange := list(find_strange(package, old, changes)):
            raise Faulty(strange)
        entry = _enter(package, changes, account, undone)
        contents = _files(package, changes, new)
        contents[LOG] = append(package.files.get(LOG, b""), entry)
        changed = build_package(home, {**package.files, **contents})
        if faults := check_package(changed).faults:
            raise Faulty(faults)
        record = load_package(changed)
        if changed.editions:
            path, text = editions.write(record, find_digest(package))
            if path not in package.files:  # what was taken back leads to an edition that is kept
                contents[path] = text.encode()
        target.put(contents)
        return Written(entry.number, changes, record.digest)


def find_strange(package: Package, old: Contents, changes: Changes) -> Iterator[Finding]:
    """Find what a change names that the package has no place for, and ids that it would change."""
    written = [(c.table, c.row, c.column, c.new) for c in changes.cells]
    written += [(row.table, row.row, *cell) for row in changes.added for cell in row.cells.items()]
    for name, row, column, cell in written:
        table = package.tables[name]
        if column not in {f.name for f in table.fields}:
            yield Finding(name, 0, column, cell, "is no column of this table", "take it out")
        elif column == table.key and cell != row:
            mend = "remove the row, and add it under its new id"
            yield Finding(name, 0, column, cell, f"is not the id of the row, {row!r}", mend)
    for text in changes.texts:
        if text.path not in old.texts:
            rule = "is no file that a change writes"
            yield Finding("", 0, "", text.path, rule, "name the settings or a text of the package")


def _enter(package: Package, changes: Changes, account: Account, undone: int) -> Entry:
    number = max((line.change for line in read_log(package)), default=0) + 1
    return Entry(number, clock.say_now(), account, changes, undone)


def _files(package: Package, changes: Changes, new: Contents) -> dict[str, bytes]:
    """Return the files that the changes write, by path."""
    paths = {r["name"]: r["path"] for r in package.descriptor["resources"]}
    contents = {
        paths[name]: write_rows(package.tables[name], new.tables[name]).encode()
        for name in sorted(changes.tables)
    }
    return contents | {text.path: text.new.encode() for text in changes.texts}


def write_rows(table: Table, rows: Rows) -> str:
    """Return rows as the text of a table's file, its columns in the order in which it has them."""
    sheet = read_sheet(table)
    described = [f.name for f in table.fields]
    given = next(iter(rows.values()), {})  # a table without a header takes the order of its rows
    names = [n for n in dict.fromkeys((*sheet.columns, *given, *described)) if n in described]
    return write_csv([names, *([cells.get(n, "") for n in names] for cells in rows.values())])
