"""The sidebar's tools: what may be done with the screen, a button each, some with a panel.

They are one element: six of Streamlit's own would make every click slower, and would stand
below the clocks.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from components.ui.elements import cite, edition, layout
from components.ui.frame import follow, meeting, replay, selected, weighing
from components.ui.links import HOME
from data.view import View

OPEN = "tool"  # in the session: the tool whose panel is open
PRESSED = "pressed"
KEY = "tools_row"
WRITTEN = ("cite", "link")  # those whose panels say the whole view
component = st.components.v2.component(
    "red_lines_tools", js=layout.script("dom.js", "tools.js"), isolate_styles=False
)


@layout.block
def place(page: str, title: str, view: View) -> None:
    """Place the tools of the page, for the sidebar, and under them the panel that is open."""
    panels: dict[str, Callable[[], None]] = {
        "follow": lambda: follow.panel(page),
        "link": lambda: edition.panel(page, selected.hidden_rows(page or HOME, view)),
        "cite": lambda: cite.panel(page, title),
        "weigh": lambda: weighing.panel(view),
    }
    with st.container(key="tools"):
        titles, opened = _titles(page), st.session_state.get(OPEN)
        pressed = {name: name == opened for name in panels} | {"replay": replay.is_open()}
        component(
            key=KEY,
            data={"tools": [_describe(name, titles[name], pressed) for name in titles]},
            width="stretch",
            on_pressed_change=lambda: hear((st.session_state.get(KEY) or {}).get(PRESSED)),
        )
        if opened in panels and opened in titles:
            panels[opened]()


def says_the_view() -> bool:
    """Return whether an open panel describes the whole view, so that a filter changes it."""
    return st.session_state.get(OPEN) in WRITTEN


@layout.action
def hear(pressed: object) -> None:
    """Do what a button stands for, or open its panel, or fold it."""
    if pressed == "present":
        meeting.present()
    elif pressed == "replay":
        replay.show_or_close()
    elif isinstance(pressed, str) and pressed in _titles(""):  # a browser may send anything
        st.session_state[OPEN] = None if pressed == st.session_state.get(OPEN) else pressed


def _titles(page: str) -> dict[str, str]:
    """Return the tools of a page with their titles; of any page where none is named."""
    room = follow.hosted()
    titles = {
        "present": "Present",
        "replay": "Replay",
        "cite": "Cite this",
        "follow": f"Room {room}" if room else "Let others follow",
        "weigh": "Weigh sources",
        "link": "Link to this screen",
        "keyboard": "Keyboard",
    }
    if follow.follows():
        del titles["follow"]
    if page in replay.UNDER:
        del titles["replay"]
    return titles


def _describe(name: str, title: str, pressed: Mapping[str, bool]) -> dict[str, object]:
    help_ = meeting.PRESENTING if name == "present" else ""
    return {"name": name, "title": title, "help": help_, "pressed": pressed.get(name)}
