"""The timeline's parts that answer to the reader: filters, the chart with its card, the list."""

import streamlit as st

from components.figures import timeline as figure
from components.ui import cards, controls, frame, layout, store
from data.queries import events
from data.view import View

CHART = "timeline_marks"
OTHER_FIELDS = ("event", "claim", "place", "issue", "source", "topic", "hide", "map", "order")


def shared(view: View) -> View:
    """Return the view with only what the timeline asks, so that viewers share its answers."""
    return view.without(*OTHER_FIELDS)


def filters(view: View) -> None:
    """Place search, kinds, parties and the lanes' switch in one row."""
    seen = store.seen(view)
    labels = seen.package.field("events", "kind").labels
    names = seen.parties["short_name"]
    row = st.container(horizontal=True, vertical_alignment="center", key="timeline_filters")
    with row:
        controls.write(
            "Search",
            "q",
            view,
            placeholder="Search titles and summaries",
            label_visibility="collapsed",
            width=250,
        )
        controls.choose(
            st.multiselect,
            "Kinds of event",
            store.ask(events.kinds, shared(view)),
            "kind",
            view,
            format_func=lambda kind: labels.get(kind, kind),
            placeholder="All kinds",
            label_visibility="collapsed",
            width=230,
        )
        controls.choose(
            st.multiselect,
            "Parties",
            store.ask(events.parties, shared(view)),
            "party",
            view,
            format_func=lambda party: names[party],
            placeholder="All parties",
            label_visibility="collapsed",
            width=230,
        )
        st.space("stretch")
        controls.choose(
            st.segmented_control,
            "Lanes",
            ("kind", "party"),
            "lanes",
            view,
            format_func={"kind": "By kind", "party": "By party"}.get,
            label_visibility="collapsed",
        )


@st.fragment
def chart_and_card() -> None:
    """Place the chart and the card of the event chosen: only this part reruns on a choice."""
    view = frame.current_view()
    asked = shared(view)
    answer = store.ask(events.timeline, asked)
    cards.timeline_key(answer, store.ask(events.group_shapes, asked))
    with st.container(key="timeline_chart"):
        st.plotly_chart(
            store.draw(figure.lanes, events.timeline, asked),
            theme=None,
            key=CHART,
            on_select=_opened,
            selection_mode="points",
            config={"displayModeBar": False},
            alt=f"Timeline. {events.sentence(answer)} The same as a table below.",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        _choose_event(answer, view)
        with st.popover("How the curve is made"):
            cards.curve_method()
    _card(view)


def _choose_event(answer: events.Timeline, view: View) -> None:
    """Place the list of the events shown: marks take no keyboard focus, a list does."""
    seen = store.seen(view)
    titles = _titles(answer)
    known = view.event in seen.events.index
    if known and view.event not in titles:
        titles = {view.event: seen.events.at[view.event, "title"], **titles}
    controls.choose(
        st.selectbox,
        "Open an event",
        ["", *titles],
        "event",
        view if known else view.but(event=""),
        format_func=lambda event: titles.get(event, "Open an event …"),
        label_visibility="collapsed",
        width=620,
    )


def _titles(answer: events.Timeline) -> dict[str, str]:
    newest_first = (answer.ahead, answer.held.iloc[::-1])
    return {
        event: f"{said}: {title}"
        for rows in newest_first
        for event, said, title in zip(rows["event_id"], rows["said"], rows["title"], strict=True)
    }


def _opened() -> None:
    """Open the event whose mark was selected; close it where the selection was let go."""
    points = st.session_state[CHART].selection.points
    ids = [point["customdata"][0] for point in points if point.get("customdata")]
    frame.change(event=ids[0] if ids else "")


def _card(view: View) -> None:
    if not view.event:
        cards.choose_an_event()
        return
    card = store.ask(
        events.event, shared(view).without("lanes", "q", "kind", "party").but(event=view.event)
    )
    if card is None:
        cards.event_unknown(view.as_of)
    else:
        cards.event(card)
