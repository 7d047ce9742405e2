"""Map: where forces stand and where the sides talk, as known at the chosen moment."""

import streamlit as st

from components.ui.frame import frame, replay
from components.ui.pages import chart_menus, forces_map, mapping
from data.view import View


@frame.page
def maps_and_place(view: View) -> None:
    """Place the maps, beside them the history of the place selected, below them the tables."""
    mapping.head(view)
    forces_map.switches(view)
    left, right = st.columns([860, 384], gap="medium")
    with left:
        forces_map.forces_map(view)
        replay.under(view)
        forces_map.key(view)
    with right:
        mapping.meetings(view)
        mapping.place(view)
        forces_map.stage_legend(view)
    chart_menus.menus(view, "map")
    chart_menus.fold(view, "The marks as a table", "marks")
    chart_menus.fold(view, "The meetings as a table", "meetings")
