"""The one-page note of what is new: frames of `data.queries.changes` as rows for its template."""

from typing import Any

import pandas as pd

from components.ui.links import address
from data.queries.changes import Changes
from data.view import View
from data.words import difference

TITLES = {
    "positions": "Positions set or moved",
    "held": "Events held",
    "outcomes": "Outcomes now known",
    "scheduled": "Newly announced",
    "claims": "Said",
    "deployments": "Forces",
    "estimates": "Estimates of forces",
    "sources": "Sources",
}
HOME = {
    "positions": ("positions", "issue", "issue_id"),
    "held": ("timeline", "event", "event_id"),
    "outcomes": ("timeline", "event", "event_id"),
    "scheduled": ("timeline", "event", "event_id"),
    "claims": ("exchanges", "claim", "claim_id"),
    "deployments": ("map", "place", "place_id"),
    "sources": ("sources", "source", "source_id"),
}


def headline(changes: Changes) -> str:
    """Say how many things are new, in a headline."""
    counts = changes.counts
    said = [
        _count(counts["held"], "event held", "events held"),
        _count(counts["positions"], "position set or moved", "positions set or moved"),
        _count(counts["claims"], "claim", "claims"),
    ]
    told = [words for words in said if words]
    return (", ".join(told) or "Nothing new").capitalize()


def line(view: View) -> str:
    """Say between which moments."""
    return f"What became known after {view.since} and by {view.as_of}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def sections(changes: Changes, view: View) -> list[dict[str, Any]]:
    """Return the note's sections that hold anything: `name`, `title`, `count`, `groups` of rows."""
    return [
        {
            "name": name,
            "title": title,
            "count": len(getattr(changes, name)),
            "groups": _groups(name, getattr(changes, name), view),
        }
        for name, title in TITLES.items()
        if len(getattr(changes, name))
    ]


def _groups(name: str, rows: pd.DataFrame, view: View) -> list[dict[str, Any]]:
    grouped = rows["group"] if "group" in rows else pd.Series("", index=rows.index)
    return [
        {"title": title, "rows": [_row(name, r, view) for r in part.to_dict("records")]}
        for title, part in rows.groupby(grouped, sort=False)
    ]


def _row(name: str, row: dict[Any, Any], view: View) -> dict[str, Any]:
    told: dict[str, Any] = {str(key): value for key, value in row.items()}
    if name in HOME:
        page, field, key = HOME[name]
        told["address"] = address(page, view, **{field: row[key]})
    if name == "positions":
        told["runs"] = difference(row["was_summary"], row["summary"]) if row["was_summary"] else ()
    return told
