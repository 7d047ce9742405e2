"""The ASGI app: Streamlit with compression and security headers, warm before its first viewer.

Run `python -m components.server --help`, or give `components.server:app` to any ASGI server. A
server that binds its own socket (uvicorn does) answers sooner than `streamlit run`, whose socket
waits for Nagle's algorithm.
"""

import argparse
import asyncio
import logging
import os
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import App
from streamlit.file_util import get_static_dir

from components import upkeep
from components.compress import Compressed
from components.ui import account, curate, live
from components.warmup import visit_named_moments, warm_up
from data.package import list_records

ROOT = Path(__file__).parents[1]

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def read_inline_scripts() -> list[str]:
    """Return the scripts written into Streamlit's page; all others are files."""
    return INLINE.findall(Path(get_static_dir(), "index.html").read_text(encoding="utf-8"))


def hash_script(text: str) -> str:
    """Return a script's hash as a content security policy names it (CSP level 2, 4.2.5)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


FRAMES = "REDLINES_FRAME_ANCESTORS"  # which other sites may show a page in a frame
SITE = re.compile(r"https?://(\*\.)?[\w.-]+(:(\d+|\*))?")


def read_sites(names: str) -> list[str]:
    """Return the sites of a setting, separated by spaces, as a content policy names them.

    Raises ValueError for one that is none.
    """
    for site in names.split():
        if not SITE.fullmatch(site):
            raise ValueError(
                f"{FRAMES}: {site!r} is no site; write for example https://example.org"
            )
    return names.split()


SITES = read_sites(os.environ.get(FRAMES, ""))
HASHES = map(hash_script, read_inline_scripts())
# Nothing may be fetched from or sent to another host, whatever a cell of the record says.
# - blob: scripts are Streamlit's components, which carry their module in the message.
# - 'unsafe-inline' for styles alone, which Streamlit makes in the browser.
# - blob: workers are deck.gl's and the table's.
POLICY = "; ".join(
    (
        "default-src 'self'",
        " ".join(("script-src 'self' 'wasm-unsafe-eval' blob:", *HASHES)),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        " ".join(("frame-ancestors 'self'", *SITES)),
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    **({} if SITES else {"X-Frame-Options": "SAMEORIGIN"}),  # it cannot name other sites
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guarded:
    """Put the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mark what comes back."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, marked if scope["type"] == "http" else send)


@asynccontextmanager
async def _lifespan(_app: App) -> AsyncIterator[None]:
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)  # a hundred lines a visit
    if fault := account.find_fault():
        logging.getLogger(__name__).error(fault)
    await warm_up()
    works = (upkeep.keep(), live.keep(), visit_named_moments())
    tasks = [asyncio.create_task(work) for work in works]
    yield
    for task in tasks:
        task.cancel()


def _answer_mark(request: Request) -> Response:
    """Say which state of a record is the newest; nothing of one that is not in memory."""
    folder = list_records().get(request.query_params.get("record", ""))
    mark = live.find_mark(folder) if folder else ""
    return PlainTextResponse(mark, headers={"Cache-Control": "no-store"})


app = App(
    ROOT / "app.py",
    lifespan=_lifespan,
    routes=[Route("/newest", _answer_mark)],
    middleware=[Middleware(Guarded), Middleware(Compressed)],
)


def main() -> None:
    """Serve the app; the address is this machine's own unless told otherwise."""
    parser = argparse.ArgumentParser(prog="python -m components.server", description=main.__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 serves the whole network")
    parser.add_argument("--port", type=int, default=8501)
    options = parser.parse_args()
    if fault := account.find_fault():
        raise SystemExit(fault)
    for folder in list_records().values():
        print(f"Record: {folder}")
    if account.requires_sign_in():
        also = f"; {curate.SET_UP} counts for nothing" if curate.SET_UP in os.environ else ""
        print(f"Curators sign in{also}.")
    print(f"Red Lines: http://{options.host}:{options.port}", flush=True)
    serve(app, options.host, options.port)


def serve(served: ASGIApp, host: str, port: int) -> None:
    """Serve an app until it is stopped."""
    import uvicorn

    quiet: dict[str, Any] = {"log_config": None, "access_log": False}
    compressed = not is_loopback(host)
    uvicorn.run(served, host=host, port=port, ws_per_message_deflate=compressed, **quiet)


def is_loopback(host: str) -> bool:
    """Return whether an address to serve is this machine's own, which no other can reach.

    Messages are compressed for other machines only: compressing takes time of the server, and a
    browser on the same machine gains nothing from it. A server compresses for all of its viewers or
    for none: uvicorn has one setting.
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost"


if __name__ == "__main__":
    main()
