"""Charts that a browser draws once, though it is handed them twice, and a server writes once."""

from typing import Any
from zlib import crc32

import numpy as np
import plotly.graph_objects as go
from plotly.basedatatypes import BasePlotlyType
from plotly.io import to_json

# What tells an annotation that `pixels.text` has made.
AS_TEXT = {"showarrow": False, "yanchor": "top", "borderpad": 0, "xshift": None, "yshift": None}
# Where the text of a trace stands as such an annotation does, by the side it is held at. It begins
# higher, by a part of its size, and lacks the edge of 1 px (both measured).
BELOW = {"left": "bottom right", "right": "bottom left", "center": "bottom center"}
EDGE = {"left": 1, "right": -1, "center": 0}
HIGHER = 0.267


class Drawn(go.Figure):
    """A chart that does not change any more: what Streamlit asks of it at each run is kept."""

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as it is written down: shared, so never change it."""
        kept = self.__dict__.get("_written")
        if kept is None:
            kept = self.__dict__["_written"] = super().to_dict()
        return kept


def drawn_once(figure: Any) -> Any:
    """Mark a Plotly chart with what its data are, and return it; anything else as it came.

    Streamlit hands each chart to Plotly twice, the second time as a copy. Plotly takes a copy of an
    array for new data and draws all again, unless the layout's `datarevision` is what it was (so
    the reference of that attribute says); and it takes every copy of a template, and of numbers
    packed as bytes, for a change. So a chart has none of those. What `st.plotly_chart` adds to a
    chart that can be selected from (`clickmode`, `hovermode`, `dragmode`) counts as a change too,
    where the figure does not say it first.
    """
    if not isinstance(figure, go.Figure):
        return figure
    drawn = Drawn(figure)
    drawn.layout.template = None
    if drawn.layout.dragmode != "select":  # else the words are selected with the marks
        _write(drawn)
    for trace in drawn.data:
        _unpack(trace)
    written = go.Figure.to_dict(drawn)
    drawn.layout.datarevision = crc32(to_json(written, validate=False).encode())
    return drawn


def _write(drawn: go.Figure) -> None:
    """Write the words of `pixels.text` as the text of a trace, at the same place.

    A browser measures each annotation while it draws, and with it the page: 1 ms a word or more.
    """
    notes: list[Any] = []
    written: dict[tuple[str, float], list[Any]] = {}
    for note in drawn.layout.annotations:
        plain = all(note[name] == value for name, value in AS_TEXT.items())
        (written.setdefault((note.font.color, note.font.size), []) if plain else notes).append(note)
    drawn.layout.annotations = notes
    for (color, size), words in written.items():
        font = {"color": color, "size": size}
        drawn.add_scatter(
            mode="text",
            x=[word.x + EDGE[word.xanchor] for word in words],
            y=[round(word.y + 1 + HIGHER * size, 1) for word in words],
            text=[word.text for word in words],
            textposition=[BELOW[word.xanchor] for word in words],
            textfont=font,
            selected={"textfont": {"color": color}},
            unselected={"textfont": {"color": color}},
            hoverinfo="skip",
            cliponaxis=False,
        )


def _unpack(part: BasePlotlyType) -> None:
    """Put a list in the place of each array of numbers in a part of a chart."""
    for name in part:
        value = part[name]
        if isinstance(value, BasePlotlyType):
            _unpack(value)
        elif isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
            part[name] = None  # else the list counts as equal, and is not taken
            part[name] = value.tolist()
