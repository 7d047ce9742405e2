"""The cards of the rows that the reader has selected, on pages that are not those rows' own."""

from typing import Any

import streamlit as st

from components.ui import store
from components.ui.elements import cite, history, layout
from components.ui.elements.controls import FILTERS
from components.ui.links import ABOVE, ROWS, address, is_opened_by, row
from data.kinds import OPENED as OPENED_KINDS
from data.queries.overview.opened import Group, Opened
from data.queries.overview.refers import CLAIMS, refers
from data.view import View

MOST = 6  # lines of a group; the rest is on the row's own page
OPENED = "rows_opened"  # in the session: of each kind of row, which one was chosen on which page


@layout.block
def place_cards(page: str, view: View) -> None:
    """Place the card of each selected row whose own page is another one.

    It stands open on the page on which it was chosen. Pinned, it goes along to other pages, folded
    to one line: there it must not push down what they came for. Else those pages do not show it,
    and the reader finds it again where it was chosen.
    """
    hidden = hidden_rows(page, view)
    shown = [k for k in ROWS if getattr(view, k) and k not in hidden and not is_opened_by(page, k)]
    cards = [
        _card(kind, getattr(view, kind), page, view)
        | {"opened": _is_opened_here(kind, page, view) and not view.present}
        for kind in shown
    ]
    if cards:
        layout.html("row_card", cards=cards, moment=view.as_of.at_end)


def hidden_rows(page: str, view: View) -> tuple[str, ...]:
    """Return the kinds of selected rows that a page does not show: chosen elsewhere, not pinned."""
    elsewhere = [k for k in ROWS if getattr(view, k) and not _is_opened_here(k, page, view)]
    return () if view.pinned else tuple(k for k in elsewhere if ROWS[k] != page)


def _is_opened_here(kind: str, page: str, view: View) -> bool:
    """Return whether a row was chosen on this page; what an address names is, where it opens."""
    row_id, opened_on = getattr(view, kind), st.session_state.setdefault(OPENED, {})
    if opened_on.get(kind, ("", ""))[0] != row_id:
        opened_on[kind] = (row_id, page)
    return bool(opened_on.get(kind) == (row_id, page))


def _card(kind: str, row_id: str, page: str, view: View) -> dict[str, Any]:
    row_view = view.only("compare").but(**{kind: row_id})
    (card,) = store.ask(refers, row_view)
    people = [
        (name, role, row("who", person, view, keep=kind))
        for person, name, role in (card.people.people if card.people else ())
    ]
    speaker = row("who", card.person_id, view, keep=kind) if card.person_id else ""
    home, home_words = _home(kind, row_id, card, view)
    return {
        "card": card,
        "cite": cite.row_text(ROWS[kind], kind, row_view),
        "past": history.of_row(OPENED_KINDS[kind].table, row_id, view),
        "home": home,
        "home_words": home_words,
        "close": address(page, view, **{kind: ""}),
        "pin": address(page, view, pinned=not view.pinned),
        "pinned": view.pinned,
        "people": people,
        "speaker": speaker,
        "groups": [_group(group, card, view) for group in card.groups],
    }


def _home(kind: str, row_id: str, card: Opened, view: View) -> tuple[str, str]:
    """Return where the row is read whole, and the words that lead there; nothing for nowhere."""
    if kind not in ABOVE:
        return row(kind, row_id, view), f"Open on {ROWS[kind].capitalize()}"
    if kind == "estimate":
        return row(kind, row_id, view), "All estimates"
    claims = sum(len(group.rows) for group in card.groups if group.title == CLAIMS)
    if not claims:
        return "", ""
    plain = view.without(*FILTERS).but(show="", person=(row_id,), **{kind: ""})
    counted = f"All {claims:,} claims" if claims > 1 else "The one claim"
    return address(ROWS[kind], plain), f"{counted} on {ROWS[kind].capitalize()}"


def _group(group: Group, card: Opened, view: View) -> dict[str, Any]:
    """Return a group's lines with their addresses; `more` are those that a person's card folds."""
    lines = group.rows.to_dict("records")
    first_lines, rest = lines[:MOST], lines[MOST:]
    folded = rest if card.kind in ABOVE else []
    for line in (*first_lines, *folded):
        leads = line["kind"] and line["kind"] in ROWS
        line["address"] = row(line["kind"], line["id"], view, keep=card.kind) if leads else ""
        own = card.kind == "who" and line["person_id"] == view.who
        line["who"] = "" if own else line["who"]
        named = line["person_id"] and not own
        line["speaker"] = row("who", line["person_id"], view, keep=card.kind) if named else ""
    return {
        "title": group.title,
        "rows": first_lines,
        "folded": folded,
        "more": len(rest) - len(folded),
    }
