"""The timeline's parts that answer to the reader: filters, the chart with its card, the list."""

import streamlit as st

from components.figures import timeline as figure
from components.ui import cards, controls, state, store
from data.queries import event, events, lanes
from data.view import View

CHART, CLICKED = "timeline_marks", "timeline_clicked"


def shared(view: View) -> View:
    """Return the view with only what the timeline asks, so that viewers share its answers."""
    return View(as_of=view.as_of, lanes=view.lanes, q=view.q, kind=view.kind, party=view.party)


def filters(view: View) -> None:
    """Place search, kinds, parties and the lanes' switch in one row."""
    seen = store.seen(view)
    labels = seen.package.field("events", "kind").labels
    names = seen.parties["short_name"]
    row = st.container(horizontal=True, vertical_alignment="center", key="timeline_filters")
    with row:
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


def key(view: View) -> None:
    """Place the key of colours and signs."""
    asked = shared(view)
    cards.timeline_key(store.ask(events.timeline, asked), store.ask(lanes.group_shapes, asked))


@st.fragment
def chart_and_card() -> None:
    """Place the chart and the card of the event chosen: only this part reruns on a choice."""
    view = state.view()
    asked = shared(view)
    answer = store.ask(events.timeline, asked)
    drawn = store.draw(figure.lanes, events.timeline, asked)
    with st.container(key="timeline_chart", gap=None):
        cards.ring(figure.spots(drawn, view.event) if view.event else ())
        st.plotly_chart(
            drawn,
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
    known = store.seen(view).events["title"]
    titles = _titles(answer)
    if view.event in known.index and view.event not in titles:
        titles = {view.event: f"{known.loc[view.event]}", **titles}
    controls.choose(
        st.selectbox,
        "Open an event",
        ["", *titles],
        "event",
        view if view.event in titles else view.but(event=""),
        format_func=lambda chosen: titles.get(chosen, "Open an event …"),
        label_visibility="collapsed",
        width=620,
    )


def _titles(answer: events.Timeline) -> dict[str, str]:
    newest_first = (answer.ahead, answer.held.iloc[::-1])
    return {
        event_id: f"{said}: {title}"
        for rows in newest_first
        for event_id, said, title in zip(rows["event_id"], rows["said"], rows["title"], strict=True)
    }


def _opened() -> None:
    """Open the event whose mark was selected; close it where the selection was let go."""
    state, points = st.session_state, st.session_state[CHART].selection.points
    ids = [point["customdata"][0] for point in points if point.get("customdata")]
    before = state.get(CLICKED, "")
    # The list may have opened another event since: then the same mark is meant again, not let go.
    again = before if state.view().event != before else ""
    state[CLICKED] = ids[0] if ids else again
    state.change(event=state[CLICKED])


def _card(view: View) -> None:
    if not view.event:
        cards.choose_an_event()
        return
    card = store.ask(event.event, View(as_of=view.as_of, event=view.event))
    if card is None:
        cards.event_unknown(view.as_of)
    else:
        cards.event(card)
