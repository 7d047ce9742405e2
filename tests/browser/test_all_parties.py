"""All parties on all issues fit the page of a meeting, and a phone scrolls the table alone."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

PATH = "/positions?show=matrix&as_of=2022-02-24"
MOST = 40  # parties that the table is made for
GROW = """most => {
  const rows = [...document.querySelectorAll(".mx tbody tr:not(.mx-group)")];
  const last = rows.at(-1);
  for (let n = rows.length; n < most; n++) last.after(last.cloneNode(true));
}"""


def wide(page: Page, what: str) -> float:
    return page.locator(what).first.evaluate("node => node.getBoundingClientRect().right")


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_forty_parties_and_all_issues_stand_within_the_page(
    visit: Open, size: tuple[int, int]
) -> None:
    page = visit(PATH)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(GROW, MOST)
    assert page.locator(".mx tbody th[scope=row]").count() == MOST
    assert wide(page, ".mx") <= wide(page, ".mx-wrap") + 1 <= size[0]
    heads = page.locator(".mx thead th a").evaluate_all(
        "nodes => nodes.map(n => [n.getBoundingClientRect().right, "
        "n.closest('th').getBoundingClientRect().right])"
    )
    assert heads
    assert all(words <= cell + 1 for words, cell in heads), "no head runs into the next"
    page.locator(".mx tbody tr").last.scroll_into_view_if_needed()
    head = page.locator(".mx thead th").first.bounding_box()
    assert 0 <= head["y"] < 100, "the heads stay in sight"


def test_a_cell_says_its_words_to_who_points_or_tabs(visit: Open) -> None:
    page = visit(PATH)
    cell = page.locator("a.mx-cell").first
    words = cell.locator(".mx-tip")
    assert not words.is_visible()
    cell.hover()
    assert words.is_visible()
    page.mouse.move(0, 0)
    page.locator("a.mx-cell").nth(1).focus()
    page.keyboard.press("Shift+Tab")
    assert words.is_visible()


def test_on_a_phone_the_table_scrolls_under_its_heads_and_names(visit: Open) -> None:
    page = visit(PATH)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    assert page.locator(".mx-hint").is_visible()
    before = page.locator(".mx tbody th[scope=row]").first.bounding_box()["x"]
    page.locator(".mx-wrap").evaluate("node => node.scrollTo(400, 0)")
    assert page.locator(".mx tbody th[scope=row]").first.bounding_box()["x"] == before
    page.locator(".mx-wrap").evaluate("node => node.scrollTo(400, 400)")
    top = page.locator(".mx-wrap").bounding_box()["y"]
    assert abs(page.locator(".mx thead th").first.bounding_box()["y"] - top) < 2
