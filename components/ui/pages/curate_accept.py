"""What is done with proposals: written into the record together, or why that cannot be."""

from collections.abc import Sequence

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.pages.curate_fields import find_target
from data.curation.changes import Conflict
from data.curation.proposals import Proposal, make_changes
from data.curation.queue import OPEN, Item, Unconfirmed
from data.curation.writer import Faulty
from data.kinds import KINDS
from data.words import count

OPENED = "curate_opened"  # in the session: the id of the proposal that is open
TROUBLE = "curate_trouble"  # in the session: why proposals could not be accepted, in lines
MOST = 30  # lines of what keeps several from being accepted


def key_of(proposal: Proposal) -> str:
    """Return what tells a proposal's widgets from those of others."""
    return proposal.id.encode().hex()[-40:]


def say_row(proposal: Proposal, there: Now) -> str:
    """Return what a proposed row is called, or the one on record that is corrected."""
    known = there.titles.get(proposal.table, {}).get(proposal.row, "")
    if proposal.old is not None and known:
        return known
    kind = KINDS.get(proposal.table)
    cells = dict(proposal.old or {}) | {c: cell.value for c, cell in proposal.cells.items()}
    words = cells.get(kind.title, "") if kind else ""
    words = words if len(words) <= curate.LONGEST_TITLE else f"{words[: curate.LONGEST_TITLE]}…"
    return words or proposal.row or "a row without an id"


def find_open(items: Sequence[Item]) -> dict[tuple[str, str], Proposal]:
    """Return the open proposals of new rows, by table and id."""
    return {
        (item.proposal.table, item.proposal.row): item.proposal
        for item in items
        if item.state == OPEN and item.proposal.old is None
    }


def add_needed(proposal: Proposal, items: Sequence[Item], there: Now) -> tuple[Proposal, ...]:
    """Return a proposal after the open ones whose new rows it names: they are accepted with it."""
    waiting, chosen = find_open(items), {proposal.id: proposal}
    queue = [proposal]
    while queue:
        table = there.package.tables.get((one := queue.pop()).table)
        for described in table.fields if table else ():
            target = find_target(table, described) if table else ""
            cell = one.cells.get(described.name)
            mark = described.delimiter
            for row in (cell.value.split(mark) if mark else [cell.value]) if cell else ():
                needed = waiting.get((target, row.strip()))
                if needed and needed.id not in chosen:
                    chosen[needed.id] = needed
                    queue.append(needed)
    return tuple(reversed(chosen.values()))


@layout.action
def accept(proposals: Sequence[Proposal], why: str) -> None:
    """Write proposals into the record, or keep why that cannot be for the page to say."""
    st.session_state.pop(TROUBLE, None)
    try:
        checked = curate.check(make_changes(proposals), curate.now())
        if checked.faults:
            st.session_state[TROUBLE] = [f"Nothing was written. {s}" for s in checked.faults[:MOST]]
            return
        written = curate.accept(proposals, why)
    except Unconfirmed as left:
        named = {p.id: say_row(p, curate.now()) for p in proposals}
        st.session_state[TROUBLE] = [
            f"Nothing was written. Confirm what was inferred of {named[id_]!r}: "
            + ", ".join(column.replace("_", " ") for column in columns)
            for id_, columns in left.columns.items()
        ]
    except (Conflict, Faulty) as fault:
        st.session_state[TROUBLE] = [f"Nothing was written. {fault}"]
    else:
        st.session_state.pop(OPENED, None)
        curate.tell(f"{count(len(proposals), 'proposal')} accepted.", written)
