"""Reports of what was said: by a verb of saying, as "a pledge from", "according to", or a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.intake.reading import Reading, Span
from data.intake.sentences import Sentence, trim
from data.intake.speakers import WORD, Speaker, phrase_start, speaker_after, speakers_before
from data.intake.vocabulary import find, find_verb, pattern, plain, verbs, words

FEWEST = 25  # letters of what stands before who said it, as in "The river is open, she said"
SHORT = 50  # letters after a verb that ends a sentence: "..., she told the press on Monday"
ADJUNCT = re.compile(
    r"\s*(?:[.,;]|\Z|(?:in|on|at|during|after|to|from|as|when|while|before|through|by|late|early"
    r"|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"(?:\band|,|\bbut|;)\s+(?:(?:has|have|had|also|then|later|again|it|he|she|they)\s+)*\Z"
)
INFINITIVE = re.compile(r"\b(?:to|not|would|could|might|as)\s+\Z", re.IGNORECASE)
LEADS_ON = re.compile(r"\s*(?:,\s*)?(?:that\b|:)?\s*")
WHOM = re.compile(r"[^,;:“”\"]{0,120}?\bthat\b\s*")
NESTED = re.compile(r"\bthat\Z", re.IGNORECASE)
BESIDE = re.compile(r"(?:,|;|\s)\s*(?:and|while|but)\s+\Z|;\s+\Z")
CLOSING = ("”", '"', "»", "’", "'")
OTHER_SUBJECT = re.compile(r", and (?:its|his|her|their|the|an?|one|some) ")
TURN = re.compile(r"; |, (?:but|while|whereas) ")


@dataclass(frozen=True)
class Speech:
    """One report of what was said: who, by which verb, in which words of the text.

    `clause` is what was said, `report` the words that report it, with who said it. `quote` is a
    quotation in it, `whole` where that is all of it. `kind` is the kind of claim of its verb.
    """

    sentence: Sentence
    speakers: tuple[Speaker, ...]
    verb: Span
    kind: str
    clause: Span
    report: tuple[Span, ...]
    quote: Span | None = None
    whole: bool = False


def find_reports(reading: Reading, sentence: Sentence, last: list[Speech]) -> Iterator[Speech]:
    """Yield the reports of a sentence, each to where the next begins; `last`: the one before."""
    reports: list[Speech] = []
    for match in find_verb().finditer(reading.text, sentence.start, sentence.end):
        if sentence.is_quoted(match.start()):
            continue
        kind = verbs()[plain(match[0])]
        if report := _report(reading, sentence, match.span(), kind, reports[-1:]):
            reports.append(_same_person(reading, report, [*last, *reports]))
    reports += _by_nouns(reading, sentence)
    reports += _by_source(reading, sentence)
    reports += _by_list(reading, sentence)
    yield from _bounded(reading, sorted(reports, key=lambda one: one.verb))


def _report(
    reading: Reading, sentence: Sentence, verb: Span, kind: str, before: list[Speech]
) -> Speech | None:
    """Return what a verb reports, None where nobody on record is its subject."""
    text = reading.text
    ahead_of = text[sentence.start : verb[0]]
    if INFINITIVE.search(ahead_of) and not ahead_of.rstrip().endswith(" as"):
        return None
    after_quote = text[max(0, verb[0] - 4) : verb[0]].rstrip()[-1:] in (*CLOSING, ",")
    if after_quote and (who := speaker_after(reading, sentence, verb[1])):
        clause = reading.clause(sentence.start, verb[0])
        return Speech(sentence, who, verb, kind, clause, (clause,))
    if before and JOINED.search(text, sentence.start, verb[0]):
        joint = JOINED.search(text, before[-1].verb[1], verb[0])
        if joint and not reading.within(joint.start(), verb[0]):
            clause = _clause(reading, verb[1], sentence.end)
            spans = (*before[-1].speakers[0].spans[:1], (verb[0], max(clause[1], verb[1])))
            return Speech(sentence, before[-1].speakers, verb, kind, clause, spans)
    who = speakers_before(reading, sentence, verb[0])
    if not who:
        return None
    subject = min(s for speaker in who for s, _ in speaker.spans if s >= sentence.start)
    subject = phrase_start(reading, sentence, subject)
    pronoun = _is_pronoun(reading, who)
    begins = who[0].spans[-1][0] if pronoun else subject
    if before and _is_content(reading, before[-1], begins):
        return None
    if NESTED.search(text[sentence.start : subject].rstrip()) and not pronoun:
        return None  # what another reports of them
    return _by_subject(reading, sentence, verb, (kind, who, subject))


def _by_subject(
    reading: Reading, sentence: Sentence, verb: Span, read: tuple[str, tuple[Speaker, ...], int]
) -> Speech | None:
    """Return what a verb reports before its subject, or after itself; `read`: kind, who, where."""
    text, (kind, who, subject) = reading.text, read
    before = text[sentence.start : subject].rstrip()
    ended = before[-1:] in CLOSING and text[subject - 2 : subject - 1] in CLOSING
    rest = text[verb[1] : sentence.end]
    closes = bool(ADJUNCT.match(rest)) or (len(rest) < SHORT and " that " not in rest)
    if ended or (before[-1:] == "," and closes):
        parts = text.rfind(";", sentence.start, subject)
        clause = reading.clause(sentence.start if ended else max(sentence.start, parts), subject)
        if clause[1] - clause[0] >= FEWEST and (ended or not _is_aside(text[slice(*clause)])):
            return Speech(sentence, who, verb, kind, clause, (clause,))
    clause = _clause(reading, verb[1], sentence.end)
    addressed = not kind and text.startswith("to ", clause[0])  # "wrote to A"
    only_quoting = plain(text[slice(*verb)]) in words()["only_quoting"]
    if addressed or only_quoting or clause[0] >= clause[1]:
        return None
    whole = reading.clause(_report_start(reading, sentence, subject), max(clause[1], verb[1]))
    return Speech(sentence, who, verb, kind, clause, (whole,))


def _is_aside(clause: str) -> bool:
    """Say whether words before a comma say when it was: "Speaking to the press, she said"."""
    return (WORD.findall(clause) or [""])[0].endswith("ing")


def _is_content(reading: Reading, report: Speech, subject: int) -> bool:
    """Say whether a subject stands in what another reports, as in "told us that A denied it"."""
    inside = report.clause[0] <= subject < report.clause[1]
    return inside and not BESIDE.search(reading.text, report.clause[0], subject)


def _same_person(reading: Reading, report: Speech, before: list[Speech]) -> Speech:
    """Return a report by "he" as by who spoke before in the paragraph, if anybody did."""
    last = before[-1] if before else None
    if not last or not _is_pronoun(reading, report.speakers) or not report.speakers[0].person:
        return report
    same = last.sentence.paragraph == report.sentence.paragraph
    if not same or len(last.speakers) != 1 or not last.speakers[0].person:
        return report
    spans = (last.speakers[0].spans[0], report.speakers[0].spans[-1])
    return replace(report, speakers=(replace(last.speakers[0], spans=spans),))


def _is_pronoun(reading: Reading, who: tuple[Speaker, ...]) -> bool:
    last = reading.text[slice(*who[0].spans[-1])].lower() if len(who) == 1 else ""
    return last in (*words()["persons"], *words()["groups"])


def _report_start(reading: Reading, sentence: Sentence, subject: int) -> int:
    """Return where a report begins: at its subject, or with the sentence that leads up to it."""
    before = reading.text[sentence.start : subject]
    opening = re.match(rf"(?:{'|'.join(words()['openings'])})\b,?\s*", before, re.IGNORECASE)
    if opening and opening.end() == len(before):
        return subject
    begins = sentence.start + (opening.end() if opening else 0)
    last = [w[0].lower() for w in WORD.finditer(before)][-1:]
    if last and last[0] in words()["relatives"]:
        return begins
    return subject if re.search(r"[,;]\s*(?:and|but|while)?\s*\Z", before) else begins


def _clause(reading: Reading, start: int, end: int) -> Span:
    """Return what follows a verb, without date and "that"."""
    for dated in reading.dates(start, end, False):
        if reading.text[start : dated.start].strip(" ,") in ("", "on"):
            start = dated.end
    turn = TURN.search(reading.text, start, end)
    end = turn.start() if turn else end
    if reading.text.startswith("to ", start + 1):  # "refuses to go, and its leader went"
        other = OTHER_SUBJECT.search(reading.text, start, end)
        end = other.start() if other else end
    first = reading.within(start, min(end, start + 80))
    whom = bool(first) and not WORD.search(reading.text[start : first[0].start].replace("the", ""))
    if whom or ADJUNCT.match(reading.text, start, end):  # "warned A in a letter that ..."
        that = WHOM.match(reading.text, start, end)
        start = that.end() if that else start
    leads = LEADS_ON.match(reading.text, start, end)
    return reading.clause(leads.end() if leads else start, end)


def _by_nouns(reading: Reading, sentence: Sentence) -> Iterator[Speech]:
    """Yield what is said as a "pledge from A that ..."."""
    nouns = words()["speech_nouns"]
    form = pattern([f"{noun} {of}" for noun in nouns for of in ("from", "by", "of")])
    for match in form.finditer(reading.text, sentence.start, sentence.end):
        who = speaker_after(reading, sentence, match.end())
        if not who or sentence.is_quoted(match.start()):
            continue
        after = who[0].spans[0][1]
        that = re.compile(r"[^,;“\"]{0,40}?\bthat\b").match(reading.text, after, sentence.end)
        if that:
            clause = _clause(reading, that.end(), sentence.end)
            whole = (match.start(), clause[1])
            kind = nouns[match[0].split()[0].lower()]
            yield Speech(sentence, who, match.span(), kind, clause, (whole,))


def _by_source(reading: Reading, sentence: Sentence) -> Iterator[Speech]:
    """Yield what is said "according to A"."""
    for match in find("sources").finditer(reading.text, sentence.start, sentence.end):
        who = speaker_after(reading, sentence, match.end())
        if not who or sentence.is_quoted(match.start()):
            continue
        if reading.text[sentence.start : match.start()].strip():
            clause = reading.clause(sentence.start, match.start())
        else:
            comma = reading.text.find(",", who[0].spans[0][1], sentence.end)
            if comma < 0:
                continue
            clause = reading.clause(comma, sentence.end)
        yield Speech(sentence, who, match.span(), "", clause, (clause,))


def _by_list(reading: Reading, sentence: Sentence) -> Iterator[Speech]:
    """Yield what a party asks for, as "a set of demands, including ..."."""
    lists = words()
    asks = "|".join(lists["asks"])
    including = "|".join(lists["including"])
    form = re.compile(rf"\b(?P<noun>{asks}),? (?:{including}) ", re.IGNORECASE)
    match = form.search(reading.text, sentence.start, sentence.end)
    own = reading.within(sentence.start, match.start()) if match else ()
    first = next((m for m in own if m.party and not m.adjective), None)
    if match and first and not sentence.is_quoted(match.start()):
        who = Speaker(first.person, first.party, ((first.start, first.end),))
        clause = reading.clause(match.end(), sentence.end)
        whole = reading.clause(first.start, sentence.end)
        yield Speech(sentence, (who,), match.span("noun"), "demand", clause, (whole,))


def _bounded(reading: Reading, reports: list[Speech]) -> Iterator[Speech]:
    """Yield reports that end where the next begins, as in "A said this and B warned of that"."""
    begins: dict[int, int] = {}
    for place, report in enumerate(reports):
        following = reports[place + 1] if place + 1 < len(reports) else None
        first = begins.get(place, 0)
        spans = tuple((max(a, first), b) for a, b in report.report if b > first)
        bounded = replace(report, report=spans)
        inside = following and report.clause[0] < following.verb[0] < report.clause[1]
        if following and inside:
            joint = _joint(reading, report, following)
            if joint:
                end = trim(reading.text, report.clause[0], joint[0], " ,;")[1]
                spans = tuple((a, min(b, end)) for a, b in spans if a < end)
                bounded = replace(bounded, clause=(report.clause[0], end), report=spans)
                begins[place + 1] = joint[1] if following.speakers != report.speakers else 0
        yield bounded


def _joint(reading: Reading, report: Speech, following: Speech) -> Span | None:
    """Return the "and" between two reports, up to the subject of the second where it has one."""
    if following.speakers == report.speakers:
        match = JOINED.search(reading.text, report.clause[0], following.verb[0])
        return match.span() if match else None
    starts = [a for who in following.speakers for a, _ in who.spans]
    starts = [a for a in starts if report.clause[0] < a < following.verb[0]]
    if not starts:
        return None
    subject = phrase_start(reading, following.sentence, min(starts))
    match = BESIDE.search(reading.text, report.clause[0], subject)
    return (match.start(), subject) if match else None
