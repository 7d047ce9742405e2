"""The sheet of keys, the menu of a phone, and the bar of a row that was selected elsewhere."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Open, settled

PHONE = ViewportSize(width=390, height=844)
EVENT = "event=2022-01-09-blinken-cnn"


def test_a_question_mark_opens_the_sheet_of_keys_and_closes_it(visit: Open) -> None:
    page = visit("/timeline")
    sheet = page.get_by_role("dialog", name="Keyboard")
    expect(sheet).to_have_count(0)
    page.keyboard.press("?")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Search results")
    serious = [v for v in Axe().run(page).response["violations"] if v["impact"] == "critical"]
    assert not serious
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("?")
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)


def test_the_sheet_of_keys_opens_from_the_sidebar_and_on_the_stage(visit: Open) -> None:
    page = visit("/timeline")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Keyboard", exact=True).click()
    sheet = page.get_by_role("dialog", name="Keyboard")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)
    stage = visit("/timeline?present=1")
    stage.keyboard.press("?")
    expect(sheet).to_be_visible()


def test_the_menu_of_a_phone_closes_once_a_page_is_chosen(page: Page, visit: Open) -> None:
    page.set_viewport_size(PHONE)
    visit("/timeline")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").get_by_text("Sources", exact=True).click()
    expect(page).to_have_title("Sources · Red Lines")
    settled(page)
    expect(page.locator(".ck-moments")).not_to_be_in_viewport()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_a_row_goes_along_to_another_page_only_where_it_is_pinned(visit: Open) -> None:
    page = visit(f"/positions?{EVENT}")
    page.get_by_test_id("stTopNavLink").get_by_text("Map", exact=True).click()
    expect(page).to_have_title("Map · Red Lines")
    settled(page)
    expect(page.locator(".rl-row")).to_have_count(0)
    page.go_back()
    expect(page).to_have_title("Positions · Red Lines")
    settled(page)
    expect(page.locator("details.rl-row[open]")).to_have_count(1)
    page.locator(".rl-row-tools").get_by_text("Pin", exact=True).click()
    expect(page).to_have_url(re.compile("pinned=1"))
    settled(page)
    page.get_by_test_id("stTopNavLink").get_by_text("Map", exact=True).click()
    expect(page).to_have_url(re.compile(f"/map.*{EVENT}"))
    bar = page.locator("details.rl-row")
    expect(bar).not_to_have_attribute("open", "")
    one_line = bar.bounding_box()
    assert one_line
    assert one_line["height"] < 50
    page.locator(".rl-row-tools").get_by_label("Close").click()
    expect(page.locator(".rl-row")).to_have_count(0)


def test_j_and_k_open_the_event_after_and_before_the_one_that_is_open(visit: Open) -> None:
    page = visit(f"/timeline?{EVENT}")
    title = page.locator(".rl-event h2")
    first = title.inner_text()
    page.keyboard.press("j")
    expect(title).not_to_have_text(first)
    expect(page).not_to_have_url(re.compile(EVENT))
    settled(page)
    page.keyboard.press("k")
    expect(title).to_have_text(first)
    expect(page).to_have_url(re.compile(EVENT))
    page.locator(".rl-beside").get_by_label("Close").click()
    expect(page.locator(".rl-event")).to_have_count(0)
