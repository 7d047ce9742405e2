"""What a citation of the screen names: the rows selected, and the sources they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data.kinds import CITING
from data.load import Record
from data.queries.exchanges.people import events_of
from data.queries.overview.refers import OPENS, refers
from data.queries.sources.citing import sources_of
from data.query import query
from data.view import View


@dataclass(frozen=True, eq=False)
class Cited:
    """A row selected: a word for its kind, its title, and its `sources` (as `citing` has them).

    Sources that the reader leaves out are not among them.
    """

    kind: str
    title: str
    sources: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Citation:
    """The rows selected that are known, and how many sources the whole record as seen rests on."""

    rows: tuple[Cited, ...]
    sources: int


@query(reads=("issue", "event", "claim", "place", "source", "who", "estimate"))
def citation(seen: Record, view: View) -> Citation:
    """Return what to name when this screen is cited: as known at the moment, above the floor."""
    kinds = [kind for kind in OPENS if getattr(view, kind)]
    cards = zip(kinds, refers(seen, view), strict=True)
    rows = tuple(
        Cited(
            card.label,
            card.title,
            sources_of(seen, _drop_ignored(_sources(seen, view, kind), view)),
        )
        for kind, card in cards
        if card.known
    )
    used = (source for table in CITING for cited in seen.table(table)["cited"] for source in cited)
    return Citation(rows, len(_drop_ignored(used, view)))


def _sources(seen: Record, view: View, kind: str) -> Iterable[str]:
    row_id = getattr(view, kind)
    if kind == "source":
        return (row_id,)
    if kind == "who":
        spoken = seen.claims.loc[seen.claims["person_id"] == row_id, "cited"]
        return (s for cells in (spoken, events_of(seen, row_id)["cited"]) for c in cells for s in c)
    citing = next(citing for citing in CITING.values() if citing.field == kind)
    rows = seen.table(citing.table)
    rows = rows.loc[rows[citing.opened_by] == row_id]
    return (source for cited in rows["cited"] for source in cited)


def _drop_ignored(sources: Iterable[str], view: View) -> list[str]:
    return [source for source in dict.fromkeys(sources) if source not in view.left_out]
