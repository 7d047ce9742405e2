"""Rows of every table as lines of one form: what a card lists around the row it opens."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.events.called_off import sentences
from data.queries.exchanges.claims import describe_claims
from data.queries.positions.stances import describe_stances
from data.queries.sources.citing import sources_of

# All text: `kind` (event, claim, place, issue, source, who, or empty for none) and `id` of the row
# that the line leads to, `says`, `when_label`, `who` said or did it with `party_id` and, of a
# person, `person_id`, `aside` (how it is related), `stance` with its `word`, `news` (against
# since), `row` (its own id).
LINE = (
    *("kind", "id", "says", "when_label", "who", "party_id", "aside", "stance", "word", "news"),
    *("row", "person_id"),
)


def lines(index: pd.Index, kind: str, ids: Any, **cells: Any) -> pd.DataFrame:
    """Return lines in the order of `index`, all leading to one kind of row; unknown is empty."""
    columns = {"kind": kind, "id": ids, "row": index, **cells}
    frame = pd.DataFrame("", index=index, columns=list(LINE)).astype("str")
    return frame.assign(**{name: _text(cell, index) for name, cell in columns.items()})


def _text(cell: Any, index: pd.Index) -> Any:
    if isinstance(cell, str):
        return cell
    cells = cell.reindex(index) if isinstance(cell, pd.Series) else pd.Series(list(cell), index)
    return cells.astype("object").fillna("").astype("str")


def newest(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a frame sorted by a moment, the last one first; what has no moment yet leads."""
    return frame.sort_values(column, ascending=False, na_position="first", kind="stable")


def joined(*parts: str, by: str = " · ") -> str:
    """Join the parts that are not empty."""
    return by.join(part for part in parts if part)


def events_lines(seen: Record, events: pd.DataFrame) -> pd.DataFrame:
    """Return events, held, scheduled or called off, in the order given."""
    off = sentences(events)
    when = off.where(
        off != "", pd.Series(clock.say_column(events, "when"), events.index, dtype="str")
    )
    cells = {"says": events["title"], "when_label": when, "news": events["news"]}
    return lines(events.index, "event", events.index, **cells)


def claims_lines(seen: Record, claims: pd.DataFrame, aside: str = "kind") -> pd.DataFrame:
    """Return claims in the order given; `aside` names the column that says how each is related."""
    rows = describe_claims(seen, claims)
    return lines(
        rows.index,
        "claim",
        rows.index,
        says=rows["text"],
        when_label=rows["made_label"],
        who=rows["speaker"].where(rows["speaker"] != "", rows["party"]),
        party_id=rows["party_id"],
        aside=rows[aside],
        news=rows["news"],
        person_id=rows["person_id"],
    )


def positions_lines(seen: Record, positions: pd.DataFrame, *, issue: bool = True) -> pd.DataFrame:
    """Return positions in the order given; each leads to its issue, and names it if `issue`."""
    issues = seen.issues.loc[positions["issue_id"]]
    stances = positions["stance"].astype("str")
    movements = positions["movement"].astype("str").replace("first", "first stated")
    asides = [
        joined(name if issue else "", movement, "current" if in_force else "", by=", ")
        for name, movement, in_force in zip(
            issues["short_title"], movements, positions["in_force"], strict=True
        )
    ]
    return lines(
        positions.index,
        "issue",
        positions["issue_id"],
        says=positions["summary"],
        when_label=clock.say_column(positions, "since"),
        who=positions["party_id"].map(seen.parties["short_name"]),
        party_id=positions["party_id"],
        aside=asides,
        stance=stances,
        word=describe_stances(seen, positions),
        news=positions["news"],
    )


def forces_lines(seen: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """Return observations of forces, the last reported first; each leads to its place."""
    rows = newest(rows, "reported")
    status = seen.package.field("deployments", "status").labels
    basis = seen.package.field("deployments", "basis").labels
    asides = [
        joined(status.get(s, s), basis.get(b, b).lower(), by=", ")
        for s, b in zip(rows["status"], rows["basis"], strict=True)
    ]
    return lines(
        rows.index,
        "place",
        rows["place_id"],
        says=rows["what"],
        when_label=clock.say_column(rows, "reported"),
        who=rows["force"].map(seen.parties["short_name"]),
        party_id=rows["force"],
        aside=asides,
        news=rows["news"],
    )


def estimates_lines(seen: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """Return estimates of forces in the order given."""
    people, parties = seen.people["name"], seen.parties["short_name"]
    return lines(
        rows.index,
        "estimate",
        rows.index,
        says=rows["text"],
        when_label=clock.say_column(rows, "reported"),
        who=rows["by_person_id"].map(people).fillna(rows["by_party_id"].map(parties)),
        party_id=rows["by_party_id"],
        aside=rows["scope"],
        news=rows["news"],
        person_id=rows["by_person_id"],
    )


def places_lines(seen: Record, ids: list[str]) -> pd.DataFrame:
    """Return those of the places that are known."""
    rows = seen.places.loc[seen.places.index.isin(ids)]
    return lines(rows.index, "place", rows.index, says=rows["name"])


def issues_lines(seen: Record, ids: list[str]) -> pd.DataFrame:
    """Return those of the issues that are known."""
    rows = seen.issues.loc[seen.issues.index.isin(ids)]
    return lines(rows.index, "issue", rows.index, says=rows["title"])


def sources_lines(seen: Record, cited: Iterable[str]) -> pd.DataFrame:
    """Return the sources of one row in the order in which it cites them; `word` is their letter."""
    rows = sources_of(seen, cited)
    cells = {"says": rows["publisher"], "when_label": rows["published_label"]}
    return lines(rows.index, "source", rows.index, word=rows["reliability"], **cells)
