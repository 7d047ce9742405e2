"""A data package, typed: tables and their fields, and what the crisis declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any


class NotAPackage(Exception):
    """The folder holds no readable data package; the message says what is missing and the mend."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column as Table Schema describes it, with the extension for lists of keys."""

    name: str
    type: str
    description: str
    constraints: Mapping[str, Any]
    labels: Mapping[str, str]
    ordered: bool
    moment: bool
    delimiter: str | None
    references: tuple[str, str] | None
    true_values: tuple[str, ...] = ("true", "True", "TRUE", "1")  # Table Schema's own
    false_values: tuple[str, ...] = ("false", "False", "FALSE", "0")

    @property
    def enum(self) -> tuple[str, ...]:
        """Return the values allowed, in their order; empty where any is."""
        return tuple(self.constraints.get("enum", ()))


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, key, fields and foreign keys as (field, table, field).

    `content` is its file as read with the package; None where there was none.
    """

    name: str
    title: str
    description: str
    path: Path
    content: bytes | None
    key: str
    fields: tuple[Field, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]

    def field(self, name: str) -> Field:
        """Return the field called `name`; raises KeyError."""
        for described in self.fields:
            if described.name == name:
                return described
        raise KeyError(f"{self.name}.{name}")

    def holds_words(self, described: Field) -> bool:
        """Say whether a column holds words for people: no key, list, date, address or code."""
        keys = {self.key, *(name for name, _, _ in self.foreign_keys)}
        bound = described.constraints.keys() & {"enum", "pattern"}
        coded = bound or described.moment or described.delimiter or described.name in keys
        return described.type == "string" and not coded


@dataclass(frozen=True)
class Side:
    """A camp of parties; its members without a colour of their own borrow `color_of`'s, paler."""

    side: str
    title: str
    color_of: str = ""


@dataclass(frozen=True)
class Headline:
    """Which estimates make the headline force figure, and what it is called.

    Denials on its `issues` stand beside the estimates.
    """

    measure: str
    title: str
    unit: str
    note: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lane:
    """A lane of the timeline by kind: event kinds with their marks, and where background goes."""

    lane: str
    title: str
    kinds: Mapping[str, str]
    plover: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyLane:
    """A lane of the timeline by party; the one without parties takes all others."""

    lane: str
    title: str
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """A compressed stretch at the start of the time axis: `width` in px of 1,120.

    With a `kind` it holds the events of that kind; the last one holds all that precede true scale.
    """

    title: str
    width: int
    kind: str = ""


@dataclass(frozen=True)
class Axis:
    """The time axis: weeks drawn at true scale before as of, and what is compressed."""

    true_scale_weeks: int
    compressed: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class MapView:
    """A named view of the map, degrees WGS84 and Web Mercator zoom."""

    view: str
    title: str
    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True)
class Bounds:
    """A stretch of the earth in degrees WGS84."""

    west: float
    south: float
    east: float
    north: float


# The files of a base map's folder, each .geojson: what `python -m tools.basemap` writes.
GROUND_FILES = (
    *("near", "middle", "world"),  # what maps without WebGL draw, by detail
    *(f"map-{layer}" for layer in ("land", "focus", "held-line", "lakes", "rivers")),
)


@dataclass(frozen=True)
class Basemap:
    """A folder under static/ that draws the ground; `focus` is the country set apart (ISO alpha-2).

    `python -m tools.basemap` fills the folder.
    """

    folder: str
    attribution: str
    focus: str = ""


@dataclass(frozen=True)
class MapSettings:
    """What the maps show first; `basemap` None draws marks on plain ground."""

    first_view: str
    views: tuple[MapView, ...]
    venues_view: Bounds
    overview_view: Bounds
    meeting_months: int = 3
    basemap: Basemap | None = None


@dataclass(frozen=True)
class Crisis:
    """What the package declares about its crisis, beside the tables."""

    subtitle: str
    compare: tuple[str, str]
    default_moment: str
    sides: tuple[Side, ...]
    headline: Headline
    lanes: tuple[Lane, ...]
    meeting_kinds: tuple[str, ...]
    party_lanes: tuple[PartyLane, ...]
    axis: Axis
    map: MapSettings
    background_kind: str = ""
    paper_kinds: tuple[str, ...] = ()
    replay_from: str = ""
    stance_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Package:
    """A data package: title, licence, tables in their order, and the crisis.

    `files` is all that may leave it: bytes by path, as read. `editions` is a folder's path or "".
    `renamed` leads, table by table, from ids of earlier editions to those of today, so that old
    addresses keep working.
    """

    folder: Path
    files: Mapping[str, bytes]
    editions: str
    name: str
    title: str
    description: str
    version: str
    licence: str
    tables: Mapping[str, Table]
    crisis: Crisis
    descriptor: Mapping[str, Any]
    renamed: Mapping[str, Mapping[str, str]]

    def field(self, table: str, name: str) -> Field:
        """Return one field of one table; raises KeyError."""
        return self.tables[table].field(name)


@lru_cache(maxsize=1)  # asked thirty times a run of a page; each look into the folder takes 0.3 ms
def shipped() -> Path:
    """Return the folder of the record that comes with the code, the first one under data/."""
    return min(Path(__file__).parent.glob("*/datapackage.json")).parent
