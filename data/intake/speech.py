"""What is said in an article, and by whom: quotations, and reports by verbs of saying."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.intake.reading import Reading, Span
from data.intake.reports import Speech, find_reports
from data.intake.sentences import Sentence, trim
from data.intake.speakers import WORD

FEWEST = 4  # words of a quotation that is a claim by itself; fewer are some words of one
FAR = 120  # letters of a clause in which a few quoted words are those of its speaker
LONGEST_QUOTE = 300  # letters, as the schema has it
ENDS = re.compile(r"[.!?…]\s")


def find_speech(reading: Reading) -> tuple[Speech, ...]:
    """Return all that is said in an article, in order."""
    speech: list[Speech] = []
    for sentence in reading.sentences:
        reports = [*find_reports(reading, sentence, speech[-1:])]
        quotes = [*_quotations(reading, sentence, reports, speech)]
        covered = [q.quote for q in quotes if q.quote]
        for report in reports:
            if any(a < report.clause[1] and report.clause[0] < b for a, b in covered):
                continue
            speech.append(_with_words(reading, report))
        speech += quotes
    return tuple(speech)


def _with_words(reading: Reading, report: Speech) -> Speech:
    """Return a report with the longest of the speaker's own words in it."""
    first, last = report.clause[0] - 1, report.clause[1] + 1
    last = min(last, report.clause[0] + FAR)
    inside = [q for q in report.sentence.quotes if first <= q[0] < last and q[1] <= last + FAR]
    longest = max(inside, key=lambda q: q[1] - q[0], default=None)
    return replace(report, quote=cut(reading.text, *longest)) if longest else report


def _quotations(
    reading: Reading, sentence: Sentence, reports: list[Speech], before: list[Speech]
) -> Iterator[Speech]:
    """Yield the quotations of a sentence that are claims by themselves, with who speaks."""
    last = before[-1] if before else None
    for quote in sentence.quotes:
        if len(WORD.findall(reading.text[quote[0] : quote[1]])) < FEWEST:
            continue
        near = [r for r in reports if _belongs(reading, r, quote)]
        span = cut(reading.text, *quote)
        whole = reading.clause(sentence.start, sentence.end)
        if near:
            by = min(near, key=lambda r: abs(r.verb[0] - quote[0]))
            yield replace(by, quote=span, whole=True, clause=quote, report=(whole,))
        elif _is_one_speaker(reports) and reports[0].verb[0] < quote[0]:
            yield replace(reports[-1], quote=span, whole=True, clause=quote, report=(whole,))
        elif last and last.whole and last.sentence.paragraph == sentence.paragraph:
            yield replace(last, sentence=sentence, quote=span, clause=quote, report=(whole,))
        else:
            yield Speech(sentence, (), quote, "", quote, (whole,), span, True)


def _is_one_speaker(reports: list[Speech]) -> bool:
    return len({report.speakers for report in reports}) == 1


def _belongs(reading: Reading, report: Speech, quote: Span) -> bool:
    """Say whether a verb of saying introduces a quotation or follows it."""
    if report.clause[0] <= quote[0] + 1 and quote[1] <= report.clause[1] + 2:
        between = reading.text[report.verb[1] : quote[0]]
        return report.verb[0] > quote[1] or len(between) < 160
    between = reading.text[min(quote[1], report.verb[0]) : max(report.verb[0], quote[1])]
    return report.verb[0] > quote[1] and len(between) < 160


def cut(text: str, start: int, end: int) -> Span:
    """Return a quotation without its sentence's comma, and no longer than is kept."""
    start, end = trim(text, start, end, ",")
    if end - start <= LONGEST_QUOTE:
        return start, end
    last = start + LONGEST_QUOTE
    ends = [m.start() + 1 for m in ENDS.finditer(text, start, last)]
    if ends:
        return start, ends[-1]
    blank = max(text.rfind(" ", start, last), text.rfind("\n", start, last))
    return trim(text, start, blank if blank > start else last, ",")
