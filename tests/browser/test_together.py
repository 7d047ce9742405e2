"""The script before Streamlit's own: the messages of a run are handed on in one go."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.together import SCRIPT
from tests.browser.serving import Server
from tests.browser.test_server import answer

# A socket that says what the test has it say, and what was heard of it, message by message.
SOCKET = """() => {
  window.heard = [];
  window.WebSocket = class extends EventTarget {};
}"""
LISTEN = """() => {
  window.socket = new WebSocket("ws://nowhere");
  socket.addEventListener("message", (event) => heard.push(new Uint8Array(event.data)[0]));
  window.say = (bytes) =>
    socket.dispatchEvent(new MessageEvent("message", { data: new Uint8Array(bytes).buffer }));
}"""


def status(running: bool) -> list[int]:
    said = ForwardMsg()
    said.session_status_changed.script_is_running = running
    return list(said.SerializeToString())


@pytest.fixture
def socket(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(SOCKET)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    page.evaluate(LISTEN)
    yield page
    page.close()


def heard_after(page: Page, *said: list[int]) -> list[int]:
    return page.evaluate("said => { said.forEach(say); return heard.splice(0); }", said)


def test_the_first_run_is_drawn_as_it_comes(socket: Page) -> None:
    assert heard_after(socket, status(True)) == [0x4A]
    assert heard_after(socket, [1, 2, 3]) == [1]
    assert heard_after(socket, status(False)) == [0x4A]


def test_a_later_run_is_handed_on_at_its_end_and_in_order(socket: Page) -> None:
    heard_after(socket, status(False))
    run = (status(True), [1, 1, 1], [2], [3, 3])
    assert heard_after(socket, *run, status(False), [4, 4, 4]) == [0x4A, 1, 2, 3, 0x4A]


def test_a_step_through_history_is_shown_as_it_comes(socket: Page) -> None:
    heard_after(socket, status(False))
    socket.evaluate("() => { say([1, 1, 1]); dispatchEvent(new PopStateEvent('popstate')); }")
    assert heard_after(socket, [2, 2, 2]) == [1, 2]
    run = ([3, 3, 3], status(False), [4, 4, 4])
    assert heard_after(socket, *run) == [3, 0x4A]


def test_what_takes_long_is_shown_before_its_end(socket: Page) -> None:
    heard_after(socket, status(False))
    assert heard_after(socket, [1, 1, 1]) == []
    socket.wait_for_function("heard.length")
    assert heard_after(socket) == [1]


@pytest.mark.parametrize("path", ["/", "/timeline", "/no-such-page"])
def test_the_script_stands_before_streamlits_own(server: Server, path: str) -> None:
    headers, page = answer(server.url + path)
    first = re.search(rb"<script.*?</script>", page, re.DOTALL)
    assert first
    assert SCRIPT.read_bytes() in first[0]
    assert "etag" not in headers


def test_what_is_no_page_is_left_as_it_is(server: Server) -> None:
    assert answer(server.url + "/_stcore/health")[1] == b"ok"
