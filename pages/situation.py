"""Situation: what to know before the meeting, on one screen, as known at the chosen moment."""

import streamlit as st

from components.ui.frame import frame
from components.ui.pages import (
    all_estimates,
    chart_menus,
    feeds,
    next_and_last,
    side_by_side,
    situation,
)
from data.view import View


@frame.page
def before_the_meeting(view: View) -> None:
    """Place the four answers and the weeks around the moment, all estimates, or two records."""
    if view.show == "estimates":
        all_estimates.face(view)
        chart_menus.fold(view, "The same as a table", "estimates")
        return
    if view.show == "records":
        side_by_side.face(view)
        return
    situation.head(view)
    left, middle, right = st.columns([384, 448, 384], gap="medium")
    with left, st.container(gap="xsmall"):
        next_and_last.next_and_last(view)
    with middle:
        situation.how_far(view)
    with right, st.container(gap="xsmall"):
        situation.how_many(view)
        situation.where(view)
    with st.container(gap="xsmall"):
        situation.weeks(view)
    feeds.line(view)
    whole = view.but(topic=())
    chart_menus.menus(whole, "how_many", "where", "weeks")
    chart_menus.fold(whole, "The three charts as tables", "numbers", "places", "events_around")
