"""Briefing: a brief of what is on screen, with numbered sources, to take away."""

import streamlit as st

from components.ui.frame import frame
from components.ui.pages import briefing
from data.view import View


@frame.page
def brief(view: View) -> None:
    """Place the choices and the files on the left, what the brief will hold on the right."""
    left, right = st.columns([340, 900], gap="large")
    with left:
        choices = briefing.choices(view)
        briefing.files(view, choices)
    with right:
        briefing.preview(view, choices)
