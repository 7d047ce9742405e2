"""What one more viewer costs in memory."""

from contextlib import ExitStack

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from components.ui.frame.frame import PAGES
from tests.browser.serving import Server

VIEWERS = 20
MB = 1_000_000


def a_viewer_costs(server: Server, viewers: int = VIEWERS) -> float:
    """Return the memory in MB that the server takes for each viewer who has opened every page.

    As many viewers come and stay before the count starts, so that what is kept once is paid for.
    """
    with ExitStack() as stack:
        for _ in range(viewers):
            _open_every_page(stack.enter_context(_connected(server)))
        before = psutil.Process(server.pid).memory_info().rss
        for _ in range(viewers):
            _open_every_page(stack.enter_context(_connected(server)))
        return (psutil.Process(server.pid).memory_info().rss - before) / viewers / MB


def _connected(server: Server) -> ClientConnection:
    url = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    return connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None)


def _open_every_page(viewer: ClientConnection) -> None:
    hashes: dict[str, str] = {}
    for page in PAGES:
        ask = BackMsg()
        ask.rerun_script.SetInParent()
        if page in hashes:
            ask.rerun_script.page_script_hash = hashes[page]
        viewer.send(ask.SerializeToString())
        hashes |= _until_finished(viewer)


def _until_finished(viewer: ClientConnection) -> dict[str, str]:
    hashes: dict[str, str] = {}
    while True:
        message = ForwardMsg()
        message.ParseFromString(viewer.recv(timeout=60))
        if message.WhichOneof("type") == "navigation":
            hashes = {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
        if message.WhichOneof("type") == "script_finished":
            return hashes
