"""Curate: what is proposed, written and taken back, where the operator lets readers write."""

from components.ui.frame import frame
from components.ui.pages import curate
from data.view import View


@frame.page
def proposals_and_rows(view: View) -> None:
    """Place the ways into the record."""
    curate.page(view)
