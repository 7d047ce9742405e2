"""Changes of a database and of a queue that are killed, each at another step: run with a home.

A step is what comes before each statement that a database is sent, before a change is made there
and after that; of a file that it is forced to the disk, before and after. What became of each kill
is printed, a line each, as JSON: what was to be done, whether it was killed, what is there now.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from data.checks.run import Result
from data.curation import queue, writer
from data.curation.log import group, read_log
from data.curation.proposals import Proposal, Proposed
from data.curation.writer import undo, write
from data.database import connection
from data.descriptor import read_package
from data.homes import Home, parse_home
from data.load import load_package
from tests.curation.killed import all_kinds
from tests.curation.made_changes import ANNA, BEN

State = tuple[str, int, int]  # the record's digest, its changes, the lines of its queue


def read_state(home: Home) -> State:
    package = read_package(home)
    items = queue.read_queue(package)
    return load_package(package).digest, len(group(read_log(package))), len(items)


def kill_each(home: Home, name: str, do: Callable[[], Any]) -> None:
    """Do the same again and again, each time killed a step later, until it is not killed."""
    number, killed = 0, True
    while killed:
        close(home)  # a child would go on with its parent's connections
        child = os.fork()
        if not child:
            die_at(number)
            do()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert killed or os.waitstatus_to_exitcode(status) == 0
        state = read_state(home)
        print(json.dumps([name, killed, state]))
        if name == "write" and state[1] % 2:
            undo(home, state[1], BEN)
        number += 1


def close(home: Home) -> None:
    if not isinstance(home, Path):
        connection.close(home.address)


def die_at(number: int) -> Callable[..., None]:
    """Let this process be killed when it comes to that step; return what is called at each."""
    left, force = iter(range(number, -1, -1)), os.fsync

    def step(*_given: Any) -> None:
        if not next(left):
            os.kill(os.getpid(), signal.SIGKILL)

    def force_between(file: int) -> None:
        step()
        force(file)
        step()

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    event.listen(Pool, "checkin", step)
    os.fsync = force_between
    return step


def propose(home: Home) -> None:
    cells = {"name": Proposed("Dora", ((4, 8),))}
    there = len(queue.read_queue(read_package(home)))
    queue.propose(home, [Proposal(f"p-{there + n}", "people", "d", cells) for n in (0, 1)], "anna")


if __name__ == "__main__":
    writer.check_package = lambda _: Result((), ())  # what takes time, and writes nothing
    at = parse_home(sys.argv[1])
    if not isinstance(at, Path):
        kill_each(at, "write", lambda: write(at, all_kinds(at), ANNA))
    kill_each(at, "propose", lambda: propose(at))
