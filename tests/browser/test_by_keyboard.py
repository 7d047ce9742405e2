"""What a reader does, by keys alone: the focus is always seen, and never lost after an action."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.by_keys import Keys
from tests.browser.conftest import Open, settled
from tests.browser.meeting import hears

PAGES = ("Timeline", "Map", "Positions", "Exchanges", "Changes", "Sources", "Briefing")
EVENT = "2022-01-09-blinken-cnn"


def has_focus(page: Page, words: str) -> None:
    """Wait until what has the focus says these words."""
    expect(page.locator(":focus")).to_contain_text(words)


def menu(page: Page, name: str) -> Locator:
    """Return the link of the menu that leads to a page."""
    return page.get_by_test_id("stTopNavLink").and_(page.get_by_role("link", name=name, exact=True))


def test_each_page_is_gone_to_and_both_clocks_are_set(visit: Open) -> None:
    page = visit("/?map=simple")  # the other one takes its time
    keys = Keys(page)
    for name in PAGES:
        keys.press(menu(page, name))
        expect(page).to_have_title(f"{name} · Red Lines")
        has_focus(page, name)
    keys.go_to(page.get_by_test_id("stExpandSidebarButton"), "Shift+Tab")
    page.keyboard.press("Enter")
    keys.go_to(page.get_by_label("Day", exact=True))
    page.keyboard.type("2022-01-14")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("as_of=2022-01-14"))
    keys.still_there()
    keys.go_to(page.get_by_role("textbox", name="Compared with the end of"))
    page.keyboard.type("2022-01-07")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("since=2022-01-07"))
    keys.still_there()
    keys.go_to(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_focused()


def test_an_event_is_opened_gone_on_from_and_closed(visit: Open) -> None:
    page = visit("/timeline")
    keys = Keys(page)
    keys.press(page.get_by_role("link", name="Statement", exact=True))
    has_focus(page, "Statement")
    keys.press(page.locator(".st-key-choices_event summary"))
    page.keyboard.type("blinken interview on cnn")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(EVENT))
    keys.still_there()
    title = page.locator(".rl-event h2")
    expect(title).to_have_text("Blinken interview on CNN")
    keys.press(page.get_by_role("link", name="← Event before"))
    expect(title).not_to_have_text("Blinken interview on CNN")
    has_focus(page, "Event before")
    keys.press(page.get_by_role("link", name="Next event →"))
    expect(title).to_have_text("Blinken interview on CNN")
    keys.press(page.locator(".rl-beside").get_by_label("Close"))
    expect(title).to_have_count(0)
    keys.still_there()


def test_a_chart_is_taken_along_from_its_menu(visit: Open) -> None:
    page = visit("/timeline")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys, button = Keys(page), page.get_by_role("button", name="Timeline", exact=True)
    keys.press(button)
    expect(page.get_by_test_id("stPopoverBody")).to_be_focused()
    csv = page.get_by_role("button", name="CSV", exact=True)
    keys.go_to(csv)
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".csv")
    expect(csv).to_be_focused()
    link = page.get_by_test_id("stCode").first
    keys.go_to(link)
    page.keyboard.press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()") == link.inner_text().strip()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_place_is_chosen_and_its_history_read(visit: Open) -> None:
    page = visit("/map")
    keys = Keys(page)
    keys.press(page.locator(".st-key-choices_place summary"))
    page.keyboard.type("yelnya")
    expect(page.get_by_role("checkbox", name="Yelnya")).to_be_attached()
    settled(page)  # the map says how wide it is once it is drawn, and the page is made anew
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("place=yelnya"))
    keys.still_there()
    has_focus(page, "Yelnya")
    keys.go_to(page.locator(".place a").first)


def test_what_is_found_is_opened_pinned_and_let_go(visit: Open) -> None:
    page = visit("/positions")
    keys = Keys(page)
    page.keyboard.press("/")
    page.keyboard.type("ryabkov")
    page.keyboard.press("Enter")
    person = page.locator(".rl-results a", has_text="Sergei Ryabkov").first
    expect(person).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(person).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("who=ryabkov"))
    keys.still_there()
    tools = page.locator(".rl-row-tools")
    keys.press(tools.get_by_text("Pin", exact=True))
    has_focus(page, "Unpin")
    keys.go_to(menu(page, "Changes"))
    page.keyboard.press("Enter")
    expect(page).to_have_title("Changes · Red Lines")
    keys.still_there()
    keys.press(page.locator(".rl-row > summary"))
    keys.press(tools.get_by_label("Close"))
    expect(page.locator(".rl-row")).to_have_count(0)
    keys.still_there()
    link = menu(page, "Sources")
    keys.go_to(link, "Shift+Tab")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_the_stage_is_gone_on_stepped_through_and_left(visit: Open) -> None:
    page = visit("/timeline")
    keys = Keys(page)
    keys.press(page.get_by_test_id("stExpandSidebarButton"))
    keys.press(page.get_by_role("button", name="Present", exact=True))
    hears(page, "stage")
    count = page.locator(".st-count")
    for key, at in (("ArrowRight", "1/"), ("ArrowRight", "2/"), ("ArrowLeft", "1/")):
        page.keyboard.press(key)
        expect(count).to_contain_text(at)
    keys.still_there()
    page.keyboard.press("Escape")
    expect(count).to_have_count(0)
    keys.still_there()


def test_a_brief_is_chosen_edited_and_taken_away(visit: Open) -> None:
    page = visit("/briefing")
    keys = Keys(page)
    keys.press(page.get_by_role("button", name="Move Situation up"))
    keys.go_to(page.get_by_role("radio", name="Full"), "Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="One page")).to_be_checked()
    keys.still_there()
    keys.press(page.locator("summary", has_text="Edit the key points"))
    first = page.get_by_test_id("stExpander").get_by_role("textbox").first
    keys.go_to(first)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Worded by hand")
    page.keyboard.press("Tab")
    keys.still_there()
    expect(page.locator("[data-testid=stMain]")).to_contain_text("edited by the analyst")
    keys.go_to(page.get_by_role("button", name="Markdown", exact=True), "Shift+Tab")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert "Worded by hand" in coming.value.path().read_text(encoding="utf-8")
    expect(page.get_by_role("button", name="Markdown", exact=True)).to_be_focused()
