"""What people, places and parties are called, in any spelling or script, and who is meant by it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from anyascii import anyascii
from rapidfuzz import fuzz, process

from data.kinds import KINDS
from data.load import Record

NAMED = ("people", "places", "parties")  # of a word that names several, what it is taken for first
SHORT = 3  # letters of a word that must stand as a whole: "an" is not in "many"
# RapidFuzz's ratio (0-100) at which one name is taken for another: any at ALIKE; at NEARLY_ALIKE
# (one letter of four, two of seven) where it is long, or only vowels differ.
ALIKE, NEARLY_ALIKE, LONG = 80, 75, 6
SPELLED_ALIKE = 60  # the same ratio, at which a word of an alias stands for a word of the name
VOWELS = str.maketrans("", "", "aeiouy")

# One separator between groups of three digits: 100,000 and 100 000; not "in 2022 100 men".
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}([ ,.'’])\d{3}(?:\1\d{3})*(?!\d)")
DOTTED = re.compile(r"\b(?:[a-z]\.)+[a-z]\b\.?")  # U.S. and G.R.U.
POSSESSIVE = re.compile(r"'s\b")
APOSTROPHES = re.compile(r"['`]")
SYLLABLE = re.compile(
    r"(?<=[a-z])(?=[A-Z])"
)  # anyascii's capital at each sign of a script of signs
SEPARATORS = re.compile(r"[^a-z0-9]+")

# Of each text the folded one is cached, as the next moment searches nearly the same ones: some
# 300 bytes each, and as many as a record of 50,000 events has.
MOST_TEXTS = 1 << 19

# How well a name fits: a whole name that is shown, a whole other name, a part of either.
WHOLE, OTHER, PART, PART_OF_OTHER = 3, 2, 1, 0


@lru_cache(maxsize=MOST_TEXTS)
def fold(text: str) -> str:
    """Return a text as words of a-z and 0-9, the same in every case, accent and composition.

    Other scripts are transliterated, Chinese sign by sign; a number's thousands and a dotted
    abbreviation are joined.
    """
    text = plain(text)
    if not text.isascii():
        text = SYLLABLE.sub(" ", anyascii(text)).lower()
    text = DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = APOSTROPHES.sub("", POSSESSIVE.sub(" s", text))
    return SEPARATORS.sub(" ", text).strip()


@lru_cache(maxsize=MOST_TEXTS)
def plain(text: str) -> str:
    """Return a text in its own script, in one case, composition and way to write numbers."""
    return composed(composed(text).casefold())


def composed(text: str) -> str:
    """Return a text in one composition (NFKC) and with its thousands joined."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return THOUSANDS.sub(lambda match: re.sub(r"\D", "", match[0]), text)


@dataclass(frozen=True)
class Meaning:
    """A row that a folded `phrase` may name: `group` and `id`, the `title` shown, how it fits.

    `names` are all names of it that are shown, as `plain` writes them; `fit` is one of WHOLE,
    OTHER, PART, PART_OF_OTHER.
    """

    phrase: str
    group: str
    id: str
    title: str
    names: str
    fit: int

    @property
    def spelled(self) -> tuple[str, ...]:
        """Return the words of the title, folded, that the phrase stands for.

        Each word stands for the one it is most like; where one is like none, all are meant.
        """
        own = fold(self.title).split()
        matches = [
            process.extractOne(word, own, scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
            for word in self.phrase.split()
        ]
        if all(matches):
            return tuple(dict.fromkeys(match[0] for match in matches if match))
        return tuple(own)


@dataclass(frozen=True, eq=False)
class Names:
    """All names of the rows that are known: `phrases` and single `words` of them, folded.

    `frames`: of each group one row a row: `id`, `title`, and `names`, folded, apart by a bar.
    """

    frames: dict[str, pd.DataFrame]
    phrases: dict[str, list[Meaning]]
    words: tuple[str, ...]

    def meanings(self, phrase: str) -> tuple[Meaning, ...]:
        """Return the rows that a folded phrase names, the best fit first."""
        return tuple(sorted(self.phrases.get(phrase, ()), key=lambda meaning: -meaning.fit))

    def alike(self, word: str) -> tuple[str, ...]:
        """Return the words of names that a folded word that is none may be a slip of, the best."""
        if len(word) <= SHORT or word.isdigit():
            return ()
        near = process.extract(
            word, self.words, scorer=fuzz.ratio, score_cutoff=NEARLY_ALIKE, limit=None
        )
        fits = [(score, name) for name, score, _ in near if _is_alike(word, name, score)]
        best = max((score for score, _ in fits), default=0)
        return tuple(name for score, name in fits if score == best)


def names_of(seen: Record) -> Names:
    """Return what the people, places and parties are called that a row known by then names."""
    frames: dict[str, pd.DataFrame] = {}
    phrases: dict[str, list[Meaning]] = {}
    for group in NAMED:
        frame = seen.table(group)
        if group == "parties":
            frame = frame.loc[frame.index.isin(_parties(seen))]
        rows = []
        for row_id, labels, others in _rows(frame, KINDS[group].names, KINDS[group].aliases):
            rows.append((row_id, labels[0], " | ".join(map(fold, (*labels, *others)))))
            for phrase, fit in _fits(labels, others).items():
                meaning = Meaning(phrase, group, row_id, labels[0], plain(" | ".join(labels)), fit)
                phrases.setdefault(phrase, []).append(meaning)
        frames[group] = pd.DataFrame(rows, columns=["id", "title", "names"])
    words = tuple(word for word in phrases if " " not in word and len(word) > SHORT)
    return Names(frames, phrases, words)


def _parties(seen: Record) -> set[str]:
    """Return the parties that a row known by then names: the table itself obeys no clock."""
    columns = (
        seen.claims["party_id"],
        seen.positions["party_id"],
        seen.deployments["force"],
        seen.estimates["by_party_id"],
        seen.people["party_id"],
        seen.events["party_ids"].explode().dropna(),
    )
    return {str(party) for column in columns for party in column}


def _rows(
    frame: pd.DataFrame, labels: Iterable[str], others: Iterable[str]
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for row in frame.to_dict("records"):
        yield str(row[frame.columns[0]]), _cells(row, labels), _cells(row, others)


def _cells(row: dict[str, object], columns: Iterable[str]) -> tuple[str, ...]:
    cells = [row[column] for column in columns]
    texts = [text for cell in cells for text in (cell if isinstance(cell, tuple) else (cell,))]
    return tuple(dict.fromkeys(str(text) for text in texts if text))


def _fits(labels: Iterable[str], others: Iterable[str]) -> dict[str, int]:
    """Return how well each phrase fits a row of these names: as the best of them has it."""
    fits: dict[str, int] = {}
    for names, whole, part in ((labels, WHOLE, PART), (others, OTHER, PART_OF_OTHER)):
        for name in names:
            for phrase, is_whole in _phrases(fold(name)):
                fits[phrase] = max(fits.get(phrase, 0), whole if is_whole else part)
    return fits


def _phrases(name: str) -> Iterator[tuple[str, bool]]:
    """Yield the name and every part of it; of its single words only those that are not short."""
    words = name.split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            phrase = " ".join(words[start:end])
            whole = end - start == len(words)
            if whole or len(phrase) > SHORT:
                yield phrase, whole


def _is_alike(word: str, name: str, score: float) -> bool:
    if score >= ALIKE or len(word) >= LONG:
        return True
    return word.translate(VOWELS) == name.translate(VOWELS)
