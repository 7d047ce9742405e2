"""What a run says goes to the page as one message, and is drawn in one go.

Streamlit sends each of a run's messages by itself, and its page draws itself again for each. Both
take longer than all of them together (measured).
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

SCRIPT = Path(__file__).with_suffix(".js")
BEFORE = "<title>"  # in the page's head, where no script of Streamlit's stands before it
END = b"J\0"  # session_status_changed with nothing in it: no script is running
JOINED = b"\0"  # what several messages begin with that go as one; none of Streamlit's does
LENGTH = 4  # bytes before each of them that say how long it is
JOIN, PASS = "join", "pass"  # what a page says that can take such apart; when all must come now
LONG = 0.15  # seconds; a run that takes longer shows what it has


class Together:
    """Put `together.js` into the page, and join for it what a run says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where a page comes back, send ours; join what a socket says."""
        if scope["type"] == "websocket":
            socket = Joined(receive, send)
            await self.app(scope, socket.receive, socket.send)
            return
        replaced = False

        async def ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_page(message):
                replaced = True
                await HTMLResponse(_page(), headers={"Cache-Control": "no-cache"})(
                    scope, receive, send
                )
            elif not replaced:
                await send(message)

        await self.app(scope, receive, ours if scope.get("method") == "GET" else send)


class Joined:
    """One socket, whose messages are held until their run ends, and sent as one, if the page asks.

    The first run, which has all to fetch, and what takes long are shown as they come; and so is the
    run of a step through history.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._asked, self._passing = False, True
        self._held: list[bytes] = []
        self._timer: asyncio.TimerHandle | None = None
        self._late: asyncio.Task[None] | None = None
        self._sending = asyncio.Lock()

    async def receive(self) -> Message:
        """Return what the page says next, but for its two words to us."""
        while (message := await self._receive()).get("text") in (JOIN, PASS):
            self._asked = True
            if message["text"] == PASS:
                self._passing = True
                await self._hand_on()
        return message

    async def send(self, message: Message) -> None:
        """Hold a message of a run that is on; send all there are at its end."""
        said = message.get("bytes")
        if said is None:
            await self._hand_on()
            await self._send(message)
            return
        self._held.append(said)
        if not self._asked or self._passing or said == END:
            await self._hand_on()
        elif not self._timer:
            self._timer = asyncio.get_running_loop().call_later(LONG, self._too_long)
        self._passing = self._passing and said != END

    def _too_long(self) -> None:
        self._late = asyncio.create_task(self._hand_on_late())

    async def _hand_on_late(self) -> None:
        with suppress(OSError):  # the page has gone meanwhile
            await self._hand_on()

    async def _hand_on(self) -> None:
        async with self._sending:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            held, self._held = self._held, []
            if held:
                await self._send({"type": "websocket.send", "bytes": joined(held)})


def joined(parts: Sequence[bytes]) -> bytes:
    """Return messages as one: each after its length; one alone as it is."""
    if len(parts) == 1:
        return parts[0]
    return JOINED + b"".join(len(part).to_bytes(LENGTH, "big") + part for part in parts)


def _is_page(start: Message) -> bool:
    """Say whether an answer is the app's own page: its file, whatever the address and packing.

    Other HTML, such as a brief taken away, is none.
    """
    return start["status"] == 200 and Headers(scope=start).get("etag") == _tag()


def _index() -> Path:
    return Path(get_static_dir(), "index.html")


@cache
def _tag() -> str:
    """Return the mark that the server puts on Streamlit's page, and on no other file."""
    file = _index()
    return FileResponse(file, stat_result=file.stat()).headers["etag"]


@cache
def _page() -> str:
    page = _index().read_text(encoding="utf-8")
    return page.replace(BEFORE, f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>{BEFORE}", 1)
