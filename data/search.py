"""Finding rows by words, in any spelling of a name, within what is known at the moment."""

import string
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from data.kinds import KINDS
from data.load import Record
from data.memory import keep
from data.names import (
    NAMED,
    OTHER,
    PART,
    SHORT,
    WHOLE,
    Meaning,
    Names,
    composed,
    fold,
    names_of,
    plain,
)
from data.rows import cells_by_id

MOST_HITS = 8  # results a group
# RapidFuzz's partial ratio (0-100) that counts as found, where a word is nowhere as it is typed.
NEARLY = 80
FITS = 100  # the score of a word that is found as it is typed
IN_THE_TITLE = 10  # what a hit in the title is worth above one in the text
NAMES_IT = 30  # what each step of a name's fit is worth: a whole name stands above all else
# The kinds of rows that are searched, in the order in which equal hits stand. Those in NAMED are
# searched by their names, too.
GROUPS = (*NAMED, "events", "claims", "estimates", "issues", "sources")
WORDED = ("events", "claims", "issues")  # whose titles are the record's own words


@dataclass(frozen=True, eq=False)
class Index:
    """What is searched: per group `id`, `title`, `heading` and `haystack` (both folded).

    `names` are those of people, places and parties; `worded` all titles, in one case.
    """

    groups: dict[str, pd.DataFrame]
    names: Names
    worded: str


@dataclass(frozen=True)
class Sense:
    """One word typed, or several that make up a name, and what they are taken for.

    `typed` as the reader wrote it, `words` folded; `literal` where each is on record as it is
    typed. `meanings` are the rows it may name, `taken` those it was taken for: another spelling
    of what they are called on screen.
    """

    typed: str
    words: tuple[str, ...]
    literal: bool
    meanings: tuple[Meaning, ...]
    taken: tuple[Meaning, ...]


@keep(8)
def index(seen: Record) -> Index:
    """Return what is searched of the record as seen."""
    names = names_of(seen)
    tables, groups = _tables(seen, names), {}
    for group in GROUPS:
        frame, title = tables[group], KINDS[group].title
        called = names.frames[group]["names"] if group in names.frames else [""] * len(frame)
        texts = zip(
            *(frame[column].tolist() for column in KINDS[group].searched), called, strict=True
        )
        groups[group] = pd.DataFrame(
            {
                "id": frame.index,
                "title": frame[title].to_numpy(),
                "heading": [f" {fold(text)} " for text in frame[title].tolist()],
                "haystack": [f" {' | '.join(map(fold, cells))} " for cells in texts],
            }
        )
    worded = " | ".join(plain(text) for group in WORDED for text in groups[group]["title"])
    return Index(groups, names, worded)


def read(seen: Record, words: str) -> tuple[Sense, ...]:
    """Return what is typed, word by word, the longest names first, with what each may mean."""
    known, tokens = index(seen), _tokens(words)
    senses, at = [], 0
    while at < len(tokens):
        end = at + 1
        for longer in range(len(tokens), end, -1):
            if " ".join(word for word, _ in tokens[at:longer]) in known.names.phrases:
                end = longer
                break
        senses.append(_sense(known, tokens[at:end]))
        at = end
    return tuple(senses)


def search(seen: Record, words: str) -> pd.DataFrame:
    """Return the rows that match best: `group`, `id`, `title`, `score`, `total`, best first.

    Each word must be found somewhere in the row: as it is typed; as another name of a person or
    place is spelled on screen; or nearly so, where it is on record nowhere. The group that holds
    a row of exactly that name comes first. `total` is how many rows of the group match.
    """
    senses = read(seen, words)
    scored = [_scored(seen, group, senses) for group in GROUPS]
    scored.sort(key=lambda rows: -max([PART, *rows["fit"]]))
    parts = [rows.head(MOST_HITS).assign(total=len(rows)) for rows in scored]
    return pd.concat(parts, ignore_index=True)[["group", "id", "title", "score", "total"]]


def matching(seen: Record, group: str, words: str) -> pd.Index:
    """Return the ids of all rows of a group that match, by the same rule as `search`."""
    return pd.Index(_scored(seen, group, read(seen, words))["id"])


def _tables(seen: Record, names: Names) -> dict[str, pd.DataFrame]:
    """Return the tables searched, with `named`: who and where each row is about, as shown."""
    people, places = cells_by_id(seen.people, "name"), cells_by_id(seen.places, "name")
    tables = {group: seen.table(group) for group in GROUPS}
    tables["parties"] = seen.parties.loc[list(names.frames["parties"]["id"])]
    for group, column in (("claims", "person_id"), ("estimates", "by_person_id")):
        speakers = [people.get(person, "") for person in tables[group][column]]
        tables[group] = tables[group].assign(named=speakers)
    events, estimates = tables["events"], tables["estimates"]
    about = [
        " · ".join([*(people.get(person, "") for person in who), places.get(where, "")])
        for who, where in zip(events["who"], events["where"], strict=True)
    ]
    figures = {
        end: [f"{n:.0f}" if pd.notna(n) else "" for n in estimates[end]] for end in ("low", "high")
    }
    return tables | {"events": events.assign(named=about), "estimates": estimates.assign(**figures)}


def _tokens(words: str) -> list[tuple[str, str]]:
    """Return the words folded, each with what was typed."""
    chunks = [chunk.strip(string.punctuation) for chunk in composed(words).split()]
    return [(word, chunk) for chunk in chunks for word in fold(chunk).split()]


def _sense(known: Index, tokens: list[tuple[str, str]]) -> Sense:
    typed = " ".join(dict.fromkeys(chunk for _, chunk in tokens))
    words = tuple(word for word, _ in tokens)
    meanings = known.names.meanings(" ".join(words))
    if all(_is_on_record(known, word) for word in words):
        return Sense(typed, words, True, meanings, _taken(known, plain(typed), meanings))
    alike = [m for word in known.names.alike(words[0]) for m in known.names.meanings(word)]
    best = max((meaning.fit for meaning in alike), default=0)
    taken = tuple(meaning for meaning in alike if meaning.fit == best)
    return Sense(typed, words, False, taken, taken)


def _taken(known: Index, typed: str, meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return what a name typed is another spelling of: nothing where it is shown as it is typed.

    A part of a name may be any word, and a party's other name is often its capital's: neither is
    taken for a name where the record's own words hold it, or a person or place has that name.
    """
    if any(typed in meaning.names for meaning in meanings):
        return ()
    if typed in known.worded:
        meanings = tuple(m for m in meanings if m.fit == OTHER and m.group != "parties")
    if any(meaning.group != "parties" for meaning in meanings):
        meanings = tuple(m for m in meanings if m.fit == WHOLE or m.group != "parties")
    best = max((meaning.fit for meaning in meanings), default=0)
    return tuple(meaning for meaning in meanings if meaning.fit == best)


def _scored(seen: Record, group: str, senses: tuple[Sense, ...]) -> pd.DataFrame:
    """Return the rows of a group that match, best first, with `group`, `score` and name's `fit`.

    A party's other name counts only where a word finds nothing else: it is often its capital's.
    """
    rows = index(seen).groups[group]
    matches = rows.head(0).assign(group=group, score=0.0, fit=0)
    if not senses or rows.empty:
        return matches
    for widened in (False,) if group in NAMED else (False, True):
        hits = np.array([_hits(rows, "haystack", sense, widened) for sense in senses])
        titled = np.array([_hits(rows, "heading", sense, widened) > 0 for sense in senses])
        fits = np.array([_fits(rows, group, sense) for sense in senses])
        hits = np.where(fits >= 0, FITS, hits)
        score = hits.mean(axis=0) + IN_THE_TITLE * titled.mean(axis=0)
        fit = fits.max(axis=0).clip(min=0)
        matches = rows.assign(group=group, score=score + NAMES_IT * fit, fit=fit)
        matches = matches.loc[(hits > 0).all(axis=0)]
        if len(matches):
            break
    return matches.sort_values("score", ascending=False, kind="stable")


def _hits(rows: pd.DataFrame, column: str, sense: Sense, widened: bool) -> np.ndarray:
    """Return how well a sense is found in each folded text: 0 where it is not."""
    texts = rows[column].tolist()
    spelled = [m.spelled for m in sense.taken if widened or m.group != "parties"]
    ways = [*([sense.words] if sense.literal else []), *spelled]
    exact = np.zeros(len(texts), dtype=bool)
    for way in ways:
        matches = np.ones(len(texts), dtype=bool)
        for needle in map(_needle, way):
            matches &= np.fromiter((needle in text for text in texts), dtype=bool, count=len(texts))
        exact |= matches
    if sense.literal or any(map(_is_exact, sense.words)):
        return FITS * exact
    near = process.cdist(sense.words, texts, scorer=fuzz.partial_ratio)
    return np.where(exact, FITS, np.where((near >= NEARLY).all(axis=0), near.mean(axis=0), 0))


def _fits(rows: pd.DataFrame, group: str, sense: Sense) -> list[int]:
    """Return how well a sense names each row, -1 where it does not."""
    fits = {meaning.id: meaning.fit for meaning in sense.meanings if meaning.group == group}
    return [fits.get(row_id, -1) for row_id in rows["id"].tolist()]


def _is_on_record(known: Index, word: str) -> bool:
    needle = _needle(word)
    texts = (rows["haystack"].tolist() for rows in known.groups.values())
    return any(needle in text for group in texts for text in group)


def _needle(word: str) -> str:
    """Return what a folded text holds where a word of it begins so; a short word stands whole."""
    return f" {word} " if _is_exact(word) else f" {word}"


def _is_exact(word: str) -> bool:
    return len(word) <= SHORT or word.isdigit()
