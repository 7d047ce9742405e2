"""Nothing that became known after the chosen moment reaches the browser.

The record is read here as plain CSV files, so that a fault in the product's own second clock
cannot hide itself.
"""

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import settled
from tests.browser.paths import PATHS
from tests.browser.serving import ROOT, Server

TABLES = ROOT / "data/ukraine-2022/tables"
FACES = ("/?show=estimates", "/timeline?show=explore")  # charts that are sent as data
EVE = "2022-01-09T18:21Z"
LATER = "?as_of=2022-02-25"
TELLING = 25  # characters; shorter texts recur by chance
LONG_ENOUGH = 60  # characters compared, so that a text cut short is found, too

# Table: the texts of a row, each with the column that says when it was known.
TEXTS = {
    "events": {
        "title": ("announced", "reported"),
        "preview": ("announced",),
        "summary": ("reported",),
        "outcome": ("outcome_reported",),
    },
    "claims": {"text": ("reported",), "quote": ("reported",)},
    "positions": {"summary": ("since",)},
    "deployments": {"what": ("reported",), "unit": ("reported",)},
    "estimates": {"text": ("reported",), "scope": ("reported",)},
    "sources": {"title": ("published", "not_before")},
    "moments": {"summary": ("as_of",)},
    "story": {"text": ("as_of",)},
}


def rows(table: str) -> Iterator[dict[str, str]]:
    with Path(TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def last_second(cell: str) -> str:
    """Return the last second of a date as written, in a form that sorts."""
    if "T" in cell:
        return cell
    return f"{cell}-99T99:99Z"[:17] if len(cell) == 10 else f"{cell}-99-99T99:99Z"


def plain(text: str) -> str:
    """Undo what HTML and JSON do to a text, so that both sides compare."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"\s+", " ", html.unescape(text).replace('\\"', '"').replace("\\n", " "))


def texts() -> tuple[set[str], set[str]]:
    """Return the texts known on the eve, and those that were not."""
    known, later = set(), set()
    for table, columns in TEXTS.items():
        for row in rows(table):
            for column, clocks in columns.items():
                cells = [row[name] for name in clocks if row.get(name)]
                text = plain(row[column]).strip()
                if len(text) > TELLING:
                    seen = not cells or min(map(last_second, cells)) <= EVE
                    (known if seen else later).add(text[:LONG_ENOUGH])
    for table, column in (("moments", "title"), ("story", "title")):
        known |= {row[column][:LONG_ENOUGH] for row in rows(table)}
    whole = "\n".join(known)
    return known, {text for text in later if text not in whole}


def received(context: BrowserContext, url: str) -> str:
    """Return all that the browser was sent for one page, and all that it shows."""
    page, frames = context.new_page(), list[str | bytes]()

    def keep(frame: str | bytes) -> None:
        frames.append(frame)

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page.goto(url)
    settled(page)
    shown = page.locator("body").text_content() or ""
    page.close()
    sent = [
        frame if isinstance(frame, str) else frame.decode("utf-8", "ignore") for frame in frames
    ]
    return plain("\n".join([shown, *sent]))


@pytest.mark.parametrize("path", [*PATHS.values(), *FACES])
def test_nothing_reported_later_reaches_the_browser(
    context: BrowserContext, server: Server, path: str
) -> None:
    known, later = texts()
    sent = received(context, server.url + path)
    assert not sorted(text for text in later if text in sent)
    assert path == "/" or any(text in sent for text in known)


def test_the_search_for_leaks_would_find_one(context: BrowserContext, server: Server) -> None:
    _, later = texts()
    sent = received(context, f"{server.url}/timeline{LATER}")
    assert any(text in sent for text in later)
