"""The script before Streamlit's own, which takes apart what the server has joined."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.together import JOIN, PASS, SCRIPT, joined
from tests.browser.serving import Server
from tests.browser.test_server import answer

# A socket that says what the test has it say, keeps what it is told, and what was heard of it.
SOCKET = """() => {
  window.heard = [];
  window.told = [];
  window.WebSocket = class extends EventTarget {
    static OPEN = 1;
    readyState = 1;
    send(said) { told.push(said); }
  };
}"""
LISTEN = """() => {
  window.socket = new WebSocket("ws://nowhere");
  socket.addEventListener("message", ({ data }) => heard.push([...new Uint8Array(data)]));
  window.say = (bytes) =>
    socket.dispatchEvent(new MessageEvent("message", { data: new Uint8Array(bytes).buffer }));
}"""


@pytest.fixture
def socket(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(SOCKET)
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    page.evaluate(LISTEN)
    yield page
    page.close()


def heard_after(page: Page, *said: bytes) -> list[bytes]:
    told = [list(message) for message in said]
    heard = page.evaluate("said => { said.forEach(say); return heard.splice(0); }", told)
    return [bytes(message) for message in heard]


@pytest.mark.parametrize("parts", [(b"",), (b"abc",), (b"J\0", b"", bytes(70_000), b"e")])
def test_what_the_server_joins_the_page_takes_apart(socket: Page, parts: tuple[bytes, ...]) -> None:
    assert heard_after(socket, joined(parts), b"z") == [*parts, b"z"]


def test_no_message_of_streamlits_looks_like_several(socket: Page) -> None:
    assert all(field.number for field in ForwardMsg.DESCRIPTOR.fields)  # what it begins with
    assert heard_after(socket, ForwardMsg().SerializeToString()) == [b""]


def test_the_page_asks_for_one_message_a_run_and_for_all_at_a_step_through_history(
    socket: Page,
) -> None:
    assert socket.evaluate("told") == []
    socket.evaluate("socket.dispatchEvent(new Event('open'))")
    assert socket.evaluate("told") == [JOIN]
    socket.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    assert socket.evaluate("told") == [JOIN, PASS]


@pytest.mark.parametrize("path", ["/", "/timeline", "/no-such-page"])
def test_the_script_stands_before_streamlits_own(server: Server, path: str) -> None:
    headers, page = answer(server.url + path)
    first = re.search(rb"<script.*?</script>", page, re.DOTALL)
    assert first
    assert SCRIPT.read_bytes() in first[0]
    assert "etag" not in headers


def test_what_is_no_page_is_left_as_it_is(server: Server) -> None:
    assert answer(server.url + "/_stcore/health")[1] == b"ok"
