"""What an operator writes so that curators can sign in, and what is said where it is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from components import server
from components.ui import account
from components.ui.curate import PAGE, SET_UP
from data.curation.roles import ADDRESSES, CLAIM
from tests.conftest import MADE_UP
from tests.support.curating import said
from tests.support.pages import turn
from tests.support.signed_in import AUTH, keys, reader

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    monkeypatch.setenv(ADDRESSES, "anna@desk.org")
    return folder


def test_the_readme_says_all_that_an_operator_writes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("#### Sign-in")[2].partition("\n### ")[0]
    needed = (*account.NEEDED, account.CALLBACK, account.SECRETS, ADDRESSES, CLAIM, SET_UP)
    assert [name for name in needed if name not in section] == []


class Missing(dict[str, Any]):
    def get(self, *_: object) -> Any:
        raise StreamlitSecretNotFoundError("No secrets found in /srv/secret/place.")


@pytest.mark.parametrize(
    ("secrets", "fault"),
    [
        (Missing(), "secrets.toml is missing, or no TOML. Write redirect_uri,"),
        ({}, "secrets.toml has no [auth]. Write redirect_uri, cookie_secret,"),
        ({"auth": "no"}, "secrets.toml has no [auth]"),
        ({"auth": {**AUTH, "client_id": 7}}, "is missing: client_id."),
        ({"auth": {"client_id": "x"}}, "is missing: redirect_uri, cookie_secret, client_secret"),
        ({"auth": {**AUTH, "redirect_uri": "http://a/"}}, "must end with /oauth2callback"),
        ({"auth": {**AUTH, "cookie_secret": "short"}}, "must have 32 characters or more"),
        ({"auth": AUTH}, ""),
    ],
)
def test_a_fault_of_the_set_up_is_named_with_its_mend(
    secrets: dict[str, Any], fault: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "secrets", secrets)
    assert fault in account.find_fault()
    assert "/srv" not in account.find_fault()
    assert bool(account.find_fault()) == bool(fault)
    monkeypatch.delenv(ADDRESSES)
    assert account.find_fault() == ""


def test_a_server_that_cannot_sign_in_says_so_at_once_and_does_not_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["server"])
    monkeypatch.setattr(server, "serve", lambda *_: pytest.fail("it is served"))
    monkeypatch.setenv(ADDRESSES, "anna")
    with pytest.raises(SystemExit, match="REDLINES_CURATORS: 'anna' is no address"):
        server.main()


def test_a_page_says_what_keeps_curators_from_signing_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESSES, "anna")
    at = reader(email="anna@desk.org")
    assert "Nobody can sign in" in said(at)
    at = reader()
    assert "is no address" in said(at)
    assert "account_in" not in keys(at)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        turn(at, PAGE)
