"""A kill at any step of a change leaves a database, and any queue, as before or as after it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from data.curation import queue
from data.curation.desk import DESK, QUEUE
from data.descriptor import read_package
from data.homes import Database
from tests.conftest import MADE_UP
from tests.curation.killed_steps import State, propose, read_state

ROOT = Path(__file__).parents[2]
FEWEST = 12  # statements of a write
STRIDE = 13  # bytes from one cut to the next


def kill(home: str) -> list[tuple[str, bool, State]]:
    command = [sys.executable, "-m", "tests.curation.killed_steps", home]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [
        (name, killed, tuple(state))
        for name, killed, state in map(json.loads, done.stdout.splitlines())
    ]


def test_after_a_kill_a_database_has_the_old_or_the_new_record_and_queue(home: Database) -> None:
    old, _, _ = read_state(home)
    all_steps = kill(f"{home.address}?record={home.record}")
    steps = [step for step in all_steps if step[0] == "write"]
    states = [state[:2] for _, _, state in steps]
    made = next(place for place, state in enumerate(states) if state[0] != old)
    assert made >= FEWEST
    assert {*states[:made]} == {(old, 0)}, "nothing is there before all is"
    assert len({digest for digest, _ in states[made:]}) == 1
    # Each of these was taken back by a change of its own.
    assert [count for _, count in states[made:]] == list(range(1, 2 * len(states[made:]), 2))
    assert steps[made][1], "killed after the change was made"
    assert read_state(home)[0] == old
    hold_queue([step for step in all_steps if step[0] == "propose"])


def test_after_a_kill_the_queue_of_a_folder_is_whole(copied: Callable[[Path], Path]) -> None:
    folder = copied(MADE_UP)
    hold_queue(kill(str(folder)))


def hold_queue(steps: list[tuple[str, bool, State]]) -> None:
    counts = [state[2] for _, _, state in steps]
    killed = [one for _, one, _ in steps]
    assert killed == [True] * (len(steps) - 1) + [False]
    assert len(steps) > 2
    assert {after - before for before, after in zip([0, *counts], counts, strict=False)} <= {0, 2}
    assert counts[-1] >= 2


def test_an_addition_that_a_kill_cuts_anywhere_harms_no_line(
    copied: Callable[[Path], Path],
) -> None:
    folder = copied(MADE_UP)
    propose(folder)
    file = folder / DESK / QUEUE
    first = file.read_bytes()
    propose(folder)
    whole = file.read_bytes()
    for cut in range(len(first), len(whole) + 1, STRIDE):
        file.write_bytes(whole[:cut])
        there = [item.proposal.id for item in queue.read_queue(read_package(folder))]
        assert there == ["p-0", "p-1", "p-2", "p-3"][: len(there)]
        assert len(there) >= 2
        queue.reject(folder, "p-0", "said by another", "ben")
        after = queue.read_queue(read_package(folder))
        assert [item.proposal.id for item in after] == there
        assert after[0].state == queue.REJECTED
