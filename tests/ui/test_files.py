"""Files that a page offers: made when asked for, sent once, and said where they cannot be made."""

import json
from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

NUMBER = "files_some_number"


def page() -> None:
    from components.ui.elements import files
    from components.ui.elements.files import File

    def fail() -> bytes:
        raise OSError("no room")

    files.offer(
        "some",
        File("Words", "words.txt", "text/plain", lambda: b"words, \xc5\x81"),
        File("Broken", "broken.txt", "text/plain", fail),
        File("Closed", "closed.txt", "text/plain", lambda: b"secret", disabled=True, help="Later"),
    )


def sent(at: AppTest) -> dict:
    (element,) = at.get("bidi_component")
    return json.loads(element.proto.json)


def ask(number: object) -> AppTest:
    at = AppTest.from_function(page).run()
    assert sent(at)["file"] is None
    at.session_state[NUMBER] = number
    return at.run()


def test_a_file_is_sent_whole_and_once() -> None:
    at = ask(0)
    file = sent(at)["file"]
    assert (file["name"], file["mime"]) == ("words.txt", "text/plain")
    assert b64decode(file["content"]) == b"words, \xc5\x81"
    assert sent(at)["done"] == 1
    assert sent(at.run())["file"] is None
    assert sent(at)["done"] == 1


def test_a_file_that_cannot_be_made_costs_a_line_and_ends_the_waiting() -> None:
    at = ask(1)
    assert not at.exception
    assert sent(at)["file"] is None
    assert sent(at)["done"] == 1
    assert any("could not be done" in element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("number", [2, 3, 99])
def test_what_is_not_offered_is_not_made(number: int) -> None:
    at = ask(number)
    assert not at.exception
    assert sent(at)["file"] is None


def test_a_page_says_what_may_be_taken_and_why_not_yet() -> None:
    offered = sent(AppTest.from_function(page).run())["files"]
    assert [file["label"] for file in offered] == ["Words", "Broken", "Closed"]
    assert offered[2] == {"label": "Closed", "disabled": True, "help": "Later"}
