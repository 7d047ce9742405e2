"""The cards of the rows that the reader has selected, on pages that are not those rows' own."""

from typing import Any

import streamlit as st

from components.ui import cite, layout, store
from components.ui.links import ROWS, address, row
from data.queries.refers import Group, Opened, refers
from data.view import View

MOST = 6  # lines of a group; the rest is on the row's own page
OPENED = "rows_opened"  # in the session: of each kind of row, which one was chosen on which page


def strip(page: str, view: View) -> None:
    """Place the card of each selected row whose own page is another one.

    It stands open on the page on which it was chosen, and folded to one line on pages that the
    reader turns to with it: there it must not push down what they came for.
    """
    cards = []
    for kind, home in ROWS.items():
        chosen = getattr(view, kind)
        opened = _is_opened_here(kind, chosen, page) and not view.present
        if chosen and home != page:
            cards.append(_card(kind, chosen, page, view) | {"opened": opened})
    if cards:
        layout.html("row_card", cards=cards, moment=str(view.as_of))


def _is_opened_here(kind: str, chosen: str, page: str) -> bool:
    kept = st.session_state.setdefault(OPENED, {})
    if kept.get(kind, ("", ""))[0] != chosen:
        kept[kind] = (chosen, page)
    return bool(kept.get(kind) == (chosen, page))


def _card(kind: str, chosen: str, page: str, view: View) -> dict[str, Any]:
    asked = view.only("compare").but(**{kind: chosen})
    (card,) = store.ask(refers, asked)
    home = row(kind, chosen, view)
    return {
        "card": card,
        "cite": cite.row_text(ROWS[kind], kind, asked),
        "home": home,
        "page": ROWS[kind].capitalize(),
        "let_go": address(page, view, **{kind: ""}),
        "groups": [_group(group, card, view) for group in card.groups],
    }


def _group(group: Group, card: Opened, view: View) -> dict[str, Any]:
    rows = group.rows.head(MOST).to_dict("records")
    for line in rows:
        leads = line["kind"] and line["kind"] in ROWS
        line["address"] = row(line["kind"], line["id"], view, keep=card.kind) if leads else ""
    return {"title": group.title, "rows": rows, "more": len(group.rows) - len(rows)}
