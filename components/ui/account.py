"""Who is signed in, and whether they may write, where the operator asks curators to sign in."""

import os
from collections.abc import Mapping
from time import time
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from data.curation import roles
from data.curation.roles import Roles

SECRETS = ".streamlit/secrets.toml"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"  # where Streamlit hears from a provider
SHORTEST = 32  # characters of the secret that the cookie is signed with


class Refused(Exception):
    """Somebody may not write: its words are a sentence for them."""


def requires_sign_in() -> bool:
    """Say whether curators are to sign in."""
    return roles.ADDRESSES in os.environ or roles.CLAIM in os.environ


def find_fault() -> str:
    """Return what keeps curators from signing in, with the mend; "" where nothing does."""
    if not requires_sign_in():
        return ""
    try:
        roles.read_roles(os.environ)
        there = st.secrets.get("auth")
    except ValueError as fault:
        return str(fault)
    except StreamlitSecretNotFoundError:  # its words name folders of the machine
        return f"Curators are asked to sign in, but {SECRETS} is missing, or no TOML. {_mend()}"
    if not isinstance(there, Mapping):
        return f"Curators are asked to sign in, but {SECRETS} has no [auth]. {_mend()}"
    missing = [name for name in NEEDED if not isinstance(there.get(name), str)]
    if missing:
        return f"In [auth] of {SECRETS} is missing: {', '.join(missing)}. {_mend()}"
    if not there["redirect_uri"].endswith(CALLBACK):
        return f"In [auth] of {SECRETS} redirect_uri must end with {CALLBACK}."
    if len(there["cookie_secret"]) < SHORTEST:
        return f"In [auth] of {SECRETS} cookie_secret must have {SHORTEST} characters or more."
    return ""


def _mend() -> str:
    return f"Write {', '.join(NEEDED)} there, as README says under Sign-in."


def find_refusal() -> str:
    """Return why who looks at the page may not write; "" where they may."""
    try:
        needed = roles.read_roles(os.environ) or Roles()
    except ValueError:
        return "Nobody can sign in: the operator's list of curators cannot be read."
    return roles.find_refusal(needed, st.user.to_dict(), time())


def is_signed_in() -> bool:
    """Say whether the reader has signed in, as a curator or not."""
    return st.user.get("is_logged_in") is True


def find_address() -> str:
    """Return the reader's address as their provider says it, "" where it has verified none."""
    claims: Mapping[str, Any] = st.user.to_dict()
    return roles.find_address(claims)
