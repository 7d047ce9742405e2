"""Briefing: a brief of what is on screen, with numbered sources, to take away."""

import streamlit as st

from components.ui.frame import frame
from components.ui.pages import briefing, briefing_points
from data.view import View


@frame.page
def brief(view: View) -> None:
    """Place the choices and the files on the left, what the brief will hold on the right."""
    left, right = st.columns([340, 900], gap="large")
    with left:
        choices = briefing.choices(view)
    with right:
        choices = briefing_points.edited_points(view, choices)
        briefing.preview(view, choices)
    with left:
        briefing.take_away(view, choices)
