"""What a card of one row holds: what it is, and groups of lines around it."""

from dataclasses import dataclass

import pandas as pd

from data.kinds import OPENED
from data.queries.exchanges.people import Participants
from data.queries.sources.citing import reported


@dataclass(frozen=True, eq=False)
class Group:
    """Rows of one sort around the row opened.

    `rows`, all text, one line each, as `data.queries.overview.lines.LINE`.
    """

    title: str
    rows: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Opened:
    """One row with all that is around it; everything but `kind` is empty where it is not `known`.

    `kind` is the view's field that selects it, `label` a word for it. `people` took part in an
    event, `speaker` with `person_id` made a claim. `line` says what it is, `native_name` how
    a person's is written in their own language, `text` what it says, `url` where a source is read
    (http or https), `parties` (id, short name) whose it is,
    `grade` with `grade_label` its Admiralty pair. Groups without rows are
    left out.
    """

    kind: str
    known: bool = False
    title: str = ""
    line: str = ""
    text: str = ""
    quote: str = ""
    quote_lang: str = ""
    translation: str = ""
    url: str = ""
    parties: tuple[tuple[str, str], ...] = ()
    row: str = ""
    grade: str = ""
    grade_label: str = ""
    speaker: str = ""
    person_id: str = ""
    native_name: str = ""
    people: Participants | None = None
    groups: tuple[Group, ...] = ()

    @property
    def label(self) -> str:
        """Return a word for what the row is."""
        return OPENED[self.kind].one


def say_sources(cited: tuple[str, ...], origins: tuple[str, ...]) -> str:
    """Return the title of a row's sources, counted."""
    return f"Sources: {reported(len(cited), len(origins))}"


def keep_filled(*groups: tuple[str, pd.DataFrame]) -> tuple[Group, ...]:
    """Return groups (title, lines) without those that have no lines."""
    return tuple(Group(title, rows) for title, rows in groups if len(rows))
