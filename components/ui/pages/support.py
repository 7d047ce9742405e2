"""What loses all support without the sources that the reader ignores, on the Sources page."""

from functools import partial

import pandas as pd
import streamlit as st

from components.ui import store
from components.ui.elements import choices, controls, files, layout
from components.ui.elements.choices import Choice
from components.ui.elements.files import File
from components.ui.links import entry
from data import export
from data.queries.sources.support import lost_support
from data.view import View

COLUMNS = {
    "table_title": "Table",
    "when_label": "Date",
    "says": "Entry",
    "lost": "Ignored source",
    "id": "Id",
}


@layout.block
def section(view: View) -> None:
    """Place the list with its filter, a copy as text, and a file."""
    rows = store.ask(lost_support, view)
    if store.ask(lost_support, view.but(table=())).empty:
        layout.notice(_nothing(view))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        choices.row("support", view, _tables(view))
        controls.clear(view, "table")
        make = partial(export.frame_csv, _named(rows))
        files.offer("support", File("Download (CSV)", "without-support.csv", "text/csv", make))
    records = rows.to_dict("records")
    for row in records:
        # The entry is not shown while its source is ignored: the link restores the source.
        row["address"] = entry(row["table"], row["opens"], view, left_out=())
    layout.html("support", rows=records, moment=view.as_of.at_end, floor=view.floor)
    with st.expander("Copy as text"):
        st.code(_text(rows), language=None, wrap_lines=True, height=320)


def _nothing(view: View) -> str:
    if not view.left_out:
        return "No source is ignored. Open a source in the list and choose “Ignore this source”."
    return f"Every entry known {view.as_of.at_end} also has a source that is not ignored."


def _tables(view: View) -> Choice:
    counts = store.ask(lost_support, view.but(table=()))["table"].value_counts()
    titles = {
        name: f"{table.title} ({counts[name]})"
        for name, table in store.record().package.tables.items()
        if name in counts
    }
    return Choice("table", "Table", titles, every="All tables")


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def _text(rows: pd.DataFrame) -> str:
    lines = rows.to_dict("records")
    return "\n".join(
        f"{r['table_title']}, {r['when_label'] or 'no date'}: {r['says']} (ignored: {r['lost']})"
        for r in lines
    )
