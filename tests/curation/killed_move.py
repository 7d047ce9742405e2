"""Moves of a record that are killed, each at another step: run with a source and where to.

What became of each kill is printed, a line each, as JSON: whether it was killed, and what is there
then, null where nothing is: the record's digest, its changes, its proposals, its articles.
"""

import json
import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

from data.checks.run import Result
from data.curation import desk, journal
from data.database import connection, store
from data.database import move as moving
from data.homes import Home, parse_home
from tests.curation.killed_steps import close, die_at, read_state

STRIDE = 7  # steps of a file from one kill to the next: there are some six of each file


def is_there(home: Home) -> bool:
    return home.exists() if isinstance(home, Path) else home.record in store.list_records(home)


def kill_each(source: Home, to: Home) -> None:
    """Move a record again and again, each time killed a step later, until it is not killed."""
    number, killed = 0, True
    while killed:
        for home in (source, to):
            close(home)  # a child would go on with its parent's connections
        child = os.fork()
        if not child:
            journal.step = die_at(number)
            moving.move(source, to)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert killed or os.waitstatus_to_exitcode(status) == 0
        there = [*read_state(to), len(desk.read_articles(to))] if is_there(to) else None
        print(json.dumps([killed, there]))
        if killed and there:  # killed after it was done
            break
        number += 1 if not isinstance(to, Path) else STRIDE


if __name__ == "__main__":
    # What takes time, and writes nothing.
    moving.check_package = lambda _: Result((), ())
    moving.load_package = lambda _: SimpleNamespace(digest="")
    first, last = map(parse_home, sys.argv[1:])
    for at in (first, last):
        if not isinstance(at, Path):
            connection.upgrade(at)  # whose steps are Alembic's
    kill_each(first, last)
