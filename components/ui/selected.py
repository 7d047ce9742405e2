"""The row that the reader has selected, on pages that do not open its card themselves."""

from components.ui import layout, store
from components.ui.links import address
from data.view import View

# Where each kind of row has its card, and the column that names it.
CARDS = {
    "event": ("timeline", "events", "title"),
    "claim": ("exchanges", "claims", "text"),
    "place": ("map", "places", "name"),
    "issue": ("positions", "issues", "title"),
    "source": ("sources", "sources", "title"),
}


def strip(page: str, view: View) -> None:
    """Place one line for each selected row that has its card elsewhere: its name, and the way."""
    seen, rows = store.seen(view), []
    for kind, (home, table, column) in CARDS.items():
        chosen = getattr(view, kind)
        if not chosen or home == page:
            continue
        known = seen.table(table)
        name = str(known.at[chosen, column]) if chosen in known.index else ""
        rows.append(
            {
                "kind": kind,
                "name": name,
                "card": address(home, view),
                "clear": address(page, view, **{kind: ""}),
            }
        )
    if rows:
        layout.html("selected", rows=rows, moment=str(view.as_of))
