"""Meetings that an article says are to come: their day, their place, and who is to meet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from data.intake.dates import Dated
from data.intake.gazetteer import Mention
from data.intake.reading import Reading, Span
from data.intake.sentences import Sentence, is_short
from data.intake.speakers import Speaker, speaker_after, speakers_before
from data.intake.vocabulary import find, plain

AT = re.compile(r"(?:\b(?:in|at|to|from)\s+(?:the\s+)?)\Z", re.IGNORECASE)
AFTER_DATE = re.compile(r",?\s*(?:in|at)\s+", re.IGNORECASE)
DANGLES = re.compile(r"\s+(?:on|in|at|from|by|for|the|this|next)\Z", re.IGNORECASE)
STOP = re.compile(
    r"[;:“”\"()]|[,.](?!\d)|\s(?:that|after|before|when|while|until|because|and)\s|\s\w+ing\sthat\s"
)
WHO_ASIDE = re.compile(r",\s(?:who|which|whose)\s[^,;:“”\"]{1,140},")
FULL_STOP = re.compile(r"\.")
NEAR_VERB = 60  # letters between what happens and whom or what it is done with


@dataclass(frozen=True)
class Meeting:
    """A meeting that is to come: its day, and the words for each of its cells."""

    sentence: Sentence
    day: Dated
    noun: Span
    title: tuple[Span, ...]
    place: Mention | None = None
    parties: tuple[Mention, ...] = ()
    people: tuple[Speaker, ...] = field(default=())


def find_meetings(reading: Reading) -> tuple[Meeting, ...]:
    """Return the meetings that an article says are to come, each day and place once."""
    meetings: list[Meeting] = []
    for sentence in reading.sentences:
        if reading.is_ahead(sentence):
            for meeting in _meetings(reading, sentence):
                _merge(meetings, meeting)
    for sentence in reading.sentences:
        _add_leaders(reading, sentence, meetings)
    return tuple(meetings)


def _merge(meetings: list[Meeting], meeting: Meeting) -> None:
    """Add a meeting, or what it says of one that was named before."""
    for place, known in enumerate(meetings):
        same_place = not (known.place and meeting.place) or known.place.place == meeting.place.place
        if known.day.value == meeting.day.value and same_place:
            parties = {m.party: m for m in (*meeting.parties, *known.parties)}
            meetings[place] = replace(
                known,
                place=known.place or meeting.place,
                parties=tuple(sorted(parties.values(), key=lambda m: m.start)),
            )
            return
    meetings.append(meeting)


def _meetings(reading: Reading, sentence: Sentence) -> Iterator[Meeting]:
    dates = _find_days(reading, sentence)
    first = reading.search("meetings", sentence)
    if not first or not dates or not reading.article.published:
        return
    start = sentence.start
    for day in dates:
        nouns = [m.span() for m in find("meetings").finditer(reading.text, start, day.start)]
        noun = nouns[-1] if nouns else first
        begin, end = _find_words(reading, sentence, day, noun, (start, dates))
        yield _meeting(reading, sentence, day, noun, (begin, end))
        start = end


def _find_days(reading: Reading, sentence: Sentence) -> list[Dated]:
    """Return the days to come of a sentence: none of an aside, as "A, who left on Monday, will"."""
    text, published = reading.text, reading.article.published
    asides = [m.span() for m in WHO_ASIDE.finditer(text, sentence.start, sentence.end)]
    return [
        d
        for d in reading.dates(sentence.start, sentence.end, True)
        if not sentence.is_quoted(d.start)
        and not any(a < d.start < b for a, b in asides)
        and len(d.value) >= 10
        and d.value >= published[:10]
    ]


def _find_words(
    reading: Reading,
    sentence: Sentence,
    day: Dated,
    noun: Span,
    known: tuple[int, Sequence[Dated]],
) -> Span:
    """Return the words on a meeting: up to its day and place, after a day that stands first.

    `known` is where they begin at the earliest, and the sentence's days.
    """
    start, dates = known
    if day.end <= noun[0] and not reading.text[start : day.start].strip(" ").lower().strip("on"):
        return day.end, _find_end(reading, sentence, noun[1], dates)  # "On Monday A is to meet B"
    after = AFTER_DATE.match(reading.text, day.end, sentence.end)
    following = reading.within(after.end(), sentence.end) if after else ()
    if after and following and following[0].place and following[0].start == after.end():
        return start, following[0].end
    return start, day.end


def _meeting(
    reading: Reading, sentence: Sentence, day: Dated, noun: Span, words_of: Span
) -> Meeting:
    start, end = words_of
    text = reading.text
    mentions = [m for m in reading.within(start, end) if not sentence.is_quoted(m.start)]
    places = [m for m in mentions if m.place and AT.search(text, sentence.start, m.start)]
    place = places[-1] if places else None
    named = [m for m in mentions if m.party and not m.adjective and m not in places]
    parties = [m for m in named if not m.person]
    first = reading.search("meetings", sentence)
    subject = _subject(reading, sentence, first) if first else None
    if subject and all(m.party != subject.party for m in parties):
        parties.insert(0, subject)
    title = _title(reading, noun, start, day, place)
    people = _who_meets(mentions, noun) if plain(text[slice(*noun)]) == "meet" else ()
    parties += [m for m in people if m.party not in {p.party for p in parties}]
    speakers = tuple(Speaker(m.person, m.party, ((m.start, m.end),)) for m in people)
    return Meeting(sentence, day, noun, title, place, tuple(parties), speakers)


def _find_end(reading: Reading, sentence: Sentence, start: int, dates: Sequence[Dated]) -> int:
    """Return where the words on a meeting end: with its clause, or where the next day begins."""
    stop = find_stop(reading, start, sentence.end)
    later = [d.start for d in dates if d.start >= start]
    return min([sentence.end, *later, *([stop] if stop is not None else [])])


def _who_meets(mentions: Sequence[Mention], noun: Span) -> tuple[Mention, ...]:
    """Return the people between whom a meeting is: named last before "meet" and first after it."""
    before = [m for m in mentions if m.person and m.end <= noun[0]][-1:]
    after = [m for m in mentions if m.person and 0 <= m.start - noun[1] < NEAR_VERB][:1]
    return (*before, *after)


def _subject(reading: Reading, sentence: Sentence, noun: Span) -> Mention | None:
    """Return the party that is to hold a meeting: the first name before its word."""
    before = reading.within(sentence.start, noun[0])
    first = before[0] if before else None
    if first and first.party and not first.person and not first.adjective:
        return first if not reading.text[sentence.start : first.start].strip(" The") else None
    return None


def _title(
    reading: Reading, noun: Span, start: int, day: Dated, place: Mention | None
) -> tuple[Span, ...]:
    """Return the words for a meeting: its noun, with whom, and where."""
    text = reading.text
    end = place.end if place else day.start
    if day.end <= start and plain(text[slice(*noun)]) == "meet":
        return (_bare_end(reading, start, max(end, noun[1])),)
    if place and place.start > day.start:  # "begin on Monday in the capital"
        where = AFTER_DATE.match(text, day.end)
        return (noun, reading.clause(where.start() if where else place.start, place.end))
    if text[slice(*noun)].lower() == "meet":
        return (_bare_end(reading, start, max(end, noun[1])),)
    planned = find("future").search(text, noun[1], end)
    if place and planned:
        where = AT.search(text, planned.end(), place.start)
        first = _bare_end(reading, noun[0], planned.start())
        return (first, (where.start() if where else place.start, place.end))
    if planned:
        return (_bare_end(reading, noun[0], planned.start()),)
    if noun[0] >= start:
        return (_bare_end(reading, noun[0], end),) if end > noun[1] else (noun,)
    with_whom = re.compile(r"\s+with\b").match(text, noun[1])
    rest = re.compile(r"\s*(?:,|and|then|with|\s)*\s*").match(text, start)
    first = (noun[0], with_whom.end() if with_whom else noun[1])
    return (first, _bare_end(reading, rest.end() if rest else start, end))


def _bare_end(reading: Reading, start: int, end: int) -> Span:
    """Return a span without a preposition at its end."""
    start, end = reading.clause(start, end)
    left = DANGLES.search(reading.text, start, end)
    return reading.clause(start, left.start() if left else end)


def _add_leaders(reading: Reading, sentence: Sentence, meetings: list[Meeting]) -> None:
    """Add who is to lead to the meeting of the day or place that a sentence names."""
    for match in find("lead").finditer(reading.text, sentence.start, sentence.end):
        if sentence.is_quoted(match.start()):
            continue
        by = plain(match[0]).endswith(" by")
        who = speaker_after(reading, sentence, match.end()) if by else ()
        who = who or speakers_before(reading, sentence, match.start())
        people = tuple(speaker for speaker in who if speaker.person)
        days = {d.value for d in reading.dates(sentence.start, sentence.end, True)}
        places = {m.place for m in reading.within(match.end(), sentence.end) if m.place}
        for place, meeting in enumerate(meetings):
            there = meeting.place.place if meeting.place else ""
            if people and (meeting.day.value in days or (not by and there in places)):
                known = {p.person for p in meeting.people}
                new = tuple(p for p in people if p.person not in known)
                meetings[place] = replace(meeting, people=(*meeting.people, *new))


def find_stop(reading: Reading, start: int, end: int) -> int | None:
    """Return where a title ends at the latest: a full stop after an abbreviation ends none."""
    for stop in STOP.finditer(reading.text, start, end):
        full = FULL_STOP.match(reading.text, stop.start())
        if not full or not is_short(reading.text, start, full):
            return stop.start()
    return None
