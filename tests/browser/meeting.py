"""What the tests of meetings share: a stage, its keys, windows that follow."""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.browser.conftest import PATIENCE, WIDE, settled

STAGE = {"width": 1280, "height": 720}
COUNT = ".st-count"


def stands_at(page: Page, number: int, of: int, *, within: int = PATIENCE) -> None:
    """Wait until the foot of the stage says the step."""
    expect(page.locator(COUNT)).to_have_text(f"{number}/{of}", timeout=within)


def hears(page: Page, what: str) -> None:
    """Wait until the keys of the stage or of the notes are listened to, after the page is there."""
    expect(page.locator("html")).to_have_attribute("data-listens", what)


def query(page: Page) -> dict[str, list[str]]:
    """Return what the address says, the stage and the room left out."""
    found = page.evaluate("[...new URL(location.href).searchParams.entries()]")
    said: dict[str, list[str]] = {}
    for name, value in found:
        if name not in ("present", "room"):
            said.setdefault(name, []).append(value)
    return said


def path(page: Page) -> str:
    """Return the page's path."""
    return page.evaluate("location.pathname")


def opened_room(page: Page) -> str:
    """Start a room from the sidebar and return its address."""
    if not page.get_by_test_id("stSidebar").get_by_text("Let others follow").is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_text("Let others follow").click()
    page.get_by_role("button", name="Start a room").click()
    link = page.get_by_test_id("stCode").filter(has_text="room=")
    expect(link).to_be_visible()
    return link.inner_text().strip()


def window(browser: Browser, **size: int) -> BrowserContext:
    """Return a browser of its own, as another person has."""
    made = browser.new_context(viewport=size or WIDE)  # type: ignore[arg-type]
    made.set_default_timeout(PATIENCE)
    return made


def follower(context: BrowserContext, link: str, page: Page | None = None) -> Page:
    """Open a room's address, in a new tab where none is given, and wait until it follows."""
    page = page or context.new_page()
    page.goto(link)
    settled(page)
    is_told(page, "You follow room")
    return page


def is_told(page: Page, words: str) -> None:
    """Wait until the strip of whoever follows says this; a turn of page shows two for a moment."""
    strip = page.locator(".fo-bar")
    expect(strip.filter(has_text=words)).to_have_count(1)
    expect(strip).to_have_count(1)


def code_of(link: str) -> str:
    """Return the code in a room's address."""
    found = re.search(r"room=(\w+)", link)
    assert found
    return found[1]


def losing_connections(page: Page) -> Callable[[], None]:
    """Return what cuts the page's connection to the server; ask before the page is opened."""
    ends: list[tuple[WebSocketRoute, WebSocketRoute]] = []
    page.route_web_socket("**/_stcore/stream", lambda ws: ends.append((ws, ws.connect_to_server())))

    def lose() -> None:
        here, there = ends[-1]
        there.close()
        here.close()

    return lose


def late_answers(page: Page) -> Callable[[bool], None]:
    """Return what holds back what the server says, or lets it go; ask before the page is opened."""
    held: list[str | bytes] = []
    sockets: list[WebSocketRoute] = []
    holding = False

    def pass_on(said: str | bytes) -> None:
        if holding:
            held.append(said)
        else:
            sockets[-1].send(said)

    def route(ws: WebSocketRoute) -> None:
        sockets.append(ws)
        ws.connect_to_server().on_message(pass_on)

    def hold(wanted: bool) -> None:
        nonlocal holding
        holding = wanted
        while held and not holding:
            pass_on(held.pop(0))

    page.route_web_socket("**/_stcore/stream", route)
    return hold
