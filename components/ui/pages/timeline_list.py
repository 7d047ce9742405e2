"""The timeline's events as a list, which stands in place of the chart where a screen is narrow.

The server does not know how wide that is: both are sent, and the style sheet shows one.
"""

import streamlit as st

from components.ui import store
from components.ui.elements import layout
from components.ui.links import address
from data import clock
from data.queries.events import events, listing
from data.shapes import CALLED_OFF
from data.view import View

PAGE = 60  # events on a page of the list


@layout.block
def place(view: View) -> None:
    """Place the events, the newest first, those announced on top; older ones a page away."""
    answer = store.ask(events.timeline, view)
    with st.container(key="timeline_list", gap="xsmall"):
        listed = st.container()
        shown = view.only(*events.timeline.reads)
        part = layout.pages("timeline_list", len(answer.placed), shown, PAGE)
        with listed:
            layout.place(_list(view, part.start or 0, part.stop))


@store.cached()
def _list(view: View, first: int, stop: int | None) -> str:
    answer = store.ask(events.timeline, view)
    cut = answer.ends < answer.as_of.last
    return layout.template(
        "timeline_list",
        ahead=() if first else listing.list_announced(answer),
        line=f"to {clock.say(answer.ends, 'day')}" if cut else f"as of {answer.as_of}",
        first=first,
        placed=listing.list_placed(answer, slice(first, stop)),
        off=CALLED_OFF,
        link=lambda event_id: address("timeline", view, event=event_id),
        opened=view.event,
    )
