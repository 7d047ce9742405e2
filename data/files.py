"""The files of a data package: read once, only those its descriptor names, and through no link."""

import math
import re
import shutil
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

LONG_AGO = datetime(1980, 1, 1)  # of every file made: the first day of a zip, so the same bytes
DESCRIPTOR, SETTINGS = "datapackage.json", "crisis.yaml"
LOG = "log.csv"  # who changed what, as `data.curation.log` writes it
# Files of a change that is made, each under its own path, until they stand in their places: a
# reader takes them first, so it sees the whole change or nothing of it (`data.curation.journal`).
PENDING = ".change"
TEXTS = ("readme", "changes")  # what a descriptor may name besides tables and editions
EDITION = re.compile(r"([0-9a-f]{12})\.csv")  # named by its digest, as `data.load` writes it
NAME = re.compile(r"\w[\w.-]*")  # of a package, in letters of any script
GONE, BASE = "gone", "base"  # in place of a row's hash, see `data.editions`
MARKS = re.compile(  # what `data.editions` writes: table, id and the hash of a row
    rb"table,id,mark\r?\n"
    rb'(?:[^,"\r\n]+,(?:[^,"\r\n]+|"(?:[^"]|"")*"),(?:[0-9a-f]{8}|gone|base)\r?\n)*'
)


class Refused(Exception):
    """A file that the descriptor names must not be read, or cannot be; the message says why."""


def read(folder: Path, path: object, most: float = math.inf) -> bytes | None:
    """Return the bytes of a file, `path` as a descriptor writes it; None where there is none.

    Raises Refused where the path leaves the folder or goes through a link, or the file cannot
    be read or has more than `most` bytes.
    """
    file = _inside(folder, path)
    # The pending file first: once it is gone from there it stands in its place.
    for place in (_inside(folder, f"{PENDING}/{path}"), file):
        try:
            if place.is_file():
                if place.stat().st_size > most:
                    raise Refused(f"{path!r} has more than {most:,} bytes; thin it")
                return place.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise Refused(f"{path!r} cannot be read ({fault.strerror}); mend its rights") from fault
    return None


def log_length(folder: Path) -> int:
    """Return how many bytes a package's log has: it grows with each change, and at that instant."""
    for place in (_inside(folder, f"{PENDING}/{LOG}"), _inside(folder, LOG)):
        try:
            return place.stat().st_size
        except OSError:
            continue
    return 0


def has_folder(folder: Path, path: object) -> bool:
    """Say whether a package holds a folder; raises Refused where the path leads out of it."""
    return _inside(folder, path).is_dir()


def read_named(folder: Path, descriptor: dict[str, Any]) -> dict[str, bytes]:
    """Return settings, log and the files that a descriptor names: tables, texts, editions; by path.

    `editions` names a folder, of which only files of an edition's form are read. A file that is
    not there is left out. Raises Refused as `read` does.
    """
    paths = [resource["path"] for resource in descriptor["resources"]]
    paths += [SETTINGS, LOG, *(descriptor[text] for text in TEXTS if text in descriptor)]
    contents = {path: content for path in paths if (content := read(folder, path)) is not None}
    editions = _read_editions(folder, descriptor["editions"]) if "editions" in descriptor else {}
    return contents | editions


def safe_name(name: Any) -> str:
    """Return a package's name: files are called by it. Raises Refused for one that leads away."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Refused(f"name {name!r} names no file; write letters, digits, '-', '_' and '.'")
    return name


def separator(resource: dict[str, Any]) -> str:
    """Return the separator that a resource declares (CSV Dialect); "" where it declares none."""
    dialect = resource.get("dialect") or {}
    written = dialect.get("delimiter", "") if isinstance(dialect, dict) else ""
    return written if isinstance(written, str) and len(written) == 1 else ""


def _read_editions(folder: Path, path: object) -> dict[str, bytes]:
    within = _inside(folder, path)
    pending = _inside(folder, f"{PENDING}/{path}")
    contents: dict[str, bytes] = {}
    for place in (pending, within):
        try:
            for file in place.iterdir():
                if EDITION.fullmatch(file.name) and _is_plain(file):
                    contents.setdefault(file.name, file.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise Refused(f"{path!r} cannot be read ({fault.strerror}); name a folder") from fault
    named = {f"{PurePosixPath(str(path))}/{name}": contents[name] for name in sorted(contents)}
    return {name: content for name, content in named.items() if MARKS.fullmatch(content)}


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def split_path(path: object) -> tuple[str, ...]:
    """Return the parts of a path as a package writes it; raises Refused for one that leads away."""
    if not isinstance(path, str) or not path.strip() or "\0" in path:
        raise Refused(f"{path!r} is no path; name one file of the folder")
    parts = PurePosixPath(path).parts
    # Data Package: a path is relative, without .., and its parts are set apart by slashes.
    if "\\" in path or PureWindowsPath(path).anchor or not parts or ".." in parts:
        raise Refused(f"{path!r} leads out of the folder; name a file in it")
    return parts


def _inside(folder: Path, path: object) -> Path:
    """Return where a path of a descriptor leads; raises Refused unless it stays in the folder."""
    parts, file = split_path(path), folder
    try:
        for part in parts:
            file = file / part
            if file.is_symlink():
                raise Refused(f"{path!r} goes through a link; put the file itself there")
        # What is no link and still leads away, as a junction does.
        if not file.resolve().is_relative_to(folder.resolve()):
            raise Refused(f"{path!r} leads out of the folder; put the file itself there")
    except OSError as fault:
        raise Refused(f"{path!r} cannot be read ({fault.strerror}); name another") from fault
    return file


def copy_beside(folder: Path, before: str) -> Path:
    """Return a new folder beside a package, with all that it holds; `before` is what comes next."""
    number, source = 1, folder.resolve()
    while (copy := source.with_name(f"{source.name}.before-{before}-{number}")).exists():
        number += 1
    shutil.copytree(source, copy, symlinks=True)
    return copy
