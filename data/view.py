"""The whole state of the screen as one frozen value, which is also the address in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Self

from data import clock
from data.ages import AGE_WORDS, AGES
from data.direction import isolate
from data.feeds.layouts import LAYOUTS
from data.load import Record
from data.memory import keep
from data.parameters import LONGEST_QUOTED, opens, param, read, write
from data.words import name_some

# What pages show instead of their first face; all but Map, Changes and Briefing have others.
FACES = (
    *("", "estimates", "explore", "matrix", "distance", "room", "threads", "network"),
    *("unanswered", "denials", "health", "support", "dictionary", "checks", "downloads", "records"),
    *("leads", "unseen"),
    *("by_hand", "spreadsheet", "article", "history"),
)
CHARTS = (  # what may stand alone: charts, then tables
    *("", "how_many", "where", "weeks", "apart", "timeline", "map", "numbers", "places"),
    *("events_around", "estimates", "events", "marks", "meetings", "positions", "stances"),
    *("distances", "conditions", "claims", "threads", "answers", "demands", "news"),
    *("sources", "months", "notes"),
)
STATUSES = ("occurred", "scheduled", "called_off")  # of an event, as seen at a moment
STATUS_WORDS = {"occurred": "held", "scheduled": "announced", "called_off": "called off"}
LENS = ("as_of", "since", "floor", "left_out")  # decide which rows are seen, and how marked
FEW = 3  # sources left out that are named
ZOOMS = range(-2, 6)  # steps of the map, each of which shows half as much across as the one before


@dataclass(frozen=True, slots=True)
class View:
    """What the reader has chosen: every field is a parameter of the same name in the address.

    `since` is the earlier instant that news is compared with, or None. `start` and `until` (`from`
    and `to` in the address) bound when things happened; `fresh` keeps only what is new against
    `since`. `floor` is an Admiralty pair under what is shown, `left_out` (`without` in the address)
    the sources whose loss is tried. `zoom` is how many steps the map is closer than its `area`
    shows. `present` is meeting mode, `step` where the story stands. `compare` are the two parties
    side by side; `event`, `claim`, `place`, `issue`, `source`, `who` (a person) and `estimate` the
    row selected, `pinned` whether it goes along to other pages; `chart` the chart or table that
    stands alone; the plural ones filter, and are empty where all is shown: `status` whether an
    event occurred, `person` and `medium` who said a claim, and where it was said; `reliability` and
    `publication` the letters and kinds of the sources listed, `table` the tables of the rows
    listed; `basis` and `age` the evidence, and the age at as of, of the map's marks; `narrow` cells
    of tables (`data.narrowing`); `feed` the machine-coded feed shown, `raw` whether each of its
    reports counts, `plover` the types of it, `day` the day and `hexagon` the cell (H3) whose
    reports are listed; `beside` another record, and `beside_as_of` the moment of it, that are shown
    beside this one.
    """

    as_of: clock.Moment = param("moment", None)
    since: clock.Moment | None = param("moment", None)
    compare: tuple[str, ...] = param("pair", (), table="parties")
    lanes: str = param("choice", "kind", allowed=("kind", "party"))
    order: str = param("choice", "central", allowed=("central", "apart", "moved"))
    show: str = param("choice", "", allowed=FACES)
    map: str = param("choice", "full", allowed=("full", "simple"))
    area: str = param("area", "")
    zoom: int = param("choice", 0, allowed=ZOOMS)
    hide: tuple[str, ...] = param("choices", (), allowed=("forces", "venues", "names"))
    q: str = param("text", "")
    start: clock.Moment | None = param("moment", None, name="from")
    until: clock.Moment | None = param("moment", None, name="to")
    fresh: bool = param("switch", False)
    floor: str = param("floor", "")
    left_out: tuple[str, ...] = param("ids", (), table="sources", name="without")
    present: bool = param("switch", False)
    step: str = param("id", "", table="story")
    kind: tuple[str, ...] = param("kinds", ())
    party: tuple[str, ...] = param("ids", (), table="parties")
    status: tuple[str, ...] = param("choices", (), allowed=STATUSES)
    topic: tuple[str, ...] = param("ids", (), table="issues")
    person: tuple[str, ...] = param("ids", (), table="people")
    medium: tuple[str, ...] = param("cells", (), table="claims", column="medium")
    reliability: tuple[str, ...] = param("cells", (), table="sources", column="reliability")
    publication: tuple[str, ...] = param("cells", (), table="sources", column="kind")
    table: tuple[str, ...] = param("tables", ())
    basis: tuple[str, ...] = param("cells", (), table="deployments", column="basis")
    age: tuple[str, ...] = param("choices", (), allowed=AGES)
    narrow: tuple[str, ...] = param("narrowings", ())
    issue: str = opens("issue")
    event: str = opens("event")
    claim: str = opens("claim")
    place: str = opens("place")
    source: str = opens("source")
    who: str = opens("who")
    estimate: str = opens("estimate")
    pinned: bool = param("switch", False)
    chart: str = param("choice", "", allowed=CHARTS)
    feed: str = param("choice", "", allowed=("", *LAYOUTS))
    raw: bool = param("switch", False)
    plover: tuple[str, ...] = param("cells", (), table="events", column="plover")
    day: clock.Moment | None = param("moment", None)
    hexagon: str = param("hexagon", "")
    beside: str = param("record", "")
    beside_as_of: clock.Moment | None = param("moment", None)

    @staticmethod
    def default(record: Record) -> "View":
        """Return the view that the package declares: its default moment and compared parties."""
        return _find_default(record)

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], record: Record
    ) -> tuple["View", tuple[str, ...]]:
        """Read an address; return the view and a sentence for everything that was dropped."""
        view, dropped = cls.default(record), []
        known = {f.metadata["name"] or f.name: f for f in fields(cls)}
        for name, values in query.items():
            if name not in known:
                dropped.append(f"{name[:LONGEST_QUOTED]!r} is no setting here")
                continue
            try:
                rule = known[name]
                view = replace(view, **{rule.name: read(rule.metadata, values, record)})
            except ValueError as fault:
                dropped.append(f"{name}: {fault}")
        return view, tuple(dropped)

    def to_query(self, record: Record) -> dict[str, list[str]]:
        """Return the address's parameters, defaults left out."""
        plain = self.default(record)
        query = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if value != getattr(plain, f.name):
                name = f.metadata["name"] or f.name
                query[name] = [write(value)] if not isinstance(value, tuple) else list(value)
        return query

    def but(self, **changes: Any) -> Self:
        """Return this view with some fields changed."""
        return replace(self, **changes)

    def without(self, *names: str) -> Self:
        """Return this view with some fields at their plain default, so that caches are shared."""
        plain = {f.name: f.default for f in fields(self) if f.default is not MISSING}
        return replace(self, **{name: plain[name] for name in names})

    def only(self, *names: str) -> Self:
        """Return a view with just those fields and what decides which rows are seen.

        Queries are asked with it, so that viewers who differ in the rest share one answer.
        """
        values = {name: getattr(self, name) for name in (*LENS, *names)}
        return type(self)(**values)

    def describe(self, record: Record) -> str:
        """Say what is shown, in words, for headers, alternative texts and exports."""
        since = f", new since {self.since}" if self.since else ""
        return "; ".join([f"as known {self.as_of.at_end}{since}", *self.narrowed(record)])

    def narrowed(self, record: Record) -> tuple[str, ...]:
        """Say what narrows the view, filter by filter; nothing where all is shown."""
        words = []
        if self.start or self.until:
            span = (
                f"from {self.start}" if self.start else "",
                f"to {self.until}" * bool(self.until),
            )
            words.append("happened " + " ".join(filter(None, span)))
        if self.party:
            names = record.parties.loc[list(self.party), "short_name"]
            words.append("only " + ", ".join(names))
        if self.status:
            words.append("only what is " + " or ".join(STATUS_WORDS[s] for s in self.status))
        if topics := _named(record, "issues", self.topic, "short_title"):
            words.append("on " + ", ".join(topics))
        if people := _named(record, "people", self.person, "name"):
            words.append("said by " + ", ".join(people))
        for word, cells in (
            ("in", self.medium),
            ("kind", self.kind),
            ("reliability", self.reliability),
            ("published as", self.publication),
        ):
            if cells:
                words.append(f"{word} {', '.join(cells)}")
        if self.table:
            titles = (record.package.tables[name].title for name in self.table)
            words.append("of the tables " + ", ".join(titles))
        words += self._marks(record)
        if self.fresh and self.since:
            words.append("only what is new")
        if self.floor:
            words.append(f"sources and rows at least {self.floor}")
        if names := _named(record, "sources", self.left_out, "publisher"):
            words.append(f"ignoring {name_some(names, FEW)}")
        if self.q:
            words.append(f"matching “{isolate(self.q)}”")
        return tuple(words)

    def _marks(self, record: Record) -> list[str]:
        """Say which marks of forces are left on the map."""
        names = record.package.field("deployments", "basis").labels
        evidence = " or ".join(names.get(basis, basis).lower() for basis in self.basis)
        ages = " or ".join(AGE_WORDS[age] for age in self.age)
        choices = {"evidence of forces:": evidence, "reports of forces:": ages}
        return [f"{what} {which}" for what, which in choices.items() if which]


@keep(2)  # each link of a page is compared with it
def _find_default(record: Record) -> View:
    crisis = record.package.crisis
    area = crisis.map.first_view
    return View(as_of=record.first_opened, compare=tuple(crisis.compare), area=area)


def _named(record: Record, table: str, ids: Sequence[str], column: str) -> list[str]:
    """Return what rows are called, each name once; what is not known yet has none."""
    names = record.table(table)[column]
    return list(dict.fromkeys(str(names[i]) for i in ids if i in names.index))
