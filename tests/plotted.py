"""Figures, which are plain data, as Plotly builds them: it refuses what is not its grammar."""

from typing import Any

import plotly.graph_objects as go


def plotted(spec: dict[str, Any]) -> go.Figure:
    return go.Figure(spec)
