"""Exchanges: who said what, in answer to whom, as known at the chosen moment."""

from components.ui.frame import frame
from components.ui.pages import chart_menus, dialogues, exchanges
from data.view import View

FACES = {
    "threads": dialogues.by_thread,
    "network": dialogues.who_answers_whom,
    "unanswered": dialogues.open_demands,
    "denials": dialogues.denied,
}

TABLES = {"threads": ("threads",), "network": ("answers",), "unanswered": ("demands",)}


@frame.page
def claims(view: View) -> None:
    """Place the face asked for: the list of claims, or the claims as dialogues."""
    if view.show in FACES:
        FACES[view.show](view)
        chart_menus.fold(view, "The same as a table", *TABLES.get(view.show, ()))
        return
    exchanges.head(view)
    dialogues.switch(view)
    exchanges.card(view)
    exchanges.listing(view)
    chart_menus.fold(view, "All of them as a table", "claims")
