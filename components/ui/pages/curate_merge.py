"""A row that somebody else changed meanwhile: theirs beside yours, cell by cell."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.ui.elements import layout
from components.ui.pages.curate_fields import say_name
from data.curation.changes import Difference

THEIRS, YOURS = "Theirs", "Yours"
Take = Callable[[Mapping[str, str]], None]  # given the cells that are to stand, by column


def place(key: str, differences: Sequence[Difference], take: Take) -> None:
    """Place what differs, a choice for each cell, and the button that goes on with it.

    Where the row itself is gone or was there before, a sentence says so, and nothing is offered.
    """
    cells = [one for one in differences if one.column and one.theirs != "no such row"]
    layout.html("curate_conflict", cells=cells, others=[d for d in differences if d not in cells])
    if not cells:
        return
    for one in cells:
        st.radio(
            say_name(one.column),
            (YOURS, THEIRS),
            key=f"{key}_merge_{one.column}",
            horizontal=True,
        )

    @layout.action
    def go_on() -> None:
        chosen = {d.column: st.session_state.get(f"{key}_merge_{d.column}") for d in cells}
        take({d.column: d.theirs if chosen[d.column] == THEIRS else d.yours for d in cells})

    st.button("Go on with these", key=f"{key}_merge", on_click=go_on)
