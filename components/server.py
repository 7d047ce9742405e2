"""The ASGI app for uvicorn: compression and security headers around Streamlit."""

from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import App

ROOT = Path(__file__).parents[1]

app = App(ROOT / "app.py", middleware=[Middleware(GZipMiddleware, minimum_size=2000)])
