"""Feeds: machine-coded reports beside the record, as known at the chosen moment."""

from components.ui.frame import frame
from components.ui.pages import feeds
from data.view import View


@frame.page
def beside_the_record(view: View) -> None:
    """Place what the feeds hold."""
    feeds.page(view)
