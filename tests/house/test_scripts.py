"""The browser's side: short scripts that say what they listen to, and let go of it."""

import re
from pathlib import Path

from components.ui.elements import layout

ROOT = Path(__file__).parents[2]
# Those of pages, and the one of a brief as a web page.
FILES = sorted((ROOT / "components").rglob("*.js"))
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in FILES}
OF_PAGES = {path.name for path in layout.SCRIPTS.glob("*.js")}
MOST = 150  # lines
HEADER = re.compile(r"\A(?://.*\n)*")
OUTSIDE = re.compile(
    r"^.*\b(?:document|window|channel)\.addEventListener\(.*$|^addEventListener.*$", re.M
)
FOR_THE_WINDOW = {"meeting.js"}  # a key that is pressed while a page is drawn anew must be heard


def test_each_is_short():
    assert [name for name, text in SCRIPTS.items() if len(text.splitlines()) > MOST] == []


def test_each_says_what_it_listens_to_and_what_it_cleans_up():
    headers = {name: HEADER.match(text)[0] for name, text in SCRIPTS.items()}
    assert [
        name
        for name, header in headers.items()
        if "Listens to: " not in header or "Cleans up: " not in header.replace("\n// ", " ")
    ] == []


def test_what_listens_outside_its_own_element_stops_as_that_leaves():
    assert [
        f"{name}: {line.strip()}"
        for name, text in SCRIPTS.items()
        if name in OF_PAGES - FOR_THE_WINDOW
        for line in OUTSIDE.findall(text)
        if "{ signal }" not in line
    ] == []
