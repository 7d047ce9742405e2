"""Names of the record in a text: people, parties and places, in any spelling or script."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.direction import bare
from data.intake.sentences import LONGEST
from data.intake.vocabulary import words
from data.load import Record
from data.memory import keep
from data.names import OTHER, PART, SHORT, WHOLE, Names, fold, names_of
from data.rows import cells_by_id

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:(?:[-]|[’'](?!s\b))[^\W_]+)*")
MOST_WORDS = 9  # of a name
LONGEST_WORD = 60


@dataclass(frozen=True)
class Mention:
    """Words of a text that name rows of the record, at most one of each group.

    `adjective`: the name of a party as its people or things are called by it.
    """

    start: int
    end: int
    person: str = ""
    party: str = ""
    place: str = ""
    adjective: bool = False


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All names of a record, squeezed (`data.names.fold`, without blanks): what each may name.

    `names` holds, of each squeezed name, the ids by group; `adjectives` what a party's people are
    called; `parties` the party of each person, `offices` what they are; `heads` who leads a party.
    """

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    adjectives: Mapping[str, str]
    parties: Mapping[str, str]
    heads: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, str]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the names in a text, the longest first, in the order of their places."""
        tokens = [m for m in TOKEN.finditer(text) if m.end() - m.start() <= LONGEST_WORD]
        folded = [fold(token[0]).replace(" ", "") for token in tokens]
        mentions: list[Mention] = []
        full: dict[str, str] = {}  # of a word of a name: who was called by the whole name before
        at = 0
        while at < len(tokens):
            mention, after = self._match(text, tokens, folded, at, full)
            if mention:
                mentions.append(mention)
            at = after
        return tuple(mentions)

    def _match(
        self,
        text: str,
        tokens: list[re.Match[str]],
        folded: list[str],
        at: int,
        full: dict[str, str],
    ) -> tuple[Mention | None, int]:
        """Return the longest name that begins at a token, and the token after it."""
        if tokens[at][0][:1].islower() or not folded[at]:
            return None, at + 1
        last = min(len(tokens), at + MOST_WORDS)
        for end in range(last, at, -1):
            start, stop = tokens[at].start(), tokens[end - 1].end()
            if stop - start > LONGEST or "\n" in text[start:stop]:
                continue
            key = "".join(folded[at:end])
            ids = self.names.get(key, {})
            if end == at + 1 and len(key) <= SHORT and tokens[at][0][1:].islower():
                ids = {}
            known = full.get(key, "") or self._officer(ids, folded[max(0, at - 3) : at])
            mention = self._mention(start, stop, ids, known)
            if mention and mention.person and end > at + 1:
                full |= dict.fromkeys(folded[at:end], mention.person)
            if mention:
                return mention, end
        if party := self.adjectives.get(folded[at], ""):
            return Mention(*tokens[at].span(), party=party, adjective=True), at + 1
        return None, at + 1

    def _officer(self, ids: Mapping[str, tuple[str, ...]], before: list[str]) -> str:
        """Return whom of several people of a name the office before it means: "President Doe"."""
        people = ids.get("people", ())
        if len(people) < 2:
            return ""
        for word in reversed([word for word in before if len(word) > SHORT]):
            holders = [p for p in people if self.offices[p].startswith(word)]
            if len(holders) == 1:
                return holders[0]
        return ""

    def _mention(
        self, start: int, end: int, ids: Mapping[str, tuple[str, ...]], known: str
    ) -> Mention | None:
        """Return a mention of what a name names alone; of several people, of the one known."""
        only = {group: keys[0] for group, keys in ids.items() if len(keys) == 1}
        if known in ids.get("people", ()):
            only["people"] = known
        if not only:
            return None
        person, party, place = (only.get(group, "") for group in ("people", "parties", "places"))
        return Mention(start, end, person, party or self.parties.get(person, ""), place)


@keep(1)
def build(record: Record) -> Gazetteer:
    """Return the names of a record."""
    known = names_of(record)
    named: dict[str, dict[str, dict[str, int]]] = {}
    for phrase, meanings in known.phrases.items():
        for meaning in meanings:
            if _is_taken(phrase, meaning.group, meaning.fit, meaning.title):
                fits = named.setdefault(phrase.replace(" ", ""), {}).setdefault(meaning.group, {})
                fits[meaning.id] = max(meaning.fit, fits.get(meaning.id, 0))
    names = {
        key: {group: _best(fits) for group, fits in groups.items()} for key, groups in named.items()
    }
    parties = cells_by_id(record.people, "party_id")
    offices = {person: fold(bare(role)) for person, role in record.people["role"].items()}
    adjectives = dict(_adjectives(record, known, names))
    return Gazetteer(names, adjectives, parties, _heads(record), offices)


def _is_taken(phrase: str, group: str, fit: int, title: str) -> bool:
    """Say whether a phrase is a name: a whole one, or the last name of a person."""
    if fit in (WHOLE, OTHER):
        return True
    last = fold(bare(title)).split()[-1:]
    return group == "people" and fit == PART and [phrase] == last and len(phrase) > SHORT - 1


def _best(fits: Mapping[str, int]) -> tuple[str, ...]:
    best = max(fits.values())
    return tuple(sorted(id_ for id_, fit in fits.items() if fit == best))


def _adjectives(
    record: Record, known: Names, names: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Yield what the people and things of each party are called: its name with an ending."""
    rules = words()["demonyms"]
    for phrase, meanings in known.phrases.items():
        whole = [m for m in meanings if m.group == "parties" and m.fit in (WHOLE, OTHER)]
        if len({m.id for m in whole}) != 1 or " " in phrase or len(phrase) <= SHORT:
            continue
        stem = phrase.rstrip(rules["vowels"])
        forms = {f"{base}{end}" for base in (phrase, stem) for end in rules["endings"]}
        forms |= {phrase[:-1]} if phrase.endswith("s") else set()
        for form in sorted(forms):
            for written in (form, f"{form}s"):
                if written not in names:
                    yield written, whole[0].id


def _heads(record: Record) -> Mapping[str, tuple[str, ...]]:
    """Return who leads each party: people whose office begins with that of a head."""
    heads: dict[str, list[str]] = {}
    for row in record.people.to_dict("records"):
        role = fold(bare(str(row["role"])))
        if any(role.startswith(head) for head in words()["head_roles"]):
            heads.setdefault(str(row["party_id"]), []).append(str(row["person_id"]))
    return {party: tuple(people) for party, people in heads.items()}
