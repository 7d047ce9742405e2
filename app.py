"""Red Lines: page settings, the frame all pages share, and the page asked for."""

import streamlit as st

from components.ui import turns
from components.ui.elements import layout
from components.ui.frame import faults, frame

st.set_page_config(
    page_title="Red Lines",
    page_icon="static/icon.png",
    layout="wide",
    initial_sidebar_state="collapsed",
)


@layout.block
def run() -> None:
    """Draw the frame and the page asked for, or what is at fault with the record."""
    with turns.take():
        page = frame.navigation()
        if faults.find_faults():
            faults.show()
        else:
            frame.shared(page)
            page.run()


run()
