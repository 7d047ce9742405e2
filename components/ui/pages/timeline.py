"""The timeline's parts that answer to the reader: filters, the chart with its card, the list."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from components.figures.kit.drawing import Figure, drawing
from components.figures.timeline import brush, feed_strip, stage, zoom
from components.figures.timeline import chart as figure
from components.figures.timeline.axis import WIDTH
from components.ui import state, store
from components.ui.elements import cards, choices, cite, drawings, layout
from components.ui.elements.choices import Choice
from components.ui.frame import window
from components.ui.pages import feed_layers, timeline_key, timeline_list
from data import clock
from data.feeds.lanes import Stream
from data.queries.events import event, events, neighbours
from data.query import Query
from data.rows import cells_by_id
from data.view import STATUS_WORDS, View

MOST_OFFERED = 500  # events in the list of those to open, the newest; a window offers others
LANES = {"kind": "By kind", "party": "By party"}
FACES = {"": "Overview", "explore": "Explore"}


BESIDE = 868.0  # px of the chart with a card at its right, and on a stage: a column of its page
# The chart by its width, without the names of its lanes, which the page has over it; its strip
CHARTS = {wide: partial(figure.lanes, width=wide, named=False) for wide in (WIDTH, BESIDE)}
STRIPS = {wide: partial(brush.brush, width=wide) for wide in (WIDTH, BESIDE)}
READS = events.timeline.reads


@layout.block
def head(view: View) -> None:
    """Count what is shown, say what is new of it, and what narrows it."""
    layout.place(_head(view))


@store.cached(reads=READS)
def _head(view: View) -> str:
    counted = events.sentence(store.ask(events.timeline, view))
    narrowed = "; ".join(view.narrowed(store.record()))
    line = f"{counted} Shown: {narrowed}." if narrowed else counted
    return layout.template("header", title="Timeline", line=line)


@layout.block
def filters(view: View) -> None:
    """Place kinds, parties, the time window, and the switches of lanes and chart in one row."""
    row = st.container(horizontal=True, vertical_alignment="center", key="timeline_filters")
    with row:
        feed = feed_layers.offer() if view.show != "explore" else ()
        choices.row("events", view, *_choices(view), *feed)
        window.popover(view)
        window.shortcuts("timeline", view)
        st.space("stretch")
        lanes, faces = Choice("lanes", "Lanes", LANES), Choice("show", "Chart", FACES)
        choices.row("lanes", view, lanes, faces)


@layout.block
def chart_and_card(view: View) -> None:
    """Place the chart, its key, and the card of the event chosen."""
    answer = store.ask(events.timeline, view)
    if answer.empty:
        layout.place_no_match("events", view, "events")
    whole, view = view, _drawn(view)
    stream = None if view.present else feed_layers.find_stream(view)
    with st.container(key="timeline_work"), st.container(key="timeline_columns", gap="xsmall"):
        with st.container(key="timeline_figure", gap="xsmall"):
            with st.container(key="timeline_frame", gap=None):
                reports = feed_layers.list_addresses(view, stream) if stream else ()
                layout.place(timeline_key.lane_names(whole, view, _width(view), reports))
                with st.container(key="timeline_chart", gap=None):
                    cards.ring(_spots(view, stream, view.event) if view.event else ())
                    _chart_itself(view, stream, events.sentence(answer))
                    _dates(view)
            if view.present:
                layout.place(_not_drawn(view))
            feed_layers.strip_legend(view, stream)
            layout.place(timeline_key.key(whole))
            choices.row("event", view, listed(whole))
            cards.curve_method()
        with st.container(key="timeline_card", gap="xsmall"):
            card(whole)
        timeline_list.place(whole)


def _width(view: View) -> float:
    """Return how wide the chart is drawn: what a page has for it, which may stretch it."""
    if view.present:
        return stage.wide(view)
    return BESIDE if view.event else WIDTH


def _chart(view: View) -> Callable[..., Figure]:
    return stage.stage_lanes if view.present else CHARTS[_width(view)]


def _drawn(view: View) -> View:
    """Return the view that the chart shows: on a stage, beside a card, weeks about its event."""
    known = store.seen(view).events["when"]
    day = known.get(view.event)
    return stage.weeks_of(view, day if pd.notna(day) else None) if view.present else view


def _answer(query: Query[events.Timeline], view: View) -> events.Timeline:
    """Return what the chart of a view draws."""
    answer = store.ask(query, view)
    return stage.fitted(answer, view.event) if view.present else answer


@store.cached(reads=(*READS, "event"))
def _not_drawn(view: View) -> str:
    """Say which lanes a stage has no room for, and since when it shows events beside a card."""
    lanes = stage.left_out(store.ask(events.timeline, view), view.event)
    return layout.template("stage_lanes", lanes=lanes, start=str(view.start or ""))


def _chart_itself(view: View, stream: Stream | None, sentence: str) -> None:
    if stream:
        svg, beside = _draw_with(view, stream), f" {feed_layers.describe(view, stream)}"
    else:
        svg, beside = store.draw_svg(_chart(view), events.timeline, view), ""
    drawings.place(
        "timeline",
        svg,
        f"Timeline. {sentence} The same as a table below.{beside}",
        picked=_open,
        brushed=_drag,
        zoomed=_zoom,
    )


@store.cached(reads=(*READS, "event", "present"))
def _draw_with(view: View, stream: Stream) -> str:
    """Return the chart with a feed under its marks."""
    return drawing(_lay_with(view, stream))


def _lay_with(view: View, stream: Stream) -> Figure:
    answer = store.ask(events.timeline, view)
    return _chart(view)(answer, view, store.colors(), feed=stream)


def _dates(view: View) -> None:
    """Place the strip of all dates, of its own: where a finger brushes, it cannot scroll."""
    if view.present:
        return
    drawings.place(
        "brush",
        store.draw_svg(STRIPS[_width(view)], events.unbounded, view),
        "The dates shown. Drag over the strip, or enter days under Dates above.",
        brushed=_brushed,
    )


@store.cached(reads=(*READS, "event", "present"))
def _spots(view: View, stream: Stream | None, event_id: str) -> tuple[tuple[float, float], ...]:
    if stream:
        return figure.spots(_lay_with(view, stream), event_id)
    return figure.spots(store.draw(_chart(view), events.timeline, view), event_id)


@store.cached(reads=READS)
def _choices(view: View) -> tuple[Choice, ...]:
    seen = store.seen(view)
    labels = seen.package.field("events", "kind").labels
    names = cells_by_id(seen.parties, "short_name")
    kinds = {kind: labels.get(kind, kind) for kind in store.ask(events.kinds, view)}
    parties = {party: names[party] for party in store.ask(events.parties, view)}
    return (
        Choice("kind", "Kinds of event", kinds, every="All kinds"),
        Choice("party", "Parties", parties, every="All parties"),
        Choice("status", "Held or announced", _statuses(view), every="Held or not"),
    )


def _statuses(view: View) -> dict[str, str]:
    """Return the statuses that a known event has, in the order of time; those chosen stay."""
    known = {*store.seen(view).events["status"], *view.status}
    return {status: word.capitalize() for status, word in STATUS_WORDS.items() if status in known}


def listed(view: View) -> Choice:
    """Offer the events shown in a list: marks take no keyboard focus, a list does."""
    known = store.seen(view).events["title"]
    titles = _titles(view)
    if view.event in known.index and view.event not in titles:
        titles = {view.event: f"{known.loc[view.event]}", **titles}
    return Choice("event", "Open an event", titles, every="Open an event …")


@store.cached(reads=READS)
def _titles(view: View) -> dict[str, str]:
    answer = store.ask(events.timeline, view)
    newest_first = (answer.ahead.head(MOST_OFFERED), answer.placed.iloc[::-1].head(MOST_OFFERED))
    return {
        event_id: f"{date}: {title}"
        for rows in newest_first
        for event_id, date, title in zip(
            rows["event_id"], rows["date_label"], rows["title"], strict=True
        )
    }


def _brushed(a: float, b: float) -> None:
    """Take the stretch of time that was brushed as the window."""
    _take(events.unbounded, a, b)


def _drag(a: float, b: float) -> None:
    """Take the stretch that was drawn over the chart itself as the window."""
    _take(events.timeline, a, b)


def _take(query: Query[events.Timeline], a: float, b: float) -> None:
    view = _drawn(state.view())
    wide = _width(view)
    ends = brush.window(_answer(query, view), brush.at(a, wide), brush.at(b, wide), wide)
    if ends:
        window.take(*ends)


def _zoom(by: float, part: float | None) -> None:
    """Make the window `by` times as long about a part of the chart's width; 0 shows all."""
    view = _drawn(state.view())
    answer = _answer(events.timeline, view)
    start, until = zoom.zoom(answer, view, by, part, _width(view)) if by else zoom.ALL
    state.change(start=start, until=until)


def _open(event_id: str) -> None:
    """Open the event whose mark was clicked; close it where it stands open.

    Of a column that stands for many, show the days that it names alone; of a feed's bar, list its
    reports.
    """
    if event_id.startswith(feed_strip.BAR):
        feed_layers.open_bar(event_id)
        return
    if "/" in event_id and event_id not in store.seen(state.view()).events.index:
        window.take(*map(clock.parse, event_id.split("/", 1)))
        return
    state.change(event="" if event_id == state.view().event else event_id)


def card(view: View) -> None:
    """Place the card of the event chosen, or say how to choose one."""
    if not view.event:
        cards.choose_an_event()
        return
    card = store.ask(event.event, view)
    if card is None:
        cards.event_unknown(view.as_of)
    else:
        cards.event(card, store.ask(neighbours.neighbours, view), view)
        cite.fold(cite.row_text("timeline", "event", view))
