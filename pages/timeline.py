"""Timeline: what happened, in lanes, as known at the chosen moment."""

from components.ui import frame, layout, store, timeline
from data.queries import events

view = frame.current_view()
answer = store.ask(events.timeline, timeline.shared(view))

layout.header("Timeline", events.sentence(answer))
timeline.filters(view)
if answer.empty:
    layout.nothing_found("events", view)
timeline.key(view)
timeline.chart_and_card()
layout.table_twin(store.ask(events.table, timeline.shared(view)))
