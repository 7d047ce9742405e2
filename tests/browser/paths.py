"""The addresses of the pages."""

from components.ui.frame.frame import PAGES

PATHS = {name: "/" if name == "situation" else f"/{name}" for name in PAGES}
