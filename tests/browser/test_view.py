"""The address is the view: it survives what a reader does with a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.ui.frame.frame import PAGES
from tests.browser.conftest import Open, settled
from tests.browser.serving import STOCK, Server, serving

AS_OF = "?as_of=2022-01-20"
DAY = "20 Jan 2022"
# What the switch of the sidebar says.
SAID = "getComputedStyle(document.querySelector('.stAppHeader')).getPropertyValue('--as-of')"
NONSENSE = {
    "wrong type": "/?as_of=yesterday",
    "no real date": "/timeline?as_of=2022-02-30",
    "the year nought": "/?as_of=0000-00-00",
    "unknown ids": "/positions?compare=us&compare=atlantis&issue=none",
    "a script": "/timeline?q=x&event=<script>window.taken=1</script>",
    "a setting that is none": "/map?<img src=x onerror=window.taken=1>=1",
    "huge": f"/exchanges?party={'A' * 4000}",
    "repeated": "/sources?as_of=2022-01-20&as_of=nonsense&kind=talks&kind=1e999",
}


def stands_at(page: Page, path: str, words: str = DAY) -> None:
    expect(page).to_have_url(re.compile(re.escape(path) + "$"))
    page.wait_for_function(f"words => {SAID}.includes(words)", arg=words)


def go(page: Page, title: str) -> Page:
    page.get_by_test_id("stTopNavLink").get_by_text(title, exact=True).click()
    expect(page).to_have_title(f"{title} · Red Lines")
    return settled(page)


@pytest.fixture(scope="module")
def cold() -> Iterator[Server]:
    """Yield a stock server that no viewer has seen: it does not know its pages yet."""
    with serving(STOCK) as running:
        yield running


def test_the_first_visit_of_a_cold_server_may_be_a_deep_link(
    cold: Server, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{cold.url}/positions{AS_OF}")
    settled(page)
    expect(page.get_by_test_id("stTopNavLink")).to_have_text(list(PAGES.values()))
    expect(page.get_by_test_id("stException")).to_have_count(0)
    stands_at(page, f"/positions{AS_OF}")
    assert "Traceback" not in cold.read_output()
    page.close()


def test_a_menu_click_keeps_the_view(visit: Open) -> None:
    page = visit(f"/positions{AS_OF}")
    for title in ("Timeline", "Sources", "Situation"):
        go(page, title)
        assert page.url.endswith(AS_OF)
    stands_at(page, AS_OF)


def test_going_back_never_meets_a_page_without_its_view(visit: Open) -> None:
    page = visit(f"/positions{AS_OF}")
    go(page, "Timeline")
    go(page, "Sources")
    for path in ("/timeline", "/positions"):
        page.go_back()
        expect(page).to_have_url(re.compile(f"{path}{re.escape(AS_OF)}$"))
        settled(page)
        stands_at(page, path + AS_OF)
    page.go_forward()
    expect(page).to_have_url(re.compile("/timeline"))
    stands_at(settled(page), f"/timeline{AS_OF}")


def test_going_back_over_a_change_gives_the_earlier_moment(visit: Open) -> None:
    page = visit("/timeline")
    default = page.evaluate(SAID).strip("'\"")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.locator(".ck-moments").get_by_text("The leak").click()
    expect(page).to_have_url(re.compile("as_of="))
    settled(page)
    page.go_back()
    expect(page).to_have_url(re.compile("/timeline$"))
    stands_at(settled(page), "/timeline", default)


def test_reloading_keeps_the_view(visit: Open) -> None:
    page = visit(f"/timeline{AS_OF}")
    page.reload()
    stands_at(settled(page), f"/timeline{AS_OF}")


@pytest.mark.parametrize("path", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_in_the_address_costs_one_quiet_line(
    visit: Open, server: Server, path: str
) -> None:
    before = len(server.read_output())
    page = visit(path)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".rl-notice").get_by_text("Ignored in the address")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.evaluate("window.taken === undefined")
    assert "Traceback" not in server.read_output()[before:]
