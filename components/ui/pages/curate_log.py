"""The last changes of the record: when, by whom, why and what, each with the way to undo it."""

import streamlit as st

from components.ui import curate
from components.ui.elements import layout
from components.ui.pages.curate_proposal import place_undo
from data.curation.commands import count
from data.curation.history import find_undone
from data.curation.log import group, read_log
from data.curation.past import say_day

PAGE = 20  # changes on a page
MOST = 3  # rows of a change that are named; more are counted


@layout.block
def place() -> None:
    """Place the changes of the record, the newest first."""
    there = curate.now()
    log = group(read_log(there.package))
    entries = [*reversed(log.values())]
    if not entries:
        layout.notice("The log holds no change yet. What is saved here is in it, with its reason.")
        return
    undone = find_undone(log)
    for entry in entries[layout.pages("curate_log", len(entries), len(entries), PAGE)]:
        by = entry.account
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            key=f"curate_change_{entry.number}",
        ):
            layout.place_beside(
                layout.template(
                    "curate_change",
                    number=entry.number,
                    day=say_day(entry.when),
                    who=by.who or "somebody unnamed",
                    why=by.why,
                    what="; ".join(count(entry.changes)),
                    rows=curate.name_rows((rows := curate.list_rows(entry.changes))[:MOST], there),
                    more=len(rows[MOST:]),
                    undone=entry.number in undone,
                )
            )
            if entry.number not in undone:
                place_undo(entry.number, "Undo", "log")
