"""Choices of a page, several in one row: buttons for one or more of a few, lists for any of many.

Streamlit's own multiselect draws itself three times for a click; the browser's own boxes draw once.
"""

from collections.abc import Callable, Mapping, Sequence
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

    def take(field: str, values: list[Any]) -> None:
        for choice in choices:
            if choice.field == field:
                _change(choice, values)

    place(f"choices_{name}", [_describe(choice, view) for choice in choices], take, width)


def place(
    key: str,
    described: Sequence[Mapping[str, Any]],
    take: Callable[[str, list[Any]], None],
    width: Literal["stretch", "content"] = "content",
) -> None:
    """Place choices as they are described; `take` gets the field and the values picked of one.

    A browser may send any values.
    """

    @layout.action
    def heard() -> None:
        hear((st.session_state.get(key) or {}).get(PICKED), take)

    component(key=key, data={"choices": list(described)}, width=width, on_picked_change=heard)


def hear(picked: object, take: Callable[[str, list[Any]], None]) -> None:
    """Pass on the field and the values that were picked; nothing of what has not that form."""
    match picked:
        case {"field": str() as field, "values": list() as values}:
            take(field, values)


def describe_list(
    field: str, label: str, options: Sequence[tuple[str, str]], values: Sequence[str]
) -> dict[str, Any]:
    """Describe a list of any of many, of which nothing may be chosen: all of them count then."""
    return {
        "field": field,
        "label": label,
        "options": list(options),
        "values": list(values),
        "many": True,
        "listed": True,
        "every": label,
        "titled": False,
    }


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


def _change(choice: Choice, values: list[Any]) -> None:
    changed = choice.changed(state.view(), values)
    if changed:
        there = state.view().without(*choice.resets)
        state.change(**changed, **{name: getattr(there, name) for name in choice.resets})
