"""The whole state of the screen as one frozen value, which is also the address in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, Self

from data import clock, narrowing, weigh
from data.ages import AGE_WORDS, AGES
from data.direction import isolate
from data.kinds import OPENED
from data.load import Record

# What pages show instead of their first face; all but Map, Changes and Briefing have others.
FACES = (
    *("", "estimates", "explore", "matrix", "distance", "room", "threads", "network"),
    *("unanswered", "denials", "health", "support", "dictionary", "checks", "downloads"),
)
CHARTS = (  # what may stand alone: charts, then tables
    *("", "how_many", "where", "weeks", "apart", "timeline", "map", "numbers", "places"),
    *("events_around", "estimates", "events", "marks", "meetings", "positions", "stances"),
    *("distances", "conditions", "claims", "threads", "answers", "demands", "news"),
)
STATUSES = ("occurred", "scheduled", "called_off")  # of an event, as seen at a moment
STATUS_WORDS = {"occurred": "held", "scheduled": "announced", "called_off": "called off"}
LENS = ("as_of", "since", "floor", "left_out")  # decide which rows are seen, and how marked
LONGEST_CELL = 200  # characters of a parameter that are read; longer ones are no honest link
YEARS = (100, 9800)  # of moments: charts need room on both sides, and calendars end at 1 and 9999
FEW = 3  # sources left out that are named
LONGEST_QUOTED = 40  # characters of it that a notice repeats
ZOOMS = range(-2, 6)  # steps of the map, each of which shows half as much across as the one before


def _param(
    kind: str,
    default: Any,
    *,
    allowed: Sequence[str | int] = (),
    table: str = "",
    column: str = "",
    name: str = "",
) -> Any:
    rule = {"kind": kind, "allowed": allowed, "table": table, "column": column, "name": name}
    return field(default=default, metadata=rule)


def _opens(field: str) -> Any:
    return _param("id", "", table=OPENED[field].table)


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
    of tables (`data.narrowing`).
    """

    as_of: clock.Moment = _param("moment", None)
    since: clock.Moment | None = _param("moment", None)
    compare: tuple[str, ...] = _param("pair", (), table="parties")
    lanes: str = _param("choice", "kind", allowed=("kind", "party"))
    order: str = _param("choice", "central", allowed=("central", "apart", "moved"))
    show: str = _param("choice", "", allowed=FACES)
    map: str = _param("choice", "full", allowed=("full", "simple"))
    area: str = _param("area", "")
    zoom: int = _param("choice", 0, allowed=ZOOMS)
    hide: tuple[str, ...] = _param("choices", (), allowed=("forces", "venues", "names"))
    q: str = _param("text", "")
    start: clock.Moment | None = _param("moment", None, name="from")
    until: clock.Moment | None = _param("moment", None, name="to")
    fresh: bool = _param("switch", False)
    floor: str = _param("floor", "")
    left_out: tuple[str, ...] = _param("ids", (), table="sources", name="without")
    present: bool = _param("switch", False)
    step: str = _param("id", "", table="story")
    kind: tuple[str, ...] = _param("kinds", ())
    party: tuple[str, ...] = _param("ids", (), table="parties")
    status: tuple[str, ...] = _param("choices", (), allowed=STATUSES)
    topic: tuple[str, ...] = _param("ids", (), table="issues")
    person: tuple[str, ...] = _param("ids", (), table="people")
    medium: tuple[str, ...] = _param("cells", (), table="claims", column="medium")
    reliability: tuple[str, ...] = _param("cells", (), table="sources", column="reliability")
    publication: tuple[str, ...] = _param("cells", (), table="sources", column="kind")
    table: tuple[str, ...] = _param("tables", ())
    basis: tuple[str, ...] = _param("cells", (), table="deployments", column="basis")
    age: tuple[str, ...] = _param("choices", (), allowed=AGES)
    narrow: tuple[str, ...] = _param("narrowings", ())
    issue: str = _opens("issue")
    event: str = _opens("event")
    claim: str = _opens("claim")
    place: str = _opens("place")
    source: str = _opens("source")
    who: str = _opens("who")
    estimate: str = _opens("estimate")
    pinned: bool = _param("switch", False)
    chart: str = _param("choice", "", allowed=CHARTS)

    @classmethod
    def default(cls, record: Record) -> Self:
        """Return the view that the package declares: its default moment and compared parties."""
        crisis = record.package.crisis
        area = crisis.map.first_view
        return cls(as_of=record.first_opened, compare=tuple(crisis.compare), area=area)

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], record: Record
    ) -> tuple[Self, tuple[str, ...]]:
        """Read an address; return the view and a sentence for everything that was dropped."""
        view, dropped = cls.default(record), []
        known = {f.metadata["name"] or f.name: f for f in fields(cls)}
        for name, values in query.items():
            if name not in known:
                dropped.append(f"{name[:LONGEST_QUOTED]!r} is no setting here")
                continue
            try:
                rule = known[name]
                view = replace(view, **{rule.name: _read(rule.metadata, values, record)})
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
                query[name] = [_write(value)] if not isinstance(value, tuple) else list(value)
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
        return "; ".join([f"as known on {self.as_of}{since}", *self.narrowed(record)])

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
            more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
            words.append(f"ignoring {', '.join(names[:FEW])}{more}")
        if self.q:
            words.append(f"matching “{isolate(self.q)}”")
        return tuple(words)

    def _marks(self, record: Record) -> list[str]:
        """Say which marks of forces are left on the map."""
        names = record.package.field("deployments", "basis").labels
        evidence = " or ".join(names.get(basis, basis).lower() for basis in self.basis)
        ages = " or ".join(AGE_WORDS[age] for age in self.age)
        said = {"evidence of forces:": evidence, "reports of forces:": ages}
        return [f"{what} {which}" for what, which in said.items() if which]


def _named(record: Record, table: str, ids: Sequence[str], column: str) -> list[str]:
    """Return what rows are called, each name once; what is not known yet has none."""
    names = record.table(table)[column]
    return list(dict.fromkeys(str(names[i]) for i in ids if i in names.index))


def tidy(words: str) -> str:
    """Return words as an address holds them: printable, without space at the ends, not endless."""
    return "".join(c for c in words if c.isprintable())[:LONGEST_CELL].strip()


def _write(value: Any) -> str:
    if isinstance(value, clock.Moment):
        return value.text
    return "1" if value is True else str(value)


def _read(rule: Mapping[str, Any], values: Sequence[str], record: Record) -> Any:
    """Read the values of one parameter by its rule; raises ValueError with a sentence.

    An id of an earlier edition leads to the row that it is now.
    """
    renamed = {} if rule["column"] else record.package.crisis.renamed.get(rule["table"], {})
    cells = [renamed.get(cell, cell) for cell in (v[:LONGEST_CELL].strip() for v in values)]
    last = cells[-1] if cells else ""
    match rule["kind"]:
        case "moment":
            return _moment(last[:LONGEST_QUOTED])
        case "floor":
            return "".join(weigh.pair(last)) if last else ""
        case "switch":
            return _one_of(last, ("0", "1")) == "1"
        case "text" | "narrowings":
            return tidy(last) if rule["kind"] == "text" else narrowing.read(cells)
        case "choice":
            values_by_cell = {str(value): value for value in rule["allowed"]}
            return values_by_cell[_one_of(last, values_by_cell)]
        case "choices":
            return tuple(dict.fromkeys(_one_of(c, rule["allowed"]) for c in cells))
        case "area":
            return _one_of(last, [v.view for v in record.package.crisis.map.views])
        case "kinds" | "tables":
            words = _words(rule["kind"], record)
            return tuple(dict.fromkeys(_one_of(c, words) for c in cells))
        case "id":
            return _one_of(last, record.table(rule["table"]).index)
        case "ids" | "cells":
            allowed = _values(rule["table"], rule["column"], record)
            return tuple(dict.fromkeys(_one_of(c, allowed) for c in cells))
        case "pair":
            allowed = record.table(rule["table"]).index
            pair = tuple(_one_of(c, allowed) for c in cells)
            if len(pair) != 2 or pair[0] == pair[1]:
                raise ValueError("takes two different parties")
            return pair
    raise ValueError("cannot be read")


def _values(table: str, column: str, record: Record) -> set[str]:
    """Return the ids of a table, or a column's cells and the words that the package has for it."""
    rows = record.table(table)
    if not column:
        return set(rows.index)
    return {*rows[column], *record.package.field(table, column).enum}


def _words(kind: str, record: Record) -> tuple[str, ...]:
    """Return the words that the package itself has for kinds of rows, or for its tables."""
    package = record.package
    if kind == "tables":
        return tuple(package.tables)
    return package.field("events", "kind").enum + package.field("claims", "kind").enum


def _moment(cell: str) -> clock.Moment:
    moment = clock.parse(cell)
    if not YEARS[0] <= moment.first.year <= YEARS[1]:
        raise ValueError(f"{cell!r} is outside the years {YEARS[0]} to {YEARS[1]}")
    return moment


def _one_of(cell: str, allowed: Any) -> str:
    if cell not in allowed:
        raise ValueError(f"{cell[:LONGEST_QUOTED]!r} is not known here")
    return cell
