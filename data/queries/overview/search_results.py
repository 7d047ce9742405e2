"""The results of the words in the search box, each row with who and when."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.load import Record
from data.queries.overview import lines
from data.queries.sources.citing import label_titles
from data.query import query
from data.search import Sense, matching, read, search
from data.view import View

MEANT = 3  # names that a word was taken for, of those given; the rest are counted


@dataclass(frozen=True)
class Taken:
    """What a word was taken for: `typed` as the reader wrote it, `names` as the screen has them."""

    typed: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        """Return both in words, as `Sergei Shoigu for “Шойгу”`."""
        more = len(self.names) - MEANT
        named = ", ".join(self.names[:MEANT]) + (f" and {more} more" if more > 0 else "")
        return f"{named} for “{self.typed}”"


@query(reads=("q",))
def search_results(seen: Record, view: View) -> pd.DataFrame:
    """Return the best matches of `view.q`, group by group as `search` orders them.

    One row a match, indexed by its id: `group` (a key of DESCRIBED), `total` (how many rows
    of the group match, shown or not) and the columns of `data.queries.overview.lines.LINE`.
    """
    parts = []
    for group, rows in search(seen, view.q).groupby("group", sort=False):
        answer = DESCRIBED[str(group)](seen, list(rows["id"])).loc[list(rows["id"])]
        parts.append(answer.assign(group=group, total=int(rows["total"].iloc[0])))
    empty = pd.DataFrame(columns=[*lines.LINE, "group", "total"])
    return pd.concat(parts) if parts else empty


@query(reads=("q",))
def taken(seen: Record, view: View) -> tuple[Taken, ...]:
    """Return what words of `view.q` were taken for, where it is spelled otherwise on screen.

    Of several rows of that name those are given that all of the words find.
    """
    meant: dict[tuple[str, ...], list[str]] = {}
    for sense in read(seen, view.q):
        names = _meant(seen, view, sense)
        if names:
            meant.setdefault(names, []).append(sense.typed)
    return tuple(Taken(" ".join(dict.fromkeys(typed)), names) for names, typed in meant.items())


@query(reads=("party",))
def lists_party(seen: Record, view: View) -> str:
    """Return the table whose list says most of the parties in `view.party`.

    Their claims where they made any, else the events that name them, else the forces they have.
    """
    if seen.claims["party_id"].isin(view.party).any():
        return "claims"
    named = any(not set(view.party).isdisjoint(cell) for cell in seen.events["party_ids"])
    return "events" if named else "deployments"


def _meant(seen: Record, view: View, sense: Sense) -> tuple[str, ...]:
    matches = {
        group: set(matching(seen, group, view.q)) for group in {m.group for m in sense.taken}
    }
    both = [meaning for meaning in sense.taken if meaning.id in matches[meaning.group]]
    return tuple(dict.fromkeys(meaning.title for meaning in both or sense.taken))


def _events(seen: Record, ids: list[str]) -> pd.DataFrame:
    events = seen.events.loc[ids]
    ahead = (events["status"] == "scheduled").map({True: "announced", False: ""})
    return lines.events_lines(seen, events).assign(aside=ahead.astype("str"))


def _claims(seen: Record, ids: list[str]) -> pd.DataFrame:
    return lines.claims_lines(seen, seen.claims.loc[ids])


def _people(seen: Record, ids: list[str]) -> pd.DataFrame:
    people = seen.people.loc[ids]
    counted = seen.claims["person_id"].value_counts()
    counts = [int(counted.get(person, 0)) for person in ids]
    asides = [
        lines.joined(role, f"{n} claim{'s' * (n > 1)}" if n else "")
        for role, n in zip(people["role"], counts, strict=True)
    ]
    cells = {"says": people["name"], "aside": asides, "party_id": people["party_id"]}
    return lines.lines(people.index, "who", people.index, **cells)


def _parties(seen: Record, ids: list[str]) -> pd.DataFrame:
    parties = seen.parties.loc[ids]
    spoken = seen.claims["party_id"].value_counts()
    counts = [int(spoken.get(party, 0)) for party in ids]
    asides = [
        lines.joined(name if name != short else "", f"{n} claim{'s' * (n > 1)}" if n else "")
        for name, short, n in zip(parties["name"], parties["short_name"], counts, strict=True)
    ]
    cells = {"says": parties["short_name"], "aside": asides, "party_id": parties.index}
    return lines.lines(parties.index, "", parties.index, **cells)


def _estimates(seen: Record, ids: list[str]) -> pd.DataFrame:
    return lines.estimates_lines(seen, seen.estimates.loc[ids])


def _places(seen: Record, ids: list[str]) -> pd.DataFrame:
    kinds = seen.package.field("places", "kind").labels
    asides = seen.places["kind"].map(lambda kind: kinds.get(kind, kind))
    answer = lines.places_lines(seen, ids)
    return answer.assign(aside=asides.reindex(answer.index).astype("str"))


def _issues(seen: Record, ids: list[str]) -> pd.DataFrame:
    answer = lines.issues_lines(seen, ids)
    return answer.assign(aside=seen.issues["question"].reindex(answer.index))


def _sources(seen: Record, ids: list[str]) -> pd.DataFrame:
    titles, publishers = label_titles(seen.sources), seen.sources["publisher"]
    answer = lines.sources_lines(seen, ids)
    return answer.assign(says=titles.reindex(answer.index), aside=publishers.reindex(answer.index))


DESCRIBED: dict[str, Callable[[Record, list[str]], pd.DataFrame]] = {
    "people": _people,
    "places": _places,
    "parties": _parties,
    "events": _events,
    "claims": _claims,
    "estimates": _estimates,
    "issues": _issues,
    "sources": _sources,
}
