"""The base map of a package in its own folder: read with the package, and taken away with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType

from pydantic.dataclasses import dataclass

from data import files
from data.settings import GROUND_FILES, STRICT, WORLD_MAP, Basemap, Crisis

MOST = 4_000_000  # bytes of a file: the finest of the whole world has 2.9 million


@dataclass(frozen=True, config=STRICT)
class OwnBasemap(Basemap):
    """A base map that lies in its package: `contents` by name, those of GROUND_FILES that it has.

    `digest` tells one from another, of whichever package.
    """

    digest: str = ""
    contents: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)


def with_own_basemap(crisis: Crisis, folder: Path) -> tuple[Crisis, dict[str, bytes]]:
    """Return the settings with the base map that lies in a package's folder, and its files by path.

    Unchanged, and without files, where the package has none there: it is then one of the product.
    Raises Refused where the name leads out of the folder, and for a file that is too large.
    """
    named = crisis.map.basemap
    if named is None or named == WORLD_MAP:
        return crisis, {}
    paths = {name: f"{named.folder}/{name}.geojson" for name in GROUND_FILES}
    if not files.has_folder(folder, named.folder):
        return crisis, {}
    read = {name: files.read(folder, path, most=MOST) for name, path in paths.items()}
    found = {name: content for name, content in read.items() if content is not None}
    whole = hashlib.sha256(b"\0".join(found[name] for name in sorted(found)))
    own = OwnBasemap(
        folder=named.folder,
        attribution=named.attribution,
        focus=named.focus,
        digest=whole.hexdigest()[:12],
        contents=MappingProxyType(found),
    )
    settings = replace(crisis, map=replace(crisis.map, basemap=own))
    return settings, {paths[name]: content for name, content in found.items()}
