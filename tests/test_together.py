"""What a socket of a page says: held until a run ends, and sent as one."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components import together
from components.together import END, JOIN, PASS, SCRIPT, Joined, Together, joined

BEGIN = ForwardMsg(session_status_changed={"script_is_running": True}).SerializeToString()

Talk = Callable[[Joined], Awaitable[None]]


ASKED = {"type": "websocket.receive", "bytes": b"asked"}


def word(text: str) -> Message:
    return {"type": "websocket.receive", "text": text}


async def nothing() -> Message:
    return ASKED


def run(talk: Coroutine[None, None, None]) -> None:
    """Run it in a thread of its own: where browser tests run, too, this one has a loop already."""
    with ThreadPoolExecutor() as threads:
        threads.submit(asyncio.run, talk).result()


def sent_by(talk: Talk, *told: Message) -> list[bytes]:
    """Return what left the socket of a page that asks, while the page told it something."""
    sent: list[bytes] = []
    waiting = [word(JOIN), ASKED, *told]

    async def receive() -> Message:
        return waiting.pop(0) if waiting else await nothing()

    async def send(message: Message) -> None:
        sent.append(message.get("bytes") or message["type"].encode())

    async def all_of_it() -> None:
        socket = Joined(receive, send)
        assert await socket.receive() == ASKED
        await talk(socket)

    run(all_of_it())
    return sent


async def says(socket: Joined, *messages: bytes) -> None:
    for message in messages:
        await socket.send({"type": "websocket.send", "bytes": message})


def test_streamlit_ends_a_run_with_the_message_that_is_waited_for() -> None:
    assert ForwardMsg(session_status_changed={}).SerializeToString() == END != BEGIN


def test_the_first_run_is_sent_as_it_comes() -> None:
    assert sent_by(lambda socket: says(socket, BEGIN, b"a", END)) == [BEGIN, b"a", END]


def test_who_does_not_ask_is_sent_each_message_by_itself() -> None:
    sent: list[bytes] = []

    async def send(message: Message) -> None:
        sent.append(message["bytes"])

    run(says(Joined(nothing, send), END, BEGIN, b"a", END))
    assert sent == [END, BEGIN, b"a", END]


def test_a_page_that_has_gone_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LONG", 0.01)
    blamed: list[object] = []

    async def receive() -> Message:
        return word(JOIN) if next(said) else ASKED

    async def send(message: Message) -> None:
        if message["bytes"] != END:
            raise OSError

    async def talk() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, what: blamed.append(what))
        socket = Joined(receive, send)
        await socket.receive()
        await says(socket, END, b"a")
        await asyncio.sleep(0.1)
        del socket
        gc.collect()

    said = iter((True, False))
    run(talk())
    assert blamed == []


def test_a_later_run_is_sent_at_its_end_as_one_and_in_order() -> None:
    async def talk(socket: Joined) -> None:
        await says(socket, END, BEGIN, b"a", b"b", END, BEGIN, b"c")

    assert sent_by(talk) == [END, joined((BEGIN, b"a", b"b", END))]


def test_a_message_that_is_alone_goes_as_it_is() -> None:
    assert sent_by(lambda socket: says(socket, END, END)) == [END, END]


def test_what_takes_long_is_sent_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "LONG", 0.01)

    async def talk(socket: Joined) -> None:
        await says(socket, END, BEGIN, b"a")
        await asyncio.sleep(0.1)
        await says(socket, b"b", END)

    assert sent_by(talk) == [END, joined((BEGIN, b"a")), joined((b"b", END))]


def test_a_step_through_history_is_sent_as_it_comes() -> None:
    async def talk(socket: Joined) -> None:
        await says(socket, END, BEGIN, b"a")
        assert (await socket.receive())["bytes"] == b"asked"
        await says(socket, b"b", END, b"c")

    assert sent_by(talk, word(PASS)) == [END, joined((BEGIN, b"a")), b"b", END]


def test_what_ends_the_socket_comes_after_what_was_held() -> None:
    async def talk(socket: Joined) -> None:
        await says(socket, END, b"a")
        await socket.send({"type": "websocket.close"})

    assert sent_by(talk) == [END, b"a", b"websocket.close"]


def answered(response: Response) -> tuple[dict[str, str], bytes]:
    """Return what a browser gets where the app below answers so."""
    got: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await response(scope, receive, send)

    async def send(message: Message) -> None:
        got.append(message)

    async def stay() -> Message:
        """Wait as a browser that stays does: an answer at once would never yield to the loop."""
        await asyncio.Event().wait()
        raise AssertionError("never set")

    scope: Scope = {"type": "http", "method": "GET", "path": "/any", "headers": []}
    run(Together(app)(scope, stay, send))
    headers = {name.decode(): value.decode() for name, value in got[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in got[1:])


def test_only_the_apps_own_page_gets_the_script() -> None:
    headers, page = answered(FileResponse(together._index()))
    assert SCRIPT.read_bytes() in page
    assert int(headers["content-length"]) == len(page)


@pytest.mark.parametrize(
    "other",
    [
        HTMLResponse("<title>A brief</title>", headers={"Content-Disposition": "attachment"}),
        HTMLResponse("<title>A brief</title>"),
        HTMLResponse("<title>A brief</title>", headers={"ETag": '"brief"'}),
        HTMLResponse("<title>A brief</title>", status_code=404),
    ],
)
def test_other_html_is_left_as_it_is(other: Response) -> None:
    assert answered(other)[1] == b"<title>A brief</title>"


def test_a_file_of_html_that_is_served_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text("<title>Another page</title>")
    assert answered(FileResponse(file))[1] == b"<title>Another page</title>"
