"""The map page's pieces: its switches, the two maps, the legend and a place's history."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components.figures import map as full_map
from components.figures.legend import legend
from components.figures.placing import HEIGHT, outside
from components.figures.plain_map import plain_map
from components.figures.venues import elsewhere, venues_map
from components.ui import controls, layout, state, store
from data.queries.forces import FRESH_DAYS, Forces, forces, history
from data.queries.venues import venues
from data.view import View

LAYERS = {"forces": "Forces", "venues": "Meetings", "names": "Names"}
MAPS = {"full": "Map", "simple": "Simple map"}
# Asks the browser for a drawing context of the map's kind and says so where there is none: such a
# browser would show an empty space without a word.
PROBE = """export default function ({ setTriggerValue }) {
  if (!document.createElement("canvas").getContext("webgl2")) setTriggerValue("missing", true);
}"""
TABLE = {
    "place": "Place",
    "force_name": "Force",
    "status_name": "Status",
    "at_said": "Newest",
    "days": "Days old",
    "people": "People",
    "what": "What",
    "basis_name": "Basis",
    "credibility": "Credibility",
}
TOWNS = {
    "name": "Place",
    "upcoming": "Announced",
    "days_said": "Days",
    "past": "Held lately",
    "titles": "Meetings",
}


def plain(view: View) -> View:
    """Return the view with only what the map shows, so that readers share its figures."""
    others = ("event", "claim", "issue", "source", "kind", "party", "topic", "q", "lanes", "order")
    return view.without(*others, "compare", "map")


def head(view: View) -> None:
    """Say how many places and marks there are, how new, and what lies outside the view."""
    known = store.ask(forces, plain(view).without("place", "area", "hide"))
    layout.header("Where forces stand", _counted(known, view))


def switches(view: View) -> None:
    """Place the named views, the layers and the choice between the two maps."""
    areas = {v.view: v.title for v in store.record().package.crisis.map.views}
    with st.container(horizontal=True, vertical_alignment="center", key="map-switches"):
        controls.choose(
            st.segmented_control,
            "Area",
            list(areas),
            "area",
            view,
            format_func=areas.get,
            label_visibility="collapsed",
        )
        st.session_state["map_layers"] = [name for name in LAYERS if name not in view.hide]
        st.pills(
            "Layers",
            list(LAYERS),
            selection_mode="multi",
            key="map_layers",
            format_func=LAYERS.__getitem__,
            label_visibility="collapsed",
            on_change=_show_layers,
        )
        controls.choose(
            st.segmented_control,
            "Map",
            list(MAPS),
            "map",
            view,
            format_func=MAPS.get,
            label_visibility="collapsed",
        )


def forces_map(view: View) -> None:
    """Place the map of forces, full or simple, and the legend under it."""
    shown = plain(view)
    words = f"Map of forces {view.describe(store.record())}. The table below holds the same."
    if view.map == "simple":
        if st.session_state.get("no_webgl"):
            layout.notice("This browser draws no WebGL, so this is the simple map.")
        with st.container(key="simple-map"):
            st.plotly_chart(
                store.draw(plain_map, forces, shown),
                theme=None,
                config={"displayModeBar": False},
                key="map_simple",
                on_select=_picked_simple,
                selection_mode="points",
                alt=words,
            )
    else:
        st.pydeck_chart(
            store.draw(full_map.deck, forces, shown),
            height=HEIGHT,
            key="map_deck",
            on_select=_picked_deck,
            alt=words,
        )
    layout.html("place_legend", **store.draw(legend, forces, shown.without("place", "area")))
    if view.map != "simple":
        _probe()


def meetings(view: View) -> None:
    """Place the small map of venues, unless that layer is switched off."""
    if "venues" in view.hide:
        return
    shown = plain(view).without("place", "area", "hide")
    months = store.record().package.crisis.map.meeting_months
    layout.html("place_venues_head", months=months)
    st.plotly_chart(
        store.draw(venues_map, venues, shown),
        theme=None,
        config={"displayModeBar": False},
        key="map_venues",
        on_select=_picked_venue,
        selection_mode="points",
        alt=f"Where the sides meet, {view.describe(store.record())}",
    )
    if towns := elsewhere(store.ask(venues, shown)):
        layout.html("place_venues_foot", towns=towns)


def place(view: View) -> None:
    """Place the choice of a place, for the keyboard, and the history of the one chosen."""
    seen = store.seen(view)
    names = dict(seen.places["name"].sort_values())
    known = view if view.place in names else view.without("place")
    controls.choose(
        st.selectbox,
        "A place's history",
        ["", *names],
        "place",
        known,
        format_func=lambda p: names.get(p, "Choose a place, or click a mark"),
    )
    if view.place and view.place not in names:
        layout.notice(f"Nothing was known of this place by {view.as_of}.")
    if not known.place:
        return
    told = store.ask(history, plain(view).without("area", "hide"))
    links = [_timeline(view, event) for event in told.events["event_id"]]
    with st.container(height=272, border=False, key="place-history"):
        layout.html(
            "place_history",
            place=told.place,
            observations=told.observations.to_dict("records"),
            events=told.events.assign(link=links).to_dict("records"),
        )


def tables(view: View) -> None:
    """Place the marks and the meetings as tables, the newest and the busiest first."""
    known: Forces = store.ask(forces, plain(view).without("place", "area", "hide"))
    rows = known.marks.iloc[::-1][list(TABLE)].rename(columns=TABLE)
    layout.table_twin(rows, label="The marks as a table")
    towns = store.ask(venues, plain(view).without("place", "area", "hide")).towns.iloc[::-1]
    towns = towns[list(TOWNS)].assign(titles=towns["titles"].map("; ".join)).rename(columns=TOWNS)
    layout.table_twin(towns, label="The meetings as a table")


def _counted(known: Forces, view: View) -> str:
    places = known.marks["place_id"].nunique()
    if not places:
        return f"No force is placed by {view.as_of}."
    away = outside(known, view)
    beyond = f"; {_some(away, 'place lies', 'places lie')} outside this view" if away else ""
    return (
        f"{_some(places, 'place', 'places')} known by {view.as_of}, "
        f"{known.fresh} of {_some(len(known.marks), 'mark', 'marks')} "
        f"from the past {FRESH_DAYS} days{beyond}."
    )


def _some(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _timeline(view: View, event: str) -> str:
    query = view.without("place", "area", "hide", "map").but(event=event).to_query(store.record())
    return "timeline?" + urlencode(query, doseq=True)


def _probe() -> None:
    ask = st.components.v2.component("redlines_webgl", js=PROBE)
    ask(key="map_probe", on_missing_change=_no_webgl)


def _no_webgl() -> None:
    st.session_state["no_webgl"] = True
    state.change(map="simple")


def _show_layers() -> None:
    shown = st.session_state["map_layers"]
    state.change(hide=tuple(name for name in LAYERS if name not in shown))


def _picked_deck() -> None:
    picked = st.session_state["map_deck"]["selection"]["objects"].get("marks", [])
    if picked:
        state.change(place=picked[0]["id"])


def _picked_simple() -> None:
    _picked_point(st.session_state["map_simple"])


def _picked_venue() -> None:
    _picked_point(st.session_state["map_venues"])


def _picked_point(state: Any) -> None:
    points = state["selection"]["points"]
    if points and points[0].get("customdata"):
        chosen = points[0]["customdata"]
        state.change(place=chosen if isinstance(chosen, str) else chosen[0])
