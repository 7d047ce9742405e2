"""What falls without a source left out: a cross over its mark, whatever the chart."""

from collections.abc import Iterable
from typing import Any

from components.figures.theme import Theme

NAME = "falls"  # of the trace: its `customdata` are the ids of the rows that fall
REACH = 13  # px across


def cross(spots: Iterable[tuple[Any, Any, str]], theme: Theme) -> dict[str, Any]:
    """Return a trace of crosses, for Plotly: grey alone would leave it to the colour.

    `spots`: x, y and the id of the row.
    """
    spots = list(spots)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": NAME,
        "x": [x for x, _, _ in spots],
        "y": [y for _, y, _ in spots],
        "customdata": [[row] for *_, row in spots],
        "hoverinfo": "skip",
        "showlegend": False,
        "marker": {
            "symbol": "x-thin-open",
            "size": REACH,
            "color": theme.ink,
            "opacity": 1,
            "line": {"width": 1.6, "color": theme.ink},
        },
    }
