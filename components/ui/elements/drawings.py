"""Figures drawn by the server: described under the pointer, clicked, brushed over, zoomed."""

from collections.abc import Callable
from math import isfinite
from typing import TypeVarTuple

import streamlit as st

from components.ui.elements import layout

PICKED, BRUSHED, ZOOMED = "picked", "brushed", "zoomed"
Parts = TypeVarTuple("Parts")
MOST = 100.0  # times that a window may become longer or shorter at once
component = st.components.v2.component(
    "red_lines_drawings",
    js=layout.script("dom.js", "zoom.js", "drawings.js"),
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
    zoomed: Callable[[float, float | None], None] | None = None,
) -> None:
    """Place a drawing of `components.figures.kit.drawing`; `alt` describes it to screen readers.

    `words` are a template's, filled in, and stand over it: of an element of their own, Streamlit
    would clean again what the template has escaped, which takes a browser longer than to show it.
    `picked` hears the id of a mark that was clicked, `brushed` from where to where a stretch was
    drawn over it, as parts of the width. `zoomed` hears by how much what is seen becomes longer
    (under 1 shorter, 0 for all), and about which part of the width, or None for the middle; then a
    finger draws no stretch, as it scrolls the page.
    """
    key = f"drawing_{name}"
    content = {"html": svg, "alt": alt, "words": words}
    component(
        key=key,
        data={**content, "picks": bool(picked), "brushes": bool(brushed), "zooms": bool(zoomed)},
        width="stretch",
        on_picked_change=_hear(key, PICKED, mark_id, picked),
        on_brushed_change=_hear(key, BRUSHED, stretch, brushed),
        on_zoomed_change=_hear(key, ZOOMED, zoom_step, zoomed),
    )


def _hear(
    key: str,
    what: str,
    read: Callable[[object], tuple[*Parts] | None],
    act: Callable[[*Parts], None] | None,
) -> Callable[[], None]:
    """Return what acts on a value of the browser's, which may send anything, where it reads so."""

    @layout.action
    def hear() -> None:
        parts = read((st.session_state.get(key) or {}).get(what))
        if act and parts:
            act(*parts)

    return hear


def mark_id(value: object) -> tuple[str] | None:
    """Return the id of the mark that was clicked; None if it is no text."""
    return (value,) if isinstance(value, str) else None


def stretch(value: object) -> tuple[float, float] | None:
    """Return the ends of the stretch that was brushed, from 0 to 1; None if it is no stretch."""
    ends = value if isinstance(value, list) else []
    parts = [min(max(float(at), 0.0), 1.0) for at in ends if isinstance(at, (int, float))]
    return (parts[0], parts[1]) if len(parts) == len(ends) == 2 else None


def zoom_step(value: object) -> tuple[float, float | None] | None:
    """Return by how much to zoom, at most MOST times, and about which part; None if it is none."""
    match value:
        case [None | int() | float() as part, int() | float() as by] if isfinite(by) and by >= 0:
            by = min(max(float(by), 1 / MOST), MOST) if by else 0.0
            return by, None if part is None else min(max(float(part), 0.0), 1.0)
    return None
