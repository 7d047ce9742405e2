"""The reader's view in the session, and the address in the browser that says the same."""

from time import monotonic
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from components.ui import curate, links, live, store
from components.ui.links import HOME
from data.load import Record
from data.package import list_records
from data.parameters import tidy
from data.view import View

EDITION = "edition"  # the parameter that says on which edition of the record a link was made
COLORS = "embed_options"  # Streamlit's own: its page is light or dark before the server is asked
ROOM = "room"  # the one that says which room's presenter the reader follows, or has left to roam
TURNED = "turned"  # in the session, until the script runs: a key or a link has set the whole view
TURN_TO = "turn_to"  # in the session: the page of that view, while a turn to it is under way
SWITCHED = "switched"  # in the session, until that page runs: the server itself has asked for it
ARRIVED = "arrived"  # in the session: when the browser first asked for that page
LINGERS = 5.0  # seconds; a turn away and back leaves requests for the page between on the way
FRAMED = "framed"  # in the session: the page that is drawn, and the view that its frame shows
# In the session, what stays with a reader who opens another record: their seat in a room, the name
# they curate by.
OF_ANY_RECORD = frozenset(
    {
        ROOM,
        "hosting",
        "viewer",
        "followed",
        "roaming",
        "why_no_room",
        curate.NAME,
        "account_put_away",
    }
    | {live.READ, live.LEFT, live.SINCE}
)
LONGEST_NAME = 40  # characters of a wrong name that a notice repeats
TICKS = "ticks"  # in the session: the fragments that run by a clock


def view() -> View:
    """Return the reader's view."""
    return st.session_state["view"]


def page() -> str:
    """Return the name of the page that is drawn."""
    return st.session_state[FRAMED][0]


def change(*, quiet: bool = False, **changes: Any) -> None:
    """Change the reader's view, and the address with it; `quiet` leaves the address for later.

    A widget's value from before the last change of the view is ignored.
    """
    if not quiet and _is_an_echo():
        return
    changed = view().but(**changes)
    if quiet:
        st.session_state["view"] = changed
    else:
        take(changed)


def take(taken: View) -> None:
    """Make this the reader's view, and the address say it."""
    query = _written(taken)
    st.session_state["view"] = taken
    if _address() != query:
        st.query_params.from_dict(query)
    st.session_state["address"] = query


def turn(page: str, there: View) -> None:
    """Take a whole view, and have the next run turn to its page; "" stays on this one."""
    take(there)
    st.session_state[TURNED] = True
    if page:
        _forget_turn()
        st.session_state[TURN_TO] = page


def turn_from(page: str) -> str:
    """Return the page to turn to where the browser asks for `page`, or nothing.

    Until the browser has turned, and that may take it long, what it sends names the page before and
    would turn back. Whoever goes by menu or history ends the turn.
    """
    session = st.session_state
    to = session.get(TURN_TO, "")
    if to and page == to and not session.pop(SWITCHED, False):
        session.setdefault(ARRIVED, monotonic())
    if monotonic() - session.get(ARRIVED, monotonic()) > LINGERS:
        _forget_turn()
    return "" if page == to else session.get(TURN_TO, "")


def awaits_turn(page: str) -> bool:
    """Say whether a part of a page that runs alone is to be left for another page.

    A run of the whole page turns by itself.
    """
    ctx = get_script_run_ctx()
    alone = bool(ctx and ctx.fragment_ids_this_run)
    return alone and st.session_state.get(TURN_TO, page) != page


def switching() -> dict[str, list[str]]:
    """Return the address to take along to the page of a turn, which is about to run."""
    st.session_state[SWITCHED] = True
    return st.session_state["address"]


def _forget_turn() -> None:
    for name in (TURN_TO, SWITCHED, ARRIVED):
        st.session_state.pop(name, None)


def ticking() -> None:
    """Say that the fragment that calls this runs by itself, and never on a reader's doing."""
    st.session_state.setdefault(TICKS, set()).add(ThreadState.get().fragment_id)


def _is_an_echo() -> bool:
    """Say whether a widget's callback carries a value from before the view changed.

    Whatever makes Streamlit run again carries the values of all widgets as the browser has them:
    when a clock ticks, or a key sets the whole view, before the last run's widgets are drawn, those
    are the old values, and look like a reader's doing. So are those of a page that was left.
    """
    session, ctx = st.session_state, get_script_run_ctx()
    if session.get(TURNED) or not ctx:
        return bool(session.get(TURNED))
    ran = ctx.fragment_ids_this_run
    page = ctx.pages_manager.get_pages().get(ctx.page_script_hash)
    target = (page and page["url_pathname"]) or HOME
    left = target != session.get(TURN_TO, target)
    return left or bool(ran and set(ran) <= session.get(TICKS, set()))


def carry_address() -> None:
    """Put back the address that a menu click emptied: the view outlives the page.

    Done before navigation is declared, the browser takes the new page and the address in one
    entry of its history; done later, going back would first meet the page without its view. Going
    back and forth is told apart, as an empty address is then a real one: the default view.
    """
    st.session_state.pop(TURNED, None)
    before, ctx = st.session_state.get("address"), get_script_run_ctx()
    through_history = bool(ctx and ctx.is_history_navigation)
    if through_history:
        _forget_turn()
    elif before and not _address():
        _forget_turn()
        st.query_params.from_dict(before)


def choose_record() -> None:
    """Let the address decide which record is read, before anything of it is."""
    named = (_address().get(store.RECORD) or [""])[-1]
    open_record(named)


def open_record(name: str) -> bool:
    """Make this the record that is read, and say whether it was another before.

    "" or a name that is none opens the default one. What the session holds of another record goes:
    its view, its filters, its pages.
    """
    records = list(list_records())
    name = name if name in records else records[0]
    if name == store.record_name():
        return False
    for key in list(st.session_state):
        if key not in OF_ANY_RECORD:
            del st.session_state[key]
    st.session_state[store.RECORD] = name
    return True


def read_address() -> None:
    """Let the address decide, unless it says what the view says."""
    address, left = _address(), live.leave(store.home())
    if "view" in st.session_state and address == st.session_state["address"]:
        if left and left.record:
            _read_again(left.record)
        return
    edition = address.pop(EDITION, None)
    if edition:
        st.session_state[EDITION] = edition[-1]
    room = address.pop(ROOM, None)
    if room:
        st.session_state[ROOM] = tidy(room[-1]).upper()
    if curate.is_on() and curate.CORRECT in address:
        st.session_state[curate.CORRECT] = address.pop(curate.CORRECT)[-1]
    named = address.pop(store.RECORD, [""])[-1]
    read, dropped = View.from_query(address, store.record())
    if named and named != store.record_name():
        dropped = (*dropped, f"record: {tidy(named)[:LONGEST_NAME]!r} is no record here")
    st.session_state["dropped"] = dropped
    take(read)


def _read_again(before: Record) -> None:
    """Read the view as one of the record that is another now: a row that it names may be gone.

    Who stands at the first moment of the record still does.
    """
    read, dropped = View.from_query(view().to_query(before), store.record())
    st.session_state["dropped"] = dropped
    take(read)


def _written(view: View) -> dict[str, list[str]]:
    room = st.session_state.get(ROOM)
    return links.parameters(view) | ({ROOM: [room]} if room else {})


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != COLORS}
