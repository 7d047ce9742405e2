"""Events of an article: meetings that are to come, with who leads them, and what happened when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from data import clock
from data.curation.proposals import Proposed
from data.intake.dates import Dated
from data.intake.gazetteer import Mention
from data.intake.reading import Draft, Reading, Span, drop_empty, infer
from data.intake.sentences import Sentence
from data.intake.speakers import Speaker, speaker_after, speakers_before
from data.intake.vocabulary import find, plain, words

AT = re.compile(r"(?:\b(?:in|at|to|from)\s+(?:the\s+)?)\Z", re.IGNORECASE)
AFTER_DATE = re.compile(r",?\s*(?:in|at)\s+", re.IGNORECASE)
DANGLES = re.compile(r"\s+(?:on|in|at|from|by|for|the|this|next)\Z", re.IGNORECASE)
STOP = re.compile(
    r"[;:“”\"()]|[,.](?!\d)|\s(?:that|after|before|when|while|until|because|and)\s|\s\w+ing\sthat\s"
)
LONGEST_TITLE = 110
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


def draft_events(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each meeting to come, and for each thing that happened."""
    for meeting in find_meetings(reading):
        yield _scheduled(reading, meeting)
    for sentence in reading.sentences:
        yield from _happened(reading, sentence)


def find_meetings(reading: Reading) -> tuple[Meeting, ...]:
    """Return the meetings that an article says are to come, each day and place once."""
    found: list[Meeting] = []
    for sentence in reading.sentences:
        if reading.is_ahead(sentence):
            for meeting in _meetings(reading, sentence):
                _merge(found, meeting)
    for sentence in reading.sentences:
        _add_leaders(reading, sentence, found)
    return tuple(found)


def _merge(found: list[Meeting], meeting: Meeting) -> None:
    """Add a meeting, or what it says of one that was named before."""
    for place, known in enumerate(found):
        same_place = not (known.place and meeting.place) or known.place.place == meeting.place.place
        if known.day.value == meeting.day.value and same_place:
            parties = {m.party: m for m in (*meeting.parties, *known.parties)}
            found[place] = replace(
                known,
                place=known.place or meeting.place,
                parties=tuple(sorted(parties.values(), key=lambda m: m.start)),
            )
            return
    found.append(meeting)


def _meetings(reading: Reading, sentence: Sentence) -> Iterator[Meeting]:
    text, published = reading.text, reading.article.published
    dates = [
        d
        for d in reading.dates(sentence.start, sentence.end, True)
        if not sentence.is_quoted(d.start) and len(d.value) >= 10 and d.value >= published[:10]
    ]
    first = reading.search("meetings", sentence)
    if not first or not dates or not published:
        return
    start = sentence.start
    subject = _subject(reading, sentence, first)
    for day in dates:
        nouns = [m.span() for m in find("meetings").finditer(text, start, day.start)]
        noun = nouns[-1] if nouns else first
        end = day.end
        after = AFTER_DATE.match(text, day.end, sentence.end)
        following = reading.within(after.end(), sentence.end) if after else ()
        if following and following[0].place and following[0].start == after.end():  # type: ignore[union-attr]
            end = following[0].end
        mentions = [m for m in reading.within(start, end) if not sentence.is_quoted(m.start)]
        places = [m for m in mentions if m.place and AT.search(text, sentence.start, m.start)]
        place = places[-1] if places else None
        named = [m for m in mentions if m.party and not m.adjective and m not in places]
        parties = [m for m in named if not m.person]
        if subject and all(m.party != subject.party for m in parties):
            parties.insert(0, subject)
        title = _title(reading, noun, start, day, place)
        yield Meeting(sentence, day, noun, title, place, tuple(parties))
        start = end


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


def _add_leaders(reading: Reading, sentence: Sentence, found: list[Meeting]) -> None:
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
        for place, meeting in enumerate(found):
            there = meeting.place.place if meeting.place else ""
            if people and (meeting.day.value in days or (not by and there in places)):
                known = {p.person for p in meeting.people}
                new = tuple(p for p in people if p.person not in known)
                found[place] = replace(meeting, people=(*meeting.people, *new))


def _scheduled(reading: Reading, meeting: Meeting) -> Draft:
    text, day = reading.text, meeting.day
    when = Proposed(day.value, ((day.start, day.end),))
    whole = reading.clause(meeting.sentence.start, meeting.sentence.end)
    kind = _meeting_kind(reading, meeting)
    parties = {m.party: (m.start, m.end) for m in meeting.parties}
    place = meeting.place
    where = Proposed(place.place, ((place.start, place.end),)) if place else Proposed("")
    cells = {
        "title": reading.start_sentence(*meeting.title),
        "summary": reading.start_sentence(whole),
        "kind": kind,
        "start": when,
        "announced": infer(reading.article.published),
        "expected": when,
        "reported": infer(day.value, when.spans),
        "preview": reading.start_sentence(whole),
        "expected_place_id": where,
        "party_ids": Proposed(";".join(parties), tuple(parties.values())),
        "expected_people_ids": Proposed(
            ";".join(p.person for p in meeting.people),
            tuple(p.spans[0] for p in meeting.people),
        ),
        **_weigh(reading, kind, "CONSULT"),
    }
    about = f"{text[slice(*meeting.noun)]} {cells['title'].value}"
    return Draft("events", meeting.noun[0], drop_empty(cells), whole, about)


def _meeting_kind(reading: Reading, meeting: Meeting) -> Proposed:
    known = reading.enum("events", "kind")
    noun = reading.text[slice(*meeting.noun)].lower()
    kinds = reading.record.package.crisis.meeting_kinds
    for kind in (noun, noun.split()[-1], noun.rstrip("s"), *kinds):
        if kind in known:
            return infer(kind, (meeting.noun,))
    return Proposed("")


def _weigh(reading: Reading, kind: Proposed, plover: str) -> dict[str, Proposed]:
    """Return how the record writes events of this kind: their type and usual intensity."""
    known = reading.enum("events", "plover")
    if plover not in known:
        return {}
    events: Any = reading.record.events
    alike = events.loc[(events["plover"] == plover) & (events["kind"] == kind.value), "intensity"]
    usual = {} if alike.empty else {"intensity": infer(f"{int(alike.median())}")}
    return {"plover": infer(plover, kind.spans), **usual}


def _happened(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """Yield what a sentence says happened: who did what, on a day that it names."""
    text = reading.text
    for match in find("happenings").finditer(text, sentence.start, sentence.end):
        rule = words()["happenings"][plain(match[0])]
        who = (
            ()
            if sentence.is_quoted(match.start())
            else speakers_before(reading, sentence, match.start())
        )
        who = tuple(speaker for speaker in who if speaker.party)
        needs = rule.get("needs")
        near = min(sentence.end, match.end() + NEAR_VERB)
        if not who or (needs and not find(needs).search(text, match.end(), near)):
            continue
        if draft := _event(reading, sentence, match.span(), who, rule):
            yield draft
            return


def _event(
    reading: Reading, sentence: Sentence, verb: Span, who: tuple[Speaker, ...], rule: Any
) -> Draft | None:
    text = reading.text
    when = _day_near(reading, sentence, verb)
    starts = [a for speaker in who for a, _ in speaker.spans if sentence.holds(a, a)]
    start = min([a for a in starts if a < verb[0]], default=verb[0])
    stop = STOP.search(text, verb[1], min(sentence.end, start + LONGEST_TITLE))
    title = reading.clause(start, stop.start() if stop else min(sentence.end, verb[1] + 50))
    there = [m for m in reading.within(verb[1], title[1]) if m.place and _is_at(reading, verb, m)]
    if not when.value and not there:
        return None
    known = reading.enum("events", "kind")
    kind = next((infer(k, (verb,)) for k in rule["kinds"] if k in known), Proposed(""))
    parties = {speaker.party: speaker.spans[0] for speaker in who}
    for mention in reading.within(verb[1], title[1]):
        if mention.party and not mention.adjective:
            parties.setdefault(mention.party, (mention.start, mention.end))
    whole = reading.clause(sentence.start, sentence.end)
    people = {p.person: p.spans[0] for p in who if p.person}
    place = there[-1] if there else None
    cells = {
        "title": reading.start_sentence(title),
        "summary": reading.start_sentence(whole),
        "kind": kind,
        "start": when,
        "reported": reading.known(when),
        "place_id": Proposed(place.place, ((place.start, place.end),)) if place else Proposed(""),
        "party_ids": Proposed(";".join(parties), tuple(parties.values())),
        "people_ids": Proposed(";".join(people), tuple(people.values())),
        **_weigh(reading, kind, rule["plover"]),
    }
    return Draft("events", verb[0], drop_empty(cells), whole, text[slice(*title)])


def _day_near(reading: Reading, sentence: Sentence, verb: Span) -> Proposed:
    """Return when something happened: the date after its verb, else the last one before it."""
    dates = [
        d
        for d in reading.dates(sentence.start, sentence.end, False)
        if not sentence.is_quoted(d.start) and _is_past(d, reading.article.published)
    ]
    after = [d for d in dates if 0 <= d.start - verb[1] < NEAR_VERB]
    day = next(iter([*after, *reversed([d for d in dates if d.end <= verb[0]])]), None)
    if day is None:
        return Proposed("")
    spans = ((day.start, day.end),)
    return Proposed(day.value, spans) if day.sure else infer(day.value, spans)


def _is_at(reading: Reading, verb: Span, mention: Mention) -> bool:
    """Say whether a place is where something happened, or where it went."""
    before = (reading.text, verb[1], mention.start)
    return bool(AT.search(*before) or find("whither").search(*before))


def _is_past(dated: Dated, published: str) -> bool:
    try:
        return clock.parse(dated.value).first <= clock.parse(published).last
    except ValueError:
        return not published
