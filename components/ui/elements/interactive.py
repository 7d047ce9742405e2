"""Charts that a reader zooms and selects in: Plotly's own, whose script only these load."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.figures.kit.drawing import Figure
from components.figures.kit.interactive import room_for_legend
from components.ui.elements import layout

FORMATS = ("PNG", "SVG")
SCALE = 2  # dots of a PNG to a pixel, so that it can be read on a slide


def place(
    name: str, spec: Figure, alt: str, selected: Callable[[Sequence[str]], None] | None = None
) -> list[str]:
    """Place a chart with Plotly's buttons; return the rows whose marks are selected, each once.

    `selected` is called with them, before the page runs, when the reader selects others. A mark's
    row is the first of its `customdata`: whether there is such a row is the caller's to check.
    Plotly's button takes the picture in one format, which a switch under the chart chooses: one
    for another format needs a function, and Streamlit hands on none.
    """
    key = f"chart_{name}"

    @layout.action
    def select() -> None:
        if selected:
            selected(_rows(st.session_state.get(key)))

    chart, under = st.container(key=f"{key}_place"), st.container(key=f"{key}_format")
    with under:
        format = st.radio("Picture as", FORMATS, key=f"{key}_picture", horizontal=True)
    # A finger moves the chart, and a button turns it to zooming
    drag, entries = ("pan", 3) if _is_phone() else ("zoom", 10)
    spec = room_for_legend(spec, entries)
    with chart:
        state = st.plotly_chart(
            {**spec, "layout": {**spec["layout"], "dragmode": drag}},
            key=key,
            theme=None,
            alt=alt,
            config={
                "displayModeBar": True,
                "scrollZoom": True,
                "showTips": False,  # the page says what they say
                "toImageButtonOptions": {
                    "format": str(format).lower(),
                    "filename": name,
                    "scale": SCALE if format == "PNG" else 1,
                },
            },
            on_select=select,
            selection_mode=("points", "box", "lasso"),
        )
    return _rows(state)


def _rows(state: Any) -> list[str]:
    """Return the ids that a browser says are selected; what is no id is left out."""
    points = ((state or {}).get("selection") or {}).get("points") or []
    cells = [point.get("customdata") for point in points if isinstance(point, dict)]
    ids = [cell[0] for cell in cells if isinstance(cell, list) and cell]
    return list(dict.fromkeys(row for row in ids if isinstance(row, str)))


def _is_phone() -> bool:
    """Say whether the browser says that it is a phone's."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
