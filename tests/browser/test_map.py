"""The map in a real browser: what scrolls, zooms and moves it, and what it is fitted to."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import WIDE, Open, settled

MAP, MAP_PLACE = ".st-key-map_deck canvas", ".st-key-map_deck"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def over_the_map(page: Page) -> Page:
    """Wait until the map is drawn, and have the pointer stand on it."""
    page.locator(MAP).first.wait_for()
    page.locator(".st-key-map_deck").hover()
    return page


def test_a_wheel_over_the_map_scrolls_the_page_and_zooms_with_ctrl_alone(visit: Open) -> None:
    page = over_the_map(visit("/map"))
    page.mouse.wheel(0, 150)
    page.wait_for_function(f"() => {SCROLLED} > 50")
    assert "zoom=" not in page.url
    expect(page.locator(".map-scale")).to_have_text("200 km at 50\u00b0 N")
    scrolled = page.evaluate(SCROLLED)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    page.wait_for_url("**zoom=1*")
    expect(page.locator(".map-scale")).to_have_text("100 km at 50\u00b0 N")
    assert page.evaluate(SCROLLED) == scrolled


def test_the_buttons_zoom_the_map_and_bring_it_back(visit: Open) -> None:
    for kind in ("full", "simple"):
        page = visit(f"/map?map={kind}")
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_url("**zoom=1*")
        settled(page).get_by_role("button", name="Zoom in").press("+")
        page.wait_for_url("**zoom=2*")
        settled(page).get_by_role("button", name="Zoom out").click()
        page.wait_for_url("**zoom=1*")
        settled(page).get_by_role("button", name="Back to the whole view").click()
        page.wait_for_url(lambda url: "zoom=" not in url)


def test_the_map_is_fitted_to_its_column_when_the_sidebar_opens(visit: Open) -> None:
    page = over_the_map(visit("/map"))
    bar = ".map-scale"
    long = "e => getComputedStyle(e).getPropertyValue('--long')"
    before = page.locator(bar).evaluate(long)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_function(
        f"before => ({long})(document.querySelector('{bar}')) !== before", arg=before
    )


@pytest.mark.parametrize(
    ("size", "least"), [((1440, 900), 500), ((1280, 720), 380), ((390, 844), 300)]
)
def test_the_days_under_the_map_are_in_sight_and_go_by_keys(
    visit: Open, size: tuple[int, int], least: int
) -> None:
    """At least so many px of the map stand over them."""
    page = visit("/map?as_of=2022-01-14")
    page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    page = over_the_map(visit("/map?as_of=2022-01-14"))
    expect(page.locator(".st-key-replay_line")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_in_viewport(ratio=1)
    days, shown = (page.locator(at).bounding_box() for at in (".st-key-replay_under", MAP_PLACE))
    assert days
    assert shown
    assert min(days["y"], shown["y"] + shown["height"]) - shown["y"] >= least
    page.get_by_role("slider", name="As of").press("ArrowRight")
    page.wait_for_url("**as_of=2022-01-15*")
    expect(settled(page).locator(".rl-day b")).to_have_text("15 Jan 2022")
    page.set_viewport_size(WIDE)


def test_the_days_are_played_under_the_map(visit: Open) -> None:
    page = over_the_map(visit("/map?as_of=2022-01-14&map=full"))
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".rl-day b")).not_to_have_text("14 Jan 2022")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.wait_for_url(lambda url: "as_of=2022-01-14" not in url)


def test_a_filter_of_the_map_is_in_the_address_and_in_its_marks(visit: Open) -> None:
    page = visit("/map?as_of=2022-02-18&map=simple")
    marks = page.locator(".st-key-drawing_map [data-id]")
    every = marks.count()
    page.locator(".st-key-choices_forces summary").nth(1).click()
    page.get_by_role("checkbox", name="Satellite imagery").check()
    page.wait_for_url("**basis=imagery*")
    expect(page.locator(".rl-head")).to_contain_text("evidence of forces: satellite imagery")
    assert 0 < settled(page).locator(".st-key-drawing_map [data-id]").count() < every
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_url(lambda url: "basis=" not in url)
    expect(marks).to_have_count(every)


def test_a_place_out_of_sight_is_one_click_away(visit: Open) -> None:
    page = visit("/map?place=geneva&map=simple")
    head = page.locator(".rl-head")
    expect(head).to_contain_text("Geneva, selected, lies outside this view")
    head.get_by_role("link", name="Show it").click()
    page.wait_for_url("**area=*")
    expect(settled(page).locator(".rl-head")).not_to_contain_text("selected")
    assert "place=geneva" in page.url
