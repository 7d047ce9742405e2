"""Files to take away: made when a reader asks for one, and handed to the browser whole.

Streamlit's own button puts a file aside for the browser to fetch, and throws it away when two other
readers' pages are drawn before the browser comes.
"""

import logging
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.ui.elements import layout

WANTED = "wanted"
component = st.components.v2.component(
    "red_lines_files", js=layout.script("dom.js", "files.js"), isolate_styles=False
)


@dataclass(frozen=True)
class File:
    """A file that is offered: the label of its button, its name, its type, and what makes it.

    `help` says why it cannot be had, where it is `disabled`.
    """

    label: str
    name: str
    mime: str
    make: Callable[[], bytes]
    disabled: bool = False
    help: str = ""


@st.fragment
def offer(name: str, *files: File) -> None:
    """Place a button for each file, side by side; `name` tells them from the page's others.

    What a reader asks for is sent once. Where it cannot be made, a line says so.
    """
    key = f"files_{name}"
    wanted, done = f"{key}_number", f"{key}_done"

    @layout.action
    def hear() -> None:
        number = (st.session_state.get(key) or {}).get(WANTED)
        if number in range(len(files)):  # a browser may send anything
            st.session_state[wanted] = number

    number = st.session_state.pop(wanted, None)
    has_request = number is not None and number < len(files) and not files[number].disabled
    made = _make(files[number]) if has_request else None
    if has_request:
        st.session_state[done] = st.session_state.get(done, 0) + 1
    component(
        key=key,
        data={
            "files": [
                {"label": file.label, "disabled": file.disabled, "help": file.help}
                for file in files
            ],
            "done": st.session_state.get(done, 0),
            "file": made,
        },
        width="content",
        on_wanted_change=hear,
    )
    if has_request and made is None:
        layout.notice(layout.NOT_DONE)


def _make(file: File) -> dict[str, Any] | None:
    """Return a file as it is sent, or None where it cannot be made; the log says why."""
    try:
        content = b64encode(file.make()).decode("ascii")
    except Exception:
        logging.getLogger(__name__).exception("a file could not be made: %s", file.name)
        return None
    return {"name": file.name, "mime": file.mime, "content": content}
