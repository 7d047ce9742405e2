"""A drawing tells of its marks, opens what is clicked, and takes the stretch that is brushed."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page, expect

from components.figures.kit.ruler import width
from components.figures.kit.theme import REGULAR, STRONG
from tests.browser.conftest import WIDE, Open, settled
from tests.browser.serving import Server

TIP = ".dw-tip:popover-open"
WORDS = """() => [...document.querySelectorAll('.dw text, .dw tspan')]
  .filter(e => !e.children.length && /^[ -~]{4,}$/.test(e.textContent))
  .map(e => [e.textContent, e.getComputedTextLength(), getComputedStyle(e)])
  .map(([text, wide, style]) => [text, parseFloat(style.fontSize), +style.fontWeight, wide])"""


def test_a_mark_is_told_of_under_the_pointer_and_no_longer_beside_it(visit: Open) -> None:
    page = visit("/timeline")
    expect(page.locator(TIP)).to_have_count(0)
    mark = page.locator("[data-id]").last
    box = mark.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    title = re.sub("<[^>]*>", " ", (mark.get_attribute("data-tip") or "").split("<br>")[0])
    expect(page.locator(TIP)).to_contain_text(title.replace("&amp;", "&").strip())
    page.mouse.move(2, 2)
    expect(page.locator(TIP)).to_have_count(0)


def test_words_are_drawn_as_wide_as_they_are_reckoned(visit: Open) -> None:
    """Kerning alone is not reckoned: hardly a pixel more, and a few in a hundred less."""
    words = visit("/timeline").evaluate(WORDS) + visit("/").evaluate(WORDS)
    assert {weight for _, _, weight, _ in words} == {REGULAR, STRONG}
    assert len(words) > 60
    for text, px, weight, drawn in words:
        reckoned = width(text, px, strong=weight == STRONG)
        assert 0.94 * reckoned <= drawn <= reckoned + 0.5, text


def test_a_finger_is_told_of_a_mark_until_it_points_elsewhere(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(viewport=WIDE, has_touch=True)
    page = context.new_page()
    page.goto(server.url)
    settled(page)
    box = page.locator(".st-key-drawing_weeks [data-tip]").last.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(TIP)).to_have_count(1)
    page.touchscreen.tap(5, 5)
    expect(page.locator(TIP)).to_have_count(0)
    context.close()


def test_a_click_on_a_mark_opens_its_event_and_another_closes_it(visit: Open) -> None:
    page = visit("/timeline")
    mark = page.locator("[data-id]").last
    event = mark.get_attribute("data-id") or ""
    mark.click(force=True)
    expect(page).to_have_url(re.compile(rf"\bevent={event}\b"))
    expect(page.locator(".rl-event")).to_be_visible()
    expect(page.locator(".rl-ring")).not_to_have_count(0)
    ring, box = page.locator(".rl-ring").first.bounding_box(), mark.bounding_box()
    assert ring
    assert box
    assert abs(ring["x"] + ring["width"] / 2 - box["x"] - box["width"] / 2) < 1.5
    assert abs(ring["y"] + ring["height"] / 2 - box["y"] - box["height"] / 2) < 1.5
    mark.click(force=True)
    expect(page.locator(".rl-event")).to_have_count(0)


def test_a_stretch_that_is_brushed_becomes_the_window(visit: Open) -> None:
    page = visit("/timeline")
    box = page.locator(".dw-brushes").bounding_box()
    assert box
    y = box["y"] + 10
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.55, y)
    expect(page.locator(".dw-stretch")).to_be_visible()
    page.mouse.move(box["x"] + box["width"] * 0.6, y)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=2021-11-\d\d&to=2021-12-\d\d"))
    expect(page.locator(".dw-stretch")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Dates: "))).to_be_visible()


def test_a_press_on_the_strip_brushes_nothing(visit: Open) -> None:
    page = visit("/timeline")
    before = page.url
    page.locator(".dw-brushes").click(position={"x": 700, "y": 10})
    settled(page)
    assert page.url == before


def test_a_place_is_opened_on_the_simple_map(visit: Open) -> None:
    page = visit("/map?map=simple")
    page.locator("[data-id=yelnya]").first.click(force=True)
    expect(page).to_have_url(re.compile(r"\bplace=yelnya\b"))
    expect(page.get_by_role("heading", name="Yelnya")).to_be_visible()


def test_a_ground_true_to_shape_shrinks_where_its_place_is_narrow(page: Page, visit: Open) -> None:
    visit("/")
    ground = page.locator(".st-key-drawing_where .dw-ground > svg")
    wide = ground.evaluate(MIDDLES)
    page.set_viewport_size({"width": 290, "height": 800})
    narrow = ground.evaluate(MIDDLES)
    assert wide["unit"] > 0.99
    assert 0.5 < narrow["unit"] < 1
    shrunk = narrow["unit"] / wide["unit"]
    assert abs(narrow["spread"] / wide["spread"] - shrunk) < 0.02


def test_names_of_the_small_map_keep_apart_at_every_width(page: Page, visit: Open) -> None:
    visit("/?as_of=2022-01-09T18:21Z")
    names = page.locator(".st-key-drawing_where .dw-ground > svg")
    for wide in (1440, 1280, 390):
        page.set_viewport_size({"width": wide, "height": 800})
        boxes = names.evaluate(NAMES)
        assert len(boxes) > 6
        for (a, left, right, top, bottom), other in combinations(boxes, 2):
            b, other_left, other_right, other_top, other_bottom = other
            across = min(right, other_right) - max(left, other_left)
            down = min(bottom, other_bottom) - max(top, other_top)
            assert across < 1 or down < 4, (wide, a, b)


# Each text of a ground, with its left, right, top and bottom.
NAMES = """svg => [...svg.querySelectorAll("text")].map((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return [text.textContent, left, right, top, bottom];
})"""
# How far a ground's marks lie apart across, and how many pixels a unit of it is.
MIDDLES = """svg => {
  const xs = [...svg.querySelectorAll("[data-tip]")].map((mark) => {
    const { left, right } = mark.getBoundingClientRect();
    return (left + right) / 2;
  });
  const fit = svg.querySelector(".dw-fit");
  return { spread: Math.max(...xs) - Math.min(...xs), unit: Math.min(fit.getScreenCTM().a, 1) };
}"""


def test_the_marks_of_situation_open_the_card_of_their_row(visit: Open) -> None:
    page = visit("/?as_of=2022-01-14")
    for drawing, field in (("weeks", "event"), ("where", "place")):
        mark = page.locator(f".st-key-drawing_{drawing} [data-id]").first
        row = mark.get_attribute("data-id")
        mark.click(force=True)
        expect(page).to_have_url(re.compile(f"{field}={row}"))
        settled(page)
        expect(page.locator("details.rl-row[open]").first).to_be_visible()


@pytest.mark.parametrize("chart", ["how_many", "weeks", "where"])
def test_a_mark_says_its_source_and_grade_and_opens_its_card_in_sight(
    visit: Open, chart: str
) -> None:
    page = visit("/?as_of=2022-02-18")
    mark = page.locator(f".st-key-drawing_{chart} .dw-place [data-id]").nth(20)
    mark.scroll_into_view_if_needed()
    mark.hover(force=True)
    expect(page.locator(f".st-key-drawing_{chart} .dw-tip")).to_contain_text(
        re.compile(r"(· [A-F][1-6]|sourced later)")
    )
    mark.click(force=True)
    expect(page.locator(".rl-card details[open]")).to_be_in_viewport()
