"""An import that is killed, wherever it is, leaves nothing half counted, and goes on when told."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.feeds import intake, sample, store
from tests.support.feeds import FIRST, LAST, read_all

ROOT = Path(__file__).parents[2]
ROWS, FILES = 400, 3
# Where the process ends itself: a function, and before or after which of its calls it happens.
POINTS = {
    "as it begins": ("intake._Making._stage", "before", 1, 0),
    "with the first file half read": ("intake._Making._stage", "after", 1, 0),
    "with the second batch half made": ("intake._Making._stage", "after", 2, 1),
    "before a batch gets its place": ("store.add_batch", "before", 2, 1),
    "after a batch got its place": ("store.add_batch", "after", 2, 2),
    "with the work done and not swept": ("store.add_batch", "after", 3, 3),
}
SCRIPT = """
import os, signal, sys
from pathlib import Path
from data.feeds import intake, store

owner, _, name = {point!r}.rpartition(".")
place = eval(owner)
work, calls = getattr(place, name), 0

def die(*given):
    global calls
    calls += 1
    if calls == {call} and {when!r} == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = work(*given)
    if calls == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

setattr(place, name, die)
intake.BATCH_ROWS = 1
intake.import_files([Path(file) for file in sys.argv[2:]], "gdelt", Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    made = [folder / f"{seed}.txt" for seed in range(FILES)]
    for seed, file in enumerate(made):
        sample.write_sample("gdelt", file, rows=ROWS, first=FIRST, last=LAST, seed=seed)
    return made


def listed(folder: Path) -> list[tuple[int, int, int]]:
    return [(feed.files, feed.rows, feed.rejected) for feed in store.list_feeds(folder)]


@pytest.mark.parametrize("where", POINTS)
def test_a_killed_import_counts_whole_files_and_goes_on(tmp_path, files, where):
    point, when, call, whole = POINTS[where]
    feeds, never_killed = tmp_path / "feeds", tmp_path / "other"
    script = SCRIPT.format(point=point, when=when, call=call)
    run = subprocess.run(
        [sys.executable, "-c", script, str(feeds), *map(str, files)], cwd=ROOT, check=False
    )
    assert run.returncode == -signal.SIGKILL
    assert sum(count for count, _, _ in listed(feeds)) == whole
    assert len(read_all(feeds) if whole else []) == sum(rows for _, rows, _ in listed(feeds))

    progress = intake.import_files(files, "gdelt", feeds)
    assert (progress.skipped, progress.files) == (whole, FILES - whole)
    intake.import_files(files, "gdelt", never_killed)
    assert listed(feeds) == listed(never_killed)
    assert sum(listed(feeds)[0][1:]) == FILES * ROWS
    assert content(feeds) == content(never_killed)
    assert not (feeds / store.ASIDE).exists()


def content(folder: Path) -> list[str]:
    return sorted(
        repr(sorted((k, v) for k, v in row.items() if k != "batch")) for row in read_all(folder)
    )
