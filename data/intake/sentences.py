"""A text as sentences, each with the quotations in it, all as places in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.intake.vocabulary import words

LONGEST = 3000  # letters of a sentence that is read: what is longer is none
MOST = 4000  # sentences of a text that are read
HEADING = 80  # letters of a line without a full stop that is taken for a heading, at most
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*?(?=\n|\Z)")
END = re.compile(r"[.!?…。！？۔؟]+")
CLOSING = "\"”’»›」')]"
STOPS = ",.!?…"
BLANK = re.compile(r"\s+")
INITIAL = re.compile(r"(?:^|[\s.(“\"])[A-Z]$")
WORD = re.compile(r"[^\W\d_]+$")
# How a wire's report begins: its place in capitals, then its day, whose it is, or both, and a dash.
DATELINE = re.compile(
    r"[A-Z][A-Z.'’/-]{2,}(?:[ /]+[A-Z][A-Z.'’/-]+){0,4}(?:,[ ]+[A-Z][\w. ]{1,30})??"
    r"(?:(?:,[ ]+[A-Z][a-z]{2,8}\.?[ ]+\d\d?)(?:[ ]*\([A-Z][^()\n]{1,40}\))?"
    r"|[ ]*\([A-Z][^()\n]{1,40}\))[ ]*(?:[–—]|-{1,2}(?=\s))\s*"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text from `start` to `end`; `quotes` are the words within quotation marks.

    `paragraph` counts from 0. A heading is no sentence: it has `heading`.
    """

    start: int
    end: int
    paragraph: int
    quotes: tuple[tuple[int, int], ...] = field(default=())
    heading: bool = False

    def holds(self, start: int, end: int) -> bool:
        """Say whether a span lies in it."""
        return self.start <= start and end <= self.end

    def is_quoted(self, place: int) -> bool:
        """Say whether a place lies within quotation marks."""
        return any(start <= place < end for start, end in self.quotes)


def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, in order."""
    sentences: list[Sentence] = []
    for number, match in enumerate(PARAGRAPH.finditer(text)):
        start, end = trim(text, *match.span())
        if start < end:
            sentences += _split(text, start, end, number)
        if len(sentences) > MOST:
            break
    return tuple(s for s in sentences[:MOST] if s.end - s.start <= LONGEST)


def trim(text: str, start: int, end: int, also: str = "") -> tuple[int, int]:
    """Return a span without blanks, and without the signs of `also`, at either end."""
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return start, end


def _split(text: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    quotes = tuple(_quotes(text, start, end))
    short = end - start <= HEADING and not END.search(text, start, end)
    if dateline := DATELINE.match(text, start, end):
        start = dateline.end()
    ends = [*_ends(text, start, end, quotes), end]
    for last in ends:
        first, last_shown = trim(text, start, last)
        if first < last_shown:
            within = tuple(q for q in quotes if first <= q[0] and q[1] <= last_shown)
            yield Sentence(first, last_shown, number, within, short)
        start = last


def _quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands within quotation marks; what a paragraph leaves open ends with it."""
    closing = {pair[0]: pair[1] for pair in words()["quotes"]}
    at = start
    while at < end:
        mark = text[at]
        begins = not text[at - 1 : at].isalnum() or at == start
        if mark not in closing or not begins:
            at += 1
            continue
        close = _close(text, at + 1, end, closing[mark])
        single = closing[mark] in "'’"
        if single and (close < 0 or not text[at + 1 : at + 2].isalnum()):  # an apostrophe
            at += 1
            continue
        last = close if close >= 0 else end
        inner = trim(text, at + 1, last)
        if inner[0] < inner[1]:
            yield inner
        at = last + 1


def _close(text: str, start: int, end: int, mark: str) -> int:
    """Return where a quotation closes, -1 for nowhere; an apostrophe within a word does not.

    Of single marks the first after a stop closes, where no other opens before: "allies' plans,'".
    """
    first = -1
    at = text.find(mark, start, end)
    while at >= 0:
        if mark not in "'’" or not text[at + 1 : at + 2].isalnum():
            if mark not in "'’" or text[at - 1] in STOPS:
                return at
            first = at if first < 0 else first
        elif text[at - 1].isspace():  # another opens
            break
        at = text.find(mark, at + 1, end)
    return first


def _ends(text: str, start: int, end: int, quotes: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """Yield where sentences end: not within a quotation, nor after an abbreviation."""
    spans = iter(quotes)
    quote = next(spans, None)
    for match in END.finditer(text, start, end):
        last = match.end()
        while quote and quote[1] < match.start():
            quote = next(spans, None)
        if quote and quote[0] <= match.start() and last < quote[1]:
            continue
        while last < end and text[last] in CLOSING:
            last += 1
        blank = BLANK.match(text, last, end)
        following = text[blank.end() : blank.end() + 1] if blank else ""
        wide = match[0][0] in "。！？"
        if (wide or (following and not following.islower())) and not is_short(text, start, match):
            yield last


def is_short(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a full stop ends an abbreviation and not a sentence."""
    if match[0] != ".":
        return False
    before = text[max(start, match.start() - 12) : match.start()]
    if INITIAL.search(before):
        return True
    word = WORD.search(before)
    return word is not None and word[0].lower() in words()["abbreviations"]
