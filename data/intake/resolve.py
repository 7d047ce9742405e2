"""What a proposed row has to do with the record: its issue, what it repeats, what it answers."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from data import clock
from data.curation.proposals import ANSWERS, ON_RECORD, Match, Proposed
from data.direction import bare
from data.intake.gazetteer import TOKEN
from data.intake.reading import Draft, Span, infer
from data.intake.vocabulary import words
from data.kinds import KINDS
from data.load import Record
from data.memory import keep
from data.names import OTHER, SHORT, WHOLE, Meaning, fold, names_of

STEM = 6  # letters by which a word is the same as another form of it
OWN_WORDS = 4  # what a word of an issue's title or question counts for, where one of a claim is 1
MOST_WORDS = 200  # of a draft that are weighed
CLEAR = 1.4  # how much better the best issue must be than the next
FEWEST = 2  # different words that must speak for an issue, and claims that must hold a word
DAY = 86_400  # seconds
NEAR = 10 * DAY  # between the dates of two reports of the same words
FAR = 60 * DAY  # between a claim and its answer, at most
ALIKE = 0.5  # the score from which a row may be on record
SURE = 0.62  # from which it is taken to be, where the next is less alike by more than
TIE = 0.025
ANSWER = 0.42  # from which a claim of another side may be what is answered
MOST = 3  # matches of a proposal


@dataclass(frozen=True, eq=False)
class Issues:
    """How much each word, by its stem, speaks for each issue; `own`: those it is called by."""

    weights: Mapping[str, Mapping[str, float]]
    own: Mapping[str, frozenset[str]]

    def find(self, text: str, start: int, end: int) -> Proposed:
        """Return the issue that the words of a span speak for; empty where it is not clear."""
        scores: dict[str, float] = defaultdict(float)
        spoken: dict[str, dict[str, tuple[float, Span]]] = defaultdict(dict)
        for token in list(TOKEN.finditer(text, start, end))[:MOST_WORDS]:
            stem = _stem(token[0])
            for issue, weight in self.weights.get(stem, {}).items():
                if stem not in spoken[issue]:
                    scores[issue] += weight
                    spoken[issue][stem] = (weight, token.span())
        ranked = sorted(scores, key=lambda issue: (-scores[issue], issue))
        if not ranked or len(spoken[ranked[0]]) < FEWEST:
            return Proposed("")
        if not self.own[ranked[0]] & spoken[ranked[0]].keys():
            return Proposed("")
        if len(ranked) > 1 and scores[ranked[0]] < CLEAR * scores[ranked[1]]:
            return Proposed("")
        best = sorted(spoken[ranked[0]].values(), reverse=True)[:MOST]
        return infer(ranked[0], sorted(span for _, span in best))


@keep(1)
def issues_of(record: Record) -> Issues:
    """Return what the words of a record's issues, and of the claims on them, speak for."""
    counts: dict[str, Counter[str]] = {str(issue): Counter() for issue in record.issues.index}
    own: dict[str, set[str]] = {}
    names = {_stem(phrase) for phrase, by in names_of(record).phrases.items() if _is_name(by)}
    for issue, row in zip(record.issues.index, record.issues.to_dict("records"), strict=True):
        texts = [str(row[c]) for c in ("title", "short_title", "question", "description")]
        own[str(issue)] = {stem for text in texts[:3] for stem in _stems(text)}
        for text in texts:
            counts[str(issue)].update(dict.fromkeys(_stems(text), OWN_WORDS))
    columns = ("issue_id", "text", "quote")
    for issue, *texts in zip(*(record.claims[c].tolist() for c in columns), strict=True):
        if issue in counts:
            counts[issue].update(set(_stems(" ".join(texts))))
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for issue, tally in counts.items():  # who is named says little, but by whom an issue is called
        title = _stems(str(record.issues.loc[issue, "title"]))
        titled = set(title) if len(title) == 1 else set()
        for stem in names - titled:
            tally.pop(stem, None)
    spread = Counter(stem for tally in counts.values() for stem in tally)
    for issue, tally in counts.items():
        frequent = {stem: number for stem, number in tally.items() if number >= FEWEST}
        most = math.sqrt(sum(number * number for number in frequent.values())) or 1
        for stem, number in frequent.items():
            rare = math.log((1 + len(counts)) / spread[stem])
            weights[stem][issue] = rare * rare * (1 + math.log(number)) / math.log(2 + most)
    few = {stem for stem, number in spread.items() if number <= 1 + len(counts) / 3}
    return Issues(weights, {issue: frozenset(stems & few) for issue, stems in own.items()})


def _is_name(meanings: list[Meaning]) -> bool:
    """Say whether a phrase is a whole name of a party or place: a word of one may be any word."""
    return any(meaning.fit in (WHOLE, OTHER) for meaning in meanings)


def _stems(text: str) -> list[str]:
    return [stem for token in TOKEN.finditer(text) if (stem := _stem(token[0]))]


def _stem(word: str) -> str:
    folded = fold(word).replace(" ", "")
    return folded[:STEM] if len(folded) > SHORT and folded not in words()["common"] else ""


@dataclass(frozen=True)
class Known:
    """A row on record, as drafts are compared with it: its words folded, its dates in seconds."""

    row: str
    cells: Mapping[str, Any]
    words: tuple[str, ...]
    first: float
    last: float
    reported: float


# Of each table the columns of its words, alone and together, and its dates, the first it has.
WORDS = {
    "claims": (("text", "quote"), ("quote",)),
    "events": (("title", "preview"), ("title",)),
    "estimates": (("text", "scope"),),
    "deployments": (("what", "unit"),),
}
CLOCKS = {
    "claims": ("made", "reported"),
    "events": ("start", "expected"),
    "estimates": ("made", "reported"),
    "deployments": ("observed", "reported"),
}


@keep(8)
def _known(record: Record, table: str) -> tuple[Known, ...]:
    rows = []
    for row in record.table(table).to_dict("records"):
        joined = (" ".join(str(row[c]) for c in columns if row[c]) for columns in WORDS[table])
        folded = tuple(filter(None, (fold(bare(text)) for text in joined)))
        day = next((c for c in CLOCKS[table] if pd.notna(row[c])), "reported")
        first, last = row[day], row[f"{day}_last"]
        known = row["announced"] if table == "events" else row["reported"]
        known = row["reported"] if pd.isna(known) else known
        stamps = (first.timestamp(), last.timestamp(), known.timestamp())
        rows.append(Known(str(row[KINDS[table].key]), row, folded, *stamps))
    return tuple(rows)


def match_rows(record: Record, draft: Draft, published: str) -> tuple[Match, ...]:
    """Return the rows on record that a draft may repeat, then those that it may answer.

    None is of later days than `published`, the article's moment: it cannot tell of them.
    """
    written = [_value(draft, column) for column in ("made", "observed", "expected", "start")]
    dates = [d for d in map(_moment, (*written, published)) if d]
    latest = _moment(published)
    if draft.table not in WORDS or not dates:
        return ()
    weigh = {"claims": _claim, "estimates": _estimate, "events": _event, "deployments": _force}
    matches = []
    for known in _known(record, draft.table):
        apart = max(known.first - dates[0][1], dates[0][0] - known.last, 0)
        if apart <= FAR and (not latest or known.reported <= latest[1] + DAY):
            relation, score = weigh[draft.table](record, draft, known, apart)
            if relation:
                matches.append(Match(draft.table, known.row, relation, round(min(score, 1), 2)))
    ranked = sorted(matches, key=lambda match: (-match.score, match.row))
    again = [m for m in ranked if m.relation == ON_RECORD][:MOST]
    return (*again, *[m for m in ranked if m.relation == ANSWERS][:MOST])


def find_same(matches: tuple[Match, ...]) -> Match | None:
    """Return the row that repeats a draft beyond doubt: none where another is as like."""
    again = [m for m in matches if m.relation == ON_RECORD]
    if not again or again[0].score < SURE:
        return None
    clear = len(again) < 2 or again[0].score - again[1].score > TIE
    return again[0] if clear else None


def _value(draft: Draft, column: str) -> str:
    return draft.cells[column].value if column in draft.cells else ""


def _moment(written: str) -> tuple[float, float] | None:
    """Return the first and last second of a date."""
    try:
        moment = clock.parse(written)
    except ValueError:
        return None
    return moment.first.timestamp(), moment.last.timestamp()


def _alike(draft: Draft, known: Known) -> float:
    """Return how alike a draft's words are to those of a row, from 0 to 1."""
    about = fold(draft.about)
    ratios = (
        0.6 * fuzz.token_set_ratio(about, other) + 0.4 * fuzz.token_sort_ratio(about, other)
        for other in known.words
    )
    return max(ratios, default=0) / 100 if about else 0


def _claim(record: Record, draft: Draft, known: Known, apart: float) -> tuple[str, float]:
    person, party, issue = (_value(draft, c) for c in ("person_id", "party_id", "issue_id"))
    row, same_issue = known.cells, bool(issue) and known.cells["issue_id"] == issue
    if not party:
        return "", 0
    if row["party_id"] != party:
        score = _alike(draft, known) if same_issue else 0
        return (ANSWERS, score) if score >= ANSWER else ("", 0)
    if (person and row["person_id"] and row["person_id"] != person) or (
        apart > NEAR and "made" in draft.cells
    ):
        return "", 0
    score = _alike(draft, known) * (1 if row["person_id"] == person else 0.9)
    score += (0.08 if same_issue else 0) - 0.15 * apart / FAR
    return (ON_RECORD, score) if score >= ALIKE else ("", 0)


def _estimate(record: Record, draft: Draft, known: Known, apart: float) -> tuple[str, float]:
    row = known.cells
    by = [_value(draft, "by_party_id"), _value(draft, "by_person_id")]
    ends = ["" if pd.isna(row[end]) else f"{row[end]:.0f}" for end in ("low", "high")]
    same = by == [row["by_party_id"], row["by_person_id"]]
    if apart > NEAR or not same or ends != [_value(draft, "low"), _value(draft, "high")]:
        return "", 0
    return ON_RECORD, 0.5 + _alike(draft, known) / 2


def _event(record: Record, draft: Draft, known: Known, apart: float) -> tuple[str, float]:
    row, kind = known.cells, _value(draft, "kind")
    day = _value(draft, "expected") or _value(draft, "start")
    if len(day) < 7 or apart > DAY or (kind and row["kind"] != kind):  # a year says too little
        return "", 0
    place = _value(draft, "expected_place_id") or _value(draft, "place_id")
    there = {row["place_id"], row["expected_place_id"]} - {""}
    parties = set(_value(draft, "party_ids").split(";")) - {""}
    shared = len(parties & {*row["party_ids"]}) / len(parties) if parties else 0.5
    score = 0.45 * _alike(draft, known) + 0.2 * shared
    if place:
        country = record.places["country"].get
        near = country(place) in {country(p) for p in there} - {None, ""}
        score += 0.3 if place in there else 0.2 if near else 0
    score += (0.1 if len(day) == 10 else 0) - (0.15 if apart else 0)
    return (ON_RECORD, score) if score >= ALIKE else ("", 0)


def _force(record: Record, draft: Draft, known: Known, apart: float) -> tuple[str, float]:
    same = all(known.cells[c] == _value(draft, c) for c in ("place_id", "force"))
    if apart > NEAR or not same:
        return "", 0
    if len({_value(draft, "status"), known.cells["status"]} - {""}) > 1:
        return ON_RECORD, ALIKE  # who arrives may be those who are there, but nobody says so
    return ON_RECORD, 0.5 + 0.5 * _alike(draft, known)
