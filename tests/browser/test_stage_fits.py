"""The stage on the two screens that rooms have: nothing is cut, and a step's message is whole."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from data.load import load
from data.story import turn
from data.view import View
from tests.browser.conftest import Open
from tests.browser.meeting import STAGE, hears
from tests.browser.paths import PATHS
from tests.browser.serving import ROOT

SCREENS = {"1280x720": STAGE, "1440x900": {"width": 1440, "height": 900}}
RECORD = load(ROOT / "data/ukraine-2022")
STEPS = [turn(RECORD, View.default(RECORD).but(present=True), step) for step in RECORD.story.index]
MOMENT = "as_of=2022-01-14&since=2022-01-09T18:21Z&present=1"
# What of a page is cut by the foot of the stage, by an edge of the window or by what it stands in:
# lines of text as they are drawn, words and marks of drawings, pictures. What is left out whole is
# not seen.
CUT = """() => {
  const edge = document.querySelector("[data-testid=stBottom]").getBoundingClientRect().top;
  const page = document.querySelector("[data-testid=stMainBlockContainer]");
  const holds = (node) => {
    let right = innerWidth, left = 0, bottom = edge;
    for (let at = node; at && at !== page; at = at.parentElement) {
      const { overflowX, overflowY, opacity, visibility } = getComputedStyle(at);
      if (opacity === "0" || visibility === "hidden") return null;
      const box = at.getBoundingClientRect();
      if (at.closest("svg") || at.matches(".dw")) continue;
      if (overflowX !== "visible") left = Math.max(left, box.left);
      if (overflowX !== "visible") right = Math.min(right, box.right);
      if (overflowY !== "visible") bottom = Math.min(bottom, box.bottom);
    }
    return { left, right, bottom };
  };
  const found = new Set();
  const look = (node, boxes, words) => {
    if (!node.checkVisibility() || node.closest(".s-hidden,[aria-hidden=true] option")) return;
    const held = holds(node);
    if (!held) return;
    for (const { left, right, top, bottom, width, height } of boxes) {
      if (width < 2 || height < 2 || top >= edge) continue;
      const how = bottom > held.bottom + 3 ? "below" : right > held.right + 3 ? "right"
        : left < held.left - 3 ? "left" : top < -3 ? "above" : "";
      if (how) found.add(`${how}: ${words.trim().slice(0, 50)}`);
    }
  };
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.textContent.trim() || node.parentElement.closest("style,script")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    look(node.parentElement, range.getClientRects(), node.textContent);
  }
  for (const node of page.querySelectorAll("img,canvas,.dw,.rl-ring,button,input"))
    look(node, [node.getBoundingClientRect()], `${node.tagName} ${node.className}`);
  return [...found];
}"""
# Scrolls to the end, which moves on as rows are laid out that were not seen yet.
TO_THE_END = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const low = main.scrollTop + main.clientHeight >= main.scrollHeight - 1;
  const there = low && window.end === main.scrollHeight;
  window.end = main.scrollHeight;
  main.scrollTo(0, main.scrollHeight);
  return there;
}"""
# The smallest of what a step is about that must be seen whole, by the page that it is on.
MESSAGE = {
    "map": (".place h2", ".place section", ".map-legend p:not(.ground)", ".dw-ground"),
    "timeline": (".rl-event h2", ".rl-event section:first-child > p", ".dw", ".rl-key"),
    "positions": (".ps-row >> nth=0",),
    "exchanges": (".ex-row >> nth=0", ".ex-row >> nth=1"),
    "situation": (".s-next .s-row", ".s-distances tbody >> nth=0", ".st-key-drawing_how_many .dw"),
}


@pytest.fixture(params=SCREENS, scope="module")
def screen(request: pytest.FixtureRequest) -> dict[str, int]:
    return SCREENS[request.param]


def laid_out(page: Page, visit: Open, path: str, screen: dict[str, int]) -> float:
    """Open a page on a screen's stage and return where its foot begins, in px from the top."""
    page.set_viewport_size(screen)  # type: ignore[arg-type]
    hears(visit(path), "stage")
    expect(page.locator(".st-foot")).to_be_visible()
    page.wait_for_function("document.fonts.ready.then(() => document.fonts.status === 'loaded')")
    page.wait_for_function(
        "new Promise(seen => requestAnimationFrame(() => setTimeout(() => seen(true), 150)))"
    )
    foot = page.get_by_test_id("stBottom").bounding_box()
    assert foot
    return foot["y"]


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_a_step_is_seen_whole(page: Page, visit: Open, screen: dict[str, int], number: int) -> None:
    name, there = STEPS[number - 1]
    query = urlencode(there.to_query(RECORD), doseq=True)
    foot = laid_out(page, visit, f"{PATHS[name]}?{query}", screen)
    assert page.evaluate(CUT) == []
    for part in MESSAGE[name]:
        seen = [
            box for at in page.locator(part).all() if at.is_visible() and (box := at.bounding_box())
        ]
        assert seen, part
        assert max(box["y"] + box["height"] for box in seen) <= foot + 1, part
        assert min(box["y"] for box in seen) >= 0, part
    assert foot > 0.8 * screen["height"]


@pytest.mark.parametrize("name", PATHS)
def test_a_page_is_cut_nowhere(page: Page, visit: Open, screen: dict[str, int], name: str) -> None:
    foot = laid_out(page, visit, f"{PATHS[name]}?{MOMENT}", screen)
    assert page.evaluate(CUT) == []
    seen = page.get_by_test_id("stMain").inner_text()
    assert len(seen) > 100
    page.wait_for_function(TO_THE_END, polling=300)
    last = page.get_by_test_id("stMainBlockContainer").evaluate(
        "page => Math.max(...[...page.querySelectorAll('p,li,td,svg,img')]"
        ".filter(node => node.checkVisibility() && node.offsetParent !== null)"
        ".map(node => node.getBoundingClientRect().bottom))"
    )
    assert last <= foot + 1


def test_the_name_of_a_picture_is_left_out_with_it(page: Page, visit: Open) -> None:
    laid_out(page, visit, f"{PATHS['map']}?{MOMENT}", STAGE)
    expect(page.locator(".st-key-drawing_venues .dw")).to_have_attribute("data-cut", "")
    expect(page.locator("[data-cut]").filter(has=page.locator(".map-side"))).to_have_count(1)


def test_the_buttons_of_a_stage_s_map_hide_no_marks(page: Page, visit: Open) -> None:
    laid_out(page, visit, f"{PATHS['map']}?{MOMENT}", STAGE)
    page.mouse.move(1270, 10)
    expect(page.locator(".map-buttons")).to_have_css("opacity", "0")
    page.locator(".st-key-map .dw").hover()
    expect(page.locator(".map-buttons")).to_have_css("opacity", "1")


def test_a_part_that_begins_low_is_left_out_with_its_name(page: Page, visit: Open) -> None:
    """Else the stances of an issue stand there without saying on what."""
    name, there = STEPS[7]
    query = urlencode(there.to_query(RECORD), doseq=True)
    laid_out(page, visit, f"{PATHS[name]}?{query}", STAGE)
    rows = page.locator(".ps-row")
    assert rows.nth(0).get_attribute("data-cut") is None
    assert rows.nth(1).get_attribute("data-cut") == ""
