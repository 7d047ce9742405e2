"""Readers who have signed in, with what a provider says of them, and readers who have not."""

from time import time
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.support.pages import session

AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "a secret of more than thirty-two letters",
    "client_id": "red-lines",
    "client_secret": "another",
    "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
}


def reader(query: dict[str, str] | None = None, **claims: Any) -> AppTest:
    """Return a new reader who has signed in with these claims, or who has not without any."""
    at = session(query)
    at.secrets["auth"] = AUTH
    if claims:
        now = {"is_logged_in": True, "iat": time()}
        at.user = now | {"email_verified": True} | claims
    return at.run()


def keys(at: AppTest) -> set[str]:
    """Return the keys of the buttons that a page has."""
    return {str(button.key) for button in at.button}
