"""Numbers of troops and movements of forces in an article, as estimates and reports of forces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.curation.proposals import Proposed
from data.intake.gazetteer import Mention
from data.intake.reading import Draft, Reading, Span, drop_empty, infer
from data.intake.sentences import Sentence
from data.intake.speakers import speakers_before
from data.intake.vocabulary import find, pattern, plain, words

FEWEST = 100  # people: fewer are no estimate of forces
MOST = 100_000_000
NUMBER = r"(?:\d{1,3}(?:[,.\u00a0\u202f ’']\d{3})+|\d{1,9}(?:\.\d{1,2})?)"
OWN = re.compile(r"[’']s\s+\w+")
INTENDED = re.compile(r"\b(?:would|will|to|could|may|might)\s+(?:be\s+)?\Z", re.IGNORECASE)
TAIL = re.compile(
    r"(?:(?!\s(?:and|but|as|that|which|who|while|though)\s)"
    r"[^,.;:“”\"!?()]){0,80}"
)
# The words of a thing that troops are on or at, to where the next clause or phrase begins.
THING = re.compile(
    r"(?:\s+(?!(?:in|on|at|for|from|to|by|with|since|after|before|of)\b)[\w’'-]+){1,4}"
)
PART_OF = re.compile(
    r"(?:\bthe\s+)?\b(?:first|last|most|some|half|part|rest|one) of\s+(?:the\s+)?\Z"
)
TO_COME = re.compile(
    r"\s+(?:will|would|could|may|might|(?:is|are|were)\s+(?:expected|due|set|about|ready|to))\b"
)
YEAR, SINCE = re.compile(r"(?:1[5-9]|20)\d\d"), re.compile(r"\b(?:in|since|of|by)\s+\Z")
FAR = 80  # letters between a movement, what moves and where it goes


@dataclass(frozen=True)
class Figure:
    """A number of troops in a text: its ends, either of which may be none, and its words."""

    span: Span
    number: Span
    noun: Span
    low: int | None
    high: int | None


@lru_cache(maxsize=1)
def _form() -> re.Pattern[str]:
    lists = words()

    def any_of(name: str) -> str:
        ways = sorted(lists[name], key=len, reverse=True)
        return "|".join(re.escape(way).replace(r"\ ", r"\s+") for way in ways)

    bounds = "|".join(f"(?P<{n}>{any_of(n)})" for n in ("least", "most", "about"))
    scale = any_of("scales")
    return re.compile(
        rf"(?<![\w,.])(?:(?:{bounds})\s+)?(?P<number>(?P<few>{any_of('few')})|"
        rf"(?:between\s+(?P<a>{NUMBER})(?:\s+(?P<s>{scale}))?\s+and\s+(?P<b>{NUMBER})"
        rf"|(?P<c>{NUMBER})(?:\s*(?:-|–|\bto\b)\s*(?P<d>{NUMBER}))?)(?:\s+(?P<scale>{scale})\b)?)"
        rf"(?:\s+of)?(?:\s+(?!and\b|or\b|but\b)[\w’'-]+){{0,3}}?\s+(?P<noun>{any_of('troops')})\b",
        re.IGNORECASE,
    )


def find_figures(text: str, start: int, end: int) -> Iterator[Figure]:
    """Yield the numbers of troops between two places of a text."""
    for match in _form().finditer(text, start, end):
        scale = words()["scales"].get((match["scale"] or "").lower(), 1)
        first = words()["scales"].get((match["s"] or "").lower(), scale)
        low = _count(match["a"] or match["c"], first)
        high = _count(match["b"] or match["d"], scale) if match["b"] or match["d"] else low
        if match["few"] or text[max(0, match.start() - 4) : match.start()] == "few ":
            low = high = None
        elif low is None or high is None or not FEWEST <= low <= high <= MOST:
            continue
        if YEAR.fullmatch(match["number"]) and SINCE.search(text, start, match.start()):
            continue
        low, high = (None if match["most"] else low), (None if match["least"] else high)
        yield Figure(match.span(), match.span("number"), match.span("noun"), low, high)


def _count(written: str | None, scale: int) -> int | None:
    if not written:
        return None
    groups = re.fullmatch(r"\d{1,3}(?:[^\d]\d{3})+", written)
    number = int(re.sub(r"\D", "", written)) if groups else float(written)
    return int(number * scale)


def draft_estimates(reading: Reading, claims: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each number of troops, by who says it, else as the article's own."""
    for sentence in reading.sentences:
        for figure in find_figures(reading.text, sentence.start, sentence.end):
            if _is_moved(reading, sentence, figure):
                continue
            yield _estimate(reading, sentence, figure, claims)


def _estimate(
    reading: Reading, sentence: Sentence, figure: Figure, claims: Sequence[Draft]
) -> Draft:
    text, start = reading.text, figure.span[0]
    by = _find_claim(claims, figure)
    part = PART_OF.search(text, sentence.start, start)
    end = figure.noun[1] if part else _scope_end(reading, figure)
    counted = reading.clause(figure.number[1], end)
    if text[slice(*counted)].lower().startswith("of "):
        counted = (counted[0] + 3, counted[1])
    until = [d for d in reading.dates(figure.noun[1], sentence.end, True) if len(d.value) >= 7]
    by_then = until and text[figure.noun[1] : until[0].start].rstrip().lower().endswith(" by")
    day = (
        infer(reading.article.published[:10]) if by is None else by.cells.get("made", Proposed(""))
    )
    stands = find("standing").search(text, figure.noun[1], figure.noun[1] + 20)
    measure, horizon = infer("total" if stands else ""), infer("now")
    if part or TO_COME.match(text, figure.noun[1]):
        measure, horizon = Proposed(""), Proposed("")  # not all of them are there
    if by_then:
        measure = infer("projection")
        horizon = Proposed(until[0].value, ((until[0].start, until[0].end),))
    known = reading.enum("estimates", "measure")
    number = (figure.number,)
    cells = {
        "made": day,
        "reported": reading.known(day),
        "by_person_id": by.cells.get("person_id", Proposed("")) if by else Proposed(""),
        "by_party_id": by.cells.get("party_id", Proposed("")) if by else Proposed(""),
        "measure": measure if measure.value in known or not known else Proposed(""),
        "scope": reading.start_sentence(counted),
        "low": Proposed("" if figure.low is None else f"{figure.low}", number),
        "high": Proposed("" if figure.high is None else f"{figure.high}", number),
        "horizon": horizon,
        "text": reading.start_sentence(reading.clause(start, end)),
    }
    about = text[start:end]
    return Draft("estimates", start, drop_empty(cells), reading.clause(start, end), about)


def _find_claim(claims: Sequence[Draft], figure: Figure) -> Draft | None:
    """Return the claim whose own words hold a figure."""
    for claim in claims:
        spans = claim.cells["quote"].spans if "quote" in claim.cells else ()
        if any(a <= figure.span[0] and figure.span[1] <= b for a, b in spans):
            return claim
        after = claim.at <= figure.span[0] and figure.span[1] <= claim.words[1]
        if after and not spans and "party_id" in claim.cells:
            return claim
    return None


def _scope_end(reading: Reading, figure: Figure) -> int:
    """Return where the words end that say which troops: after the place they are at."""
    tail = TAIL.match(reading.text, figure.noun[1])
    end = tail.end() if tail else figure.noun[1]
    where = find("whither").search(reading.text, figure.noun[1], end)
    if not where or len(reading.text[figure.noun[1] : where.start()].split()) > 2:
        return figure.noun[1]
    following = reading.within(where.end(), end)
    named = [m.end for m in following if m.place or m.party]
    if named:
        own = OWN.match(reading.text, named[0], end)
        return own.end() if own else named[0]
    near = THING.match(reading.text, where.end(), end)
    return near.end() if near else figure.noun[1]


def _is_moved(reading: Reading, sentence: Sentence, figure: Figure) -> bool:
    """Say whether a figure counts what moves to a place on record."""
    return any(
        draft.words[0] <= figure.noun[0] < draft.words[1]
        and ("personnel_low" in draft.cells or "personnel_high" in draft.cells)
        for draft in _deployments(reading, sentence)
    )


def draft_deployments(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each movement or presence of forces at a place on record."""
    for sentence in reading.sentences:
        yield from _deployments(reading, sentence)


def _deployments(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    for status, forms in words()["movements"].items():
        for verb in pattern(forms).finditer(reading.text, sentence.start, sentence.end):
            if sentence.is_quoted(verb.start()):
                continue
            to_come = INTENDED.search(reading.text, sentence.start, verb.start())
            now = "announced" if to_come else status
            draft = _deployment(reading, sentence, verb.span(), now)
            if draft:
                yield draft
                return


def _deployment(reading: Reading, sentence: Sentence, verb: Span, status: str) -> Draft | None:
    text = reading.text
    noun = _forces_near(reading, sentence, verb)
    place = _place_after(reading, sentence, max(verb[1], noun[1])) if noun else None
    if noun is None or place is None:
        return None
    moved_before = noun[1] <= verb[0]
    force = _force(reading, sentence, verb, noun)
    figures = find_figures(text, sentence.start, sentence.end)
    figure = next((f for f in figures if f.noun == noun), None)
    part = PART_OF.search(text, sentence.start, figure.span[0]) if figure else None
    first = noun[0] if moved_before else verb[0]
    if figure:
        first = min(first, part.start() if part else figure.span[0])
    elif moved_before and force:
        first = min([first, *(a for a, b in force.spans if b <= first)])
    dates = reading.dates(sentence.start, sentence.end, reading.is_ahead(sentence))
    day = next((d for d in dates if not sentence.is_quoted(d.start)), None)
    spans = ((day.start, day.end),) if day else ()
    observed = Proposed("")
    if day and status != "announced":
        observed = Proposed(day.value, spans) if day.sure else infer(day.value, spans)
    known = reading.enum("deployments", "basis")
    number = (figure.number,) if figure else ()
    several = bool(re.search(r"\band\s+\Z", text[max(0, place.start - 6) : place.start]))
    figure = None if several or part else figure  # a number of several places is of none
    low, high = _say_ends(figure)
    words_of = (first, place.end)
    cells = {
        "place_id": Proposed(place.place, ((place.start, place.end),)),
        "force": force or Proposed(""),
        "observed": observed,
        "reported": reading.known(observed) if day else infer(reading.article.published),
        "what": reading.start_sentence(words_of),
        "personnel_low": Proposed(low, number),
        "personnel_high": Proposed(high, number),
        "status": infer(status, (verb,)),
        "basis": infer("press") if "press" in known or not known else Proposed(""),
    }
    return Draft("deployments", first, drop_empty(cells), words_of, text[slice(*words_of)])


def _say_ends(figure: Figure | None) -> tuple[str, str]:
    """Return the ends of a number as cells."""
    ends = (figure.low, figure.high) if figure else (None, None)
    return ("" if ends[0] is None else f"{ends[0]}", "" if ends[1] is None else f"{ends[1]}")


def _forces_near(reading: Reading, sentence: Sentence, verb: Span) -> Span | None:
    """Return the word for the forces that a verb moves: after it, else right before it."""
    for name in ("troops", "arms"):
        end = min(sentence.end, verb[1] + FAR)
        if match := find(name).search(reading.text, verb[1], end):
            return match.span()
        start = max(sentence.start, verb[0] - 40)
        if before := list(find(name).finditer(reading.text, start, verb[0])):
            return before[-1].span()
    return None


def _place_after(reading: Reading, sentence: Sentence, start: int) -> Mention | None:
    """Return the place that forces go to or are at."""
    end = min(sentence.end, start + FAR)
    where = find("whither").search(reading.text, start, end)
    if not where:
        return None
    return next((m for m in reading.within(where.end(), end) if m.place), None)


def _force(reading: Reading, sentence: Sentence, verb: Span, noun: Span) -> Proposed | None:
    """Return whose forces move: the adjective before their word, else who moves them."""
    near = reading.within(max(sentence.start, noun[0] - 40), noun[0])
    own = [m for m in near if m.party and (m.adjective or _is_own(reading, m, noun))]
    if own:
        return Proposed(own[-1].party, ((own[-1].start, own[-1].end),))
    who = speakers_before(reading, sentence, verb[0])
    return Proposed(who[0].party, who[0].spans) if len(who) == 1 and who[0].party else None


def _is_own(reading: Reading, mention: Mention, noun: Span) -> bool:
    return plain(reading.text[mention.end : noun[0]]) in ("", "’s", "'s")
