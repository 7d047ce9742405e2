"""Events of an article: meetings that are to come, and what happened when, as rows."""

import re
from collections.abc import Iterator
from typing import Any

from data import clock
from data.curation.proposals import Proposed
from data.intake.dates import Dated
from data.intake.gazetteer import Mention
from data.intake.meetings import AT, NEAR_VERB, Meeting, find_meetings, find_stop
from data.intake.reading import Draft, Reading, Span, drop_empty, infer
from data.intake.sentences import Sentence
from data.intake.speakers import Speaker, speakers_before
from data.intake.vocabulary import find, plain, words

RELATIVE = re.compile(
    r"(?:(?<=, )|\b)(?:(?:the|a|an|its|their|his|her)\s+)(?:[\w-]+\s+){1,4}(?:that|which)\s+\Z",
    re.IGNORECASE,
)
LONGEST_TITLE = 110


def draft_events(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each meeting to come, and for each thing that happened."""
    for meeting in find_meetings(reading):
        yield _scheduled(reading, meeting)
    for sentence in reading.sentences:
        yield from _happened(reading, sentence)


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
    stop = find_stop(reading, verb[1], min(sentence.end, start + LONGEST_TITLE))
    title = reading.clause(start, min(sentence.end, verb[1] + 50) if stop is None else stop)
    if relative := RELATIVE.search(text, sentence.start, start):  # "the paper that A published"
        last = max([verb[1], *(b for _, b in when.spans)])
        title = reading.clause(relative.start(), last)
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
