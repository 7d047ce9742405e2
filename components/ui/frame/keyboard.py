"""The sheet of all keys, which `?` opens on every page and on the stage."""

import streamlit as st

from components.ui.elements import layout

# Of each place where keys act, the keys and what they do.
SHEET = (
    (
        "Everywhere",
        (("/", "Search"), ("?", "Open or close this sheet"), ("Esc", "Close, or leave the search")),
    ),
    (
        "Search results",
        (("↓ ↑", "Go through the results"), ("Enter", "Open one"), ("Esc", "Back to the box")),
    ),
    (
        "An open event",
        (("J", "Next event shown"), ("K", "Event before")),
    ),
    (
        "Save or share",
        (("Ctrl C", "Copy the link, the code or the citation in focus"),),
    ),
    (
        "Timeline",
        (("+ -", "Zoom in or out"), ("0", "All dates")),
    ),
    (
        "Replay",
        (("← →", "A day back or on, with the handle in focus"),),
    ),
    (
        "Presenting, and its notes",
        (
            ("→ PgDn", "Next step of the story, as the button → does"),
            ("← PgUp", "Step before, as the button ← does"),
            ("Home End", "First or last step"),
            ("↓ ↑", "Scroll the page"),
            ("B", "Blank the screen"),
            ("N", "Open the notes in a window"),
            ("Q", "Show how to follow"),
            ("Esc", "Leave"),
        ),
    ),
)
component = st.components.v2.component(
    "red_lines_keyboard", js=layout.script("dom.js", "keyboard.js"), isolate_styles=False
)


@layout.block
def listen() -> None:
    """Listen to `?`, and hold the sheet ready."""
    component(key="keyboard", data={"sheet": SHEET})
