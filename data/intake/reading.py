"""An article as it is read against a record: its sentences, the names in them, its dates."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from data import clock
from data.curation.proposals import INFERRED, Proposed
from data.intake.article import Article
from data.intake.dates import Dated, find_dates
from data.intake.gazetteer import Gazetteer, Mention, build
from data.intake.sentences import Sentence, split, trim
from data.intake.vocabulary import find
from data.load import Record

Span = tuple[int, int]
NEWS = timedelta(hours=48)
MARKS = " ,;:.–—-"  # around a clause


@dataclass(frozen=True)
class Draft:
    """A row that an article gives, at the place where it begins: `words` are what it is read from.

    `about` is what its issue and its row on record are found by.
    """

    table: str
    at: int
    cells: Mapping[str, Proposed]
    words: Span
    about: str = ""


@dataclass(frozen=True, eq=False)
class Reading:
    """An article's text, its sentences without headings, and its mentions, both in order."""

    article: Article
    record: Record
    gazetteer: Gazetteer
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    headings: tuple[Sentence, ...] = ()
    starts: tuple[int, ...] = field(default=())

    @property
    def text(self) -> str:
        """Return the article's text, which all places are in."""
        return self.article.text

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions between two places."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(m for m in self.mentions[first:last] if m.end <= end)

    def dates(self, start: int, end: int, ahead: bool) -> tuple[Dated, ...]:
        """Return the dates between two places; `ahead`: weekdays are those to come."""
        return find_dates(self.text, start, end, self.article.published, ahead)

    def is_ahead(self, sentence: Sentence) -> bool:
        """Say whether a sentence looks to the future."""
        return bool(self.search("future", sentence))

    def search(self, name: str, sentence: Sentence) -> Span | None:
        """Return where a sentence holds a word of a list, outside of its quotations."""
        for match in find(name).finditer(self.text, sentence.start, sentence.end):
            if not sentence.is_quoted(match.start()):
                return match.span()
        return None

    def enum(self, table: str, column: str) -> tuple[str, ...]:
        """Return what a column admits; nothing where any word is."""
        return self.record.package.field(table, column).enum

    def known(self, day: Proposed) -> Proposed:
        """Return the article's moment as when something became known, where it is new.

        What is of no day, or older than the day before, was known at a moment that a person finds.
        """
        published = self.article.published
        try:
            old = clock.parse(published).first - clock.parse(day.value).first > NEWS
        except ValueError:
            return Proposed("")
        return Proposed("") if old else infer(published)

    def cite(self, *spans: Span) -> Proposed:
        """Return words of the text as a cell: those of several places stand behind each other."""
        return Proposed(" ".join(self.text[a:b] for a, b in spans), spans)

    def start_sentence(self, *spans: Span) -> Proposed:
        """Return words of the text as a cell that begins with a capital letter."""
        cell = self.cite(*spans)
        return Proposed(cell.value[:1].upper() + cell.value[1:], spans)

    def clause(self, start: int, end: int) -> Span:
        """Return a span without what parts it from its neighbours."""
        return trim(self.text, start, end, MARKS)


def read(record: Record, article: Article) -> Reading:
    """Read an article against the names of a record."""
    gazetteer = build(record)
    sentences = split(article.text)
    mentions = gazetteer.find(article.text)
    return Reading(
        article,
        record,
        gazetteer,
        tuple(s for s in sentences if not s.heading),
        mentions,
        tuple(s for s in sentences if s.heading),
        tuple(m.start for m in mentions),
    )


def infer(value: str, spans: Sequence[Span] = ()) -> Proposed:
    """Return a cell that a person must confirm; `spans` are the words that led to it."""
    return Proposed(value, tuple(spans), INFERRED)


def drop_empty(cells: Mapping[str, Proposed]) -> dict[str, Proposed]:
    """Return the cells that hold something."""
    return {column: cell for column, cell in cells.items() if cell.value}
