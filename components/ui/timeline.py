"""The timeline's parts that answer to the reader: filters, the chart with its card, the list."""

import streamlit as st

from components.figures import brush
from components.figures import timeline as figure
from components.ui import cards, cite, controls, layout, state, store, window
from data.queries import event, events, lanes
from data.view import View

CHART, CLICKED = "timeline_marks", "timeline_clicked"
BRUSH, BRUSHED = "timeline_brush", "timeline_brushed"


def shared(view: View) -> View:
    """Return the view with only what the timeline asks, so that viewers share its answers."""
    return view.only("start", "until", "lanes", "q", "kind", "party")


def head(view: View) -> None:
    """Count what is shown, say what is new of it, and what narrows it."""
    counted = events.sentence(store.ask(events.timeline, shared(view)))
    narrowed = "; ".join(shared(view).narrowed(store.record()))
    layout.header("Timeline", f"{counted} Shown: {narrowed}." if narrowed else counted)


def filters(view: View) -> None:
    """Place kinds, parties, the time window and the lanes' switch in one row."""
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
        window.popover(view)
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


def _key(view: View) -> None:
    asked = shared(view)
    cards.timeline_key(store.ask(events.timeline, asked), store.ask(lanes.group_shapes, asked))


@st.fragment
def chart_and_card() -> None:
    """Place the chart and the card of the event chosen: only this part reruns on a choice."""
    if st.session_state.pop(BRUSHED, False):
        st.rerun()  # the window is the whole page's
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
            on_select=_open,
            selection_mode="points",
            config={"displayModeBar": False},
            alt=f"Timeline. {events.sentence(answer)} The same as a table below.",
        )
        # A strip of its own: where a stretch can be brushed, Streamlit takes no click on a mark,
        # and a finger could not scroll.
        st.plotly_chart(
            store.draw(brush.brush, events.unbounded, asked),
            theme=None,
            key=BRUSH,
            on_select=_brushed,
            selection_mode="box",
            config={"displayModeBar": False},
            alt="The time window: drag over the strip, or give its days under Window above.",
        )
    _key(view)
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


def _brushed() -> None:
    """Take the stretch of time that was brushed as the window."""
    view, boxes = state.view(), st.session_state[BRUSH].selection.get("box") or []
    if not boxes:
        return
    whole = store.ask(events.unbounded, shared(view))
    held = brush.window(whole, *boxes[0]["x"][:2])
    if held:
        window.take(*held)
        st.session_state[BRUSHED] = True


def _open() -> None:
    """Open the event whose mark was selected; close it where the selection was let go."""
    kept, points = st.session_state, st.session_state[CHART].selection.points
    ids = [point["customdata"][0] for point in points if point.get("customdata")]
    before = kept.get(CLICKED, "")
    # The list may have opened another event since: then the same mark is meant again, not let go.
    again = before if state.view().event != before else ""
    kept[CLICKED] = ids[0] if ids else again
    state.change(event=kept[CLICKED])


def _card(view: View) -> None:
    if not view.event:
        cards.choose_an_event()
        return
    asked = view.only("event")
    card = store.ask(event.event, asked)
    if card is None:
        cards.event_unknown(view.as_of)
    else:
        cards.event(card, view)
        cite.fold(cite.row_text("timeline", "event", view))
