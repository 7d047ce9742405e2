"""The ways from one record to another, and to two of them side by side, on every page."""

from components.ui import links, store
from components.ui.elements import layout
from data.view import View


@layout.block
def place(view: View | None) -> None:
    """Place a link to each record, where there are several, and one to two side by side.

    Each opens at its own first moment. Without a view, as of a record that cannot be shown, there
    is none beside another.
    """
    titles = store.titles()
    if len(titles) > 1:
        here, beside = store.record_name(), bool(view and view.show == "records")
        rows = [
            {"title": title, "address": links.first_address(name), "shown": shown}
            for name, title in titles.items()
            for shown in (name == here and not beside,)
        ]
        if view:
            address = links.address(links.HOME, view, show="records")
            rows.append({"title": "Side by side", "address": address, "shown": beside})
        layout.html("records", records=rows)
