"""Figures as the server has drawn them: told of under the pointer, picked from, brushed over."""

from collections.abc import Callable

import streamlit as st

from components.ui import layout

PICKED, BRUSHED = "picked", "brushed"
component = st.components.v2.component(
    "red_lines_drawings",
    js=layout.script("dom.js", "drawings.js"),
    isolate_styles=False,
)


def place(
    name: str,
    drawn: str,
    alt: str,
    *,
    picked: Callable[[str], None] | None = None,
    brushed: Callable[[float, float], None] | None = None,
) -> None:
    """Place a drawing of `components.figures.drawing`, for those who hear the page named `alt`.

    `picked` hears the id of a mark that was clicked, `brushed` from where to where a stretch was
    drawn over it, as parts of the width.
    """
    key = f"drawing_{name}"

    def heard(what: str) -> object:
        return (st.session_state.get(key) or {}).get(what)

    def hear_picked() -> None:
        said = heard(PICKED)
        if picked and isinstance(said, str):  # of a browser nothing is believed
            picked(said)

    def hear_brushed() -> None:
        ends = heard(BRUSHED)
        if brushed and isinstance(ends, list) and all(isinstance(at, (int, float)) for at in ends):
            a, b = (min(max(float(at), 0.0), 1.0) for at in ends)
            brushed(a, b)

    component(
        key=key,
        data={"html": drawn, "alt": alt, "picks": bool(picked), "brushes": bool(brushed)},
        width="stretch",
        on_picked_change=hear_picked,
        on_brushed_change=hear_brushed,
    )
