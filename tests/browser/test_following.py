"""Keys, links and the replay bar, as a browser has them."""

import re
from contextlib import suppress

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import WIDE, Open, settled

CLAIM = "/?claim=us-blinken-2022-01-09-dialogue"
SAME_WINDOW = "window.marked === true"


def opened_replay(page: Page) -> None:
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Replay", exact=True).click()
    expect(page.locator(".rl-pace")).to_be_visible()
    expect(page.get_by_role("slider", name="As of")).to_be_attached()


def to_the_search_box(page: Page) -> Locator:
    """Press the slash until it is heard: what listens comes a moment after the page."""
    box = page.get_by_role("textbox", name="Search")

    def pressed_and_there() -> None:
        if not box.evaluate("box => box === document.activeElement"):
            page.keyboard.press("/")
        expect(box).to_be_focused(timeout=200)

    for _ in range(50):
        with suppress(AssertionError):
            pressed_and_there()
            break
    expect(box).to_be_focused()
    return box


def test_a_slash_goes_to_the_search_box_and_escape_leaves_it(visit: Open) -> None:
    page = visit("/timeline")
    box = to_the_search_box(page)
    expect(box).to_have_value("")
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()


def test_results_are_walked_with_arrows_and_opened_with_enter(visit: Open) -> None:
    page = visit("/")
    page.evaluate("window.marked = true")
    box = to_the_search_box(page)
    page.keyboard.type("ryabkov")
    expect(box).to_have_value("ryabkov")
    page.keyboard.press("Enter")
    first = page.locator(".rl-results-groups a").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/exchanges\?who=ryabkov"))
    settled(page)
    expect(page.locator(".rl-results")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Search")).to_have_value("")
    assert page.evaluate(SAME_WINDOW)


def test_a_link_of_a_card_is_followed_without_loading_the_page_anew(visit: Open) -> None:
    page = visit(CLAIM)
    page.evaluate("window.marked = true")
    page.locator(".rl-row").get_by_text("Blinken interview on CNN").click()
    expect(page).to_have_title("Timeline · Red Lines")
    settled(page)
    assert page.evaluate(SAME_WINDOW)
    expect(page.locator("details.rl-row")).to_have_count(0)  # the claim's was not pinned
    expect(page).to_have_url(re.compile(r"/timeline\?.*event="))
    page.go_back()
    expect(page).to_have_title("Situation · Red Lines")
    settled(page)
    expect(page.locator("details.rl-row")).to_have_count(1)  # the claim's
    expect(page).to_have_url(re.compile(re.escape(CLAIM) + "$"))
    page.go_forward()
    expect(page).to_have_title("Timeline · Red Lines")
    expect(page).to_have_url(re.compile(r"/timeline\?.*event="))


def test_the_copied_link_opens_the_same_screen_in_a_clean_browser(
    visit: Open, browser: Browser
) -> None:
    page = visit(
        "/exchanges?as_of=2022-01-20&since=2022-01-09T18:21Z&topic=nato-enlargement&q=membership"
    )
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_text("Link to this screen").click()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(page.url.split("?")[0] + "?")
    rows = ".ex-row, .rl-head"
    before = page.locator(rows).all_text_contents()
    assert len(before) > 1
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    fresh = context.new_page()
    fresh.goto(link)
    settled(fresh)
    expect(fresh.locator(rows)).to_have_text([re.compile(".")] * len(before))
    assert fresh.locator(rows).all_text_contents() == before
    expect(fresh.locator(".rl-notice")).to_have_count(0)
    context.close()


def test_the_replay_bars_stand_over_the_sliders_track(visit: Open) -> None:
    page = visit("/exchanges")
    opened_replay(page)
    bars = page.locator(".rl-pace").bounding_box()
    track = page.locator(".st-key-replay_line [role=group] > div > div").first.bounding_box()
    assert bars
    assert track
    assert abs(bars["x"] - track["x"]) < 1
    assert abs(bars["width"] - track["width"]) < 1


def test_what_opens_above_a_page_moves_it_and_never_takes_it_away(visit: Open) -> None:
    page = visit("/exchanges")
    page.evaluate(
        """() => {
          window.counts = new Set();
          const count = () => window.counts.add(document.querySelectorAll("h1").length);
          new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    opened_replay(page)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    settled(page)
    assert page.evaluate("[...window.counts]") == [1]


def test_arrow_keys_step_the_replay_by_days_and_playing_neither_jumps_nor_fades(
    visit: Open,
) -> None:
    page = visit("/exchanges")
    opened_replay(page)
    day = page.locator(".rl-day b")
    page.get_by_role("slider", name="As of").focus()
    page.keyboard.press("ArrowRight")
    expect(day).to_have_text("10 Jan 2022")
    settled(page)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    least, places = page.evaluate(
        """() => new Promise(done => {
          const boxes = ["h1", ".st-key-next", ".rl-pace"], places = boxes.map(() => new Set());
          let least = 1; const end = performance.now() + 3500;
          const look = () => {
            for (const box of document.querySelectorAll("[data-stale=true]"))
              least = Math.min(least, Number(getComputedStyle(box).opacity));
            boxes.forEach((box, i) => document.querySelectorAll(box).forEach(found => {
              if (found.closest("[data-stale=true]")) return;  // a run may be taking it away
              const { left, top } = found.getBoundingClientRect();
              places[i].add([left, top].map(Math.round).join());
            }));
            if (performance.now() < end) requestAnimationFrame(look);
            else done([least, places.map(seen => [...seen])]);
          };
          look();
        })"""
    )
    assert least == 1
    assert [len(seen) for seen in places] == [1, 1, 1], places
    page.get_by_role("button", name="Pause").click()
    expect(day).not_to_have_text("10 Jan 2022")
