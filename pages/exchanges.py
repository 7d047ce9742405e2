"""Exchanges: who said what, in answer to whom, as known at the chosen moment."""

from components.ui import exchanges, frame

view = frame.current_view()
exchanges.head(view)
exchanges.card(view)
exchanges.listing(view)
