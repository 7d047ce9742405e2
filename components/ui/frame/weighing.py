"""How sources are weighed: the floor under what is shown, and a source left out to try."""

import streamlit as st

from components.ui import state, store
from components.ui.elements import layout
from components.ui.frame import glossary
from components.ui.links import address
from data import weigh
from data.kinds import CITING
from data.queries.sources.support import lost_support
from data.view import View

ANY = ""


def panel(view: View) -> None:
    """Let the reader set a floor: the least reliable source and the least credible row shown."""
    package = store.record().package
    letters = package.field("sources", "reliability").labels
    digits = package.field("events", "credibility").labels
    letter, digit = weigh.pair(view.floor) if view.floor else (ANY, ANY)
    st.session_state["floor_letter"], st.session_state["floor_digit"] = letter, digit
    st.selectbox(
        "Minimum source grade",
        [ANY, *letters],
        key="floor_letter",
        format_func=lambda x: f"{x}, {letters[x]}" if x else "any reliability",
        on_change=_set_floor,
    )
    st.selectbox(
        "Minimum confidence",
        [ANY, *digits],
        key="floor_digit",
        format_func=lambda x: f"{x}, {digits[x]}" if x else "any credibility",
        on_change=_set_floor,
    )
    with st.expander("What A to F and 1 to 6 mean"):
        layout.html("grades", parts=glossary.grades())


@layout.block
def bar(page: str, view: View) -> None:
    """Say on every page what is hidden or ignored, how much of the record it is, and undo it."""
    if not view.floor and not view.left_out:
        return
    seen = store.seen(view)
    weighed = store.seen(view.without("left_out"))
    rows, whole = (
        sum(len(record.table(name)) for name in CITING)
        for record in (weighed, store.seen(view.without("floor", "left_out")))
    )
    known = [s for s in view.left_out if s in seen.sources.index]
    layout.html(
        "weighed",
        floor=view.floor,
        hidden=whole - rows,
        whole=whole,
        all_rows=address(page, view, floor=""),
        left_out=[seen.sources.at[s, "publisher"] for s in known],
        lost=len(store.ask(lost_support, view.but(table=()))),
        support=address("sources", view, show="support", source=""),
        undo=address(page, view, left_out=()),
    )


def leave_out(view: View) -> None:
    """Let the reader try the record without the source selected."""
    out = view.source in view.left_out
    st.toggle(
        "Ignore this source",
        value=out,
        key=f"leave_out_{view.source}_{out}",
        help="Every page then shows only what the other sources report. Nothing is deleted.",
        on_change=_leave_out,
        args=(view.source,),
    )


@layout.action
def _leave_out(source: str) -> None:
    others = tuple(s for s in state.view().left_out if s != source)
    changed = others if source in state.view().left_out else (*others, source)
    state.change(left_out=changed)


@layout.action
def _set_floor() -> None:
    letter, digit = st.session_state["floor_letter"], st.session_state["floor_digit"]
    worst = {"floor_letter": "F", "floor_digit": "6"}
    pair = (letter or worst["floor_letter"]) + (digit or worst["floor_digit"])
    state.change(floor=pair if letter or digit else "")
