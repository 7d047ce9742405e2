"""The timeline as a chart that a reader zooms, filters by its legend, and selects in."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.figures.timeline.explore import explore as figure
from components.figures.timeline.key import SIGNS, timeline_key
from components.ui import state, store
from components.ui.elements import choices, controls, interactive, layout
from components.ui.pages import timeline
from data.queries.events import events
from data.queries.events.explore import explore
from data.view import View

MOST = 20  # selected events that are listed
LONGEST = 90  # characters of a title in the list


@layout.block
def chart_and_card(view: View) -> None:
    """Place the chart, what is selected in it, and the card of the event chosen."""
    answer = store.ask(explore, view)
    if answer.rows.empty:
        layout.place_no_match("events", view, "events")
        timeline.card(view)
        return
    words = events.sentence(store.ask(events.timeline, view))
    selected = interactive.place(
        "timeline",
        store.draw(figure, explore, view),
        f"Timeline to zoom and select in. {words} The same as a table below.",
        _select,
    )
    layout.place(_key(view))
    _list(answer.rows.loc[answer.rows.index.isin(selected)])
    choices.row("event", view, timeline.listed(view))
    timeline.card(view)


@store.cached(reads=explore.reads)
def _key(view: View) -> str:
    timed = store.ask(events.timeline, view)
    key = timeline_key(timed, store.seen(view), view, store.colors())
    answer = store.ask(explore, view)
    shapes = [(lane.title, lane.shapes) for lane in answer.lanes if lane.shapes]
    return layout.template(
        "explore_key",
        key=key,
        words=SIGNS,
        lanes=shapes or [("", key.shapes)],
        undated=answer.undated,
        left_out=answer.left_out,
    )


def _list(rows: pd.DataFrame) -> None:
    """List several selected events by date, each to be opened; one alone is open already."""
    if len(rows) < 2:
        return
    more = f"; the first {MOST}" if len(rows) > MOST else ""
    with st.container(key="explore_selected", gap=None):
        layout.html("table_title", title=f"{len(rows)} events selected{more}")
        for row, when, title in rows[["date_label", "title"]].head(MOST).itertuples():
            label = controls.literal(f"{when}: {cut(title)}")
            st.button(label, key=f"open_{row}", type="tertiary", on_click=_open, args=(row,))


def cut(title: str) -> str:
    """Return a title as long as the list shows it."""
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


@layout.action
def _open(row: str) -> None:
    state.change(event=row)


def _select(selected: Sequence[str]) -> None:
    """Open the event whose mark was selected, if it is one of those shown."""
    known = store.ask(explore, state.view()).rows.index
    if len(selected) == 1 and selected[0] in known:
        state.change(event=selected[0])
