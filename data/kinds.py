"""What each table's rows are: their words, their clocks, what they cite, and where they are read.

One table for all that must know one kind of row from another. A new table of the record stands
here first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of row: the rows of one `table`, each with its id under `key`.

    - `one` and `many`: its words.
    - `clocks`: the columns of the second clock, in the order in which they are asked for when a row
      became known; `later`: when the rest of a row did. `order` sorts a table in place of its
      clocks.
    - `cites`: the columns that name sources, the one a row was read in first. `graded`: it has
      a credibility of its own, and a note.
    - `title`: the column that says what a row is, in one line; `when`: the moment that line is of;
      `searched`: the columns that the search reads; `names` and `aliases`: those that hold what a
      row is called, as it is shown and otherwise.
    - `field`: the field of the view that opens a row, or what the row is about; `by`: the column
      that this field takes, where it is not the row's own id; `page`: where that is read whole;
      `show`: the face of the page. `lists`: the page lists all rows, and narrows them as the search
      does.
    """

    table: str
    key: str
    one: str
    many: str
    clocks: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    order: str = ""
    cites: tuple[str, ...] = ()
    graded: bool = False
    title: str = ""
    when: str = ""
    searched: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    field: str = ""
    by: str = ""
    page: str = ""
    show: str = ""
    lists: bool = False

    @property
    def opened_by(self) -> str:
        """Return the column whose cell the view's field takes."""
        return self.by or self.key

    @property
    def own(self) -> bool:
        """Say whether the view's field opens the row itself, and not what it is about."""
        return bool(self.field) and not self.by

    @property
    def sorted_by(self) -> tuple[str, ...]:
        """Return the columns that a table is sorted by: the first of them that a row has."""
        return (self.order,) if self.order else self.clocks


# In the order in which rows stand beside each other, wherever several kinds do.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.table: kind
        for kind in (
            Kind(
                table="events",
                key="event_id",
                one="event",
                many="events",
                clocks=("announced", "reported"),
                later=("outcome_reported",),
                cites=("source_ids",),
                graded=True,
                title="title",
                when="when",
                searched=("title", "summary", "preview", "outcome", "named"),
                field="event",
                page="timeline",
                lists=True,
            ),
            Kind(
                table="claims",
                key="claim_id",
                one="claim",
                many="claims",
                clocks=("reported",),
                cites=("source_id", "more_source_ids"),
                graded=True,
                title="text",
                when="made",
                searched=("text", "quote", "named", "medium"),
                field="claim",
                page="exchanges",
                lists=True,
            ),
            Kind(
                table="positions",
                key="position_id",
                one="position",
                many="positions",
                clocks=("since",),
                cites=("source_ids",),
                title="summary",
                when="since",
                field="issue",
                by="issue_id",
                page="positions",
            ),
            Kind(
                table="deployments",
                key="observation_id",
                one="report of forces",
                many="reports of forces",
                clocks=("reported",),
                cites=("source_ids",),
                graded=True,
                title="what",
                when="observed",
                field="place",
                by="place_id",
                page="map",
            ),
            Kind(
                table="estimates",
                key="estimate_id",
                one="estimate",
                many="estimates",
                clocks=("reported",),
                cites=("source_id", "more_source_ids"),
                graded=True,
                title="text",
                when="made",
                searched=("text", "scope", "named", "low", "high"),
                field="estimate",
                page="situation",
                show="estimates",
            ),
            Kind(
                table="places",
                key="place_id",
                one="place",
                many="places",
                title="name",
                searched=("name",),
                names=("name",),
                aliases=("native_name", "aliases"),
                field="place",
                page="map",
            ),
            Kind(
                table="issues",
                key="issue_id",
                one="issue",
                many="issues",
                order="order",
                title="title",
                searched=("title", "question"),
                field="issue",
                page="positions",
            ),
            Kind(
                table="sources",
                key="source_id",
                one="source",
                many="sources",
                clocks=("published", "not_before"),
                title="title",
                searched=("publisher", "title", "origin", "url"),
                field="source",
                page="sources",
                lists=True,
            ),
            Kind(
                table="people",
                key="person_id",
                one="person",
                many="people",
                title="name",
                searched=("name", "role"),
                names=("name",),
                aliases=("native_name", "aliases"),
                field="who",
                page="exchanges",
            ),
            Kind(
                table="parties",
                key="party_id",
                one="party",
                many="parties",
                order="order",
                title="short_name",
                searched=("short_name", "name"),
                names=("short_name", "name"),
                aliases=("aliases",),
            ),
            Kind(
                table="moments",
                key="moment_id",
                one="moment",
                many="moments",
                clocks=("as_of",),
                title="title",
            ),
            Kind(
                table="story",
                key="step_id",
                one="step",
                many="steps",
                clocks=("as_of",),
                order="order",
                title="title",
            ),
            Kind(table="labels", key="label_id", one="label", many="labels", title="name"),
        )
    }
)
CITING: Mapping[str, Kind] = MappingProxyType({n: kind for n, kind in KINDS.items() if kind.cites})
GRADED = tuple(kind.table for kind in CITING.values() if kind.graded)
# By the field of the view that opens its rows: events, claims, places,
# issues, sources, people, estimates.
OPENED: Mapping[str, Kind] = MappingProxyType({k.field: k for k in KINDS.values() if k.own})
