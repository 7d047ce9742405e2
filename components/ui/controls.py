"""Widgets that set one field of the view, and so the address."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.ui import state
from components.ui.links import ROWS
from data.view import View, tidy

# What narrows a view.
FILTERS = (
    "kind",
    "party",
    "topic",
    "person",
    "medium",
    "reliability",
    "publication",
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
    "hide",
    *ROWS,
)
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:^&])")


def literal(cell: str) -> str:
    """Return a cell for a label that Streamlit reads as Markdown: of buttons, radios and pills.

    Unescaped, a cell could place an image there, which the browser fetches from elsewhere.
    """
    return MARKDOWN.sub(r"\\\1", cell)


def choose(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[str],
    field: str,
    view: View,
    **more: Any,
) -> None:
    """Place a widget whose value is the view's `field`: one of `options`, or several.

    Works for st.segmented_control, st.pills, st.selectbox, st.radio and st.multiselect. What an
    earlier moment offered and this one does not is left out of the widget, not of the view.
    """
    key, value = f"view_{field}", getattr(view, field)
    many = isinstance(value, tuple)
    st.session_state[key] = [v for v in value if v in options] if many else value
    widget(label, options, key=key, on_change=_changed, args=(field, key, many), **more)


def write(label: str, field: str, view: View, **more: Any) -> None:
    """Place a text box whose value is the view's `field`."""
    key = f"view_{field}"
    st.session_state[key] = getattr(view, field)
    st.text_input(label, key=key, on_change=_changed, args=(field, key, False), **more)


def switch(label: str, field: str, view: View, **more: Any) -> None:
    """Place a switch whose value is the view's `field`."""
    key = f"view_{field}"
    st.session_state[key] = getattr(view, field)
    st.toggle(label, key=key, on_change=_changed, args=(field, key, False), **more)


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


def _changed(field: str, key: str, many: bool) -> None:
    value = st.session_state[key]
    if value is None and not many:  # a segmented control clicked twice lets go of its value
        return
    if isinstance(value, str):
        value = tidy(value)  # as a link to this screen will say it
    changed: dict[str, Any] = {field: tuple(value) if many else value}
    state.change(**changed)
