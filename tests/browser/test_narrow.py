"""Where a page has little room, nothing that it says is cut or lost."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Open, settled

RECORD = "record=cuba-1962"
WITHDRAWN = f"/?{RECORD}&as_of=1995-06-01"  # a side no longer demands what it did
MOVED = f"/?{RECORD}&as_of=1962-10-28&since=1962-10-22"
PHONE, MEETING = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=720)
BEYOND = """() => {
  const edge = document.querySelector(".s-distances").getBoundingClientRect().right;
  return [...document.querySelectorAll(".s-distances td")]
    .map(cell => { const range = document.createRange(); range.selectNodeContents(cell);
      return [range.getBoundingClientRect().right, cell.textContent.trim()]; })
    .filter(([right]) => right > edge + 1).map(([, words]) => words);
}"""


def at_size(page: Page, size: ViewportSize) -> Page:
    page.set_viewport_size(size)
    settled(page)
    return page


@pytest.mark.parametrize("size", [PHONE, MEETING], ids=["phone", "meeting"])
@pytest.mark.parametrize("path", [WITHDRAWN, MOVED], ids=["withdrawn", "moved"])
def test_no_stance_runs_out_of_its_table(visit: Open, path: str, size: ViewportSize) -> None:
    page = at_size(visit(path), size)
    expect(page.locator(".s-distances .s-dropped")).to_be_visible()
    assert page.evaluate(BEYOND) == []


@pytest.mark.parametrize(("path", "size"), [(WITHDRAWN, PHONE), (MOVED, PHONE), (MOVED, MEETING)])
def test_a_group_has_the_bar_that_its_rows_have_no_room_for(
    visit: Open, path: str, size: ViewportSize
) -> None:
    page = at_size(visit(path), size)
    assert not page.locator(".s-bar").first.is_visible()
    bars = page.locator(".s-gap").evaluate_all("bars => bars.map(bar => bar.offsetWidth)")
    assert bars[0] > 80, "opposed is the longest"
    assert bars == sorted(bars, reverse=True)
    assert page.locator(".s-bars").is_visible(), "and what it says is explained"


def test_the_bar_stands_in_the_rows_where_they_have_room(visit: Open) -> None:
    page = at_size(visit(WITHDRAWN), ViewportSize(width=1440, height=900))
    assert page.locator(".s-bar i").first.is_visible()
    assert not page.locator(".s-gap").first.is_visible()


def test_the_stage_shows_what_was_last_where_nothing_is_next(visit: Open) -> None:
    page = at_size(visit(f"{MOVED}&present=1"), MEETING)
    expect(page.locator(".s-next .s-sub")).to_have_text("None on record")
    expect(page.locator(".s-last li").first).to_be_visible()
    ahead = at_size(visit("/?present=1"), MEETING)
    expect(ahead.locator(".s-next .s-row").first).to_be_visible()
    expect(ahead.locator(".s-last")).to_be_hidden()


def test_the_stage_says_which_issue_a_position_is_on(visit: Open) -> None:
    page = at_size(visit(f"/changes{MOVED[1:]}&present=1"), MEETING)
    expect(page.locator(".ch-group h3").first).to_have_css("opacity", "1")


def test_no_word_of_who_answers_whom_is_broken_on_a_phone(visit: Open) -> None:
    page = at_size(visit(f"/exchanges{MOVED[1:]}&show=network"), PHONE)
    heights = page.locator(".nw td a").evaluate_all("links => links.map(a => a.offsetHeight)")
    assert heights
    assert len(set(heights)) == 1


def test_the_dictionary_fits_a_phone(visit: Open) -> None:
    page = at_size(visit("/sources?show=dictionary"), PHONE)
    wide = page.locator(".src-wide").evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide[0] <= wide[1]
