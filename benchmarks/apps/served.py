"""The empty app under our own server: the same middleware, the same frozen memory."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.middleware import Middleware
from streamlit import App

from components.compress import Compressed
from components.server import Guarded, serve


@asynccontextmanager
async def _frozen(_app: App) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()
    yield


app = App(
    Path(__file__).with_name("empty.py"),
    lifespan=_frozen,
    middleware=[Middleware(Guarded), Middleware(Compressed)],
)

if __name__ == "__main__":
    serve(app, "127.0.0.1", int(sys.argv[2]))
