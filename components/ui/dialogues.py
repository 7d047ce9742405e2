"""The other faces of the Exchanges page: threads, who answers whom, the unanswered, denials."""

from typing import Any

import pandas as pd
import streamlit as st

from components.ui import controls, layout, store
from components.ui.links import address
from data.queries import threads
from data.view import View

FACES = {
    "": "Claims",
    "threads": "Threads",
    "network": "Who answers whom",
    "unanswered": "Unanswered",
    "denials": "Denials beside deeds",
}
MOST = 30  # rows of a list that is sent at once


def switch(view: View) -> None:
    """Let the reader choose a face of the page, and the issues it is about."""
    controls.choose(
        st.segmented_control,
        "Show",
        list(FACES),
        "show",
        view if view.show in FACES else view.without("show"),
        format_func=FACES.get,
        label_visibility="collapsed",
    )


def by_thread(view: View) -> None:
    """Place the thread of the claim chosen, or of the one spoken last, and the list of threads."""
    listed = store.ask(threads.dialogues, _asked(view))
    _head(view, f"{len(listed)} threads of claims", "Who took up whom, in order of time")
    if listed.empty:
        layout.nothing_found("threads", view)
        return
    chosen = view.claim or listed["claim_id"].iloc[0]
    found = store.ask(threads.thread, _asked(view).but(claim=chosen))
    if found.empty:
        layout.notice("The claim asked for is not known at this moment. Choose a thread below.")
    else:
        layout.html("thread", rows=_linked(view, found, "threads"), names=_sides(view))
    links = [
        row | {"address": address("exchanges", view, show="threads", claim=row["claim_id"])}
        for row in listed.head(MOST).to_dict("records")
    ]
    layout.html("thread_list", rows=links, more=max(0, len(listed) - MOST))
    layout.table_twin(listed.drop(columns="claim_id"))


def who_answers_whom(view: View) -> None:
    """Place the network as a table: who takes up whom, how, and how often, by issue."""
    found = store.ask(threads.network, _asked(view))
    replies = int(found["times"].sum())
    _head(view, f"{replies} answers between {found['from_id'].nunique()} parties", "By issue")
    if found.empty:
        layout.nothing_found("answers", view)
        return
    most = int(found["times"].max())
    rows = [
        row
        | {
            "share": 100 * row["times"] / most,
            "address": address("exchanges", view, show="threads", claim=row["newest"]),
        }
        for row in found.to_dict("records")
    ]
    issues = [
        {"issue": issue, "rows": [r for r in rows if r["issue"] == issue]}
        for issue in found["issue"].drop_duplicates()
    ]
    layout.html("network", issues=issues)
    named = found[["issue", "from_party", "relation", "to_party", "times"]]
    layout.table_twin(named)


def open_demands(view: View) -> None:
    """Place the demands that the other side has not taken up, by issue, with the days open."""
    found = store.ask(threads.unanswered, _asked(view))
    names = _sides(view)
    _head(
        view,
        f"{len(found)} demands without a reply",
        f"Demands of the two sides ({names['left']}, {names['right']}) that the other has not taken"
        " up on record",
    )
    if found.empty:
        layout.nothing_found("unanswered demands", view)
        return
    layout.html("unanswered", issues=_by_issue(_linked(view, found, "threads")))
    columns = ["issue", "party", "speaker", "text", "made_said", "days"]
    layout.table_twin(found[[*columns, *layout.falls(view)]])


def denied(view: View) -> None:
    """Place what was denied, and beside the one chosen the events that followed on its issue."""
    found = store.ask(threads.denials, _asked(view))
    _head(view, f"{len(found)} denials", "Beside each, the later events on the same issue")
    if found.empty:
        layout.nothing_found("denials", view)
        return
    followed_up = found.index[found["later"] > 0]
    first = followed_up[0] if len(followed_up) else found.index[0]
    chosen = view.claim if view.claim in found.index else first
    deeds = store.ask(threads.deeds, _asked(view).but(claim=chosen)).to_dict("records")
    followed = [d | {"address": address("timeline", view, event=d["event_id"])} for d in deeds]
    rows = _linked(view, found, "denials")
    layout.html("denials", rows=rows, chosen=chosen, deeds=followed)


def _head(view: View, title: str, line: str) -> None:
    layout.header(title, f"{line}, {_asked(view).describe(store.record())}")
    with st.container(horizontal=True, vertical_alignment="center"):
        switch(view)
        titles = store.seen(view).issues.sort_values("order")["short_title"].to_dict()
        controls.choose(
            st.multiselect,
            "Issue",
            list(titles),
            "topic",
            view,
            format_func=titles.get,
            placeholder="All issues",
            label_visibility="collapsed",
            width=320,
        )


def _asked(view: View) -> View:
    return view.only("compare", "topic", "party")


def _sides(view: View) -> dict[str, str]:
    short = store.record().parties["short_name"]
    return dict(zip(("left", "right"), (short[p] for p in view.compare), strict=True))


def _linked(view: View, rows: pd.DataFrame, show: str) -> list[dict[Any, Any]]:
    return [
        row
        | {
            "address": address("exchanges", view, show="", claim=row["claim_id"]),
            "here": address("exchanges", view, show=show, claim=row["claim_id"]),
        }
        for row in rows.to_dict("records")
    ]


def _by_issue(rows: list[dict[Any, Any]]) -> list[dict[str, Any]]:
    issues: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        issues.setdefault(row["issue"], []).append(row)
    return [{"issue": issue, "rows": found} for issue, found in issues.items()]
