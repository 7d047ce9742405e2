"""The map of forces with what stands over it: its switches, its buttons and scale, the legend."""

import streamlit as st

from components.figures.map import placing, plain, stage
from components.figures.map.deck import deck_at
from components.figures.map.legend import legend
from components.figures.map.placing import HEIGHT, WIDTH, write_scale
from components.ui import state, store
from components.ui.elements import choices, controls, drawings, layout
from components.ui.elements.choices import Choice
from components.ui.pages import feed_layers
from components.ui.pages.mapping import ACROSS, picked
from data.ages import AGE_WORDS
from data.queries.forces.facets import facets
from data.queries.forces.forces import NARROWS, forces
from data.rows import cells_by_id
from data.view import ZOOMS, View

LAYERS = {"forces": "Forces", "venues": "Meetings", "names": "Names"}
OFFERED = {
    "party": ("Force", "All forces"),
    "basis": ("Evidence", "All evidence"),
    "age": ("Age of report", "Any age"),
}
MAPS = {"full": "Map", "simple": "Simple map"}
NO_WEBGL = "no_webgl"  # in the session, once the browser has said so
TURN = "map_turn"  # in the session: changes whenever the map is to go back to its first view
# px: a map is drawn for the widest of these that its column holds, or each px were another drawing.
WIDTHS = (WIDTH, 760, 660, 560, 460, 340, 260)
# Asks the browser for a drawing context of the map's kind and says so where there is none: such a
# browser would show an empty space without a word.
PROBE = """export default function ({ setTriggerValue }) {
  if (!document.createElement("canvas").getContext("webgl2")) setTriggerValue("missing", true);
}"""
buttons = st.components.v2.component(
    "red_lines_map", js=layout.script("dom.js", "map.js"), isolate_styles=False
)


@layout.block
def switches(view: View) -> None:
    """Place the named views, the layers, the choice between the two maps, and the filters."""
    areas = {v.view: v.title for v in store.record().package.crisis.map.views}
    with st.container(horizontal=True, vertical_alignment="center", key="map-switches"):
        choices.row(
            "map",
            _drawable(view),
            Choice("area", "Area", areas, resets=("zoom",)),
            Choice("hide", "Layers", LAYERS, hides=True),
            Choice("map", "Map", MAPS),
        )
        # A row of its own, so that it breaks off as one
        with st.container(
            horizontal=True, vertical_alignment="center", width="content", key="map-filters"
        ):
            choices.row("forces", view, *_filters(view), *feed_layers.offer())
            controls.clear(view, *NARROWS)


@store.cached(reads=NARROWS)
def _filters(view: View) -> tuple[Choice, ...]:
    """Offer the forces, kinds of evidence and ages of the marks, each with its number of marks."""
    seen, counted = store.seen(view), store.ask(facets, view)
    titles = {
        "party": cells_by_id(seen.parties, "short_name"),
        "basis": seen.package.field("deployments", "basis").labels,
        "age": {age: words.capitalize() for age, words in AGE_WORDS.items()},
    }
    return tuple(
        Choice(
            field,
            label,
            {
                value: f"{titles[field].get(value, value)} ({n:,})"
                for value, n in counted[field].items()
            },
            every=every,
        )
        for field, (label, every) in OFFERED.items()
    )


@layout.block
def forces_map(view: View) -> None:
    """Place the map of forces, full or simple."""
    view = _drawable(view)
    shown = view.only(*NARROWS).describe(store.record())
    words = f"Map of forces {shown}. The table below holds the same."
    width = WIDTH
    with st.container(key="map", gap=None):
        if view.map == "simple":
            if st.session_state.get(NO_WEBGL) and not view.present:
                layout.notice("This browser draws no WebGL, so this is the simple map.")
            with st.container(key="simple-map"):
                drawn = stage.stage_map if view.present else plain.plain_map
                svg = store.draw_svg(drawn, forces, view)
                drawings.place("map", svg, words, picked=picked)
        else:
            width = st.session_state.get(ACROSS, WIDTH)
            turn, feed = st.session_state.get(TURN, 0), feed_layers.find_hexagons(view, width)
            st.pydeck_chart(
                store.draw(deck_at(width, turn, feed), forces, view),
                height=HEIGHT,
                key="map_deck",
                on_select=_picked_deck,
                alt=words,
            )
        _buttons(view, width)
    if view.map != "simple":
        _probe()


@layout.block
def key(view: View) -> None:
    """Place the legend under the map, where it is not a stage's."""
    if not view.present:
        simple = _drawable(view).map == "simple"
        width = 0 if simple else st.session_state.get(ACROSS, WIDTH)
        layout.place(write_legend(view, width))
        feed_layers.legend(view, width)


@layout.block
def stage_legend(view: View) -> None:
    """Place the legend of a stage's map, which has more room beside the map than under it."""
    if view.present:
        with st.container(key="stage-legend"):
            layout.place(write_legend(view))


def _buttons(view: View, width: int) -> None:
    """Place what zooms the map and brings it back, and the scale of a map that has none drawn."""
    bar = None
    if view.map != "simple":
        label, px = write_scale(store.ask(forces, view), view, width)
        bar = {"label": label, "px": px}
    buttons(
        key="map_buttons",
        data={
            "zoom": view.zoom,
            "least": min(ZOOMS),
            "most": max(ZOOMS),
            "scale": bar,
            "width": width if bar else 0,
            "widths": list(WIDTHS),
        },
        on_zoomed_change=_zoomed,
        on_reset_change=_reset,
        on_resized_change=_resized,
    )


@store.cached(reads=(*NARROWS, "area", "zoom", "hide", "place", "present"))
def write_legend(view: View, width: int = 0) -> str:
    """Return what the map's signs stand for, and the notes that found no room on it, as HTML.

    The full map is `width` px wide; the simple one, and a stage's, have their own.
    """
    known = store.ask(forces, view)
    if view.present:
        notes = stage.list_unplaced_notes(known, view)
    elif width:
        notes = placing.list_unplaced_notes(known, view, placing.size_movable(width))
    else:
        notes = plain.list_unplaced_notes(known, view)
    return layout.template("place_legend", **store.draw(legend, forces, view), notes=notes)


def _probe() -> None:
    ask = st.components.v2.component("redlines_webgl", js=PROBE)
    ask(key="map_probe", on_missing_change=_no_webgl)


def _drawable(view: View) -> View:
    """Return the view as it is drawn: what a browser lacks is not what its reader chose.

    On a stage it is the simple map: enlarged with the page, the other's picture would be blurred.
    """
    simple = st.session_state.get(NO_WEBGL) or view.present
    return view.but(map="simple") if simple else view


@layout.action
def _no_webgl() -> None:
    st.session_state[NO_WEBGL] = True


@layout.action
def _zoomed() -> None:
    zoom = _heard("zoomed")
    if zoom in ZOOMS:  # a browser may send anything
        state.change(zoom=zoom)


@layout.action
def _reset() -> None:
    st.session_state[TURN] = 1 - st.session_state.get(TURN, 0)
    state.change(zoom=0)


@layout.action
def _resized() -> None:
    width = _heard("resized")
    if width in WIDTHS:
        st.session_state[ACROSS] = width


def _heard(what: str) -> object:
    value = (st.session_state.get("map_buttons") or {}).get(what)
    return value if isinstance(value, int) else None


@layout.action
def _picked_deck() -> None:
    objects = st.session_state["map_deck"]["selection"]["objects"]
    if marks := objects.get("marks", []):
        picked(marks[0]["id"])
    elif cells := [cell["h"] for layer in objects.values() for cell in layer if "h" in cell]:
        feed_layers.open_hexagon(cells[0])
