"""Who took part in an event, and what is on record of one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.load import Record
from data.words import name_some

NAMED = 3  # people named in a line that has room for few; the rest are counted


@dataclass(frozen=True)
class Participants:
    """The people of an event in the record's order, heads of delegation first.

    `label` says how they are named; `expected` where the event is scheduled or was called off;
    `people` are (id, name, role). Empty where nobody is named.
    """

    label: str = ""
    expected: bool = False
    people: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        """Return the first of them in words, as `A, B, C and 4 more`."""
        return name_some([name for _, name, _ in self.people], NAMED)


def participants(seen: Record, event: Mapping[Any, Any]) -> Participants:
    """Return who took part in an event, a row of the table as seen, or is expected to."""
    return _participants(seen, _people(seen), event)


def whom(seen: Record, events: pd.DataFrame) -> list[str]:
    """Return of each event, in a few words, who took part or is expected; empty for nobody."""
    known, columns = _people(seen), ("kind", "status", "who")
    rows = list(zip(*(events[column].tolist() for column in columns), strict=True))
    words = {}  # what many events share is put in words once
    for row in dict.fromkeys(rows):
        named = _participants(seen, known, dict(zip(columns, row, strict=True)))
        words[row] = f"{named.label.lower()}: {named}" if named.expected else str(named)
    return [words[row] for row in rows]


def _people(seen: Record) -> dict[str, tuple[str, str]]:
    people = seen.people
    return dict(zip(people.index, zip(people["name"], people["role"], strict=True), strict=True))


def _participants(
    seen: Record, known: Mapping[str, tuple[str, str]], event: Mapping[Any, Any]
) -> Participants:
    people = tuple((person, *known[person]) for person in event["who"] if person in known)
    if not people:
        return Participants()
    ahead = {"scheduled": "Expected", "called_off": "Was expected"}.get(event["status"], "")
    meets = event["kind"] in seen.package.crisis.meeting_kinds
    return Participants(ahead or ("Took part" if meets else "Who"), bool(ahead), people)


def events_of(seen: Record, person: str) -> pd.DataFrame:
    """Return the events as seen that name a person, in the record's order."""
    return seen.events.loc[[person in who for who in seen.events["who"]]]
