"""A move that is killed at any step leaves the record there whole, with its desk, or nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.curation import desk, queue
from data.curation.proposals import Proposal, Proposed
from data.curation.writer import write
from data.database.move import move
from data.descriptor import read_package
from data.homes import Database, Home
from data.load import load_package
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell

ROOT = Path(__file__).parents[2]
ARTICLES = {letter * 64: f"Words of {letter}".encode() for letter in "abc"}


@pytest.fixture
def folder(copied: Callable[[Path], Path]) -> Path:
    """Return a record with a change, proposals and articles."""
    made = copied(MADE_UP)
    write(made, change_cell(made, "moments", "chain", "title", "Closed"), ANNA)
    cells = {"name": Proposed("Dora", ((4, 8),))}
    queue.propose(made, [Proposal(f"p-{n}", "people", "dora", cells) for n in range(3)], "anna")
    for digest, content in ARTICLES.items():
        desk.save_article(made, digest, content)
    return made


def kill(source: Home, to: Home) -> list[tuple[bool, list[object] | None]]:
    named = [
        home if isinstance(home, Path) else f"{home.address}?record={home.record}"
        for home in (source, to)
    ]
    command = [sys.executable, "-m", "tests.curation.killed_move", *map(str, named)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_after_a_kill_all_of_a_record_is_there_or_nothing(
    home: Database, folder: Path, tmp_path: Path
) -> None:
    whole = [load_package(read_package(folder)).digest, 1, 3, len(ARTICLES)]
    there, back = Database(home.address, "moved"), tmp_path / "back"
    for source, to, fewest in ((folder, there, 15), (there, back, 15)):
        steps = kill(source, to)
        assert [state for _, state in steps[:-1]] == [None] * (len(steps) - 1)
        assert len(steps) > fewest
        assert steps[-1][1] == whole
    assert desk.read_articles(back) == ARTICLES
    assert list(desk.read_queue(back)) == list(desk.read_queue(folder))
    left = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("."))
    assert left == [], "what a kill left was swept away by the next move"


def test_what_is_accepted_while_a_record_is_moved_is_not_open_there(
    folder: Path, home: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_queue, there = desk.read_queue, Database(home.address, "moved")

    def read_slowly(at: Home) -> object:
        lines = read_queue(at)
        monkeypatch.undo()
        change = change_cell(folder, "moments", "chain", "title", "Open")
        write(folder, change, ANNA)
        return lines

    monkeypatch.setattr(desk, "read_queue", read_slowly)
    move(folder, there)
    assert dict(read_package(there).files) == dict(read_package(folder).files)
