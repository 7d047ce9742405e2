"""Files to import, plain or packed, as the bytes that they were before they were packed."""

import gzip
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from data.feeds.schema import FeedFault


@dataclass(frozen=True)
class Part:
    """One file to read: a path, or a member of a zip file."""

    path: Path
    member: str = ""

    def __str__(self) -> str:
        """Return what to call it."""
        return f"{self.path}:{self.member}" if self.member else str(self.path)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open its bytes, as they were before they were packed."""
        if self.member:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                yield cast("BinaryIO", file)
        elif self.path.suffix == ".gz":
            with gzip.open(self.path) as unpacked:
                yield cast("BinaryIO", unpacked)
        else:
            with self.path.open("rb") as plain:
                yield plain

    def digest(self) -> str:
        """Return the hash of its bytes: the same file counts once, packed or not."""
        with self.open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def list_parts(paths: Sequence[Path]) -> Iterator[Part]:
    """Yield what there is to read in files, zip files opened.

    Raises FeedFault for a workbook and for a zip file that is broken.
    """
    for path in paths:
        if path.suffix.lower() in (".xlsx", ".xls"):
            raise FeedFault(f"{path} is a workbook; save its sheet as CSV and import that")
        if not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise FeedFault(f"{path} is no zip file, or was cut off; fetch it again")
            yield Part(path)
            continue
        with zipfile.ZipFile(path) as archive:
            yield from (Part(path, i.filename) for i in archive.infolist() if not i.is_dir())
