"""`python -m data log` and `undo`: the history of a record, and a change taken back."""

import argparse
import getpass
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from data import console
from data.curation.changes import Changes, Conflict
from data.curation.log import Account, Entry, Line, group, make_account, read_log
from data.curation.writer import Faulty, undo
from data.descriptor import read_package
from data.words import plural


def add_author(parser: argparse.ArgumentParser) -> None:
    """Take who makes a change and why."""
    parser.add_argument("--by", default="", help="who makes the change; else the system's user")
    parser.add_argument("--why", default="", help="why, in a few words")


def read_account(options: argparse.Namespace, why: str) -> Account:
    """Return who makes a change and why, `why` where nothing is said."""
    given = make_account(options.by, options.why)
    return make_account(given.who or _user(), given.why or why)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may know its user by number alone
        return "unknown"


def show(options: argparse.Namespace) -> int:
    """Print a record's changes, the oldest first, or all that became of one row."""
    lines = read_log(read_package(options.folder))
    output = list(_tell_row(lines, options.row) if options.row else _tell(lines))
    for line in output or [f"{options.row or options.folder}: no change in the log"]:
        print(console.printable(line))
    return 0


def take_back(options: argparse.Namespace) -> int:
    """Undo a change, or say why it cannot be undone."""
    number = options.number
    try:
        account = read_account(options, f"undo of change {number}")
        written = undo(options.folder, number, account)
    except KeyError:
        reason = f"the log has no change {number}; `python -m data log` lists them"
    except Conflict as conflict:
        reason = str(conflict)
    except Faulty as fault:
        reason = f"change {number} cannot be undone, the record would be faulty: {fault}"
    else:
        print(f"change {written.number}: change {number} is undone; the record is {written.digest}")
        return 0
    print(console.printable(reason), file=sys.stderr)
    return 1


def _tell(lines: Sequence[Line]) -> Iterator[str]:
    for entry in group(lines).values():
        yield f"{_head(entry)}: {'; '.join(count(entry.changes))}"


def _head(entry: Entry) -> str:
    by = entry.account
    why = f" ({by.why})" if by.why else ""
    return f"{entry.number} {entry.when} {by.who}{why}"


def count(changes: Changes) -> Iterator[str]:
    """Yield what a change does, a table at a time: `events: 1 added, 2 cells changed`."""
    added = Counter(row.table for row in changes.added)
    removed = Counter(row.table for row in changes.removed)
    cells = Counter(cell.table for cell in changes.cells)
    for table in sorted(changes.tables):
        parts = [f"{added[table]} added"] if added[table] else []
        parts += [f"{removed[table]} removed"] if removed[table] else []
        number = cells[table]
        parts += [f"{number} {plural(number, 'cell')} changed"] if number else []
        yield f"{table}: {', '.join(parts) or 'in another order, or written anew'}"
    for text in changes.texts:
        yield f"{text.path}: written anew"


def _tell_row(lines: Sequence[Line], row: str) -> Iterator[str]:
    for line in lines:
        if line.row == row:
            why = f" ({line.why})" if line.why else ""
            head = f"{line.change} {line.when} {line.who}{why}"
            yield f"{head}: {line.table or 'file'}: {_what(line)}"


def _what(line: Line) -> str:
    if line.column:
        return f"{line.column} {line.old!r} -> {line.new!r}"
    if not line.table:
        return "written anew"
    return "removed" if line.old else "added"
