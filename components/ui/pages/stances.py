"""The other faces of the Positions page: the matrix, the distance over time, room for agreement."""

from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from components.figures.numbers.distances_over_time import distances_over_time
from components.ui import store
from components.ui.elements import choices, drawings, layout
from components.ui.links import entry
from data.distance import DISTANCES, PAIRS, RULE, SILENT
from data.first_rows import POSITIONS
from data.queries.positions import matrix
from data.view import View
from data.words import count, plural

FACES = {
    "": "Side by side",
    "matrix": "All parties",
    "distance": "Distance over time",
    "room": "Room for agreement",
}
STANCES = {
    "party": "Party",
    "issue": "Issue",
    "word": "Stance",
    "movement": "Movement",
    "since_label": "Since",
    "summary": "In one sentence",
}
CONDITIONS = {
    "issue": "Issue",
    "party": "Party",
    "word": "Stance",
    "step": "How and when",
    "summary": "In one sentence",
    "quote": "In its own words",
    "translation": "Our translation",
    "text": "Claim",
    "speaker": "Speaker",
    "made_label": "Said",
}


@layout.block
def switch(view: View) -> None:
    """Let the reader choose a face of the page."""
    choices.faces(FACES, view)


@layout.block
def all_parties(view: View) -> None:
    """Place the matrix: parties down, grouped by side, issues across, a sign in each cell."""
    cells = store.ask(matrix.matrix, view)
    if cells.empty:
        layout.header("No stances on any issue yet", view.describe(store.record()).capitalize())
        switch(view)
        layout.place_no_match("positions", view, *POSITIONS)
        return
    issues = cells.drop_duplicates("issue_id")
    parties = cells["party_id"].nunique()
    stated = int((cells["stance"] != SILENT).sum())
    moved = int(cells["moved"].sum())
    narrowed = view.narrowed(store.record())
    new = f", {moved} first stated or moved since {view.since}" if view.since else ""
    layout.header(
        f"{stated} stances on {count(len(issues), 'issue')}",
        "; ".join([f"{count(parties, 'party', 'parties')}, {_moment(view)}{new}", *narrowed]),
    )
    switch(view)
    layout.html(
        "matrix",
        issues=[
            {"title": row.issue, "address": _issue(view, row.issue_id)}
            for row in issues.itertuples()
        ],
        groups=_groups(cells, view),
        signs=_key(cells),
        dropped=bool((cells["dropped"] != "").any()),
        silent=SILENT,
        looked=cells["looked_label"].iloc[0],
        since=str(view.since or ""),
    )


def list_stances(view: View) -> pd.DataFrame:
    """Return the stances of all parties as a table for reading."""
    return store.ask(matrix.matrix, view)[list(STANCES)].rename(columns=STANCES)


def _groups(cells: pd.DataFrame, view: View) -> list[dict[str, Any]]:
    """Return the parties' rows under the titles of their groups; `up` opens a cell's words above.

    A group goes on as long as its title stays: the parties come in the order of their sides.
    """
    sides = store.record().parties["side"]
    rows = [
        {
            "party_id": party,
            "party": part["party"].iloc[0],
            "title": part["group"].iloc[0],
            "side": sides[party],
            "cells": [c | {"address": _cell(view, c)} for c in part.to_dict("records")],
        }
        for party, part in cells.groupby("party_id", sort=False)
    ]
    for n, row in enumerate(rows):
        row["up"] = n > len(rows) / 2
    grouped = groupby(rows, key=itemgetter("side", "title"))
    return [{"title": title, "rows": list(part)} for (_, title), part in grouped]


def _cell(view: View, cell: dict[Any, Any]) -> str:
    """Return where a cell leads: to its issue, with its party on the side where it belongs.

    It takes the place of the compared party of its own side, else that of the second one.
    """
    party, (left, right) = cell["party_id"], view.compare
    sides = store.record().parties["side"]
    if party not in view.compare:
        left, right = (party, right) if sides[party] == sides[left] else (left, party)
    return entry("issues", cell["issue_id"], view, compare=(left, right))


def _key(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the signs with their words, first those of the most issues, then issue by issue."""
    return [
        {"issue": issue, "signs": part.to_dict("records")}
        for issue, part in matrix.signs(cells).groupby("issue", sort=False)
    ]


@layout.block
def over_time(view: View) -> None:
    """Place the lines of how many issues stood how far apart."""
    names = _names(view)
    answer = store.ask(matrix.over_time, view)
    described = view.but(since=None).describe(store.record())  # the lines mark no news
    layout.header(f"How far apart {names} stood", f"Number of issues at each distance, {described}")
    switch(view)
    if answer.empty:
        layout.place_no_match("stances of both sides on one issue", view, *POSITIONS)
        return
    words = describe_over_time(view)
    drawings.place("apart", store.draw_svg(distances_over_time, matrix.over_time, view), words)


def describe_over_time(view: View) -> str:
    """Return what the lines count, and of whom."""
    *most, last = DISTANCES
    return f"Number of issues {', '.join(most)} and {last}, {_names(view)}, over time"


@layout.block
def room(view: View) -> None:
    """Place the issues that are within reach, with each side's condition in its own words."""
    answer = store.ask(matrix.room, view)
    common = answer["issue_id"].nunique()
    title = f"Room for agreement on {common or 'no'} {plural(common, 'issue')}"
    layout.header(title, f"Where {_names(view)} are within reach of each other, {_moment(view)}")
    switch(view)
    if not common:
        none = "No issue within reach is on record at this moment."
        layout.notice(layout.ask_for_rows(*POSITIONS) or none)
        return
    issues: list[dict[str, Any]] = []
    for issue, part in answer.groupby("issue_id", sort=False):
        sides = [
            {"head": side.iloc[0].to_dict(), "claims": _with_links(view, side.to_dict("records"))}
            for _, side in part.groupby("party_id", sort=False)
        ]
        head = part.iloc[0]
        issues.append(
            {
                "title": head["issue"],
                "question": head["question"],
                "reason": head["reason"],
                "address": _issue(view, str(issue)),
                "sides": sides,
            }
        )
    layout.html("room", issues=issues)
    explain_distance()


def list_conditions(view: View) -> pd.DataFrame:
    """Return what each side says on the issues within reach as a table for reading."""
    return store.ask(matrix.room, view)[list(CONDITIONS)].rename(columns=CONDITIONS)


def explain_distance() -> None:
    """Place the rule of distance, every pair of stances with its reason, folded."""
    pairs = [(name, [p for p in PAIRS if p.distance == name]) for name in DISTANCES]
    layout.html("distance_rule", pairs=pairs, rule=RULE)


def _names(view: View) -> str:
    short = store.record().parties["short_name"]
    return " and ".join(short[party] for party in view.compare)


def _moment(view: View) -> str:
    return f"as known {view.as_of.at_end}"


def _issue(view: View, issue: str) -> str:
    return entry("issues", issue, view)


def _with_links(view: View, rows: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    return [
        row | {"address": entry("claims", row["claim_id"], view)} for row in rows if row["claim_id"]
    ]
