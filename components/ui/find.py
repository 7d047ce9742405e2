"""The search box of every page, and what it found."""

import streamlit as st

from components.ui import controls, layout, store
from components.ui.links import address
from data.search import search
from data.view import View

HOME = {
    "events": ("timeline", "event", "Events"),
    "claims": ("exchanges", "claim", "Claims"),
    "people": ("exchanges", "", "People"),
    "places": ("map", "place", "Places"),
    "issues": ("positions", "issue", "Issues"),
    "sources": ("sources", "source", "Sources"),
}


def box(view: View) -> None:
    """Place the search box in the header; `/` puts the cursor there."""
    with st.container(key="find"):
        controls.write(
            "Search",
            "q",
            view,
            placeholder="Search  /",
            label_visibility="collapsed",
            icon=":material/search:",
        )


def results(view: View) -> None:
    """Place what the words found, by kind of row, each leading to its card."""
    if not view.q:
        return
    found = search(store.seen(view), view.q)
    groups = []
    for group, rows in found.groupby("group", sort=False):
        page, field, title = HOME[str(group)]
        links = []
        for row in rows.itertuples():
            chosen = {field: row.id} if field else {"q": row.title}
            there = view.but(q="") if field else view
            links.append({"title": row.title, "address": address(page, there, **chosen)})
        groups.append({"title": title, "rows": links})
    layout.html("found", words=view.q, groups=groups, moment=str(view.as_of))
