"""Streamlit's page with a script of ours before its own: what a run says is drawn in one go."""

from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

SCRIPT = Path(__file__).with_suffix(".js")
BEFORE = "<title>"  # in the page's head, where no script of Streamlit's stands before it


class Together:
    """Put `together.js` into the page, which Streamlit answers all addresses of the app with."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where a page comes back, send ours."""
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


def _is_page(start: Message) -> bool:
    kind = Headers(scope=start).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")


@cache
def _page() -> str:
    page = Path(get_static_dir(), "index.html").read_text(encoding="utf-8")
    return page.replace(BEFORE, f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>{BEFORE}", 1)
