"""What a record's curators have on their desk: the lines of the queue, and articles.

In a folder both lie in `desk/` beside the tables: a file of lines that only grows (JSON a line),
and a file for each article. Neither is a file of the package, so neither leaves with a download.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from data import locks
from data.clock import say_now
from data.homes import Home

DESK, QUEUE, ARTICLES = "desk", "queue.jsonl", "articles"
DIGEST = re.compile(r"[0-9a-f]{64}")  # SHA-256 of an article's text
PARTS = ("when", "who", "do", "id")  # that every line of the queue has
Line = Mapping[str, Any]


class HeldQueue(Protocol):
    """A queue that one process alone may add to."""

    def read(self) -> Sequence[Line]:
        """Return its lines, the oldest first."""

    def append(self, lines: Sequence[Line]) -> None:
        """Add lines at its end."""


def read_queue(home: Home) -> Sequence[Line]:
    """Return the lines of a record's queue, the oldest first.

    One that a kill cut short, or that says not when, who, what and of what, is an empty one.
    """
    if isinstance(home, Path):
        return _read_lines(home / DESK / QUEUE)
    from data.database import store

    return [_take(line) for line in store.read_queue(home)]


def make_line(do: str, id_: str, who: str, **more: Any) -> Line:
    """Return a line that says what somebody does now with what an id names."""
    return {"when": say_now(), "who": who, "do": do, "id": id_, **more}


def write_files(lines: Sequence[Line], articles: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a folder's desk that hold these lines and articles, by their paths."""
    files = {f"{DESK}/{ARTICLES}/{digest}.json": content for digest, content in articles.items()}
    return {**files, **({f"{DESK}/{QUEUE}": _write_lines(lines)} if lines else {})}


def hold_queue(home: Home) -> AbstractContextManager[HeldQueue]:
    """Hold the queue of a record alone, once others are done."""
    if isinstance(home, Path):
        return _hold(home / DESK)
    from data.database import store

    return store.hold_queue(home)


def save_article(home: Home, digest: str, content: bytes) -> None:
    """Save an article under the digest of its text, whole or not at all."""
    if not isinstance(home, Path):
        from data.database import store

        return store.save_article(home, digest, content)
    within = home / DESK / ARTICLES
    within.mkdir(parents=True, exist_ok=True)
    aside = within / f".{digest}.{uuid4().hex}"  # two readers may take the same article in
    with aside.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(within / f"{digest}.json")


def read_article(home: Home, digest: str) -> bytes:
    """Return an article that was saved; raises KeyError where there is none of that digest."""
    if not DIGEST.fullmatch(digest):
        raise KeyError(digest)
    if not isinstance(home, Path):
        from data.database import store

        return store.read_articles(home)[digest]
    try:
        return (home / DESK / ARTICLES / f"{digest}.json").read_bytes()
    except FileNotFoundError as fault:
        raise KeyError(digest) from fault


def read_articles(home: Home) -> dict[str, bytes]:
    """Return all articles that were saved, by the digest of their text."""
    if not isinstance(home, Path):
        from data.database import store

        return store.read_articles(home)
    files = sorted((home / DESK / ARTICLES).glob("*.json"))
    return {file.stem: file.read_bytes() for file in files if DIGEST.fullmatch(file.stem)}


class _File:
    """The queue of a folder."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> Sequence[Line]:
        return _read_lines(self._file)

    def append(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        written = _write_lines(lines)
        with self._file.open("ab+") as out:
            if out.tell():
                out.seek(-1, os.SEEK_END)
                # A line that a kill cut short ends here.
                written = written if out.read(1) == b"\n" else b"\n" + written
            out.write(written)
            out.flush()
            os.fsync(out.fileno())


@contextmanager
def _hold(desk: Path) -> Iterator[HeldQueue]:
    desk.mkdir(exist_ok=True)
    with locks.hold(desk, wait=True):
        yield _File(desk / QUEUE)


def _write_lines(lines: Sequence[Line]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _read_lines(file: Path) -> list[Line]:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return []
    return [_take(_parse(written)) for written in content.split(b"\n") if written.strip()]


def _parse(written: bytes) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def _take(line: Any) -> Line:
    sound = isinstance(line, dict) and all(isinstance(line.get(part), str) for part in PARTS)
    return line if sound else {}
