"""Curators sign in where the operator asks them to: who may write, who is told why not."""

import ast
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.curate import CORRECT, NAME, PAGE, SET_UP
from components.ui.frame import frame
from components.ui.pages import curate as curate_page
from data.curation.changes import read_contents
from data.curation.log import read_log
from data.curation.queue import OPEN, read_queue
from data.curation.roles import ADDRESSES, CLAIM
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.support.curating import at_face, propose, said, source
from tests.support.pages import links, sent, turn
from tests.support.signed_in import keys, reader


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    monkeypatch.setenv(ADDRESSES, "anna@desk.org")
    return folder


def curator(show: str = "", email: str = "Anna@Desk.org") -> AppTest:
    return at_face(turn(reader(email=email), PAGE), show)


def people(folder: Path) -> dict[str, Any]:
    return dict(read_contents(read_package(folder)).tables["people"])


def dora(at: AppTest) -> AppTest:
    at.selectbox(key="curate_table_0").set_value("people").run()
    at.text_input(key="hand1_name").set_value("Dora Bell").run()
    at.text_input(key="hand1_role").set_value("Clerk").run()
    at.selectbox(key="hand1_party_id").set_value("coralta").run()
    return at


@pytest.mark.parametrize("set_up", ["", "1"])
@pytest.mark.parametrize(
    "claims", [{}, {"email": "ben@desk.org"}, {"email": "anna@desk.org", "email_verified": False}]
)
def test_without_the_role_there_is_no_page_no_link_and_no_way(
    set_up: str, claims: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SET_UP, set_up)
    asked = {CORRECT: "people/quiroga", "who": "quiroga", "email": "anna@desk.org"}
    at = reader(asked, **claims)
    at.session_state[NAME] = "anna@desk.org"
    at.run()
    assert CORRECT not in at.session_state
    assert b"Correct this row" not in b"".join(sent(at))
    assert not any(PAGE in link for link in links(at))
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        turn(at, PAGE)


def test_a_curator_has_the_page_the_way_to_a_row_and_no_name_to_give(folder: Path) -> None:
    at = reader({"who": "quiroga"}, email="Anna@Desk.org")
    assert "Correct this row" in said(at)
    at = turn(at, PAGE)
    assert "Curating as <b>anna@desk.org</b>" in said(at)
    assert not {"curate_name", "curate_rename"} & {str(w.key) for w in (*at.text_input, *at.button)}


def test_a_claim_gives_the_role_and_the_address_stays_the_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CLAIM, "groups=curators")
    at = turn(reader(email="cleo@desk.org", groups=["all", "curators"]), PAGE)
    assert "Curating as <b>cleo@desk.org</b>" in said(at)


def test_what_a_curator_writes_has_their_address_in_the_log_whatever_name_was_given(
    folder: Path,
) -> None:
    at = curator("by_hand")
    at.session_state[NAME] = "Somebody Else"
    dora(at).button(key="hand1_save").click().run()
    (line,) = read_log(read_package(folder))
    assert (line.row, line.who) == ("bell", "anna@desk.org")


@pytest.mark.parametrize("why", ["role", "hours", "out"])
def test_a_write_is_refused_once_the_role_is_gone_and_what_was_typed_stands(
    why: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = dora(curator("by_hand"))
    at.text_input(key="hand1_why").set_value("from a list").run()
    if why == "role":
        monkeypatch.setenv(ADDRESSES, "ben@desk.org")
    elif why == "hours":
        at.user = {**at.user, "iat": time() - 24 * 3600}
    else:
        at.user = {"is_logged_in": False}
    at.button(key="hand1_save").click().run()
    words = {"role": "is not one of", "hours": "more than 12 hours ago", "out": "signed in"}
    assert "Nothing was written." in said(at)
    assert words[why] in said(at)
    assert "account_hide" not in keys(at), "it is said twice"
    assert "bell" not in people(folder)
    assert at.text_input(key="hand1_name").value == "Dora Bell"
    assert at.text_input(key="hand1_why").value == "from a list"
    at.button(key="hand1_propose").click().run()
    assert read_queue(read_package(folder)) == ()
    assert at.text_input(key="hand1_name").value == "Dora Bell"
    at = turn(at, "timeline").run()
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        turn(at, PAGE)


def test_nothing_is_decided_of_a_proposal_once_the_role_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(folder, source())
    at = curator()
    at.checkbox[0].check().run()
    monkeypatch.setenv(ADDRESSES, "ben@desk.org")
    at.button(key="curate_accept_ticked").click().run()
    assert "Nothing was written." in said(at)
    (item,) = read_queue(read_package(folder))
    assert item.state == OPEN
    assert at.checkbox[0].value


def test_the_page_itself_says_what_was_refused_as_a_click_in_it_draws_it_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(folder, source())
    at = curator()
    at.button(key=next(key for key in keys(at) if key.startswith("curate_open_"))).click().run()
    monkeypatch.setattr(frame, "_say_what_was_dropped", lambda: None)
    monkeypatch.setenv(ADDRESSES, "ben@desk.org")
    title = next(box for box in at.text_input if str(box.key).endswith("_publisher"))
    at = title.set_value("The Other Herald").run()
    assert "Nothing was written. anna@desk.org is not one of" in said(at)
    (item,) = read_queue(read_package(folder))
    assert item.proposal.cells["publisher"].value == "The Herald"


def test_no_article_is_kept_once_the_role_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = curator("article")
    at.text_area(key="curate_article_text").set_value("Quiroga spoke on Monday.").run()
    at.button(key="curate_article_take").click().run()
    for field, cell in (("publisher", "Herald"), ("title", "Talks"), ("lang", "en")):
        at.text_input(key=f"curate_article_{field}").set_value(cell).run()
    at.text_input(key="curate_article_published").set_value("12 Mar 1878").run()
    monkeypatch.setenv(ADDRESSES, "ben@desk.org")
    before = sorted(folder.rglob("*"))
    at.button(key="curate_article_propose").click().run()
    assert "Nothing was written." in said(at)
    assert sorted(folder.rglob("*")) == before
    assert at.text_input(key="curate_article_title").value == "Talks"


WRITES = {"propose", "edit", "confirm", "reject", "reopen", "rebase", "accept"}
BESIDE = {"save_article", "dismiss", "restore"}  # what writes beside the record, by its own name


def test_whatever_a_page_writes_asks_who_writes_first() -> None:
    """`curate.name` refuses who may not write: without it nothing goes to the record's home."""
    seen = 0
    for file in sorted(Path(curate_page.__file__).parent.glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            written = [ast.unparse(call.func) for call in calls]
            at_queue = {f"queue.{write}" for write in WRITES} | {"propose", *BESIDE}
            if not at_queue & set(written) or function.name.startswith("_place"):
                continue
            seen += 1
            asked = [call.lineno for call in calls if ast.unparse(call.func) == "curate.name"]
            first = min(call.lineno for call in calls if ast.unparse(call.func) in at_queue)
            assert asked, f"{file.name}: {function.name}"
            assert min(asked) <= first, f"{file.name}: {function.name}"
    assert seen > 6


def test_a_reader_is_offered_to_sign_in_quietly_and_sees_nothing_else_of_it(folder: Path) -> None:
    at = reader()
    assert "account_in" in keys(at)
    assert not {"account_out", "account_hide"} & keys(at)
    assert "rl-account" not in said(at)


def test_who_is_signed_in_is_named_with_the_way_out(folder: Path) -> None:
    at = reader(email="Anna@Desk.org")
    assert "Signed in as anna@desk.org" in said(at)
    assert {"account_out"} == {key for key in keys(at) if key.startswith("account")}


def test_who_signed_in_without_the_role_is_told_until_they_put_it_away(folder: Path) -> None:
    hostile = "<b>ben</b>@desk.org"
    at = reader(email=hostile)
    sentence = "&lt;b&gt;ben&lt;/b&gt;@desk.org is not one of this record&#39;s curators"
    assert sentence in said(at)
    assert hostile not in said(at)
    assert {"account_again", "account_other", "account_out"} <= keys(at)
    at.button(key="account_hide").click().run()
    assert sentence not in said(at)
    assert "Signed in as" in said(at)


@pytest.mark.parametrize("set_up", ["", "1"])
def test_where_nobody_is_asked_to_sign_in_nothing_speaks_of_it(
    set_up: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ADDRESSES)
    monkeypatch.setenv(SET_UP, set_up)
    at = reader(email="anna@desk.org")
    assert not {key for key in keys(at) if key.startswith("account")}
    assert "rl-account" not in said(at)
