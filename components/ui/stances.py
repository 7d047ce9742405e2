"""The other faces of the Positions page: the matrix, the distance over time, room for agreement."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from components.figures.apart import apart
from components.ui import choices, drawings, layout, store
from components.ui.links import address
from data.queries import matrix
from data.view import View

FACES = {
    "": "Side by side",
    "matrix": "All parties",
    "distance": "Distance over time",
    "room": "Room for agreement",
}


def switch(view: View) -> None:
    """Let the reader choose a face of the page."""
    choices.faces(FACES, view)


def all_parties(view: View) -> None:
    """Place the matrix: issues down, parties across, a stance in each cell."""
    cells = store.ask(matrix.matrix, _asked(view))
    if cells.empty:
        layout.header(
            "No stances on any issue yet", _asked(view).describe(store.record()).capitalize()
        )
        switch(view)
        layout.nothing_found("positions", view)
        return
    rows = [
        {"issue": part[0]["issue"], "address": _issue(view, issue), "cells": part}
        for issue, group in groupby(cells.to_dict("records"), key=itemgetter("issue_id"))
        for part in [list(group)]
    ]
    spoken = int((cells["stance"] != "silent").sum())
    moved = int(cells["moved"].sum())
    new = f", {moved} set or moved since {view.since}" if view.since else ""
    layout.header(
        f"{spoken} stances on {len(rows)} issues",
        f"Every party that has spoken, {_asked(view).describe(store.record())}{new}",
    )
    switch(view)
    layout.html("matrix", rows=rows, parties=rows[0]["cells"], since=str(view.since or ""))
    columns = ["issue", "party", "word", "movement", "since_said", "summary"]
    table = cells[[*columns, *layout.falls(view)]]
    layout.table_twin(table)


def over_time(view: View) -> None:
    """Place the lines of how many issues stood how far apart."""
    names = _names(view)
    answer = store.ask(matrix.over_time, _asked(view))
    layout.header(
        f"How far apart {names} stood", f"Issues, {_asked(view).describe(store.record())}"
    )
    switch(view)
    if answer.empty:
        layout.nothing_found("stances of both sides on one issue", view)
        return
    words = f"Number of issues agreed, narrow, wide apart and opposed, {names}, over time"
    drawings.place("apart", store.drawn(apart, matrix.over_time, _asked(view)), words)
    layout.html("distance_rule")
    layout.table_twin(answer)


def room(view: View) -> None:
    """Place the issues on which both sides are open, with their conditions in their own words."""
    found = store.ask(matrix.room, _asked(view))
    count = found["issue_id"].nunique()
    said = f"Room for agreement on {count or 'no'} issue{'' if count == 1 else 's'}"
    layout.header(said, f"Both {_names(view)} said open or conditional, {_moment(view)}")
    switch(view)
    if not count:
        layout.notice("On no issue were both sides open or conditional at this moment.")
        return
    issues: list[dict[str, Any]] = []
    for issue, part in found.groupby("issue_id", sort=False):
        sides = [
            {"head": side.iloc[0].to_dict(), "claims": _with_links(view, side.to_dict("records"))}
            for _, side in part.groupby("party_id", sort=False)
        ]
        head = part.iloc[0]
        issues.append(
            {
                "title": head["issue"],
                "question": head["question"],
                "address": _issue(view, str(issue)),
                "sides": sides,
            }
        )
    layout.html("room", issues=issues)


def _asked(view: View) -> View:
    return view.only("compare", "topic")


def _names(view: View) -> str:
    short = store.record().parties["short_name"]
    return " and ".join(short[party] for party in view.compare)


def _moment(view: View) -> str:
    return f"as known on {view.as_of}"


def _issue(view: View, issue: str) -> str:
    return address("positions", view, issue=issue)


def _with_links(view: View, rows: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    return [
        row | {"address": address("exchanges", view, claim=row["claim_id"])}
        for row in rows
        if row["claim_id"]
    ]
