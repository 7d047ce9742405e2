"""The Curate page: proposals, rows by hand, spreadsheets, and the log of what was written."""

import streamlit as st

from components.ui import account, curate, live, store
from components.ui.elements import choices, layout
from components.ui.pages import curate_article, curate_hand, curate_log, curate_queue, curate_sheet
from components.ui.pages.curate_accept import TROUBLE
from components.ui.pages.curate_proposal import place_undo
from data.curation.log import LONGEST_NAME, make_account
from data.package import NotAPackage
from data.view import View

MOST = 30  # faults of the record that are listed
TITLES = {
    "": "Proposals",
    "article": "Article",
    "by_hand": "By hand",
    "spreadsheet": "Spreadsheet",
    "history": "Changes made",
}
FACES = {
    "article": curate_article.place,
    "by_hand": curate_hand.place,
    "spreadsheet": curate_sheet.place,
    "history": curate_log.place,
}


@layout.block
def page(view: View) -> None:
    """Place who curates, the switch between the ways in, and the one that is chosen."""
    if not curate.is_open():
        return
    layout.header("Curate", "What is written here goes into the record, with your name in its log.")
    layout.say_what_failed()
    if refusal := curate.find_refusal():
        layout.notice(f"{refusal} What you have typed is still here: copy it before you leave.")
    elif curate.find_name():
        curate.let_in()
    else:
        _ask_name()
        return
    with st.container(horizontal=True, vertical_alignment="center", key="curate_faces"):
        choices.faces(TITLES, view)
        _place_who()
    with st.container(key="curate_said"):  # always there: what comes and goes moves no widget
        _say_faults()
        _say_done(view)
        for line in st.session_state.get(TROUBLE, ()):
            layout.notice(line)
    try:
        curate.now()
    except NotAPackage as fault:
        layout.notice(f"The record cannot be read as it is now. {fault}")
        return
    FACES.get(view.show, curate_queue.place)()


def _say_faults() -> None:
    """Say what keeps the record, as somebody else changed it, from being shown and saved."""
    if faults := live.find_faults(store.home()):
        layout.html("curate_faults", faults=faults[:MOST], number=len(faults))


def _place_who() -> None:
    """Place who curates, and the way to another name where it is no account's."""
    if not (name := curate.find_name()):
        return
    with st.container(
        horizontal=True, vertical_alignment="center", key="curate_who", width="content"
    ):
        layout.place_beside(layout.template("curate_who", who=name))
        if not account.requires_sign_in():
            st.button("Another name", key="curate_rename", type="tertiary", on_click=_rename)


def _ask_name() -> None:
    """Ask who curates: nothing is written without a name."""
    st.text_input(
        "Your name, as the log is to have it",
        key="curate_name",
        max_chars=LONGEST_NAME,
        on_change=_take_name,
        width=360,
    )
    layout.notice(
        "Each change is kept with who made it and why. Readers see that under a row's history. "
        "Give your name to begin."
    )


@layout.action
def _take_name() -> None:
    given = str(st.session_state["curate_name"])
    st.session_state[curate.NAME] = make_account(given, "").who


@layout.action
def _rename() -> None:
    st.session_state.pop(curate.NAME, None)


@layout.block
def _say_done(view: View) -> None:
    """Say what was written last, with the ways to its rows and back."""
    done: curate.Done | None = st.session_state.get(curate.DONE)
    if not done:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="curate_done"):
        there = curate.now()
        rows = [one for one in curate.name_rows(done.rows, there) if one[1]]
        layout.place_beside(layout.template("curate_done", done=done, rows=rows))
        if done.number and view.show != "history":
            place_undo(done.number, "Undo", "done")
        st.button("Close", key="curate_done_close", type="tertiary", on_click=_close)


@layout.action
def _close() -> None:
    st.session_state.pop(curate.DONE, None)
