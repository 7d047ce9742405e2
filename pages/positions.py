"""Positions: where parties stand, issue by issue, as known at the chosen moment."""

from components.ui.frame import frame
from components.ui.pages import chart_menus, positions, stances
from data.view import View

FACES = {"matrix": stances.all_parties, "distance": chart_menus.over_time, "room": stances.room}

TABLES = {"matrix": "stances", "distance": "distances", "room": "conditions"}


@frame.page
def stated(view: View) -> None:
    """Place the face asked for: two parties side by side, or another look at the stances."""
    if view.show in FACES:
        FACES[view.show](view)
        chart_menus.fold(view, "The same as a table", TABLES[view.show])
        return
    positions.head(view)
    stances.switch(view)
    positions.grid(view)
    chart_menus.fold(view, "The same as a table", "positions")
