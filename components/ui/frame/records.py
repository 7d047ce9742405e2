"""The ways from one record to another, on every page."""

from components.ui import links, store
from components.ui.elements import layout


@layout.block
def place() -> None:
    """Place a link to each record, where there are several; each opens at its own first moment."""
    titles = store.titles()
    if len(titles) > 1:
        rows = [
            {"title": title, "address": links.first_address(name), "shown": shown}
            for name, title in titles.items()
            for shown in (name == store.record_name(),)
        ]
        layout.html("records", records=rows)
