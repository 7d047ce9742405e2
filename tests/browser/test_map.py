"""The map in a real browser: what scrolls, zooms and moves it, and what it is fitted to."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled

MAP = ".st-key-map_deck canvas"
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
