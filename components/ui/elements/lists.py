"""Rows of HTML that the browser keeps as long as they say the same, each with more behind a fold.

A page of rows is one element: every element of Streamlit's own would make each click slower.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from components.ui.elements import layout

OPENED, ACTED = "opened", "acted"
component = st.components.v2.component(
    "red_lines_lists",
    js=layout.script("dom.js", "lists.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Row:
    """A row: `html` of a template, and what its fold is called; `more` once it is open.

    `actions` are what its buttons are called.
    """

    id: str
    html: str
    fold: str = ""
    more: str = ""
    actions: tuple[str, ...] = ()


def place(
    name: str,
    rows: Sequence[Row],
    opened: Callable[[str, bool], None] | None = None,
    acted: Callable[[str, str], None] | None = None,
) -> None:
    """Place rows, one under the other; `opened` hears which row a reader opens or folds.

    `acted` hears of which row which button is pressed. Both rerun the page.
    """
    key = f"list_{name}"
    known = {row.id: row for row in rows}

    @layout.action
    def heard() -> None:
        fold = (st.session_state.get(key) or {}).get(OPENED) or {}
        if opened and fold.get("id") in known:  # a browser may send anything
            opened(str(fold["id"]), bool(fold.get("open")))

    @layout.action
    def pressed() -> None:
        button = (st.session_state.get(key) or {}).get(ACTED) or {}
        row = known.get(str(button.get("id")))
        if acted and row and button.get("action") in row.actions:  # as above
            acted(row.id, str(button["action"]))

    data: dict[str, Any] = {"rows": [asdict(row) for row in rows]}
    component(key=key, data=data, width="stretch", on_opened_change=heard, on_acted_change=pressed)
