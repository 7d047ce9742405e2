"""The published layouts of the feeds: their columns, known weaknesses and licence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.feeds.schema import FeedFault

HERE = Path(__file__).parent
MARK = "machine-coded, not checked"  # stands beside whatever is shown of a feed


@dataclass(frozen=True)
class Layout:
    """How a feed is published.

    `columns`: the columns of a file, in order, of which `needed` are read; `optional` are read
    where a file has them. Without a `header` they are taken by place. `dates` is a column with a
    date in every row, by which a header is checked that names more columns than rows have.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    weaknesses: tuple[str, ...]
    licence: str
    optional: tuple[str, ...] = ()
    header: bool = True
    dates: str = ""
    tabs: bool = False  # fields parted by tabs and never quoted; else commas, and quoted
    dated: bool = True  # False: its rows do not say when they became known
    revised: bool = False  # a row may come again, changed: the newest that was known counts

    @property
    def read(self) -> tuple[str, ...]:
        """Return the columns that are taken over."""
        return (*self.needed, *self.optional)

    @property
    def query(self) -> str:
        """Return the SQL that brings the rows of `chunk` to the feed schema."""
        return _query(self.name)


@cache
def _query(name: str) -> str:
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _columns(text: str) -> tuple[str, ...]:
    return tuple(column.strip() for column in text.split(","))


def _actor(number: int) -> str:
    codes = ", ".join(
        f"Actor{number}{part}"
        for part in (
            *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
            *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
        )
    )
    return codes


def _geography(of: str) -> str:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return ", ".join(f"{of}Geo_{part}" for part in parts)


GDELT = Layout(
    name="gdelt",
    title="GDELT 2.0 Events",
    columns=_columns(
        f"GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate, {_actor(1)}, {_actor(2)}, "
        "IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale, "
        f"NumMentions, NumSources, NumArticles, AvgTone, {_geography('Actor1')}, "
        f"{_geography('Actor2')}, {_geography('Action')}, DATEADDED, SOURCEURL"
    ),
    needed=_columns(
        "GLOBALEVENTID, SQLDATE, Actor1Name, Actor1CountryCode, Actor1KnownGroupCode, Actor2Name, "
        "Actor2CountryCode, Actor2KnownGroupCode, EventCode, EventBaseCode, GoldsteinScale, "
        "NumMentions, ActionGeo_Type, ActionGeo_FullName, ActionGeo_Lat, ActionGeo_Long, "
        "DATEADDED, SOURCEURL"
    ),
    header=False,
    tabs=True,
    weaknesses=(
        "One happening is there many times over: each article may make a row of it.",
        "Articles that look back make rows of what happened up to years before.",
        "Events known to a country or a state lie on its centroid.",
        "Actors and types are read by a program, and often wrong.",
    ),
    licence="GDELT Project: free for any use, with citation and a link to gdeltproject.org",
)

POLECAT = Layout(
    name="polecat",
    title="POLECAT",
    columns=_columns(
        "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
        "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, "
        "Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, "
        "Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, "
        "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, "
        "Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, "
        "Story People, Story Organizations, Story Locations, Language, Version"
    ),
    needed=_columns(
        "Event ID, Event Date, Event Type, Intensity, Actor Name, Actor Country, Recipient Name, "
        "Recipient Country, Placename, City, District, Province, Country, Latitude, Longitude, "
        "Source, Publication Date"
    ),
    optional=("Headline",),
    dates="Publication Date",
    tabs=True,
    weaknesses=(
        "One happening is there several times over: each article may make a row of it.",
        "It names publishers, and no addresses.",
        "Actors, types and places are read by a program.",
    ),
    licence="POLECAT, Harvard Dataverse: see the terms of its dataset",
)

ACLED = Layout(
    name="acled",
    title="ACLED",
    columns=_columns(
        "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, "
        "sub_event_type, actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, "
        "interaction, civilian_targeting, iso, region, country, admin1, admin2, admin3, location, "
        "latitude, longitude, geo_precision, source, source_scale, notes, fatalities, tags, "
        "timestamp"
    ),
    needed=_columns(
        "event_id_cnty, event_date, time_precision, event_type, sub_event_type, actor1, actor2, "
        "country, location, latitude, longitude, geo_precision, source, notes, timestamp"
    ),
    revised=True,
    weaknesses=(
        "Rows are overwritten in place: what a row said before its last upload cannot be had back, "
        "and it counts as known from that upload.",
        "It gives no intensity, and publishers without addresses.",
        "Governments, armies, police and the people of a country are recognised by their names.",
    ),
    licence="ACLED: its terms of use and attribution policy hold; rows may not be passed on",
)

UCDP = Layout(
    name="ucdp",
    title="UCDP GED",
    columns=_columns(
        "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, "
        "conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, "
        "side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, "
        "source_article, source_office, source_date, source_headline, source_original, "
        "where_prec, where_coordinates, where_description, adm_1, adm_2, latitude, longitude, "
        "geom_wkt, priogrid_gid, country, country_id, region, event_clarity, date_prec, "
        "date_start, date_end, deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, "
        "low, gwnoa, gwnob"
    ),
    needed=_columns(
        "id, side_a, side_b, number_of_sources, source_article, source_office, source_headline, "
        "where_prec, where_coordinates, latitude, longitude, date_prec, date_start, gwnoa, gwnob"
    ),
    dated=False,
    revised=True,
    weaknesses=(
        "It counts as known from the release of its file, often a year after the event.",
        "Only events in which somebody died, all of one type, without an intensity.",
    ),
    licence="UCDP Georeferenced Event Dataset: CC BY 4.0",
)

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in (GDELT, POLECAT, ACLED, UCDP)}


def find_layout(name: str) -> Layout:
    """Return a layout by its name; raises FeedFault for one that is not read."""
    if name not in LAYOUTS:
        raise FeedFault(f"{name!r} is no layout that is read; choose one of {', '.join(LAYOUTS)}")
    return LAYOUTS[name]
