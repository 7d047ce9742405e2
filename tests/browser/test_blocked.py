"""A browser that keeps no site data, or cannot run a script of ours, shows pages, no error box."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.conftest import PATIENCE, WIDE, settled
from tests.browser.paths import PATHS
from tests.browser.serving import NO_GL_WINDOWS, QUIET, SOFT_GL, Server, chromium

BOX = "[data-testid=stException], [data-testid=stAlertContentError]"
REACH = """name => { try { return String(window[name]); } catch (fault) { return fault.name; } }"""
# What a page may try to keep in a browser, each of which throws when it is reached for.
DENIED = """["sessionStorage", "localStorage", "indexedDB", "caches"].forEach(name =>
  Object.defineProperty(window, name, {
    get() { throw new DOMException("denied", "SecurityError"); } }));
Object.defineProperty(document, "cookie", {
  get() { throw new DOMException("denied", "SecurityError"); },
  set() { throw new DOMException("denied", "SecurityError"); } });"""
COOKIES_BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture(scope="module")
def blocking(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """Return a browser whose reader has blocked cookies and site data in its settings."""
    profile: Path = tmp_path_factory.mktemp("blocking")
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(COOKIES_BLOCKED))
    made = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium(),
        args=[*QUIET, *SOFT_GL, *NO_GL_WINDOWS],
        viewport=WIDE,
    )
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


def stands(page: Page, url: str) -> None:
    page.goto(url)
    settled(page)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(BOX)).to_have_count(0)


def test_every_page_stands_where_cookies_and_site_data_are_blocked(
    blocking: BrowserContext, server: Server
) -> None:
    page, denied = blocking.new_page(), []
    page.on("console", lambda said: denied.append(said.text) if "denied" in said.text else None)
    for path in [*PATHS.values(), "/speaker"]:
        stands(page, server.url + path)
        assert page.evaluate(REACH, "sessionStorage") == "SecurityError"
    assert denied == []  # nor was a script of ours stopped by it and said so
    page.close()


def test_a_room_is_led_and_the_story_stepped_where_site_data_are_blocked(
    blocking: BrowserContext, server: Server
) -> None:
    page = blocking.new_page()
    stands(page, server.url + "/positions")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Let others follow").click()
    page.get_by_role("button", name="Start a room").click()
    expect(page.get_by_role("button", name="Close the room")).to_be_visible()
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator("html[data-listens=stage]")).to_be_attached()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("step="))
    expect(page.locator(BOX)).to_have_count(0)
    page.close()


def test_a_page_stands_where_every_store_throws(browser: Browser, server: Server) -> None:
    page, denied = browser.new_page(), []
    page.on("console", lambda said: denied.append(said.text) if "denied" in said.text else None)
    page.add_init_script(DENIED)
    stands(page, server.url + "/exchanges")
    assert page.evaluate(REACH, "localStorage") == "SecurityError"
    assert denied == []
    page.close()


def test_a_script_of_ours_that_fails_says_so_in_its_place(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.add_init_script(
        "Element.prototype.setAttribute = new Proxy(Element.prototype.setAttribute, {"
        " apply(set, node, [name, value]) {"
        ' if (name === "role" && value === "figure") throw new Error("no figures here");'
        " return Reflect.apply(set, node, [name, value]); } });"
    )
    page.goto(server.url + "/")
    expect(page.get_by_text("This part could not be shown in this browser.")).to_have_count(3)
    expect(page.get_by_role("heading", name="How far apart")).to_be_visible()
    expect(page.locator(BOX)).to_have_count(0)
    page.close()
