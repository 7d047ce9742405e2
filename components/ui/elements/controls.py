"""Widgets that set one field of the view, and so the address."""

import re
from typing import Any

import streamlit as st

from components.ui import state
from components.ui.elements import layout
from components.ui.links import ROWS
from data.view import View

# What narrows a view.
FILTERS = (
    "kind",
    "party",
    "status",
    "topic",
    "person",
    "medium",
    "reliability",
    "publication",
    "table",
    "basis",
    "age",
    "q",
    "start",
    "until",
    "fresh",
)
# The fields that only pages tell, not what stands around them.
OF_A_PAGE = (
    *(name for name in FILTERS if name != "q"),
    "compare",
    "lanes",
    "order",
    "show",
    "map",
    "area",
    "zoom",
    "hide",
    "narrow",
    *ROWS,
)
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:^&])")


def literal(cell: str) -> str:
    """Return a cell for a label that Streamlit reads as Markdown: of buttons, radios and pills.

    Unescaped, a cell could place an image there, which the browser fetches from elsewhere.
    """
    return MARKDOWN.sub(r"\\\1", cell)


def switch(label: str, field: str, view: View, **more: Any) -> None:
    """Place a switch whose value is the view's `field`."""
    key = f"view_{field}"
    st.session_state[key] = getattr(view, field)
    st.toggle(label, key=key, on_change=_changed, args=(field, key), **more)


def pressed(label: str, key: str, **more: Any) -> bool:
    """Place a button, and say whether it was pressed: known once all widgets have been heard.

    The button's own callback may come before that of a text that is still being written.
    """
    st.button(label, key=key, on_click=_press, args=(key,), **more)
    return bool(st.session_state.pop(f"{key}_pressed", False))


def _press(key: str) -> None:
    st.session_state[f"{key}_pressed"] = True


def narrowed(view: View, *used: str) -> bool:
    """Say whether one of the filters that a page `used` is set."""
    plain = view.without(*FILTERS)
    return any(getattr(view, field) != getattr(plain, field) for field in used or FILTERS)


def clear(view: View, *used: str) -> None:
    """Place the way back to everything, where one of the filters that the page `used` is set.

    It takes all filters away, also those of other pages.
    """
    if narrowed(view, *used):
        plain = view.without(*FILTERS)
        none = {field: getattr(plain, field) for field in FILTERS}
        done = st.button(
            "Clear filters", key="clear", type="tertiary", on_click=state.change, kwargs=none
        )
        if done:
            st.rerun()  # the whole page, also where the button stands in a fragment


@layout.action
def _changed(field: str, key: str) -> None:
    state.change(**{field: st.session_state[key]})
