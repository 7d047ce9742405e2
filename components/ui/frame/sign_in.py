"""Where curators sign in and out, in the sidebar, where the operator asks them to."""

import streamlit as st

from components.ui import account, curate
from components.ui.elements import layout

PUT_AWAY = "account_put_away"  # in the session: the reader knows that they may not write
way_back = st.components.v2.component(
    "red_lines_sign_in", js=layout.script("sign_in.js"), isolate_styles=False
)


def listen() -> None:
    """Have who signs in come back to where they were."""
    if account.requires_sign_in():
        way_back(key="way_back", data={"signed_in": account.is_signed_in()})


@layout.block
def place() -> None:
    """Place the way to sign in; who is signed in, and the way out, once somebody is."""
    if not account.requires_sign_in():
        return
    with st.container(key="account", horizontal=True, vertical_alignment="center"):
        if account.is_signed_in():
            words = f"Signed in as {account.find_address() or 'an account without an address'}"
            layout.place_beside(layout.template("account", words=words))
            if curate.find_refusal():
                st.button("Sign in again", key="account_again", type="tertiary", on_click=_sign_in)
            st.button("Sign out", key="account_out", type="tertiary", on_click=_sign_out)
        elif fault := account.find_fault():
            layout.notice(fault)
        else:
            help_ = "For curators, who write into the record. To read it nobody needs to."
            st.button("Sign in", key="account_in", type="tertiary", help=help_, on_click=_sign_in)


@layout.block
def bar(page: str) -> None:
    """Tell who is signed in but may not write why, until they put it away.

    The page Curate says it by itself.
    """
    if not account.requires_sign_in() or not account.is_signed_in() or page == curate.PAGE:
        return
    if PUT_AWAY in st.session_state:
        return
    if not (refusal := curate.find_refusal()):
        return
    with st.container(key="account_bar", horizontal=True, vertical_alignment="center"):
        layout.place_beside(layout.template("account", words=refusal))
        st.button("Sign in again", key="account_other", type="tertiary", on_click=_sign_in)
        st.button("Hide", key="account_hide", type="tertiary", on_click=_put_away)


@layout.action
def _sign_in() -> None:
    st.login()


@layout.action
def _sign_out() -> None:
    st.logout()


@layout.action
def _put_away() -> None:
    st.session_state[PUT_AWAY] = True
