"""Who speaks in a sentence: the name before a verb of saying, after it, or meant by a pronoun."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from data.intake.gazetteer import Mention
from data.intake.reading import Reading, Span
from data.intake.sentences import Sentence
from data.intake.vocabulary import find, words
from data.names import fold

FAR = 200  # letters between a name and its verb, at most
ASIDE = re.compile(r",[^,“”\"]{1,140},")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
OWN = re.compile(r"[’']s?\b")
WHO = re.compile(r",?\s*who(?:\s+(?:has|had|have|also|later))?\s*\Z")
AND = re.compile(r"\s*(?:[A-Z]\w+\s+)?and\s+(?:the\s+)?")
NAMED = re.compile(r"\s*(?:(?:an?|the|[A-Z][\w-]+|of|and)\s+){0,7}\Z")
OFFICE = re.compile(r"(?:,[^,.“”]{0,60})?\s+(?:of|for|from)\s+(?:the\s+)?")
ASIDE_BEGINS = re.compile(r",\s+(?:an?\s+|the\s+)?")
HEAD_OF = re.compile(r"(\w+)\s+of\s+(?:the\s+)?\Z")


@dataclass(frozen=True)
class Speaker:
    """Who speaks, by the ids of the record; `spans` are the words that name them."""

    person: str
    party: str
    spans: tuple[Span, ...]


def speakers_before(reading: Reading, sentence: Sentence, verb: int) -> tuple[Speaker, ...]:
    """Return who is the subject of a verb, by the name or pronoun before it; several for "and"."""
    if pronoun := _pronoun(reading, sentence, verb):
        return pronoun
    before = reading.within(max(sentence.start, verb - FAR), verb)
    for place in range(len(before) - 1, -1, -1):
        mention = before[place]
        if sentence.is_quoted(mention.start) or not (mention.party or mention.person):
            continue
        gap = reading.text[mention.end : verb]
        speaker = _speaker(reading, mention, gap)
        officer = _officer(reading, before[:place], mention, gap) if speaker else None
        if officer and not mention.person:
            return (officer,)
        beside = _others(reading, sentence, before[:place], mention)
        first = min([mention.start, *(a for other in beside for a, _ in other.spans)])
        if speaker and _is_object(reading, sentence, first):
            continue
        if speaker is None:
            if not _goes_on(gap):
                break
            continue
        return (*beside, speaker)
    return ()


def speaker_after(reading: Reading, sentence: Sentence, verb: int) -> tuple[Speaker, ...]:
    """Return who is named right after a verb, as in "said the minister Jane Doe"."""
    following = reading.within(verb, min(sentence.end, verb + FAR))
    for mention in following:
        if not NAMED.match(reading.text[verb : mention.start]):
            break
        after = reading.text[mention.end : sentence.end]
        named = [m for m in following if m.person and m.start <= mention.end + 60]
        if not mention.person and named:  # "said US Secretary Jane Doe"
            between = reading.text[mention.end : named[0].start]
            if NAMED.match(between + " "):
                return (Speaker(named[0].person, named[0].party, (_span(named[0]),)),)
        if mention.person or mention.party:
            own = OWN.match(after)
            return (Speaker("" if own else mention.person, mention.party, (_span(mention),)),)
    return ()


def phrase_start(reading: Reading, sentence: Sentence, start: int) -> int:
    """Return where the words before a name begin that belong to it, as an office does."""
    before = list(WORD.finditer(reading.text, sentence.start, start))
    for word in reversed(before):
        short_name = word[0][:1].isupper() and len(word[0]) < 4
        people = fold(word[0]) in reading.gazetteer.adjectives and word[0][:1].isupper()
        title = word[0].lower() in words()["titles"]
        between = reading.text[word.end() : start].strip(".")
        if between.strip() or not (short_name or people or title):
            break
        start = word.start()
    return start


def _pronoun(reading: Reading, sentence: Sentence, verb: int) -> tuple[Speaker, ...]:
    """Return who a pronoun before a verb means: the last person, or the sentence's subject."""
    tail = reading.text[max(sentence.start, verb - 40) : verb]
    tokens = list(WORD.finditer(tail))
    while tokens and _is_filler(tokens[-1][0]) and tokens[-1][0].lower() not in _pronouns():
        tokens.pop()
    if not tokens or tokens[-1][0].lower() not in _pronouns():
        return ()
    word = tokens[-1]
    start = max(sentence.start, verb - 40) + word.start()
    if sentence.is_quoted(start):
        return ()
    span = (start, start + len(word[0]))
    if word[0].lower() in words()["persons"]:
        last = _find_person(reading, sentence, start)
        return (Speaker(last.person, last.party, (_span(last), span)),) if last else ()
    before = reading.within(sentence.start, start)
    own = [m for m in before if m.party and not _in_quotes(reading, m)]
    if own and reading.text[own[-1].end : start].strip() == "":  # "the alliance they rejected"
        return ()
    first = own[0] if own else None
    return (Speaker("", first.party, (_span(first), span)),) if first else ()


def _find_person(reading: Reading, sentence: Sentence, start: int) -> Mention | None:
    """Return whom "he" or "she" means: the last person of its sentence, or the first before it.

    The first person of the last sentence that names any is likely its subject.
    """
    people = (m for m in reversed(reading.within(0, start)) if m.person)
    last = next((m for m in people if not _in_quotes(reading, m)), None)
    if not last or last.start >= sentence.start:
        return last
    at = bisect_right(reading.sentences, last.start, key=attrgetter("start")) - 1
    named = reading.within(reading.sentences[at].start, last.start)
    return next((m for m in named if m.person and not _in_quotes(reading, m)), last)


def _pronouns() -> list[str]:
    return [*words()["persons"], *words()["groups"]]


def _in_quotes(reading: Reading, mention: Mention) -> bool:
    following = bisect_right(reading.sentences, mention.start, key=attrgetter("start"))
    within = reading.sentences[following - 1] if following else None
    if not within or not within.holds(mention.start, mention.end):
        return False
    return within.is_quoted(mention.start)


def _speaker(reading: Reading, mention: Mention, gap: str) -> Speaker | None:
    """Return the speaker that a mention makes before a verb, None where it is not its subject."""
    if mention.person and WHO.search(gap):
        return Speaker(mention.person, mention.party, (_span(mention),))
    own = OWN.match(gap)
    rest = [w[0] for w in WORD.finditer(ASIDE.sub(" ", gap[own.end() :] if own else gap))]
    if not all(_is_filler(word) or word.lower() in words()["speakers"] for word in rest):
        return None
    nouns = [w for w in rest if w.lower() in words()["speakers"] and w.lower() != "and"]
    if (own or mention.adjective) and not nouns:
        return None
    if nouns and nouns[-1].lower() in words()["heads"] and not mention.person:
        head = _head(reading, mention)
        if head:
            return head
    allies = find("allies").search(gap)
    person = "" if own or (nouns and not allies) else mention.person
    return Speaker(person, mention.party, (_span(mention),)) if person or mention.party else None


def _head(reading: Reading, mention: Mention) -> Speaker | None:
    """Return the leader of a party whom the text has named by then."""
    heads = reading.gazetteer.heads.get(mention.party, ())
    named = [m for m in reading.within(0, mention.start) if m.person in heads]
    if not named:
        return None
    return Speaker(named[-1].person, mention.party, (_span(named[-1]), _span(mention)))


def _officer(
    reading: Reading, before: tuple[Mention, ...], mention: Mention, gap: str
) -> Speaker | None:
    """Return who holds an office that ends with a party's name, as "Doe, head of Ruritania"."""
    if before and before[-1].person:
        between = reading.text[before[-1].end : mention.start]
        if OFFICE.fullmatch(between) or (ASIDE_BEGINS.fullmatch(between) and "," in gap):
            return Speaker(before[-1].person, before[-1].party, (_span(before[-1]),))
    office = HEAD_OF.search(reading.text, max(0, mention.start - 40), mention.start)
    heads = office and office[1].lower() in words()["heads"]
    return _head(reading, mention) if heads else None


def _others(
    reading: Reading, sentence: Sentence, before: tuple[Mention, ...], mention: Mention
) -> tuple[Speaker, ...]:
    """Return who stands beside a subject, joined by "and", whatever office comes between."""
    start = phrase_start(reading, sentence, mention.start)
    for other in reversed(before):
        if other.end > start:
            continue
        if other.party and AND.fullmatch(reading.text[other.end : start]):
            return (Speaker(other.person, other.party, (_span(other),)),)
        break
    return ()


def _is_object(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Say whether a name follows a preposition, as in "the talks with A": no subject then."""
    first = phrase_start(reading, sentence, start)
    words_before = WORD.findall(reading.text[max(sentence.start, first - 30) : first])
    joined = reading.text[max(sentence.start, first - 1) : first].strip() == ""
    return bool(words_before) and joined and words_before[-1].lower() in words()["prepositions"]


def _goes_on(gap: str) -> bool:
    """Say whether the subject may stand farther left: what follows is an aside of its."""
    return "," in gap or " of " in gap or len(gap) < 60


def _is_filler(word: str) -> bool:
    """Say whether a word may stand between a subject and its verb."""
    low = word.lower()
    lists = words()
    return (
        low in lists["gap_words"]
        or low in lists["months"]
        or low in lists["weekdays"]
        or low in ("month", "week", "year")
        or (low.endswith("ly") and len(low) > 4)
        or low[:1].isdigit()
    )


def _span(mention: Mention) -> Span:
    return mention.start, mention.end
