"""The brief: its sections, each row with the numbers of its sources, and the sources used."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from components.brief.points import Edits, KeyPoint, list_points, runs, write_runs
from components.brief.rows import Range
from components.brief.sections import SECTIONS, Part
from components.brief.sections import part as part_of
from components.brief.support import LATER, Support
from data.distance import RULE
from data.load import Record
from data.queries.events.ending import record_end
from data.queries.overview.headline import headline
from data.queries.overview.key_points import SOURCING_RULE, leading_picture
from data.queries.positions.matrix import over_time
from data.queries.sources.citing import sources_of
from data.view import View
from data.words import count

LENGTHS = {"full": "Full", "page": "One page"}
JUDGEMENT = "The analyst's judgement, not part of the record"
FIRST = "next"  # the section that stands on page one, beneath the key points
BY_RULE = "rule"
LEADING = "leading"  # the picture of page one, among those of a brief
# What the picture of page one may be, and what stands over it.
PICTURES = {
    BY_RULE: "By rule",
    "timeline": "Timeline",
    "map": "Map",
    "apart": "How far apart",
    "none": "None",
}
HEADINGS = {
    "timeline": "What happened, over time",
    "map": "On the map",
    "apart": "How far apart, over time",
}


@dataclass(frozen=True)
class Choices:
    """What a brief holds: its sections in their order, how long it is, the analyst's judgement.

    `points` are the key points that the analyst keeps, in their order, each with words of its own
    or none; None keeps the rule's. `picture` is the one of page one; `appendix` adds to slides the
    tables.
    """

    sections: tuple[str, ...] = tuple(SECTIONS)
    length: str = "full"
    note: str = ""
    points: Edits | None = None
    picture: str = BY_RULE
    appendix: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a section: its cells, and the numbers of the sources that carry it.

    `mark` stands in the numbers' place where all its sources came later, and no cell says so.
    """

    cells: tuple[str, ...]
    sources: tuple[int, ...]
    mark: str = ""

    @property
    def citation(self) -> str:
        """Return the numbers of the sources, as `[1, 4–7]`, or the mark."""
        return f"[{write_runs(self.sources)}]" if self.sources else self.mark

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Return the numbers of the sources as runs, from and to."""
        return runs(self.sources)

    @property
    def cited_at(self) -> int:
        """Return which cell the citation stands in: the last with words, so that it has some."""
        return max((n for n, cell in enumerate(self.cells) if cell), default=0)


@dataclass(frozen=True)
class Section:
    """A section: `columns` name the cells of its rows; `picture` names one, or is empty.

    `more` counts what is on record of it and the brief's length leaves out; `counted` says in words
    what is never listed, only counted. `ranges` are the numbers among the rows, the oldest first,
    for a chart: whose and of when, from, to (None where not given). `nothing` stands
    where there are no rows.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    picture: str
    more: int
    ranges: tuple[Range, ...] = ()
    counted: str = ""
    nothing: str = ""

    @property
    def left_out(self) -> str:
        """Return in words how many rows are left out; empty where none is."""
        more = f"{self.more:,} more on record, not listed here" if self.more else ""
        return "; ".join(filter(None, (more, self.counted)))


@dataclass(frozen=True)
class Source:
    """A source, as it is numbered in this brief.

    `title` and `url` are empty where they are held back: `title_label` then says so in words.
    `shelf` says where a source without an address is kept.
    """

    number: int
    publisher: str
    title: str
    url: str
    published: str
    reliability: str
    reliability_label: str
    title_label: str
    source_id: str = ""
    shelf: str = ""


@dataclass(frozen=True)
class Brief:
    """A brief, ready to be drawn: nothing in it was known after `as_of`.

    `as_of` (as `on 9 Jan 2022`), `since`, `ending` (that the record ends before the moment, if it
    does) and `filters` are words;
    `digest` is the record's content hash; `note` the analyst's judgement, no fact of the record.
    Page one holds `title`, `points`, the section FIRST, where it was chosen, and `picture` (its
    name, or empty), and answers by itself. `statement` sums up the sources in sentences, after the
    source summary statement of Intelligence Community Directive 206 (2015), section D.3; of a full
    brief with positions it also says how distances are found.
    """

    title: str
    subject: str
    as_of: str
    since: str
    filters: tuple[str, ...]
    digest: str
    note: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    statement: tuple[str, ...]
    length: str = "full"
    ending: str = ""
    points: tuple[KeyPoint, ...] = ()
    picture: str = ""

    @property
    def first(self) -> tuple[Section, ...]:
        """Return the sections of page one: none or one."""
        return tuple(section for section in self.sections if section.key == FIRST)

    @property
    def rest(self) -> tuple[Section, ...]:
        """Return the sections after page one."""
        return tuple(section for section in self.sections if section.key != FIRST)


def brief(seen: Record, view: View, choices: Choices) -> Brief:
    """Build the brief of the record as seen at the view's moment.

    A row whose sources were all published later says so, and is counted in the statement: every
    other row has a source. Raises KeyError for a section that there is not.
    """
    keys = sorted(choices.sections, key=lambda key: key != FIRST)
    short = choices.length == "page"
    every_part = [part_of(seen, view, key, short=short) for key in keys]
    parts = [part for part in every_part if _is_wanted(part, view, choices.length)]
    numbers: dict[str, int] = {}
    listed = list(list_points(seen, view, choices.points))
    points = tuple(replace(point, sources=_numbers(support, numbers)) for point, support in listed)
    picture = _picture(seen, view, choices.picture)
    sections = tuple(_section(part, numbers) for part in parts)
    supports = [s for _, s in (*listed, *(row for part in parts for row in part.rows))]
    return Brief(
        title=headline(seen, view),
        subject=seen.package.title,
        as_of=view.as_of.at_end,
        since=str(view.since or ""),
        ending=record_end(seen),
        filters=view.narrowed(seen),
        digest=seen.digest,
        note=choices.note.strip(),
        sections=sections,
        sources=tuple(_sources(seen, numbers)),
        statement=(*_statement(seen, numbers, supports), *_rules(parts, points, choices)),
        length=choices.length,
        points=points,
        picture=picture,
    )


def _is_wanted(part: Part, view: View, length: str) -> bool:
    """Leave out changes where nothing is compared, and from one page what has no row on it."""
    if part.rows or part.key == FIRST:
        return True
    return length != "page" and (part.key != "changes" or view.since is not None)


def _picture(seen: Record, view: View, choice: str) -> str:
    """Return the name of page one's picture, empty for none. Raises KeyError for another choice."""
    name = leading_picture(seen, view) if choice == BY_RULE else choice
    if name == "apart" and over_time(seen, view)["at"].nunique() < 2:
        return "timeline" if choice == BY_RULE else ""
    return {name: "" if name == "none" else name for name in PICTURES}[name]


def stamp(brief: Brief) -> str:
    """Say at which instants a brief stands, and where the record ends before them."""
    compared = f", compared with {brief.since}" if brief.since else ""
    ending = f". {brief.ending}" if brief.ending else ""
    return f"As known {brief.as_of}{compared}{ending}"


def numbered(rows: Iterable[Row | KeyPoint]) -> set[int]:
    """Return the numbers of the sources that rows or points cite."""
    return {number for row in rows for number in row.sources}


def _numbers(support: Support, numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(numbers.setdefault(source, len(numbers) + 1) for source in support.cited)


def _section(part: Part, numbers: dict[str, int]) -> Section:
    """Number a section's sources."""
    rows = tuple(
        Row(
            cells,
            _numbers(support, numbers),
            mark="" if support.cited or any(LATER in cell for cell in cells) else LATER,
        )
        for cells, support in part.rows
    )
    rest = part.picture, part.more, part.ranges, part.counted, part.nothing
    return Section(part.key, part.title, part.columns, rows, *rest)


def _sources(seen: Record, numbers: dict[str, int]) -> Iterator[Source]:
    rows = sources_of(seen, numbers).to_dict("records")
    for number, row in enumerate(rows, 1):
        yield Source(
            number=number,
            publisher=str(row["publisher"]),
            title=str(row["title"]),
            url=str(row["url"]),
            published=str(row["published_label"]),
            reliability=str(row["reliability"]),
            reliability_label=str(row["reliability_label"]),
            title_label=str(row["title_label"]),
            source_id=str(row["source_id"]),
            shelf=str(row["shelf"]),
        )


def _statement(seen: Record, numbers: dict[str, int], supports: list[Support]) -> Iterator[str]:
    later = sum(not support.cited for support in supports)
    if later:
        yield f"Sourced later (no source published by then): {count(later, 'row')}."
    if not numbers:
        yield "No source is cited."
        return
    rows = sources_of(seen, numbers)
    spread = Counter(rows["reliability"])
    letters = ", ".join(f"{spread[letter]} {letter}" for letter in sorted(spread))
    whose = len({origin for support in supports for origin in support.origins})
    yield (
        f"This brief cites {count(len(rows), 'source')} of {count(whose, 'independent origin')}; "
        "reprints of one agency count once."
    )
    yield f"Reliability on the Admiralty scale: {letters}."
    single = sum(len(support.origins) == 1 for support in supports)
    yield f"{single} of {count(len(supports), 'row')} with a single origin."
    undated = int((rows["published_label"] == "").sum())
    if undated:
        yield f"{count(undated, 'source')} without a date of publication."


def _rules(parts: list[Part], points: tuple[KeyPoint, ...], choices: Choices) -> Iterator[str]:
    """Say what the words of confidence mean, and how distances are found.

    A brief of one page is too short for the second.
    """
    if points:
        yield f"Key points are chosen by rule. {SOURCING_RULE}"
    if choices.length != "page" and any(part.key == "positions" for part in parts):
        yield f"How far apart, by one rule. {RULE}"
