"""What every page stands in: navigation, the reader's view, search, replay, the two clocks."""

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.ui import curate, feeds, links, live, state, store, turns
from components.ui.elements import controls, edition, layout
from components.ui.frame import (
    clocks,
    follow,
    glossary,
    keyboard,
    meeting,
    news,
    records,
    replay,
    search_box,
    selected,
    sign_in,
    tools,
    weighing,
)
from components.ui.links import HOME
from data.queries.events.ending import record_end
from data.view import View

Page = Callable[[View], None]
PAGES = {
    "situation": "Situation",
    "timeline": "Timeline",
    "map": "Map",
    "positions": "Positions",
    "exchanges": "Exchanges",
    "changes": "Changes",
    "sources": "Sources",
    "briefing": "Briefing",
}
FEEDS = "feeds"  # a page that is there where feeds are
CURATE = curate.PAGE  # one that is there for who may write
CHART = "chart"  # the page of one chart alone
HIDDEN = {meeting.SPEAKER: "Notes", CHART: "Chart"}  # pages that no menu lists
NAME = "Red Lines"
# The part above a page, one however much stands in it: were the page a place further down, the
# browser would show it under its former self for a moment.
ABOVE = "above"
STATIC = store.ROOT / "static"
NOTED = 3  # dropped parameters that are named; the rest are counted
keys = st.components.v2.component(
    "red_lines_keys", js=layout.script("dom.js", "focus.js", "keys.js")
)
_run = threading.local()  # a script runs in a thread of its own: what this run has drawn


def navigation() -> StreamlitPage:
    """Declare the pages, in reading order, and return the one asked for."""
    live.begin_run()
    state.carry_address()
    state.choose_record()
    shown = _list_shown()
    pages = [
        st.Page(f"pages/{name}.py", title=title, url_path=name, default=name == HOME)
        for name, title in shown.items()
    ]
    pages += [
        st.Page(f"pages/{name}.py", title=title, url_path=name, visibility="hidden")
        for name, title in HIDDEN.items()
    ]
    current = st.navigation(pages, position="hidden" if _opens_alone() else "top")
    if current.url_path != CURATE:
        curate.leave()
    turn_to = state.turn_from(current.url_path or HOME)
    if turn_to in shown:
        _listen()
        st.switch_page(f"pages/{turn_to}.py", query_params=state.switching())
    return current


def _list_shown() -> dict[str, str]:
    """Return the pages of the menu, in their order, with those that the operator set up."""
    *most, last = PAGES.items()
    set_up = [(FEEDS, "Feeds")] if feeds.are_there() else []
    shown = dict([*most, *set_up, last])
    return shown | {CURATE: "Curate"} if curate.is_open() else shown


def _opens_alone() -> bool:
    """Return whether the browser asks for a page that stands alone: it must show no menu at all."""
    return urlsplit(st.context.url or "").path.rpartition("/")[-1] in HIDDEN


def shared(page: StreamlitPage) -> None:
    """Draw what all pages share: title, style, search, replay, the sidebar with its clocks.

    `page` is the one that will run.
    """
    _run.framed = True
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    with st.container(key=ABOVE):
        _place_above(page)


def _place_above(page: StreamlitPage) -> None:
    """Place all that stands above a page, in the sidebar, or unseen in every page."""
    layout.style()
    if page.url_path not in HIDDEN:
        st.logo(STATIC / "wordmark.svg", icon_image=STATIC / "wordmark.svg", link=None)
    keys(key="keys")
    keyboard.listen()
    news.listen()
    sign_in.listen()
    state.read_address()
    if page.url_path not in HIDDEN:
        follow.keep_up(page.url_path or HOME, _list_shown())
    view = state.view()
    clocks.style_switch(view)
    meeting.keys(page.url_path or HOME, view)
    if page.url_path in HIDDEN:
        layout.sheet("lone")
        _say_what_was_dropped()
    elif view.present:
        meeting.stage(page.url_path or HOME, view)
        _say_what_was_dropped()
        weighing.bar(page.url_path or HOME, view)
    else:
        _chrome(page, view)
    if page.url_path != meeting.SPEAKER and (ending := record_end(store.seen(view))):
        layout.notice(f"{ending}.")
    if page.url_path not in HIDDEN:
        selected.place_cards(page.url_path or HOME, view)
    st.session_state[state.FRAMED] = (page.url_path or HOME, view)


def _chrome(page: StreamlitPage, view: View) -> None:
    """Draw what a reader steers with, which a stage does without."""
    records.place(view)
    with st.sidebar:
        clocks.panel(view)
        tools.place(page.url_path, page.title, view)
        follow.count(page.url_path or HOME)
        sign_in.place()
    search_box.box(view)
    follow.bar(PAGES)
    _say_what_was_dropped()
    edition.what_changed(view)
    news.bar(view)
    sign_in.bar(page.url_path)
    weighing.bar(page.url_path or HOME, view)
    replay.bar(page.url_path or HOME, view)
    search_box.results(page.url_path or HOME, view)


def _listen() -> None:
    """Keep the listeners of links and keys alive in a run that only turns to another page.

    Streamlit forgets what a run does not draw, and the next link or key may be on its way.
    """
    with st.container(key=ABOVE):
        keys(key="keys")
        news.listen()
        sign_in.listen()
        meeting.listen()


def page(draw: Page) -> None:
    """Draw a page, the last statement of its script: `draw` takes the reader's view.

    A click inside it runs `draw` alone, not the frame, unless that shows what the click changed:
    it is what makes a filter answer soon.

    On a fresh server Streamlit runs a deep link's page alone, without app.py, until navigation was
    declared once in the process: then this declares it and starts again.
    """
    if not getattr(_run, "framed", False):
        navigation()
        st.rerun()
    _draw_page(draw)


@st.fragment
@layout.block
@turns.take()
def _draw_page(draw: Page) -> None:
    (name, framed), view = st.session_state[state.FRAMED], state.view()
    if state.awaits_turn(name):
        st.rerun()
    if view != framed:
        linked = _says_the_view(name, framed) or _says_the_view(name, view)
        if linked or _of_frame(view) != _of_frame(framed):
            st.rerun()
    draw(view)
    if name in PAGES:
        glossary.place(name, view)


def _says_the_view(name: str, view: View) -> bool:
    """Return whether the frame around the page describes the whole view: strips, cards, a panel."""
    cards = (getattr(view, kind) for kind in links.ROWS if not links.is_opened_by(name, kind))
    return bool(view.q or view.floor or view.left_out or any(cards)) or tools.says_the_view()


def _of_frame(view: View) -> View:
    """Return the view with only the fields that the frame itself shows."""
    return view.without(*controls.OF_A_PAGE)


@layout.block
def _say_what_was_dropped() -> None:
    layout.say_what_failed()
    dropped = st.session_state.pop("dropped", ())
    if dropped:
        more = f"; and {len(dropped) - NOTED} more" if len(dropped) > NOTED else ""
        layout.notice(f"Ignored in the address: {'; '.join(dropped[:NOTED])}{more}.")
