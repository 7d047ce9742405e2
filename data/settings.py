"""What a crisis declares beside its tables: the keys of `crisis.yaml`, each with its default.

The descriptions are what `python -m data explain` prints and SETTINGS.md lists. A key left out or
empty has its default; what `data.defaults` takes from the tables has an empty one here.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict
from pydantic import Field as Key
from pydantic.dataclasses import dataclass

from data.distance import STANCE_WORDS

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=STRICT)
class Side:
    """A camp of parties, as the column `side` of parties.csv names it."""

    side: str = Key(description="What parties.csv writes in the column side.")
    title: str = Key(description="What readers see, for instance in the legend of the map.")
    color_of: str = Key(
        default="",
        description="The party whose colour, paler, is lent to members without one of their own.",
    )


@dataclass(frozen=True, config=STRICT)
class Headline:
    """Which estimates make the headline force figure, and what it is called."""

    measure: str = Key(
        default="total", description="Which measure of estimates.csv counts: total, part ..."
    )
    title: str = Key(
        default="Forces, as estimated",
        description="What is counted, as the title of How many: Troops on the border.",
    )
    unit: str = Key(default="troops", description="What the numbers count: troops, men, aircraft.")
    note: str = Key(default="", description="A warning under the figure: the areas counted differ.")
    issues: tuple[str, ...] = Key(
        default=(),
        description="Issues of issues.csv; denials on them stand beside the estimates.",
    )


@dataclass(frozen=True, config=STRICT)
class Lane:
    """A lane of the timeline by kind."""

    lane: str = Key(description="A short id, small letters: meetings.")
    title: str = Key(description="What readers see at the left of the lane.")
    kinds: Mapping[str, str] = Key(
        description="Kinds of events.csv in this lane, each with its mark: circle, diamond, square."
    )
    plover: tuple[str, ...] = Key(
        default=(),
        description="PLOVER types that put an event of the background kind into this lane.",
    )


@dataclass(frozen=True, config=STRICT)
class PartyLane:
    """A lane of the timeline by party."""

    lane: str = Key(description="A short id, small letters.")
    title: str = Key(description="What readers see at the left of the lane.")
    parties: tuple[str, ...] = Key(
        default=(),
        description="Ids of parties.csv. One lane, and only one, has none: it takes all others.",
    )


@dataclass(frozen=True, config=STRICT)
class Stretch:
    """A compressed stretch at the start of the time axis."""

    title: str = Key(description="What stands over it; {year} becomes its years.")
    width: int = Key(description="Pixels of 1,120, which is the whole axis.")
    kind: str = Key(
        default="",
        description="Holds the events of this kind. The last stretch holds all that is early.",
    )


@dataclass(frozen=True, config=STRICT)
class Axis:
    """The time axis: weeks drawn at true scale before as of, and what is compressed."""

    true_scale_weeks: int = Key(
        default=12, description="Weeks before as of that are drawn at true scale; at least 1.", ge=1
    )
    compressed: tuple[Stretch, ...] = Key(
        default=(
            Stretch(title="Background", width=88, kind="background"),
            Stretch(title="{year}, compressed", width=150),
        ),
        description="Stretches at the start of the axis for what happened earlier.",
    )


@dataclass(frozen=True, config=STRICT)
class MapView:
    """A named view of the map."""

    view: str = Key(description="A short id, small letters; addresses name it.")
    title: str = Key(description="What readers see in the list of views.")
    lat: float = Key(description="Latitude of the middle, degrees north (WGS84).")
    lon: float = Key(description="Longitude of the middle, degrees east (WGS84).")
    zoom: float = Key(description="Web Mercator zoom: 3 shows a continent, 5 a country, 9 a town.")


@dataclass(frozen=True, config=STRICT)
class Bounds:
    """A stretch of the earth in degrees (WGS84); one across the antimeridian ends east of 180."""

    west: float = Key(description="Its western edge, degrees east.")
    south: float = Key(description="Its southern edge, degrees north.")
    east: float = Key(description="Its eastern edge, degrees east.")
    north: float = Key(description="Its northern edge, degrees north.")


WORLD = Bounds(west=-180, south=-85, east=180, north=85)  # as far as Web Mercator reaches

# The files of a base map's folder, each .geojson: what `python -m tools.basemap` writes.
GROUND_FILES = (
    *("near", "middle", "world"),  # what maps without WebGL draw, by detail
    *(f"map-{layer}" for layer in ("land", "focus", "held-line", "lakes", "rivers")),
)


@dataclass(frozen=True, config=STRICT)
class Basemap:
    """The ground that marks are drawn on, as `python -m tools.basemap` writes it."""

    folder: str = Key(description="A folder of the package, or else one under static/.")
    attribution: str = Key(default="", description="Whose map it is; stands under every map.")
    focus: str = Key(default="", description="The country set apart, two letters (ISO alpha-2).")


WORLD_MAP = Basemap(folder="world", attribution="Base map: Natural Earth")
PLAIN_GROUND = "none"  # as written; in Python it is None


def _read_ground(written: Any) -> Any:
    return None if written == PLAIN_GROUND else written


@dataclass(frozen=True, config=STRICT)
class MapSettings:
    """What the maps show first."""

    first_view: str = Key(
        default="", description="The view that the map opens with; empty: the first one."
    )
    views: tuple[MapView, ...] = Key(
        default=(), description="Named views of the map; empty: one that holds all places."
    )
    venues_view: Bounds = Key(
        default=WORLD, description="What the map of talks shows; empty: all places."
    )
    overview_view: Bounds = Key(
        default=WORLD, description="What the small map of Situation shows; empty: all places."
    )
    meeting_months: int = Key(
        default=3, description="How many months back a meeting still stands on the map.", ge=1
    )
    basemap: Annotated[Basemap | None, BeforeValidator(_read_ground)] = Key(
        default=WORLD_MAP,
        description="The ground under the marks; empty: a map of the whole world, 1:50m; "
        "none: plain ground.",
    )


LANES = (
    Lane(
        lane="meetings",
        title="Meetings",
        kinds={"talks": "circle", "call": "diamond", "visit": "square"},
        plover=("AGREE", "CONSULT", "COOPERATE"),
    ),
    Lane(
        lane="words",
        title="Words",
        kinds={"statement": "circle", "document": "square"},
        plover=("SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"),
    ),
    Lane(
        lane="forces",
        title="Forces",
        kinds={"deployment": "circle", "exercise": "diamond"},
        plover=("MOBILIZE", "YIELD", "AID"),
    ),
    Lane(
        lane="incidents",
        title="Incidents",
        kinds={"incident": "circle", "cyber": "square"},
        plover=("ASSAULT", "COERCE"),
    ),
    Lane(
        lane="measures",
        title="Measures",
        kinds={"sanction": "circle", "legislation": "square"},
        plover=("SANCTION",),
    ),
)


@dataclass(frozen=True, config=STRICT)
class Crisis:
    """All that a package declares about its crisis, beside the tables."""

    title: str = Key(description="The record's full title, as a brief carries it.", min_length=1)
    short_title: str = Key(
        default="",
        description="What it is called beside other records: Suez 1956; empty: the title.",
    )
    order: int = Key(
        default=100,
        description="Its place among the records that come with the product; the lowest is first.",
    )
    subtitle: str = Key(
        default="",
        description="Who stands against whom over what, in a few words, for the headline.",
    )
    description: str = Key(
        default="", description="One or two sentences on what the record holds, and until when."
    )
    version: str = Key(default="1.0.0", description="The version of the record, three numbers.")
    compare: tuple[str, ...] = Key(
        default=(),
        description="The two parties set side by side, ids of parties.csv; "
        "empty: the first two by order.",
        max_length=2,
    )
    default_moment: str = Key(
        default="",
        description="The moment that readers begin at, an id of moments.csv; empty: the latest.",
    )
    replay_from: str = Key(
        default="", description="The day a replay begins, 1962-10-14; empty: the first event."
    )
    sides: tuple[Side, ...] = Key(
        default=(),
        description="The camps of parties, in display order; empty: as parties.csv names them.",
    )
    headline: Headline = Key(
        default=Headline(), description="The force figure on Situation and How many."
    )
    stance_words: Mapping[str, Mapping[str, str]] = Key(
        default=STANCE_WORDS,
        description="What stances are called on an issue of each scale but proposal.",
    )
    lanes: tuple[Lane, ...] = Key(
        default=LANES, description="The timeline's lanes by kind of event; every kind in one."
    )
    meeting_kinds: tuple[str, ...] = Key(
        default=("talks", "call", "visit"), description="Kinds of events at which people meet."
    )
    background_kind: str = Key(
        default="background", description="The kind of what led to the crisis, in no lane itself."
    )
    paper_kinds: tuple[str, ...] = Key(
        default=("document",), description="Kinds of events that are texts, such as notes."
    )
    party_lanes: tuple[PartyLane, ...] = Key(
        default=(),
        description="The timeline's lanes by party; empty: one for each compared party, one more.",
    )
    axis: Axis = Key(default=Axis(), description="The axis of time.")
    map: MapSettings = Key(default=MapSettings(), description="What the maps show.")
    feed_parties: Mapping[str, tuple[str, ...]] = Key(
        default={},
        description="Parties and their codes in machine-coded feeds: country codes (ISO alpha-3).",
    )
    renamed: Mapping[str, Mapping[str, str]] = Key(
        default={},
        description="Table by table, ids of earlier editions and today's, so that links last.",
    )
