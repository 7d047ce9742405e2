"""Any page printed is a few sheets of ink on white, without what only a screen can use."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open, settled
from tests.browser.serving import Server

MOMENT = "as_of=2022-02-18"
MOST = {  # sheets of a page
    "/": 1,
    "/timeline": 1,
    "/map": 2,
    "/positions": 6,
    "/exchanges": 6,
    "/changes": 8,
    "/sources": 2,
    "/briefing": 11,
}
SHEET = re.compile(rb"/Type\s*/Page\b")
OF_A_SCREEN = (".stAppHeader", ".ch-row", ".fl-row", ".map-buttons", "[data-testid=stPopover]")


@pytest.mark.parametrize("path", MOST)
def test_a_page_on_paper(visit: Open, subtests: pytest.Subtests, path: str) -> None:
    page = visit(f"{path}?{MOMENT}{'&since=2022-02-11' * (path == '/changes')}")
    with subtests.test("is a few sheets"):
        pdf = page.pdf(prefer_css_page_size=True)
        assert 0 < len(SHEET.findall(pdf)) <= MOST[path]
    with subtests.test("holds nothing that is of the screen alone"):
        page.emulate_media(media="print")
        for part in OF_A_SCREEN:
            for found in page.locator(part).all():
                expect(found).not_to_be_visible()
        expect(page.locator("h1").first).to_be_visible()
        page.emulate_media(media="screen")


def test_paper_is_white_and_ink_dark_also_from_the_dark(browser: Browser, server: Server) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{server.url}/timeline?{MOMENT}")
    settled(page).emulate_media(media="print", color_scheme="dark")
    ground, ink = page.evaluate(
        "() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,"
        " getComputedStyle(document.querySelector('.tn b')).color]"
    )
    assert ground == "rgb(255, 255, 255)"
    assert sum(map(int, re.findall(r"\d+", ink))) < 200
    expect(page.locator(".tn b").first).to_be_visible()  # the names of the rows
    context.close()
