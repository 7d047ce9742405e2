"""Writes that are killed, each at another step: run with a package and a folder for the copies."""

import os
import shutil
import signal
import sys
from pathlib import Path

from data.checks.run import Result
from data.curation import journal, writer
from data.curation.changes import Changes
from data.curation.writer import write
from tests.curation.made_changes import ANNA, change_cell, person


def all_kinds(folder: Path) -> Changes:
    """Return a change of several tables at once."""
    cells = change_cell(folder, "moments", "chain", "title", "The river is closed")
    added = (person("aldana", "quiroga"),)
    return Changes(cells=cells.cells, added=added)


def second(folder: Path) -> Changes:
    return change_cell(folder, "moments", "note-delivered", "title", "A note")


def kill_each(folder: Path, to: Path, make=all_kinds) -> int:
    """Write to copies of a package, each write killed at its next step; return how many steps."""
    number = 0
    while True:
        copy = Path(shutil.copytree(folder, to / f"{number:03}"))
        child = os.fork()
        if not child:
            die_at(number)
            write(copy, make(copy), ANNA)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return number
        assert os.WTERMSIG(status) == signal.SIGKILL
        number += 1


def die_at(number: int) -> None:
    """Let this process be killed when it comes to that step."""
    left = iter(range(number, -1, -1))

    def step(_name: str) -> None:
        if not next(left):
            os.kill(os.getpid(), signal.SIGKILL)

    journal.step = step


if __name__ == "__main__":
    writer.check_package = lambda _: Result((), ())  # what takes time, and writes nothing
    package, place = map(Path, sys.argv[1:])
    kill_each(package, place / "once")
    # Half done, then killed again: what finishes a change may be killed, too.
    pending = [copy for copy in sorted((place / "once").iterdir()) if (copy / ".change").is_dir()]
    kill_each(pending[0], place / "twice", second)
