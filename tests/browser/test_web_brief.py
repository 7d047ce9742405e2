"""The brief's web page from disk: its tables sort, its numbers say their sources, and so on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.brief.__main__ import main as brief


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    assert brief(["--as-of", "2022-01-14", "--since", "2022-01-09", "--to", str(path)]) == 0
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert said == [], "nothing is refused by the page's own policy, and nothing fails"


def test_a_table_sorts_by_numbers_and_dates_and_back(page: Page) -> None:
    cells = page.locator("#estimates tbody td:nth-child(3)")
    before = cells.all_inner_texts()
    heading = page.locator("#estimates th").nth(2)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert cells.all_inner_texts()[0] == "70,000"
    assert cells.all_inner_texts()[-1] == "no figure"
    heading.get_by_role("button").click()
    assert cells.all_inner_texts()[0] == "175,000"
    assert cells.all_inner_texts()[-1] == "no figure", "what has no number is last either way"
    heading.get_by_role("button").click()
    assert cells.all_inner_texts() == before
    page.locator("#estimates th").nth(0).get_by_role("button").click()
    assert page.locator("#estimates tbody td").first.inner_text() == "30 Oct 2021"


def test_dates_without_a_year_are_no_column_to_sort_by(page: Page) -> None:
    expect(page.locator("#next th").nth(0).get_by_role("button")).to_have_count(0)
    expect(page.locator("#next th").nth(1).get_by_role("button")).to_have_count(1)


def test_a_number_says_its_source_on_focus_and_hover_until_escape(page: Page) -> None:
    tip, number = page.locator("#tip"), page.locator("sup a").first
    expect(tip).to_be_hidden()
    number.focus()
    expect(tip).to_be_visible()
    source = page.locator(f"[id='{(number.get_attribute('href') or '')[1:]}']")
    assert source.inner_text().strip() in tip.inner_text()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.locator("sup a").nth(3).hover()
    expect(tip).to_be_visible()


def test_the_sources_are_filtered_and_a_number_still_leads_to_a_hidden_one(page: Page) -> None:
    shown = page.locator("#sources > li:visible")
    every = shown.count()
    page.get_by_label("Filter the sources").fill("interfax")
    expect(page.locator("output")).to_contain_text(f"of {every}")
    assert 0 < shown.count() < every
    page.locator("sup a").first.click()
    expect(page.locator("#sources > li:visible")).to_have_count(every)


def test_paper_has_all_sources_and_no_controls(page: Page) -> None:
    every = page.locator("#sources > li:visible").count()
    page.get_by_label("Filter the sources").fill("interfax")
    page.emulate_media(media="print")
    expect(page.locator("#sources > li:visible")).to_have_count(every)
    expect(page.locator(".contents")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_every_cell_under_its_column_s_name(
    browser: Browser, file: Path, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "[...document.querySelectorAll('td')].filter(e => e.getBoundingClientRect().right > 391)"
    assert page.evaluate(f"{wide}.length") == 0
    named = "getComputedStyle(document.querySelector('#positions td:nth-child(2)'), '::before')"
    assert "United States of America" in page.evaluate(f"{named}.content")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground[4:-1].split(","))) < 200) == (scheme == "dark")
    page.close()
