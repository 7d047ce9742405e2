"""Compression paid for once: Streamlit sends its own bundles plain, 10 MB on a first visit."""

import gzip
from functools import partial

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST = 2_000  # bytes; below, the header costs more than it saves
LEVEL = 6
SHRINKS = (
    "text/",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg",
)


class Compressed:
    """Compress each static file once per process, and keep the compressed bytes.

    All other answers pass untouched: Streamlit compresses what is made per request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.cached: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; compress what comes back whole."""
        if not _asks_for_static(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body: list[bytes] = []

        async def gathered(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if not _shrinks(start):
                if not body:
                    await send(start)
                body.append(b"")
                await send(message)
                return
            body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._send(scope["path"], start, b"".join(body), send)

        await self.app(scope, receive, gathered)

    async def _send(self, path: str, start: Message, whole: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        key = (path, headers.get("etag", ""))
        if key not in self.cached:
            squeeze = partial(gzip.compress, whole, LEVEL, mtime=0)
            self.cached[key] = await to_thread.run_sync(squeeze)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(self.cached[key]))
        headers.add_vary_header("Accept-Encoding")
        await send(start)
        await send({"type": "http.response.body", "body": self.cached[key]})


def _asks_for_static(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _shrinks(start: Message) -> bool:
    headers = Headers(scope=start)
    return (
        start["status"] == 200
        and "content-encoding" not in headers
        and "etag" in headers
        and headers.get("content-type", "").startswith(SHRINKS)
        and int(headers.get("content-length", 0)) >= LEAST
    )
