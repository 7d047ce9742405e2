"""Links that can be shared: the address with the record's edition, and what changed since."""

from urllib.parse import urlencode, urljoin

import streamlit as st

from components.ui import links, state, store
from components.ui.elements import layout
from data import editions
from data.load import Record
from data.memory import keep
from data.view import View

KINDS = ("added", "removed", "changed")
MOST_NAMED = 40  # rows of each kind that the notice lists; more are counted


@st.fragment
@layout.block
def panel(page: str, hidden: tuple[str, ...] = ()) -> None:
    """Place the address that opens this screen anywhere, on this edition of the record.

    `hidden` are fields of the view that name a row selected which this page does not show.
    """
    view, ground = state.view().without(*hidden), st.context.theme.type or "light"
    carried = st.toggle(f"Keep {ground} mode in the link", help="Else the reader's own mode.")
    more = {state.COLORS: [f"{ground}_theme"]} if carried else {}
    st.markdown(f"This link shows the same rows to everyone, as known {view.as_of.at_end}.")
    st.code(address(page, view, **more), language=None, wrap_lines=True)


def address(page: str, view: View, **more: list[str]) -> str:
    """Return the whole address of a screen, with the edition of the record it shows."""
    record = store.record()
    query = links.parameters(view) | {state.EDITION: [record.digest]} | more
    here = urljoin(st.context.url or "/", page or "./")
    return f"{here}?{urlencode(query, doseq=True, safe=':')}"


@layout.block
def what_changed(view: View) -> None:
    """Say how the record differs from the edition on which an opened link was made."""
    edition, record = st.session_state.get(state.EDITION), store.record()
    if not edition or edition == record.digest:
        return
    difference = _since(record, edition)
    if difference is None:
        layout.notice(
            "This link was made with another edition of the record, which is not available."
        )
        return
    named = editions.keep_known(difference, store.seen(view))
    layout.html(
        "edition",
        counts={kind: len(getattr(difference, kind)) for kind in KINDS},
        rows={kind: getattr(named, kind).head(MOST_NAMED).to_dict("records") for kind in KINDS},
        moment=str(view.as_of),
    )


@keep(16)
def _since(record: Record, edition: str) -> editions.Difference | None:
    return editions.changes_since(record, edition)
