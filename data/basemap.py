"""The base map of a package in its own folder: read with the package, and taken away with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from pydantic.dataclasses import dataclass as checked

from data import files
from data.settings import GROUND_FILES, STRICT, WORLD_MAP, Basemap, Crisis

MOST = 4_000_000  # bytes of a file: the finest of the whole world has 2.9 million


@checked(frozen=True, config=STRICT)
class OwnBasemap(Basemap):
    """A base map that lies in its package: `contents` by name, those of GROUND_FILES that it has.

    `digest` tells one from another, of whichever package.
    """

    digest: str = ""
    contents: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)


class Source(Protocol):
    """Where the files of a base map are read: a folder, or files that were read before."""

    def has_folder(self, path: str) -> bool:
        """Say whether there is a folder of that path; raises Refused."""

    def read(self, path: str) -> bytes | None:
        """Return a file, None where there is none; raises Refused."""


@dataclass(frozen=True)
class InFolder:
    """The files of a package's folder."""

    folder: Path

    def has_folder(self, path: str) -> bool:
        """Say whether there is one; raises Refused where its path leads out of the package's."""
        return files.has_folder(self.folder, path)

    def read(self, path: str) -> bytes | None:
        """Return a file; raises Refused as `files.read` does, and where it is too large."""
        return files.read(self.folder, path, most=MOST)


@dataclass(frozen=True)
class InContents:
    """Files by path."""

    contents: Mapping[str, bytes]

    def has_folder(self, path: str) -> bool:
        """Say whether any file lies there."""
        return any(file.startswith(f"{path}/") for file in self.contents)

    def read(self, path: str) -> bytes | None:
        """Return a file."""
        return self.contents.get(path)


def with_own_basemap(crisis: Crisis, source: Source) -> tuple[Crisis, dict[str, bytes]]:
    """Return the settings with the base map that lies in a package, and its files by path.

    Unchanged, and without files, where the package has none there: it is then one of the product.
    Raises Refused where the name leads out of the folder, and for a file that is too large.
    """
    named = crisis.map.basemap
    if named is None or named == WORLD_MAP:
        return crisis, {}
    paths = {name: f"{named.folder}/{name}.geojson" for name in GROUND_FILES}
    if not source.has_folder(named.folder):
        return crisis, {}
    read = {name: source.read(path) for name, path in paths.items()}
    contents = {name: content for name, content in read.items() if content is not None}
    whole = hashlib.sha256(b"\0".join(contents[name] for name in sorted(contents)))
    own = OwnBasemap(
        folder=named.folder,
        attribution=named.attribution,
        focus=named.focus,
        digest=whole.hexdigest()[:12],
        contents=MappingProxyType(contents),
    )
    settings = replace(crisis, map=replace(crisis.map, basemap=own))
    return settings, {paths[name]: content for name, content in contents.items()}
