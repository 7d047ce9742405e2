"""The map page's pieces beside the map: its head, the meetings, a place's history, the tables."""

from functools import partial

import pandas as pd
import streamlit as st

from components.figures.map.beyond import Look, beyond
from components.figures.map.placing import WIDTH
from components.figures.map.venues import elsewhere, say_signs, venues_map
from components.ui import state, store
from components.ui.elements import choices, controls, drawings, layout
from components.ui.elements import history as past
from components.ui.elements.choices import Choice
from components.ui.frame import selected
from components.ui.links import address, entry
from data.ages import FRESH_DAYS
from data.first_rows import FORCES
from data.queries.forces.forces import NARROWS, Forces, forces
from data.queries.forces.place import chosen, history
from data.queries.forces.venues import venues
from data.view import View
from data.words import count, count_in_words, number

ACROSS = "map_width"  # in the session: px that the map is wide, once the browser has said so
TABLE = {
    "place": "Place",
    "force_name": "Force",
    "status_name": "Status",
    "at_label": "Newest",
    "days": "Days old",
    "people": "People",
    "what": "What",
    "basis_name": "Evidence",
    "credit": "Sources and grade",
}
TOWNS = {
    "name": "Place",
    "upcoming": "Announced",
    "days_label": "Days",
    "past": "Held recently",
    "called_off": "Called off",
    "added": "New",
    "titles": "Meetings",
}


@layout.block
def head(view: View) -> None:
    """Say how many places and marks there are, how new, what narrows them, what lies outside."""
    if "event" in selected.hidden_rows("map", view):
        view = view.without("event")
    simple = view.map == "simple" or view.present
    layout.place(_head(view, WIDTH if simple else st.session_state.get(ACROSS, WIDTH)))


@store.cached()
def _head(view: View, width: int) -> str:
    known = store.ask(forces, view)
    narrowed = "; ".join(view.narrowed(store.record()))
    line = _counted(known, view)
    # A stage's map moves to what is selected, and what else it shows then is another view
    ids = () if view.present else store.ask(chosen, view)
    moved = bool(view.present and view.place)
    away = beyond(known, view, ids, width=width)

    def link(look: Look | None) -> str:
        """Return the address of the map in another view; a stage has no links."""
        if look is None or view.present:
            return ""
        return address("map", view, area=look[0], zoom=look[1])

    return layout.template(
        "place_head",
        line=f"{line} Shown: {narrowed}." if narrowed else line,
        count=0 if moved else away.count,
        places=[(place.name, link(place.look)) for place in away.places if not view.present],
        all=link(away.look),
        holds_all=away.holds_all,
        chosen=[(place.name, link(place.look)) for place in away.chosen],
        likely=view.zoom > 0,
    )


@store.cached(reads=())
def _names(view: View) -> dict[str, str]:
    return dict(store.seen(view).places["name"].sort_values())


@layout.block
def meetings(view: View) -> None:
    """Place the small map of venues, unless that layer is switched off."""
    if "venues" in view.hide:
        return
    signs, towns = _of_venues(view)
    layout.html("place_venues_head", signs=signs)
    words = f"Where the sides meet, {view.only(*venues.reads).describe(store.record())}"
    drawings.place("venues", store.draw_svg(venues_map, venues, view), words, picked=picked)
    if towns:
        links = [(words, address("map", view, place=place_id)) for words, place_id in towns]
        layout.html("place_venues_foot", towns=links)


@store.cached(reads=venues.reads)
def _of_venues(view: View) -> tuple[str, list[tuple[str, str]]]:
    known = store.ask(venues, view)
    return say_signs(known), elsewhere(known)


@layout.block
def place(view: View) -> None:
    """Place the choice of a place, for the keyboard, and the history of the one chosen."""
    names = _names(view)
    known = view if view.place in names else view.without("place")
    none = "Choose a place"
    choices.row(
        "place",
        view,
        Choice("place", "A place's history", names, every=none, titled=True),
        width="stretch",
    )
    if view.place and view.place not in names:
        layout.notice(f"Nothing was known of this place by {view.as_of}.")
    if not known.place:
        return
    answer = store.ask(history, view)
    with st.container(height=272, border=False, key="place-history"):
        page = layout.pages("history", len(answer.observations), view.place)
        events = answer.events.head(layout.PAGE)
        layout.html(
            "place_history",
            place=answer.place,
            past=partial(past.of_row, view=view),
            observations=answer.observations.iloc[page].to_dict("records"),
            count=len(answer.observations),
            added=int((answer.observations["news_label"] != "").sum()),
            since=str(view.since or ""),
            events=[
                row | {"link": entry("events", row["event_id"], view)}
                for row in events.to_dict("records")
            ],
            more=len(answer.events) - len(events),
        )


def list_marks(view: View) -> pd.DataFrame:
    """Return the map's marks as a table for reading, the newest first."""
    known: Forces = store.ask(forces, view)
    news = {"news_label": f"New since {known.since}"} if known.since else {}
    named = TABLE | news
    return known.marks.iloc[::-1][list(named)].rename(columns=named)


def list_meetings(view: View) -> pd.DataFrame:
    """Return the towns where the sides meet as a table for reading, the busiest first."""
    known = store.ask(venues, view)
    columns = {name: title for name, title in TOWNS.items() if known.since or name != "added"}
    if known.since:
        columns["added"] = f"New since {known.since}"
    towns = known.towns.iloc[::-1][list(columns)]
    return towns.assign(titles=towns["titles"].map("; ".join)).rename(columns=columns)


def _counted(known: Forces, view: View) -> str:
    if known.marks.empty:
        if advice := layout.ask_for_rows(*FORCES):
            return advice
        none = f"No force is placed by {view.as_of}"
        if controls.narrowed(view, *NARROWS):
            return f"{none} that matches: remove a filter, or choose a later moment."
        return f"{none}: choose a later moment in the sidebar."
    more = f" (+{known.new_places:,})" if known.since else ""
    others = {"announced at": known.announced_places, "gone from": known.left_places}
    rest = "".join(f", {words} {number(n)} more" for words, n in others.items() if n)
    fresh = number(known.fresh) if known.fresh else "none"
    return (
        f"Forces at {count_in_words(known.places, 'place')}{more} by {view.as_of}{rest}; "
        f"{fresh} of {count_in_words(len(known.marks), 'mark')} "
        f"from the past {FRESH_DAYS} days.{_news(known)}"
    )


def _news(known: Forces) -> str:
    if not known.since:
        return ""
    gone = f", {count(known.departed, 'departure')}" if known.departed else ""
    return f" Since {known.since}: +{count(known.added, 'observation')}{gone}."


def picked(place_id: str) -> None:
    """Open the history of the place whose mark was clicked."""
    state.change(place=place_id)
