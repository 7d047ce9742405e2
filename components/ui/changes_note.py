"""The one-page note of what is new: frames of `data.queries.changes` as rows for its template."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.ui import clocks, layout, store
from components.ui.links import ROWS, row
from data import export
from data.queries.changes import Changes, changes, listed
from data.queries.citing import reported
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
    "sources": "Sources first cited",
}
# Which kind of row a line leads to, and the column that names it; the same for a group's heading.
LEADS = {
    "positions": ("issue", "issue_id"),
    "held": ("event", "event_id"),
    "outcomes": ("event", "event_id"),
    "scheduled": ("event", "event_id"),
    "claims": ("claim", "claim_id"),
    "deployments": ("place", "place_id"),
    "sources": ("source", "source_id"),
}
IDS = {
    "positions": "position_id",
    "held": "event_id",
    "outcomes": "event_id",
    "scheduled": "event_id",
    "claims": "claim_id",
    "deployments": "observation_id",
    "estimates": "estimate_id",
    "sources": "source_id",
}
HEADS = {
    "positions": ("issue", "issue_id"),
    "held": ("place", "where"),
    "outcomes": ("place", "where"),
    "scheduled": ("place", "where"),
    "claims": ("issue", "issue_id"),
    "deployments": ("place", "place_id"),
}
LONG = 12  # rows of a section that stand open on the screen; paper holds them all
TWIN = {
    "change": "What is new",
    "when_said": "When",
    "group": "Issue or place",
    "who": "Who",
    "says": "What it says",
    "id": "Id",
}


def asked(view: View) -> View:
    """Return the view with only what the note reads, so that viewers share it."""
    return view.only()


def comparable(view: View) -> bool:
    """Say whether since lies before as of, so that anything can be new."""
    return view.since is not None and view.since.last < view.as_of.last


def ask_for_since(view: View) -> None:
    """Say why nothing can be compared, and offer earlier moments."""
    if view.since is None:
        line = f"Nothing to compare with yet, {view.describe(store.record())}."
        sentence = "Set an earlier moment as “Since” in the sidebar, or choose one here."
    else:
        line = f"As known on {view.as_of}, compared with {view.since}."
        sentence = "“Since” does not lie before “as of”, so nothing can be new: choose earlier."
    layout.header("What is new", line)
    layout.notice(sentence)
    clocks.steps(view, "page")


def head(view: View) -> None:
    """Place the headline, between which moments, and the ways to another since."""
    found = store.ask(changes, asked(view))
    layout.header(headline(found), line(view))
    with st.container(key="changes_steps"):
        clocks.steps(view, "page")
    if not any(found.counts.values()):
        layout.notice("Nothing became known between the two moments: choose an earlier since.")


def note(view: View) -> None:
    """Place the note, section by section, and all its rows as a table to take away."""
    found = store.ask(changes, asked(view))
    if not any(found.counts.values()):
        return
    layout.html("changes", sections=sections(found, view))
    named = TWIN | layout.falls(view)
    rows = store.ask(listed, asked(view))[list(named)]
    rows = rows.assign(change=rows["change"].map(TITLES)).rename(columns=named)
    with st.container(key="changes_table"):
        layout.table_twin(rows, label="All that is new as a table")
        st.download_button(
            "All that is new (CSV)",
            data=partial(export.frame_csv, rows),
            file_name=f"{store.record().package.name}-new-{_file(view)}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _file(view: View) -> str:
    texts = [m.text for m in (view.since, view.as_of) if m]
    return "-to-".join(texts).replace(":", "")


def headline(found: Changes) -> str:
    """Say how many things are new, in a headline."""
    counts = found.counts
    said = [
        _count(counts["held"], "event held", "events held"),
        _count(counts["positions"], "position set or moved", "positions set or moved"),
        _count(counts["claims"], "claim", "claims"),
    ]
    told = [words for words in said if words]
    if not told and any(counts.values()):
        rest = sum(counts.values())
        return f"{rest} {'thing' if rest == 1 else 'things'} newly known"
    return (", ".join(told) or "Nothing new").capitalize()


def line(view: View) -> str:
    """Say between which moments."""
    return f"What became known after {view.since} and by {view.as_of}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def sections(found: Changes, view: View) -> list[dict[str, Any]]:
    """Return the note's sections that hold anything: `name`, `title`, `count`, groups of rows.

    `groups` stand open: whole groups until LONG rows are reached; `folded` are the others, with
    `left`, how many rows they hold.
    """
    told = []
    for name, title in TITLES.items():
        rows = getattr(found, name)
        if rows.empty:
            continue
        groups, opened, shown = _groups(name, rows, view), 0, 0
        while opened < len(groups) and (opened == 0 or shown + len(groups[opened]["rows"]) <= LONG):
            shown += len(groups[opened]["rows"])
            opened += 1
        if name == "sources":  # a list of addresses, for who wants to check
            opened, shown = 0, 0
        told.append(
            {
                "name": name,
                "title": title,
                "count": len(rows),
                "reports": reported(len(rows), rows["origin"].nunique())
                if name == "sources"
                else "",
                "groups": groups[:opened],
                "folded": groups[opened:],
                "left": len(rows) - shown,
            }
        )
    return told


def _groups(name: str, rows: pd.DataFrame, view: View) -> list[dict[str, Any]]:
    grouped = rows["group"] if "group" in rows else pd.Series("", index=rows.index)
    return [
        {
            "title": title,
            "address": _address(HEADS.get(name), part.iloc[0].to_dict(), view),
            "rows": [_row(name, r, view) for r in part.to_dict("records")],
        }
        for title, part in rows.groupby(grouped, sort=False)
    ]


def _address(leads: tuple[str, str] | None, told: dict[Any, Any], view: View) -> str:
    kind, column = leads or ("", "")
    chosen = str(told.get(column) or "")
    return row(kind, chosen, view) if kind in ROWS and chosen else ""


def _row(name: str, told: dict[Any, Any], view: View) -> dict[str, Any]:
    said: dict[str, Any] = {str(key): value for key, value in told.items()}
    said["address"] = _address(LEADS.get(name), told, view)
    said["id"] = said[IDS[name]]
    if name == "positions":
        was = told["was_summary"]
        said["runs"] = difference(was, told["summary"]) if was else ()
    return said
