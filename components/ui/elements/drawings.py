"""Figures drawn by the server: described under the pointer, clicked, brushed over."""

from collections.abc import Callable

import streamlit as st

from components.ui.elements import layout

PICKED, BRUSHED = "picked", "brushed"
component = st.components.v2.component(
    "red_lines_drawings",
    js=layout.script("dom.js", "drawings.js"),
    isolate_styles=False,
)


def place(
    name: str,
    svg: str,
    alt: str,
    words: str = "",
    *,
    picked: Callable[[str], None] | None = None,
    brushed: Callable[[float, float], None] | None = None,
) -> None:
    """Place a drawing of `components.figures.kit.drawing`; `alt` describes it to screen readers.

    `words` are a template's, filled in, and stand over it: of an element of their own, Streamlit
    would clean again what the template has escaped, which takes a browser longer than to show it.
    `picked` hears the id of a mark that was clicked, `brushed` from where to where a stretch was
    drawn over it, as parts of the width.
    """
    key = f"drawing_{name}"

    @layout.action
    def hear_picked() -> None:
        mark = _heard(key, PICKED)
        if picked and isinstance(mark, str):  # a browser may send anything
            picked(mark)

    @layout.action
    def hear_brushed() -> None:
        ends = stretch(_heard(key, BRUSHED))
        if brushed and ends:
            brushed(*ends)

    content = {"html": svg, "alt": alt, "words": words}
    component(
        key=key,
        data={**content, "picks": bool(picked), "brushes": bool(brushed)},
        width="stretch",
        on_picked_change=hear_picked,
        on_brushed_change=hear_brushed,
    )


def _heard(key: str, what: str) -> object:
    return (st.session_state.get(key) or {}).get(what)


def stretch(value: object) -> tuple[float, float] | None:
    """Return the ends of the stretch that was brushed, from 0 to 1; None if it is no stretch."""
    ends = value if isinstance(value, list) else []
    parts = [min(max(float(at), 0.0), 1.0) for at in ends if isinstance(at, (int, float))]
    return (parts[0], parts[1]) if len(parts) == len(ends) == 2 else None
