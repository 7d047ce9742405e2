"""Timeline: what happened, in lanes, as known at the chosen moment."""

import streamlit as st

from components.ui.frame import frame
from components.ui.pages import chart_menus, explore, timeline
from data.view import View


@frame.page
def lanes(view: View) -> None:
    """Place the filters, the chart with the card of the event chosen, and the table."""
    with st.container(gap="xsmall"):
        timeline.head(view)
        timeline.filters(view)
        if view.show == "explore":
            explore.chart_and_card(view)
        else:
            timeline.chart_and_card(view)
    chart_menus.menus(view, "timeline")
    chart_menus.fold(view, "The same as a table", "events")
