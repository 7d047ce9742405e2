"""The reader's view in the session, and the address in the browser that says the same."""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.ui import store
from data.view import View

EDITION = "edition"  # the parameter that says on which edition of the record a link was made
COLORS = "embed_options"  # Streamlit's own: its page is light or dark before the server is asked


def view() -> View:
    """Return the reader's view."""
    return st.session_state["view"]


def change(*, quiet: bool = False, **changes: Any) -> None:
    """Change the reader's view, and the address with it; `quiet` leaves the address for later."""
    changed = view().but(**changes)
    if quiet:
        st.session_state["view"] = changed
    else:
        take(changed)


def take(taken: View) -> None:
    """Make this the reader's view, and the address say it."""
    query = taken.to_query(store.record())
    st.session_state["view"] = taken
    if _address() != query:
        st.query_params.from_dict(query)
    st.session_state["address"] = query


def turn(page: str, there: View) -> None:
    """Take a view, and have the next run turn to its page; "" stays on this one."""
    take(there)
    if page:
        st.session_state["turn_to"] = page


def carry_address() -> None:
    """Put back the address that a menu click emptied: the view outlives the page.

    Done before navigation is declared, the browser takes the new page and the address in one
    entry of its history; done later, going back would first meet the page without its view. Going
    back and forth is told apart, as an empty address is then a real one: the default view.
    """
    before, ctx = st.session_state.get("address"), get_script_run_ctx()
    if before and not _address() and not (ctx and ctx.is_history_navigation):
        st.query_params.from_dict(before)


def read_address() -> None:
    """Let the address decide, unless it says what the view says."""
    address = _address()
    if "view" in st.session_state and address == st.session_state["address"]:
        return
    edition = address.pop(EDITION, None)
    if edition:
        st.session_state[EDITION] = edition[-1]
    read, dropped = View.from_query(address, store.record())
    st.session_state["dropped"] = dropped
    take(read)


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != COLORS}
