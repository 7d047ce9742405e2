"""Map: where forces stand and where the sides talk, as known at the chosen moment."""

import streamlit as st

from components.ui import frame, mapping

view = frame.current_view()


@st.fragment
def maps_and_place() -> None:
    """Selecting a place opens its history; only this part reruns."""
    view = frame.current_view()
    mapping.head(view)
    mapping.switches(view)
    left, right = st.columns([860, 384], gap="medium")
    with left:
        mapping.forces_map(view)
    with right:
        mapping.meetings(view)
        mapping.place(view)


maps_and_place()
mapping.tables(view)
