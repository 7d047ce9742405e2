"""The search box of every page, and its results."""

from typing import Any

import streamlit as st

from components.ui import state, store
from components.ui.elements import layout
from components.ui.links import address, entry, row
from data.kinds import KINDS
from data.parameters import tidy
from data.queries.overview.search_results import lists_party, search_results, taken
from data.view import View
from data.words import count

BOX = "view_q"
SEARCHED, SEARCH_PAGE = (
    "searched",
    "search_page",
)  # in the session: words just typed, and on which page
# What stands side by side: names, what happened, what was said.
COLUMNS = (
    ("people", "places", "parties", "issues"),
    ("events",),
    ("claims", "estimates", "sources"),
)
# The pages whose own list holds only what matches, and what they list.
LISTED = {kind.page: kind.many for kind in KINDS.values() if kind.lists}


@layout.block
def box(view: View) -> None:
    """Place the search box in the header; `/` puts the cursor there."""
    if st.session_state.get(BOX) != view.q:  # set anew, it would wipe out words being typed
        st.session_state[BOX] = view.q
    with st.container(key="find"):
        st.text_input(
            "Search",
            key=BOX,
            max_chars=200,
            placeholder="Search  /",
            label_visibility="collapsed",
            icon=":material/search:",
            on_change=_searched,
        )


@layout.block
def results(page: str, view: View) -> None:
    """Place the search results by kind of row, each with a link to its card.

    Folded where the page itself lists what matches and the words were not typed on it: a reader
    who followed a person's name came for the list.
    """
    if not view.q:
        return
    hits = store.ask(search_results, view)
    groups = {
        str(group): _group(str(group), rows, view)
        for group, rows in hits.groupby("group", sort=False)
    }
    columns = [[g for name, g in groups.items() if name in column] for column in COLUMNS]
    layout.html(
        "search_results",
        words=view.q,
        taken=store.ask(taken, view),
        counted=[group["counted"] for group in groups.values()],
        columns=[column for column in columns if column],
        opened=_is_opened(page, view.q),
        listed=LISTED.get(page, ""),
        clear=address(page, view, q=""),
        moment=str(view.as_of),
    )


@layout.action
def _searched() -> None:
    words = st.session_state[BOX]
    st.session_state[SEARCHED] = words
    state.change(q=tidy(words))  # as a link to this screen will say it


def _is_opened(page: str, words: str) -> bool:
    session = st.session_state
    if session.pop(SEARCHED, None) == words:
        session[SEARCH_PAGE] = (page, words)
    return page not in LISTED or session.get(SEARCH_PAGE) == (page, words)


def _group(group: str, hits: Any, view: View) -> dict[str, Any]:
    kind = KINDS[group]
    total, rows = int(hits["total"].iloc[0]), hits.to_dict("records")
    for hit in rows:
        hit["address"] = _address(group, hit, view)
    return {
        "title": kind.many.capitalize(),
        "rows": rows,
        "total": total,
        "counted": count(total, kind.one, kind.many),
        "all": address(kind.page, view) if kind.lists else "",
        "page": kind.page.capitalize(),
    }


def _address(group: str, hit: dict[Any, Any], view: View) -> str:
    """Choosing a row ends the search; a party leads to a list of what it said or did."""
    plain = view.but(q="")
    if KINDS[group].own:
        return row(hit["kind"], hit["id"], plain)
    if KINDS[group].page:
        return entry(group, hit["id"], plain)
    listed = store.ask(lists_party, view.but(party=(hit["id"],)))
    return address(KINDS[listed].page, plain, party=(hit["id"],))
