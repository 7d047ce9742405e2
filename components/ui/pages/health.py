"""The health of the record, on the Sources page."""

import streamlit as st

from components.ui import store
from components.ui.elements import layout
from components.ui.links import address
from data.queries.sources import health
from data.view import View

FEW = 12  # rows of a list before it is folded
PAGE_OF = {"events": ("timeline", "event"), "claims": ("exchanges", "claim")}


@layout.block
def section(view: View) -> None:
    """Place what rests on one origin, what is silent, what stays unconfirmed, and the counts."""
    answer = store.ask(health.health, view)
    alone = answer.alone.to_dict("records")
    for row in alone:
        row["address"] = address("timeline", view, event=row["event_id"])
    unconfirmed = answer.unconfirmed.to_dict("records")
    for row in unconfirmed:
        page, field = PAGE_OF.get(row["table"], ("", ""))
        row["address"] = address(page, view, **{field: row["id"]}) if page else ""
    layout.html(
        "health",
        alone=alone[:FEW],
        alone_more=alone[FEW:],
        alone_count=len(alone),
        silent=answer.silent.to_dict("records"),
        unconfirmed=unconfirmed,
        notes=len(answer.notes),
        at_the_last=store.seen(view).at_the_last,
        moment=str(view.as_of),
    )
    st.subheader("Rows that became known, by month")
    st.dataframe(answer.months, hide_index=True, height=320, alt="Rows by month and table")
    if len(answer.notes):
        st.subheader("Notes on sourcing and contradictions kept")
        st.dataframe(answer.notes, hide_index=True, height=420, alt="Notes, by row")
