"""Choices of a page, several in one row: buttons for one or more of a few, lists for any of many.

Streamlit's own multiselect draws itself three times for a click; the browser's own boxes draw once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from components.ui import state
from components.ui.elements import layout
from data.view import View

PICKED = "picked"
component = st.components.v2.component(
    "red_lines_choices",
    js=layout.script("dom.js", "choices.js"),
    isolate_styles=False,
)


@dataclass(frozen=True)
class Choice:
    """What sets one field of the view: one of `options` (value to title), or several of them.

    `every` is the title of a list of which nothing is chosen; without it the options are buttons,
    or a list of which one is always chosen where they are `folded`. `hides` says that the field
    holds what is not chosen. A list's `label` can be seen where it is `titled`, else it is for
    those who hear the page. Whatever is picked, the fields that it `resets` go back to their plain
    default.
    """

    field: str
    label: str
    options: Mapping[str, str]
    every: str = ""
    titled: bool = False
    hides: bool = False
    folded: bool = False
    resets: tuple[str, ...] = ()

    def many(self, view: View) -> bool:
        """Say whether several may be chosen."""
        return isinstance(getattr(view, self.field), tuple)

    def read_values(self, view: View) -> list[str]:
        """Return what is chosen of what is offered; of one that must be, else the first."""
        value = getattr(view, self.field)
        if not isinstance(value, tuple):
            none = [] if self.every else list(self.options)[:1]
            return [value] if value in self.options else none
        return [option for option in self.options if (option in value) is not self.hides]

    def changed(self, view: View, picked: list[Any]) -> dict[str, Any]:
        """Return the change of the view for what was picked; unknown values are dropped.

        What an earlier moment offered and this one does not stays in the view.
        """
        value = getattr(view, self.field)
        known = [option for option in self.options if option in picked]
        if not isinstance(value, tuple):
            none = {self.field: ""} if self.every and not picked else {}
            return {self.field: known[0]} if known else none
        if self.hides:
            known = [option for option in self.options if option not in picked]
        return {self.field: (*known, *(v for v in value if v not in self.options))}


def row(
    name: str, view: View, *choices: Choice, width: Literal["stretch", "content"] = "content"
) -> None:
    """Place choices side by side; `name` tells this row of the page from its others."""
    key = f"choices_{name}"
    component(
        key=key,
        data={"choices": [_describe(choice, view) for choice in choices]},
        width=width,
        on_picked_change=lambda: _picked(key, choices),
    )


def faces(titles: Mapping[str, str], view: View) -> None:
    """Place the switch between a page's faces, titles by name; the first one is the plain page."""
    row("faces", view, Choice("show", "Show", titles))


def _describe(choice: Choice, view: View) -> dict[str, Any]:
    return {
        "field": choice.field,
        "label": choice.label,
        "options": list(choice.options.items()),
        "values": choice.read_values(view),
        "many": choice.many(view),
        "listed": bool(choice.every) or choice.folded,
        "every": choice.every,
        "titled": choice.titled,
    }


@layout.action
def _picked(key: str, choices: tuple[Choice, ...]) -> None:
    picked = (st.session_state.get(key) or {}).get(PICKED) or {}
    for choice in choices:
        if choice.field == picked.get("field") and isinstance(picked.get("values"), list):
            changed = choice.changed(state.view(), picked["values"])
            if changed:
                there = state.view().without(*choice.resets)
                state.change(**changed, **{name: getattr(there, name) for name in choice.resets})
