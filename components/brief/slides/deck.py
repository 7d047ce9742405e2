"""The slides of a brief: one message each, in as few as can be shown, and its tables after them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from components.brief.model import JUDGEMENT, PICTURES, Brief, Row, Section, Source, numbered
from components.brief.points import write_runs
from components.brief.rows import Range
from components.brief.slides.messages import Says, capital
from components.brief.slides.pagination import paginate
from components.figures.kit.ruler import fill
from data.distance import DISTANCES
from data.words import count_in_words, number

LINES = 7  # rows of a section that a slide says in words
PAIRS = 3  # issues or answers side by side
BARS = 12  # numbers of a chart, the newest
NOTE_LINES, NOTE_ROOM = 16, 640  # of the judgement on a slide; points across, in a narrow face
TOGETHER = "agree or are within reach of each other"
APART = {"agreed": "agree", "within reach": "are within reach of each other"}


@dataclass(frozen=True)
class Line:
    """One paragraph: what leads it, its words, and the numbers of its sources."""

    lead: str
    text: str
    cited: str = ""


@dataclass(frozen=True)
class Pair:
    """Two texts side by side under a label."""

    label: str
    left: str
    right: str
    cited: str = ""


@dataclass(frozen=True)
class Slide:
    """One slide: its message as `title`, and one of the rest.

    `topic` stands small over the title. `lines` are paragraphs, `pairs` texts side by side under
    `heads`, `picture` a picture's name and `ranges` numbers of a chart, which `alt` describes,
    `rows` those of a table of `section`. `foot` says what is left out; `sources` are the numbers of
    the sources whose words the notes hold.
    """

    title: str
    topic: str
    lines: tuple[Line, ...] = ()
    heads: tuple[str, str] = ("", "")
    pairs: tuple[Pair, ...] = ()
    picture: str = ""
    ranges: tuple[Range, ...] = ()
    section: Section | None = None
    rows: tuple[Row, ...] = ()
    alt: str = ""
    foot: str = ""
    sources: frozenset[int] = field(default_factory=frozenset)


def slides(brief: Brief, says: Says, *, appendix: bool = False) -> tuple[Slide, ...]:
    """Return the slides after the opening one; `appendix` adds the brief's tables to them.

    The last slide names the publishers of what the others say.
    """
    made = [*_points(brief), *(slide for s in brief.first for slide in _of_section(s, says))]
    # The picture of page one is the same as its section's here, and stands once.
    rest = [replace(s, picture="") if s.picture == brief.picture else s for s in brief.rest]
    if brief.picture:
        made.append(_leading(brief, says))
    made += _judgement(brief)
    made += [slide for section in rest for slide in _of_section(section, says)]
    if appendix:
        made += [slide for section in brief.sections for slide in _tables(section)]
    return (*made, _closing(brief, made))


def _points(brief: Brief) -> Iterator[Slide]:
    if not brief.points:
        return
    n = len(brief.points)
    stands = "stands" if n == 1 else "stand"
    when = f"since {brief.since}" if brief.since else f"as known {brief.as_of}"
    lines = [Line(p.lead, p.text, f"{p.citation} ({p.qualified})".strip()) for p in brief.points]
    yield Slide(
        capital(f"{count_in_words(n, 'point')} {stands} out {when}."),
        "Key points",
        lines=tuple(lines),
        sources=frozenset(numbered(brief.points)),
    )


def _leading(brief: Brief, says: Says) -> Slide:
    """Return the slide of page one's picture, with the sources of the section that draws it."""
    name = brief.picture
    owner = "positions" if name == "apart" else name
    rows = [row for section in brief.sections if section.key == owner for row in section.rows]
    return _picture(name, rows, says)


def _picture(name: str, rows: Sequence[Row], says: Says) -> Slide:
    title = says.titles.get(name, PICTURES[name])
    alt = says.alts.get(name, title)
    sources = frozenset(numbered(rows))
    return Slide(title, PICTURES[name], picture=name, alt=alt, sources=sources)


def _judgement(brief: Brief) -> Iterator[Slide]:
    """Yield the analyst's judgement, over as many slides as it needs."""
    parts = brief.note.split("\n") if brief.note else []
    lines = [line for part in parts for line in fill(part, NOTE_ROOM, 16) or [""]]
    for start in range(0, len(lines), NOTE_LINES):
        text = "\n".join(lines[start : start + NOTE_LINES])
        title = JUDGEMENT + (", continued" if start else "")
        yield Slide(title, "Judgement", lines=(Line("", text),))


def _of_section(section: Section, says: Says) -> Iterator[Slide]:
    """Yield a section's slides: what it says, in the form that shows it best."""
    if section.key == "positions":
        yield from _positions(section, says)
    elif section.key == "exchanges" and section.rows:
        yield _exchanges(section, says)
    elif section.ranges:
        yield _numbers(section, says)
    elif section.picture:
        yield _picture(section.picture, section.rows, says)
    elif section.key not in PICTURES:  # page one has shown the picture of another
        yield _words(section, says)


def _words(section: Section, says: Says) -> Slide:
    rows = section.rows[says.numbers :] if section.key == "situation" else section.rows
    rows = (_each_kind(rows) if section.key == "changes" else rows)[:LINES]
    title = says.titles.get(section.key, section.title)
    lines = tuple(_line(section, row) for row in rows) or (Line("", section.nothing),)
    foot = replace(section, more=section.more + len(section.rows) - len(rows)).left_out
    sources = frozenset(numbered(rows))
    return Slide(title, section.title, lines=lines, foot=foot, sources=sources)


def _each_kind(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return LINES rows, in their order: the first of each kind of change, then the second."""
    by_kind = dict[str, list[int]]()
    for at, row in enumerate(rows):
        by_kind.setdefault(row.cells[0], []).append(at)
    turns = ((turn, at) for indices in by_kind.values() for turn, at in enumerate(indices))
    chosen = sorted(turns)[:LINES]
    return tuple(rows[at] for at in sorted(at for _, at in chosen))


def _line(section: Section, row: Row) -> Line:
    cells = row.cells
    if section.key == "changes":
        kind, when, who, what = cells
        dated = when if when.startswith(kind) else f"{kind}, {when}"
        cells = (dated, f"{who}: {what}" if who else what)
    first, *more = cells
    return Line(f"{first}:", " · ".join(filter(None, more)), row.citation)


def _positions(section: Section, says: Says) -> Iterator[Slide]:
    """Yield the issues by how far apart the two are, the furthest first, a slide for each."""
    stances = says.stances[: len(section.rows)] or tuple(row.cells for row in section.rows)
    rows = [replace(r, cells=cells) for r, cells in zip(section.rows, stances, strict=False)]
    by_distance = {name: [row for row in rows if row.cells[-1] == name] for name in DISTANCES}
    groups = {APART.get(name, f"are {name}"): rows for name, rows in by_distance.items() if rows}
    if len(groups) == len(DISTANCES):  # a slide fewer
        near = [row for name in (*APART,) for row in by_distance[name]]
        groups = {TOGETHER: near, **{w: r for w, r in groups.items() if w not in APART.values()}}
    left, right = says.pair
    for words, group in reversed(groups.items()):
        many = (
            "the one issue"
            if len(rows) == 1
            else f"{number(len(group))} of {number(len(rows))} issues"
        )
        yield _sides(section, f"{left} and {right} {words} on {many}.", group)
    if not groups:
        yield _sides(section, f"No distance between {left} and {right} is scored.", rows)


def _sides(section: Section, title: str, rows: Sequence[Row]) -> Slide:
    shown, more = rows[:PAIRS], [row.cells[0] for row in rows[PAIRS:]]
    pairs = tuple(
        Pair(row.cells[0], capital(row.cells[1]), capital(row.cells[2]), row.citation)
        for row in shown
    )
    heads = (section.columns[1], section.columns[2])
    foot = f"Also: {', '.join(more)}." if more else ""
    sources = frozenset(numbered(shown))
    return Slide(title, section.title, heads=heads, pairs=pairs, foot=foot, sources=sources)


def _exchanges(section: Section, says: Says) -> Slide:
    rows = section.rows[:PAIRS]
    pairs = tuple(
        Pair(f"{when} · {who}", statement, capital(answered), row.citation)
        for row in rows
        for when, who, statement, answered in (row.cells,)
    )
    return Slide(
        says.titles.get(section.key, section.title),
        section.title,
        heads=(section.columns[2], section.columns[3]),
        pairs=pairs,
        foot=replace(section, more=section.more + len(section.rows) - len(rows)).left_out,
        sources=frozenset(numbered(rows)),
    )


def _numbers(section: Section, says: Says) -> Slide:
    title = says.titles.get(section.key, section.title)
    ranges = section.ranges[-BARS:]
    older = len(section.ranges) - len(ranges)
    left_out = f"; {older:,} older left out" if older else ""
    return Slide(
        title,
        section.title,
        ranges=ranges,
        alt=says.alts.get(section.key, title),
        foot=f"Dark: up to the lower number. Pale: up to the higher one{left_out}.",
        sources=frozenset(numbered(section.rows)),
    )


def _tables(section: Section) -> Iterator[Slide]:
    """Yield a section's rows as tables, as many to a slide as fit."""
    pages = list(paginate(section))
    for at, rows in enumerate(pages):
        yield Slide(
            f"{section.title}: all rows of the brief" + (", continued" if at else ""),
            "Appendix",
            section=section,
            rows=rows,
            foot=section.left_out if at == len(pages) - 1 else "",
            sources=frozenset(numbered(rows)),
        )


def _closing(brief: Brief, made: Sequence[Slide]) -> Slide:
    """Return the last slide: by publisher, the numbers of the sources of what slides say in words.

    Its notes hold all sources of the brief.
    """
    in_words = {number for slide in made if slide.lines or slide.pairs for number in slide.sources}
    by_publisher = dict[str, list[int]]()
    for source in brief.sources:
        if source.number in in_words:
            by_publisher.setdefault(source.publisher, []).append(source.number)
    named = (f"{name} [{write_runs(numbers)}]" for name, numbers in by_publisher.items())
    all_in_notes = "All sources are in the notes." if brief.sources else ""
    lines = [Line("", " · ".join(named) or all_in_notes)]
    many, all_ = sum(map(len, by_publisher.values())), len(brief.sources)
    title = f"{many:,} of the brief's {count_in_words(all_, 'source')} back what these slides say."
    sources = frozenset(source.number for source in brief.sources)
    return Slide(
        title if all_ else "No source is cited.", "Sources", lines=tuple(lines), sources=sources
    )


def describe_source(source: Source) -> str:
    """Return a source in one line, with its address."""
    text = " · ".join(filter(None, (source.publisher, source.title_label, source.published)))
    return f"[{source.number}] {text} ({source.reliability}) {source.url or source.shelf}".rstrip()


def list_notes(brief: Brief, slide: Slide) -> str:
    """Return a slide's notes: the sources of what it shows, and on the last one the statement."""
    by_number: Mapping[int, Source] = {source.number: source for source in brief.sources}
    lines = [describe_source(by_number[n]) for n in sorted(slide.sources)]
    statement = brief.statement if slide.topic == "Sources" else ()
    return "\n".join(("Sources", *statement, *lines))
