"""A click inside a page draws the page alone, and nothing around it falls behind."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDE, Open, settled

ONE_LINE = 50  # px
BY_PARTY = re.compile(r"\blanes=party\b")


def by_party(page: Page) -> None:
    page.locator(".ch-buttons").get_by_text("By party", exact=True).click()
    expect(page).to_have_url(BY_PARTY)
    settled(page)


def test_the_links_around_a_page_follow_a_click_inside_it(visit: Open) -> None:
    page = visit("/timeline?floor=C3&claim=us-blinken-2022-01-09-dialogue")
    ways = page.locator(".rl-weighed a, .rl-row-ways a, .rl-row-tools a")
    expect(ways).to_have_count(4)
    by_party(page)
    for way in ways.all():
        expect(way).to_have_attribute("href", BY_PARTY)


def test_the_link_to_the_screen_follows_a_click_inside_the_page(visit: Open) -> None:
    page = visit("/timeline")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_text("Link to this screen").click()
    expect(page.get_by_test_id("stCode")).to_be_in_viewport()
    expect(page.get_by_test_id("stCode")).not_to_contain_text(BY_PARTY)
    by_party(page)
    expect(page.get_by_test_id("stCode")).to_contain_text(BY_PARTY)


def test_a_filter_does_not_send_the_frame_again(visit: Open) -> None:
    page = visit("/timeline")
    sent: list[bytes] = []

    def heard(frame: bytes | str) -> None:
        sent.append(frame if isinstance(frame, bytes) else frame.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    page.reload()
    settled(page)
    assert any(b"--as-of" in frame for frame in sent), "the frame holds the clocks' style"
    sent.clear()
    by_party(page)
    assert sent
    assert not any(b"--as-of" in frame for frame in sent)


def test_a_link_may_carry_the_colours_in_which_it_was_made(visit: Open, browser: Browser) -> None:
    page = visit("/timeline")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_text("Link to this screen").click()
    paper = "getComputedStyle(document.querySelector('h1, .rl-head')).color"
    light = page.evaluate(paper)
    expect(page.get_by_test_id("stCode")).not_to_contain_text("theme")
    page.get_by_text("Keep light mode in the link").click()
    expect(page.get_by_test_id("stCode")).to_contain_text("embed_options=light_theme")
    link = page.get_by_test_id("stCode").inner_text().strip()
    dark_by_choice = browser.new_context(viewport=WIDE, color_scheme="dark")
    fresh = dark_by_choice.new_page()
    fresh.goto(link.replace("embed_options", "other"))
    settled(fresh)
    assert fresh.evaluate(paper) != light
    fresh.goto(link)
    settled(fresh)
    assert fresh.evaluate(paper) == light
    expect(fresh.get_by_text("Ignored in the address")).to_have_count(0)
    dark_by_choice.close()


@pytest.mark.parametrize("width", [1440, 1280, 390])
def test_a_section_of_a_brief_and_its_arrows_stand_on_one_line(
    page: Page, visit: Open, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    visit("/briefing")
    rows = page.locator(".st-key-brief_sections [data-testid=stHorizontalBlock]")
    expect(rows).not_to_have_count(0)
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert max(heights) <= ONE_LINE
    named = page.locator(
        ".rl-brief h2", has_text=re.compile("^(Situation|Positions side by side)$")
    )
    expect(named).to_have_text(["Situation", "Positions side by side"])
    up = page.get_by_role("button", name="Move Positions side by side up")
    for place in (2, 1):  # over what changed, which is empty without a since
        up.click()
        expect(rows.nth(place)).to_contain_text("Positions side by side")
        expect(up).to_have_count(1)  # a row that moves stands at both places for an instant
        settled(page)
    expect(named).to_have_text(["Positions side by side", "Situation"])


def test_the_menu_is_whole_on_a_narrow_screen(page: Page, visit: Open) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    visit("/briefing")
    ends = "e => e.getBoundingClientRect().right"
    last = page.get_by_test_id("stTopNavLink").last
    expect(last).to_have_text("Briefing")
    menu = page.get_by_test_id("stTopNav").evaluate(ends)
    assert last.evaluate(ends) <= menu <= page.locator(".st-key-find").bounding_box()["x"]


def test_a_phone_says_that_the_weeks_scroll_sideways_and_a_desk_does_not(
    page: Page, visit: Open
) -> None:
    hint = visit("/?as_of=2022-01-14").get_by_text("scroll sideways")
    expect(hint).to_have_count(1)
    expect(hint).not_to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(hint).to_be_visible()
    page.wait_for_function(
        "[...document.querySelectorAll('.st-key-drawing_weeks .dw-place')]"
        ".some(place => place.scrollWidth > place.clientWidth)"
    )


def test_a_phone_has_the_replay_s_speed_in_sight_under_the_map(page: Page, visit: Open) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit("/map?as_of=2022-01-14")
    for part in ("back", "play", "next", "replay_speed_box", "replay_line"):
        expect(page.locator(f".st-key-{part}")).to_be_in_viewport(ratio=1)
