"""The timeline is worked by hand: zoomed by dragging, wheel and keys, filtered by its key."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import WIDE, Open, settled
from tests.browser.serving import Server

CHART = ".st-key-drawing_timeline .dw-place"
WINDOW = re.compile(r"\bfrom=")


def corner(chart: Locator, part: float, down: float = 60) -> tuple[float, float]:
    """Return a point of the page over a part of the chart's width."""
    box = chart.bounding_box()
    assert box
    return box["x"] + box["width"] * part, box["y"] + down


def drag(page: Page, start: float, end: float) -> None:
    chart = page.locator(CHART)
    page.mouse.move(*corner(chart, start))
    page.mouse.down()
    page.mouse.move(*corner(chart, (start + end) / 2))
    expect(page.locator(".dw-stretch")).to_be_visible()
    page.mouse.move(*corner(chart, end))
    page.mouse.up()


def test_a_drag_over_the_chart_zooms_in_and_a_double_click_goes_back(visit: Open) -> None:
    page = visit("/timeline")
    drag(page, 0.5, 0.6)
    expect(page).to_have_url(re.compile(r"from=2021-11-\d\d&to=2021-12-\d\d"))
    expect(page.locator(".dw-stretch")).to_have_count(0)
    assert "event=" not in page.url
    settled(page)
    page.mouse.dblclick(*corner(page.locator(CHART), 0.5, 8))
    expect(page).not_to_have_url(WINDOW)


def test_a_drag_that_begins_on_a_mark_opens_nothing(visit: Open) -> None:
    page = visit("/timeline")
    box = page.locator("[data-id]").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=4)
    page.mouse.up()
    expect(page).to_have_url(WINDOW)
    assert "event=" not in page.url


def test_ctrl_and_the_wheel_zoom_about_the_pointer_and_the_wheel_alone_scrolls(
    visit: Open,
) -> None:
    page = visit("/timeline")
    page.mouse.move(*corner(page.locator(CHART), 0.5))
    page.mouse.wheel(0, -100)
    settled(page)
    assert not WINDOW.search(page.url)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -150)
    page.mouse.wheel(0, -50)
    expect(page).to_have_url(re.compile(r"from=2021-1[01]-\d\d&to=2021-1[12]-\d\d"))
    settled(page)
    page.mouse.wheel(0, 900)
    expect(page).not_to_have_url(WINDOW)
    page.keyboard.up("Control")


def test_the_keys_zoom_but_not_while_one_types(visit: Open) -> None:
    page = visit("/timeline")
    page.keyboard.press("+")
    expect(page).to_have_url(WINDOW)
    first = page.url
    assert "to=" not in first  # about as of: what lies ahead stays
    page.keyboard.press("+")
    expect(page).not_to_have_url(first)
    page.keyboard.press("-")
    expect(page).to_have_url(WINDOW)
    page.keyboard.press("0")
    expect(page).not_to_have_url(WINDOW)
    page.locator(".st-key-find input").focus()
    page.keyboard.press("+")
    settled(page)
    assert not WINDOW.search(page.url)


def test_a_finger_scrolls_the_page_and_zooms_nothing(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=WIDE, has_touch=True)
    page = context.new_page()
    page.goto(f"{server.url}/timeline")
    settled(page)
    (x, y), wire = corner(page.locator(CHART), 0.5), context.new_cdp_session(page)
    for kind, at in (("touchStart", x), ("touchMove", x + 60), ("touchMove", x + 120)):
        points = [{"x": at, "y": y}]
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.locator(".dw-stretch")).to_have_count(0)
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settled(page)
    assert not WINDOW.search(page.url)
    context.close()


@pytest.mark.parametrize(
    ("title", "first"), [("Last week", "2022-01-02"), ("Last month", "2021-12-09")]
)
def test_a_shortcut_is_an_address_and_shows_that_it_is_chosen(
    visit: Open, title: str, first: str
) -> None:
    page = visit("/timeline")
    links = page.get_by_role("navigation", name="Dates shown")
    expect(links.locator("[aria-current]")).to_have_text("All")
    links.get_by_role("link", name=title).click()
    expect(page).to_have_url(re.compile(rf"from={first}$"))
    expect(links.locator("[aria-current]")).to_have_text(title)


def test_the_key_filters_by_party_and_kind_and_takes_them_back(visit: Open) -> None:
    page = visit("/timeline")
    russia, call = (page.get_by_role("link", name=name, exact=True) for name in ("Russia", "Call"))
    before = page.locator("[data-id]").count()
    russia.click()
    expect(page).to_have_url(re.compile(r"party=russia"))
    expect(russia).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="NATO", exact=True)).to_be_visible()
    call.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"kind=call"))
    expect(call).to_have_attribute("aria-current", "true")
    settled(page)
    assert page.locator("[data-id]").count() < before / 2
    russia.click()
    expect(russia).not_to_have_attribute("aria-current", "true")
    call.click()
    expect(page).not_to_have_url(re.compile("kind=|party="))
    expect(page.locator("[data-id]")).to_have_count(before)


TALKS = "2022-01-10-geneva-security-talks"
LANES = ("Meetings", "Words", "Forces", "Incidents", "Measures")


def in_sight(page: Page, selector: str) -> bool:
    box, size = page.locator(selector).bounding_box(), page.viewport_size
    assert box
    assert size
    return 0 <= box["y"] < size["height"] * 0.7 and 0 <= box["x"] < size["width"]


def test_on_a_wide_screen_the_card_stands_beside_the_chart(visit: Open) -> None:
    page = visit("/timeline?as_of=2022-01-14")
    page.locator(f"[data-id='{TALKS}']").first.click(force=True)
    expect(page.locator(".rl-event")).to_be_visible()
    settled(page)
    card, chart = (page.locator(at).bounding_box() for at in (".rl-event", CHART))
    assert card
    assert chart
    assert card["x"] >= chart["x"] + chart["width"]
    assert abs(card["y"] - chart["y"]) < 100
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_on_a_narrow_screen_a_click_brings_the_card_into_sight(page: Page, visit: Open) -> None:
    page.set_viewport_size({"width": 1100, "height": 700})
    visit("/timeline?as_of=2022-01-14")
    page.locator(f"[data-id='{TALKS}']").first.click(force=True)
    expect(page.locator(".rl-event h2")).to_be_in_viewport()
    page.wait_for_timeout(800)  # a smooth scroll comes to rest
    assert in_sight(page, ".rl-event")


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/timeline", {"width": 720, "height": 450}),  # 1440 at 200%
        ("/timeline", {"width": 1000, "height": 800}),
        ("/timeline?present=1", {"width": 1280, "height": 720}),
        (f"/timeline?present=1&event={TALKS}", {"width": 1280, "height": 720}),
    ],
)
def test_the_names_of_lanes_stay_in_sight_wherever_the_chart_is_scrolled(
    page: Page, visit: Open, path: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    visit(path)
    chart = page.locator(".st-key-timeline_chart")
    for part in (0, -0.5, -1):  # from its newest end, where it begins, to its oldest
        chart.evaluate(
            "(node, part) => node.scrollLeft = part * (node.scrollWidth - node.clientWidth)", part
        )
        for name in LANES[:2] if "present" in path else LANES:  # a stage has no room for all
            word = page.locator(".tn b", has_text=name)
            expect(word).to_be_visible()
            box = word.bounding_box()
            assert box
            assert 0 <= box["x"] < size["width"] / 2
            over = word.evaluate(OVER)
            assert over, f"{name} is covered at {part}"


# Whether nothing lies over the middle of an element; one below the screen is not looked at.
OVER = """node => {
  const { left, top, width, height } = node.getBoundingClientRect();
  const at = document.elementFromPoint(left + 4, top + height / 2);
  return !at || node.contains(at) || Boolean(at.closest(".st-foot, [data-testid=stBottom]"));
}"""


def test_the_stage_shows_the_whole_width_of_the_chart(page: Page, visit: Open) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    visit("/timeline?present=1")
    rest = "node => node.scrollWidth - node.clientWidth"
    assert page.locator(".st-key-timeline_chart").evaluate(rest) <= 1


def test_a_phone_has_a_list_whose_entries_open_the_card_in_sight(page: Page, visit: Open) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit("/timeline?as_of=2022-01-14")
    expect(page.locator(CHART)).to_be_hidden()
    entry = page.locator(".tv a", has_text="US-Russia security talks in Geneva")
    entry.scroll_into_view_if_needed()
    entry.click()
    expect(page).to_have_url(re.compile(TALKS))
    expect(page.locator(".rl-event h2")).to_be_in_viewport()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_a_wide_screen_has_the_chart_and_no_list(visit: Open) -> None:
    page = visit("/timeline")
    expect(page.locator(".tv")).to_be_hidden()
    expect(page.get_by_role("button", name="Next", exact=True)).to_have_count(0)
