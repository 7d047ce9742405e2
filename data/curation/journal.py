"""Several files of a package put in place at once: whole after a kill at any instant.

New files are written aside (`.change-draft`), each under its own path, and forced to the disk. The
folder then gets the name `.change` in one rename, which makes the change: from then on readers take
these files first (`data.files.read`). Each is then moved to its place, and the empty folder goes.
What was killed before the rename changed nothing, and its draft is swept away by the next write;
what was killed after it is finished by the next write. A swap of the whole folder would be as
atomic only where two folders can be exchanged in one call, and would drop what else lies there.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from data import locks
from data.files import PENDING

DRAFT = ".change-draft"


def _pass(_step: str) -> None:
    """Do nothing: tests stop a write here, at each step."""


step: Callable[[str], None] = _pass


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold a package alone, once others are done; what a killed write left is finished first."""
    with locks.hold(folder, wait=True):
        _finish(folder)
        shutil.rmtree(folder / DRAFT, ignore_errors=True)
        yield


def put(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put files in their places, all or none; the package is held."""
    draft = folder / DRAFT
    step("draft")
    for path, content in contents.items():
        file = draft / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            step(f"open {path}")
            out.write(content)
            out.flush()
            step(f"write {path}")
            os.fsync(out.fileno())
        step(f"keep {path}")
    for within in [draft, *(path for path in draft.rglob("*") if path.is_dir())]:
        keep_names(within)
    step("kept")
    draft.rename(folder / PENDING)
    step("made")
    keep_names(folder)
    _finish(folder)


def _finish(folder: Path) -> None:
    """Move the files of a change that is made to their places."""
    pending = folder / PENDING
    if not pending.is_dir():
        return
    for file in sorted(path for path in pending.rglob("*") if path.is_file()):
        place = folder / file.relative_to(pending)
        place.parent.mkdir(parents=True, exist_ok=True)
        step(f"move {place.name}")
        file.replace(place)
        keep_names(place.parent)
    step("moved")
    shutil.rmtree(pending)
    step("swept")
    keep_names(folder)


def keep_names(folder: Path) -> None:
    """Force the names in a folder to the disk; Windows opens no folder."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
