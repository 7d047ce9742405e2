"""What the words in the search box found, each row with who and when."""

from collections.abc import Callable

import pandas as pd

from data.load import Record
from data.queries import lines
from data.search import search
from data.view import View


def found(seen: Record, view: View) -> pd.DataFrame:
    """Return the best matches of `view.q`, all groups in their order, the best first in each.

    One row a match, indexed by its id: `group` (a key of DESCRIBED), `total` (how many rows
    of the group match, shown or not) and the columns of `data.queries.lines.LINE`.
    """
    hits, parts = search(seen, view.q), []
    for group, describe in DESCRIBED.items():
        rows = hits.loc[hits["group"] == group]
        if len(rows):
            told = describe(seen, list(rows["id"])).loc[list(rows["id"])]
            parts.append(told.assign(group=group, total=int(rows["total"].iloc[0])))
    empty = pd.DataFrame(columns=[*lines.LINE, "group", "total"])
    return pd.concat(parts) if parts else empty


def _events(seen: Record, ids: list[str]) -> pd.DataFrame:
    events = seen.events.loc[ids]
    ahead = (events["status"] == "scheduled").map({True: "announced", False: ""})
    return lines.events_lines(seen, events).assign(aside=ahead.astype("str"))


def _claims(seen: Record, ids: list[str]) -> pd.DataFrame:
    return lines.claims_lines(seen, seen.claims.loc[ids])


def _people(seen: Record, ids: list[str]) -> pd.DataFrame:
    people = seen.people.loc[ids]
    said = seen.claims["person_id"].value_counts()
    counts = [int(said.get(person, 0)) for person in ids]
    asides = [
        lines.joined(role, f"{n} claim{'s' * (n > 1)}" if n else "")
        for role, n in zip(people["role"], counts, strict=True)
    ]
    cells = {"says": people["name"], "aside": asides, "party_id": people["party_id"]}
    return lines.lines(people.index, "", people.index, **cells)


def _places(seen: Record, ids: list[str]) -> pd.DataFrame:
    kinds = seen.package.field("places", "kind").labels
    asides = seen.places["kind"].map(lambda kind: kinds.get(kind, kind))
    told = lines.places_lines(seen, ids)
    return told.assign(aside=asides.reindex(told.index).astype("str"))


def _issues(seen: Record, ids: list[str]) -> pd.DataFrame:
    told = lines.issues_lines(seen, ids)
    return told.assign(aside=seen.issues["question"].reindex(told.index))


def _sources(seen: Record, ids: list[str]) -> pd.DataFrame:
    titles, publishers = seen.sources["title"], seen.sources["publisher"]
    told = lines.sources_lines(seen, ids)
    return told.assign(says=titles.reindex(told.index), aside=publishers.reindex(told.index))


DESCRIBED: dict[str, Callable[[Record, list[str]], pd.DataFrame]] = {
    "events": _events,
    "claims": _claims,
    "people": _people,
    "places": _places,
    "issues": _issues,
    "sources": _sources,
}
