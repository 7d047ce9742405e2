"""Claims of an article: what was said becomes a row for each who said it."""

import re
from collections.abc import Iterator

from data.curation.proposals import PERSON, Proposed
from data.intake.reading import Draft, Reading, Span, drop_empty, infer
from data.intake.reports import Speech
from data.intake.resolve import issues_of
from data.intake.speakers import Speaker
from data.intake.vocabulary import find, pattern, words

NAME = r"[A-Z][\w&-]*(?:\.[\w&-]+)*"
AGENCY = rf"(?:the\s+|state-run\s+)*{NAME}(?:\s+{NAME})*"
ASIDE = re.compile(r", (?:which|who|whose) ")
INTO = re.compile(r"(?i)(?:in|at)\s+(?:an?\s+)?")


def draft_claims(reading: Reading, speech: tuple[Speech, ...]) -> Iterator[Draft]:
    """Yield a draft for each who says something, in the order of the text."""
    dated: dict[tuple[str, int], tuple[str, tuple[Span, ...]]] = {}
    for report in speech:
        for speaker in report.speakers:
            if (day := _day(reading, report)).value:
                dated.setdefault(_who(report, speaker), (day.value, day.spans))
    for report in speech:
        for speaker in report.speakers or (Speaker("", "", ()),):
            known = dated.get(_who(report, speaker))
            yield _draft(reading, report, speaker, known)


def _who(report: Speech, speaker: Speaker) -> tuple[str, int]:
    """Return by what a date of one report holds for another: a person's paragraph, a sentence."""
    if speaker.person:
        return speaker.person, report.sentence.paragraph
    return speaker.party, report.sentence.start


def _draft(
    reading: Reading,
    report: Speech,
    speaker: Speaker,
    known: tuple[str, tuple[Span, ...]] | None,
) -> Draft:
    text = reading.text
    made = _day(reading, report)
    if not made.value and known and not _is_vague(reading, report):
        made = infer(*known)
    aside = None if report.whole else ASIDE.search(text, *report.clause)
    core = (report.clause[0], aside.start() if aside else report.clause[1])
    spans = speaker.spans
    quote = reading.cite(report.quote) if report.quote else Proposed("")
    cells = {
        "made": made,
        "reported": reading.known(made),
        "person_id": Proposed(speaker.person, spans if speaker.person else ()),
        "party_id": Proposed(speaker.party, spans),
        "issue_id": issues_of(reading.record).find(text, *core),
        "kind": _kind(reading, report),
        "text": reading.start_sentence(*report.report),
        "quote": quote,
        "quote_lang": Proposed(reading.article.lang if quote.value else "", (), PERSON),
        "medium": _medium(reading, report),
    }
    first = min(a for a, _ in report.report)
    last = max(b for _, b in report.report)
    about = text[slice(*core)]
    return Draft("claims", report.clause[0], drop_empty(cells), (first, last), about)


def _day(reading: Reading, report: Speech) -> Proposed:
    """Return when it was said: a date between speaker and words, or at the sentence's beginning."""
    sentence, text = report.sentence, reading.text
    for dated in reading.dates(sentence.start, sentence.end, False):
        inside = report.clause[0] <= dated.start < report.clause[1] or sentence.is_quoted(
            dated.start
        )
        near = min(abs(dated.start - report.verb[1]), abs(report.verb[0] - dated.end)) < 30
        near = near or report.verb[1] <= dated.start < report.clause[0]
        if _is_taken_up(reading, report):  # a date before "a pledge from" is of what takes it up
            near, inside = report.verb[1] <= dated.start < report.clause[0], False
        opens = text[sentence.start : dated.start].strip().lower() in ("", "on", "in")
        if not inside and (near or (opens and not _is_taken_up(reading, report))):
            cell = Proposed(dated.value, ((dated.start, dated.end),))
            return cell if dated.sure else infer(cell.value, cell.spans)
    return Proposed("")


def _is_taken_up(reading: Reading, report: Speech) -> bool:
    """Say whether words are cited as a "remark from" somebody, said before what they are in."""
    return bool(re.search(r"\b(?:from|by|of)$", reading.text[slice(*report.verb)]))


def _is_vague(reading: Reading, report: Speech) -> bool:
    """Say whether words were said at some time before, as "has repeatedly said"."""
    start = max(report.sentence.start, report.verb[0] - 80)
    before = reading.text[start : report.verb[0]]
    return bool(find("vague_times").search(before)) or bool(
        re.search(r"\bha(?:s|d|ve)\s*$", before)
    )


def _kind(reading: Reading, report: Speech) -> Proposed:
    """Return the kind of a claim, as its verb or its words have it."""
    known = reading.enum("claims", "kind")
    threat = pattern(dict(words()["cues"])["threat"]).search(reading.text, *report.clause)
    if report.kind == "warning" and threat and "threat" in known:  # "warned that they will answer"
        return infer("threat", (report.verb, threat.span()))
    if report.kind and (report.kind in known or not known):
        return infer(report.kind, (report.verb,))
    for kind, cues in words()["cues"]:
        match = pattern(cues).search(reading.text, *report.clause)
        before = reading.text[max(0, match.start() - 12) : match.start()] if match else ""
        is_denied = before.rstrip().lower().endswith(tuple(words()["negations"]))
        if match and not is_denied and (kind in known or not known):
            return infer(kind, (match.span(),))
    return Proposed("")


def _medium(reading: Reading, report: Speech) -> Proposed:
    """Return where it was said, in the article's words; else that this publisher reports it."""
    sentence, text = report.sentence, reading.text
    if span := reading.search("media", sentence):
        into = INTO.match(text, *span)
        start = into.end() if into else span[0]
        agencies = "|".join(words()["agencies"])
        named = re.compile(rf"\s+(?:with\s+)?{AGENCY}(?:\s+(?:{agencies})\b)?")
        follows = named.match(text, span[1], sentence.end)
        end = follows.end() if follows and text[span[1] - 4 : span[1]] == "with" else span[1]
        return reading.cite((start, end))
    agencies = "|".join(words()["agencies"])
    quoted = re.compile(rf"{NAME}(?:\s+{NAME})*\s+(?:{agencies})(?=\s+quoted\b)")
    if match := quoted.search(text, sentence.start, report.verb[0]):
        return reading.cite(match.span())
    teller = re.compile(rf"told\s+(?:the\s+)?({NAME}(?:\s+{NAME})*(?:\s+(?:{agencies})\b)?)")
    listener = teller.match(text, report.verb[0], sentence.end)
    if listener and not reading.within(*listener.span(1)):
        return reading.cite(listener.span(1))
    publisher = reading.article.publisher
    return infer(f"report in {publisher}") if publisher else Proposed("")
