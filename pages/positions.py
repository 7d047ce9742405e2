"""Positions: two parties side by side, issue by issue, as known at the chosen moment."""

from components.ui import frame, positions

view = frame.current_view()
positions.head(view)
positions.grid(view)
