"""A write that is killed at any instant leaves the old record or the new one, whole."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.checks.run import Result, check
from data.curation import journal, writer
from data.curation.writer import write
from data.descriptor import read_package
from data.files import LOG, PENDING
from tests.conftest import MADE_UP
from tests.curation.killed import all_kinds, second
from tests.curation.made_changes import ANNA, BEN, change_cell, digest, log_of, read_now

ROOT = Path(__file__).parents[2]
Copy = Callable[[Path], Path]


def state(folder: Path) -> tuple[str, int]:
    return digest(folder), len(log_of(folder))


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the check out: it takes nearly all the time of a write, and writes nothing."""
    monkeypatch.setattr(writer, "check_package", lambda _: Result((), ()))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of packages, each left by a write that was killed at another step."""
    place = tmp_path_factory.mktemp("killed")
    command = [sys.executable, "-m", "tests.curation.killed", str(MADE_UP), str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place


def test_after_a_kill_the_record_is_the_old_or_the_new_one(killed: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(MADE_UP, tmp_path / "old"))
    new = Path(shutil.copytree(MADE_UP, tmp_path / "new"))
    write(new, all_kinds(new), ANNA)
    assert check(new).faults == ()
    states = []
    for folder in sorted((killed / "once").iterdir()):
        states.append(state(folder))
        write(folder, second(folder), BEN)
        assert len(log_of(folder)) == states[-1][1] + 1
        assert not (folder / PENDING).exists()
        assert not (folder / journal.DRAFT).exists()
    first = states.index(state(new))
    assert 0 < first < len(states) - 3
    assert {*states[:first]} == {state(old)}
    assert {*states[first:]} == {state(new)}


def test_what_finishes_a_change_may_be_killed_too(killed: Path, tmp_path: Path) -> None:
    new = Path(shutil.copytree(MADE_UP, tmp_path / "new"))
    write(new, all_kinds(new), ANNA)
    one = state(new)
    write(new, second(new), BEN)
    states = [state(folder) for folder in sorted((killed / "twice").iterdir())]
    changed = states.index(state(new))
    assert {*states[:changed]} == {one}
    assert {*states[changed:]} == {state(new)}


def test_a_reader_never_sees_a_change_in_part(
    copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(MADE_UP)
    seen = [state(folder)]
    monkeypatch.setattr(journal, "step", lambda _: seen.append(state(folder)))
    written = write(folder, all_kinds(folder), ANNA)
    made = seen.index((written.digest, 1))
    assert {*seen[:made]} == {(seen[0])}
    assert {*seen[made:]} == {(written.digest, 1)}


def test_what_is_read_while_a_change_is_made_is_read_again(
    copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(MADE_UP)
    read_named, waiting = read_package.__globals__["files"].read_named, [all_kinds(folder)]

    def read_slowly(*given: object) -> dict[str, bytes]:
        contents = read_named(*given)
        if waiting:
            write(folder, waiting.pop(), ANNA)
        return contents

    monkeypatch.setattr("data.files.read_named", read_slowly)
    package = read_package(folder)
    assert LOG in package.files
    assert b"aldana" in package.files["tables/people.csv"]


def test_a_write_that_cannot_be_made_leaves_the_record_as_it_was(
    copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(MADE_UP)
    before = read_now(folder)

    def fill(step: str) -> None:
        if step.startswith("write tables/people"):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "step", fill)
    with pytest.raises(OSError, match="No space left"):
        write(folder, all_kinds(folder), ANNA)
    monkeypatch.undo()
    assert read_now(folder) == before
    assert log_of(folder) == {}
    title = change_cell(folder, "moments", "chain", "title", "Closed")
    assert write(folder, title, BEN).number == 1
