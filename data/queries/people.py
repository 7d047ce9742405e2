"""Who took part in an event, and what is on record of one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.load import Record

NAMED = 3  # people named in a line that has room for few; the rest are counted


@dataclass(frozen=True)
class Participants:
    """The people of an event in the record's order, heads of delegation first.

    `label` says how they are named: expected, as long as it is scheduled; `people` are (id, name,
    role). Empty where nobody is named.
    """

    label: str = ""
    people: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        """Return the first of them in words, as `A, B, C and 4 more`."""
        more = len(self.people) - NAMED
        named = ", ".join(name for _, name, _ in self.people[:NAMED])
        return f"{named} and {more} more" if more > 0 else named


def participants(seen: Record, event: Mapping[Any, Any]) -> Participants:
    """Return who took part in an event, a row of the table as seen, or is expected to."""
    people = seen.people.loc[[person for person in event["who"] if person in seen.people.index]]
    if people.empty:
        return Participants()
    label = "Took part" if event["kind"] in seen.package.crisis.meeting_kinds else "Who"
    label = {"scheduled": "Expected", "called_off": "Was expected"}.get(event["status"], label)
    named = zip(people.index, people["name"], people["role"], strict=True)
    return Participants(label, tuple((str(i), str(name), str(role)) for i, name, role in named))


def whom(seen: Record, event: Mapping[Any, Any]) -> str:
    """Return in a few words who took part in an event, or is expected to; empty for nobody."""
    found = participants(seen, event)
    return f"expected: {found}" if found.label == "Expected" else str(found)


def events_of(seen: Record, person: str) -> pd.DataFrame:
    """Return the events as seen that name a person, in the record's order."""
    return seen.events.loc[[person in who for who in seen.events["who"]]]
