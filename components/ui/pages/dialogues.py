"""The other faces of the Exchanges page: threads, who answers whom, the unanswered, denials."""

from typing import Any

import pandas as pd

from components.ui import store
from components.ui.elements import choices, layout
from components.ui.links import entry
from components.ui.pages import exchanges
from data.first_rows import CLAIMS
from data.queries.exchanges import threads
from data.queries.exchanges.claims import claim_kinds
from data.queries.positions import demands
from data.query import Query
from data.view import View

FACES = {
    "": "Claims",
    "threads": "Threads",
    "network": "Who answers whom",
    "unanswered": "Unanswered",
    "denials": "Denials and what followed",
}
MOST = 30  # rows of a list that is sent at once
THREADS = {
    "issue": "Issue",
    "text": "First claim",
    "speaker": "Speaker",
    "party": "Party",
    "claims": "Claims",
    "parties": "Parties",
    "first_label": "From",
    "last_label": "To",
}
ANSWERS = {
    "issue": "Issue",
    "from_party": "Who",
    "relation": "How",
    "to_party": "Whom",
    "times": "Times",
}
DEMANDS = {
    "issue": "Issue",
    "party": "Party",
    "to": "To",
    "speaker": "Speaker",
    "text": "Demand",
    "made_label": "Said",
    "days": "Days ago",
    "again": "Said again",
    "partly_label": "Partly answered",
    "newest_label": "Newest reply",
}


@layout.block
def switch(view: View) -> None:
    """Let the reader choose a face of the page."""
    choices.faces(FACES, view)


@layout.block
def by_thread(view: View) -> None:
    """Place the thread of the claim chosen, or of the one spoken last, and the list of threads."""
    listed = store.ask(threads.dialogues, view)
    known = len(_all(threads.dialogues, view))
    _head(
        view,
        _counted(len(listed), known, "threads of claims"),
        "Who replied to whom, in order of time",
    )
    if listed.empty:
        layout.place_no_match("threads", view, *CLAIMS)
        return
    claim = view.claim or listed["claim_id"].iloc[0]
    answer = store.ask(threads.thread, view.but(claim=claim))
    if answer.empty:
        layout.notice("The claim asked for is not known at this moment. Choose a thread below.")
    elif not answer["matches"].any():
        layout.notice("No claim of the thread chosen matches the filters. Choose a thread below.")
    else:
        partly_matching = not answer["matches"].all()
        rows = _linked(view, answer, "threads")
        layout.html("thread", rows=rows, names=_sides(view), partly_matching=partly_matching)
    links = [
        row | {"address": entry("claims", row["claim_id"], view, show="threads")}
        for row in listed.head(MOST).to_dict("records")
    ]
    layout.html("thread_list", rows=links, more=max(0, len(listed) - MOST))


def list_threads(view: View) -> pd.DataFrame:
    """Return the threads as a table for reading, the one spoken last first."""
    listed = store.ask(threads.dialogues, view)
    matched_whole = listed["matching"].equals(listed["claims"])
    columns = THREADS if matched_whole else THREADS | {"matching": "Claims that match"}
    return listed[list(columns)].rename(columns=columns)


@layout.block
def who_answers_whom(view: View) -> None:
    """Place the network as a table: who takes up whom, how, and how often, by issue."""
    answer = store.ask(threads.network, view)
    known = _all(threads.network, view)
    parties = len({*answer["from_id"], *answer["to_id"]})
    between = f"answers between {parties} parties" if parties > 1 else "answers between parties"
    _head(
        view, _counted(int(answer["times"].sum()), int(known["times"].sum()), between), "By issue"
    )
    if answer.empty:
        layout.place_no_match("answers", view, *CLAIMS)
        return
    most = int(answer["times"].max())
    rows = [
        row
        | {
            "share": 100 * row["times"] / most,
            "address": entry("claims", row["newest"], view, show="threads"),
        }
        for row in answer.to_dict("records")
    ]
    issues = [
        {"issue": issue, "rows": [r for r in rows if r["issue"] == issue]}
        for issue in answer["issue"].drop_duplicates()
    ]
    layout.html("network", issues=issues)


def list_answers(view: View) -> pd.DataFrame:
    """Return who answers whom as a table for reading, most often first."""
    return store.ask(threads.network, view)[list(ANSWERS)].rename(columns=ANSWERS)


@layout.block
def open_demands(view: View) -> None:
    """Place the demands that the other side has not replied to, by issue and addressee."""
    answer = store.ask(demands.unanswered, view)
    names = _sides(view)
    every, what = _all(demands.unanswered, view), "demands with no full reply on record"
    title, partly = _counted(len(answer), len(every), what), int((answer["partly_id"] != "").sum())
    _head(
        view,
        f"{title}, {partly:,} answered in part" if partly else title,
        f"Between {names['left']} and its side, and {names['right']} and its side",
    )
    if answer.empty:
        _nothing_of(demands.DEMAND, "unanswered demands", view)
        return
    page = answer.iloc[layout.pages("unanswered", len(answer), view)]
    rows = [row | _replies(view, row) for row in _linked(view, page, "threads")]
    issues = [
        {"issue": part["issue"], "to": _by(part["rows"], "to")} for part in _by(rows, "issue")
    ]
    layout.html("unanswered", issues=issues, names=names)


def list_demands(view: View) -> pd.DataFrame:
    """Return the demands without a reply as a table for reading."""
    answer = store.ask(demands.unanswered, view)
    named = answer.assign(to=answer["to"].map(_sides(view)))
    return named[list(DEMANDS)].rename(columns=DEMANDS)


def _replies(view: View, row: dict[Any, Any]) -> dict[str, str]:
    """Return where the replies beside an open demand are read, each empty where there is none."""
    return {
        f"{name}_address": entry("claims", row[f"{name}_id"], view, show="threads")
        for name in ("partly", "newest")
        if row[f"{name}_id"]
    }


@layout.block
def denied(view: View) -> None:
    """Place what was denied, and beside the one chosen the events that followed on its issue."""
    answer = store.ask(threads.denials, view)
    known = len(_all(threads.denials, view))
    _head(
        view,
        _counted(len(answer), known, "denials"),
        "Each denial, and the later events on the same issue",
    )
    if answer.empty:
        _nothing_of(threads.DENIAL, "denials", view)
        return
    followed_up = answer.index[answer["later"] > 0]
    first = followed_up[0] if len(followed_up) else answer.index[0]
    selected = view.claim if view.claim in answer.index else first
    deeds = store.ask(threads.deeds, view.but(claim=selected)).to_dict("records")
    more, deeds = max(0, len(deeds) - layout.PAGE), deeds[: layout.PAGE]
    followed = [d | {"address": entry("events", d["event_id"], view)} for d in deeds]
    rows = _linked(view, answer.iloc[layout.pages("denials", len(answer), view)], "denials")
    layout.html("denials", rows=rows, selected=selected, deeds=followed, more=more)


def _head(view: View, title: str, lead: str) -> None:
    layout.header(title, exchanges.sentence(lead, view))
    exchanges.filters(view)
    switch(view)


def _counted(count: int, known: int, what: str) -> str:
    """Say how many there are, and of how many where the filters take some away."""
    if count == known:
        return f"{count:,} {what}"
    return f"{count:,} of {known:,} {what}" if count else f"None of {known:,} {what}"


def _all(query: Query[pd.DataFrame], view: View) -> pd.DataFrame:
    """Return what a face shows where nothing is filtered."""
    return store.ask(query, view.without(*exchanges.FILTERS))


def _nothing_of(kind: str, what: str, view: View) -> None:
    """Say that a face of claims of one kind is empty, and what to do."""
    kinds = claim_kinds(store.record(), view)
    if kinds and kind not in kinds:
        layout.notice(
            f"This list holds only claims of the kind {kind}, and the filter shows only "
            f"{', '.join(kinds)}. Remove the filter on kinds of claim, or clear all filters."
        )
    else:
        layout.place_no_match(what, view, *CLAIMS)


def _sides(view: View) -> dict[str, str]:
    short = store.record().parties["short_name"]
    return dict(zip(("left", "right"), (short[p] for p in view.compare), strict=True))


def _linked(view: View, rows: pd.DataFrame, show: str) -> list[dict[Any, Any]]:
    return [
        row
        | {
            "address": entry("claims", row["claim_id"], view),
            "here": entry("claims", row["claim_id"], view, show=show),
        }
        for row in rows.to_dict("records")
    ]


def _by(rows: list[dict[Any, Any]], column: str) -> list[dict[str, Any]]:
    """Return rows in groups that share a cell, in the order in which each comes first."""
    groups: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return [{column: cell, "rows": group} for cell, group in groups.items()]
