"""The health of the record, on the Sources page."""

import streamlit as st

from components.ui import store
from components.ui.elements import layout, tables
from components.ui.links import entry
from data.kinds import KINDS
from data.queries.sources import health
from data.view import View

FEW = 12  # rows of a list before it is folded
NOTES = {"table": "Table", "id": "Id", "note": "Note"}


@layout.block
def section(view: View) -> None:
    """Place what rests on one origin, what is silent, what stays unconfirmed, and the counts."""
    answer = store.ask(health.health, view)
    alone = answer.alone.to_dict("records")
    for row in alone:
        row["address"] = entry("events", row["event_id"], view)
    unconfirmed = answer.unconfirmed.to_dict("records")
    for row in unconfirmed:
        row["address"] = entry(row["table"], row["opens"], view)
        row["word"] = KINDS[row["table"]].one
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
    titles = {name: table.title for name, table in store.record().package.tables.items()}
    months = answer.months.rename(columns={"month": "Month", **titles})
    by_month = tables.Table("months", "Rows by month and table", lambda: months)
    tables.place(by_month, view, height=320)
    if len(answer.notes):
        st.subheader("Notes on sourcing and contradictions kept")
        notes = answer.notes.assign(table=answer.notes["table"].map(titles)).rename(columns=NOTES)
        tables.place(tables.Table("notes", "Notes, by row", lambda: notes), view, height=420)
