"""What is done with proposals: written into the record together, or why that cannot be."""

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.pages.curate_fields import find_target, say_name_in
from data.curation.changes import Conflict
from data.curation.proposals import Proposal, make_changes
from data.curation.queue import OPEN, Item, Unconfirmed
from data.curation.trial import Spot
from data.curation.twins import name_twin
from data.curation.writer import Faulty
from data.kinds import KINDS
from data.words import count

OPENED = "curate_opened"  # in the session: the id of the proposal that is open
TROUBLE = "curate_trouble"  # in the session: why proposals could not be accepted, in lines
MOST = 30  # lines of what keeps several from being accepted


def key_of(proposal: Proposal) -> str:
    """Return what tells a proposal's widgets from those of others."""
    return sha256(proposal.id.encode()).hexdigest()[:16]


def say_row(proposal: Proposal, there: Now) -> str:
    """Return what a proposed row is called, or the one on record that is corrected."""
    known = there.titles.get(proposal.table, {}).get(proposal.row, "")
    if proposal.old is not None and known:
        return known.removesuffix(f" · {proposal.row}")
    kind = KINDS.get(proposal.table)
    cells = dict(proposal.old or {}) | {c: cell.value for c, cell in proposal.cells.items()}
    words = cells.get(kind.title, "") if kind else ""
    words = words if len(words) <= curate.LONGEST_TITLE else f"{words[: curate.LONGEST_TITLE]}…"
    return words or proposal.row or "a row without an id"


def say_what(proposal: Proposal) -> str:
    """Return in words whether a new row is proposed, a correction, or a further source."""
    if proposal.old is None:
        return "new row"
    kind = KINDS.get(proposal.table)
    only_cites = kind is not None and bool(proposal.cells) and {*proposal.cells} <= {*kind.cites}
    return "further source of a row on record" if only_cites else "correction"


def say_spot(spot: Spot, there: Now, proposals: Sequence[Proposal] = ()) -> str:
    """Return a finding as a sentence that calls its row and its cell what people call them."""
    table = there.package.tables.get(spot.table)
    if not table or not spot.row:
        return str(spot)
    named = {(one.table, one.row): say_row(one, there) for one in proposals}
    known = there.titles.get(spot.table, {}).get(spot.row, spot.row)
    row = named.get((spot.table, spot.row), known.removesuffix(f" · {spot.row}"))
    place = " · ".join(filter(None, (table.title, row, say_name_in(table, spot.column))))
    return f"{place}: {spot.rule}; {spot.mend}"


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


def find_following(decided: Sequence[Proposal], proposal: Proposal, items: Sequence[Item]) -> str:
    """Return the id of the open proposal after one, else the first; "" where none is left."""
    gone = {one.id for one in decided} | {proposal.id} | {name_twin(one) for one in decided}
    ids = [item.proposal.id for item in items]
    at = ids.index(proposal.id)
    left = [i.proposal.id for i in (*items[at:], *items[:at]) if i.state == OPEN]
    return next((id_ for id_ in left if id_ not in gone), "")


@layout.action
def accept(proposals: Sequence[Proposal], why: str, following: str = "") -> None:
    """Write proposals into the record, or keep why that cannot be for the page to say.

    Once they are written, the proposal `following` is opened; "" for the list.
    """
    st.session_state.pop(TROUBLE, None)
    try:
        written = curate.accept(proposals, why)
    except Unconfirmed as left:
        there, named = curate.now(), {p.id: p for p in proposals}
        st.session_state[TROUBLE] = [
            f"Nothing was written. Confirm what was inferred of {say_row(named[id_], there)!r}: "
            + ", ".join(
                say_name_in(there.package.tables[named[id_].table], column) for column in columns
            )
            for id_, columns in left.columns.items()
        ]
    except Faulty as fault:
        there = curate.now()
        spots = curate.find_faults(make_changes(proposals), fault)[:MOST]
        st.session_state[TROUBLE] = [
            f"Nothing was written. {say_spot(spot, there, proposals)}" for spot in spots
        ]
    except Conflict as conflict:
        st.session_state[TROUBLE] = [f"Nothing was written. {conflict}"]
    else:
        if not written.number:
            sentence = (
                "Nothing was written: the record has all of it already. Reject it with that reason."
            )
            st.session_state[TROUBLE] = [sentence]
            return
        st.session_state[OPENED] = following
        curate.tell(f"{count(len(proposals), 'proposal')} accepted.", written)
