"""The queue of proposals: those of one state and table, to be accepted together or opened."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.elements.controls import literal, pressed
from components.ui.pages import curate_cells, curate_proposal
from components.ui.pages.curate_accept import OPENED, TROUBLE, accept, key_of, say_row, say_what
from data.curation import queue
from data.curation.past import say_day
from data.curation.proposals import Proposal
from data.curation.queue import (
    ACCEPTED,
    OPEN,
    REJECTED,
    Decided,
    Item,
    find_broken,
)
from data.curation.twins import read_decided
from data.words import count, name_some

STATES = {OPEN: "Open", ACCEPTED: "Accepted", REJECTED: "Rejected"}
ANY = "All tables"
NAMED = 5  # broken lines of the queue whose number is said
PAGE = 20  # proposals on a page


@layout.block
def place() -> None:
    """Place the queue, or the proposal of it that is open."""
    there = curate.now()
    items = read_decided(there.package)
    opened = next(
        (i for i in items if i.proposal.id == st.session_state.get(OPENED, "")),
        None,
    )
    if opened:
        _ways(opened, items)
        curate_proposal.place(opened, items, there)
        return
    if broken := find_broken(there.package.home):
        layout.notice(say_broken(broken))
    if items:
        _list(items, there)
    else:
        layout.notice(
            "No proposal is in the queue. Take in an article, leave a row that you write by hand "
            "as a proposal, or bring a spreadsheet: the switch above leads there."
        )


def say_broken(lines: Sequence[int]) -> str:
    """Return which lines of the queue are passed over, in a sentence."""
    named = name_some([f"{number:,}" for number in lines], NAMED)
    passed = f"{count(len(lines), 'line')} of the queue cannot be read: {named}"
    return f"{passed}. What was proposed or changed there is missing here; all else is as it was."


def _ways(opened: Item, items: Sequence[Item]) -> None:
    """Place the ways to the list, and to the open proposals before and after the one that is."""
    ids = [item.proposal.id for item in items if item.state == OPEN]
    with st.container(horizontal=True, vertical_alignment="center", key="curate_ways"):
        st.button("← All proposals", key="curate_back", on_click=_open, args=("",), type="tertiary")
        if opened.proposal.id not in ids:
            return
        at = ids.index(opened.proposal.id)
        before, after = ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""
        for label, to in (("Previous", before), ("Next", after)):
            key = f"curate_to_{label.lower()}"
            st.button(label, key=key, on_click=_open, args=(to,), disabled=not to)
        place_ = f"{at + 1:,} of {len(ids):,} open"
        layout.place_beside(layout.template("curate_line", words=place_, address=""))


@layout.action
def _open(id_: str) -> None:
    st.session_state[OPENED] = id_


def _list(items: Sequence[Item], there: Now) -> None:
    states = Counter(item.state for item in items)
    with st.container(horizontal=True, vertical_alignment="bottom", key="curate_filters"):
        state = st.segmented_control(
            "State",
            list(STATES),
            default=OPEN,
            required=True,
            format_func=lambda name: f"{STATES[name]} {states[name]:,}",
            key="curate_state",
        )
        of_state = [item for item in items if item.state == state]
        tables = Counter(item.proposal.table for item in of_state)
        table = st.selectbox(
            "Table",
            [ANY, *(name for name in there.package.tables if tables[name])],
            format_func=lambda name: (
                name if name == ANY else f"{_title(name, there)} {tables[name]}"
            ),
            key="curate_of_table",
            width=240,
        )
    shown = [item for item in of_state if table in (ANY, item.proposal.table)]
    if not shown:
        layout.notice(f"No proposal is {state!s} here. Choose another state or table.")
        return
    part = layout.pages("curate", len(shown), (state, table), PAGE)
    ticked = [item for item in shown[part] if _row(item, there)]
    if state == OPEN:
        _decide_ticked([item.proposal for item in ticked])


def _title(table: str, there: Now) -> str:
    described = there.package.tables.get(table)
    return described.title if described else table


def _row(item: Item, there: Now) -> bool:
    """Place one proposal as a line; return whether it is ticked."""
    proposal = item.proposal
    table, unconfirmed = there.package.tables.get(proposal.table), len(proposal.unconfirmed)
    empty = curate_cells.count_empty(proposal, table) if table else 0
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"curate_row_{key_of(proposal)}"
    ):
        ticked = False
        if item.state == OPEN:
            ticked = st.checkbox(
                literal(f"Tick {say_row(proposal, there)}"),
                key=f"curate_tick_{key_of(proposal)}",
                label_visibility="collapsed",
            )
        st.button(
            literal(say_row(proposal, there)),
            key=f"curate_open_{key_of(proposal)}",
            on_click=_open,
            args=(proposal.id,),
            type="tertiary",
        )
        parts = [
            _title(proposal.table, there),
            say_what(proposal),
            f"by {item.who or 'somebody unnamed'}, {say_day(item.when)}",
            f"{count(empty, 'cell')} to fill" if empty and item.state == OPEN else "",
            f"{count(unconfirmed, 'cell')} to confirm" if unconfirmed else "",
            f"rejected: {item.why}" if item.state == REJECTED else "",
        ]
        address = ""
        if item.state == ACCEPTED:
            address = curate.find_address(proposal.table, proposal.row, there)
        layout.place_beside(
            layout.template("curate_line", words=" · ".join(filter(None, parts)), address=address)
        )
    return ticked


def _decide_ticked(proposals: Sequence[Proposal]) -> None:
    """Place what is done with all that are ticked: accepted as one change, or rejected."""
    number = len(proposals)
    words = f" {count(number, 'proposal')}" if number else " those ticked"
    with st.container(horizontal=True, vertical_alignment="bottom", key="curate_ticked"):
        why = st.text_input(
            "Why, for the log",
            key="curate_why_ticked",
            placeholder="needed to reject, else a few words or none",
        )
        if pressed(f"Accept{words}", "curate_accept_ticked", disabled=not number, type="primary"):
            accept(proposals, why)
            st.rerun()
        if pressed(f"Reject{words}", "curate_reject_ticked", disabled=not number):
            _reject(proposals, why)
            st.rerun()


@layout.action
def _reject(proposals: Sequence[Proposal], reason: str) -> None:
    """Reject proposals with one reason; what somebody else decided meanwhile stays so."""
    if not reason.strip():
        st.session_state[TROUBLE] = ["Give a reason: who proposed them will want to know."]
        return
    st.session_state.pop(TROUBLE, None)
    late = 0
    for proposal in proposals:
        try:
            queue.reject(curate.home(), proposal.id, " ".join(reason.split()), curate.name())
        except Decided:
            late += 1
    were = f" {count(late, 'other')} {'was' if late == 1 else 'were'} decided meanwhile."
    rejected = f"{count(len(proposals) - late, 'proposal')} rejected: {' '.join(reason.split())}."
    curate.tell(rejected + were * bool(late))
