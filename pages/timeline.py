"""Timeline: what happened, in lanes, as known at the chosen moment."""

import streamlit as st

from components.ui import frame, layout, store, timeline
from data.queries import events

view = frame.current_view()
answer = store.ask(events.timeline, timeline.shared(view))

with st.container(gap="xsmall"):
    timeline.head(view)
    timeline.filters(view)
    if answer.empty:
        layout.nothing_found("events", view)
    timeline.chart_and_card()
layout.table_twin(store.ask(events.table, timeline.shared(view)))
