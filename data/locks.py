"""One process at a time: a lock file, held until it is closed or its process ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".lock"


@contextmanager
def hold(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold a folder's lock file; raises BlockingIOError at once where another does, or waits."""
    with (folder / LOCK).open("a") as file:
        _lock(file.fileno(), wait=wait)
        yield


def _lock(number: int, *, wait: bool) -> None:
    """Lock an open file until it is closed or its process ends; Windows has no such lock."""
    if os.name == "nt":
        return
    import fcntl

    fcntl.flock(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
