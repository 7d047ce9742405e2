"""Meeting mode, as a room sees it: driven by one key, large, and without chrome."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.meeting import STAGE, hears, late_answers, query, stands_at
from tests.browser.paths import PATHS
from tests.browser.serving import ROOT, Server

STORY = ROOT / "data/ukraine-2022/tables/story.csv"
TOUCH = 44  # px: what a finger hits
# What a window shows of the app, at any moment from its opening on.
FILM = """() => {
  const open = window.open, filmed = (window.filmed = { seen: [], looks: 0 });
  window.open = (...how) => {
    const popup = open.call(window, ...how);
    setInterval(() => {
      filmed.looks += Boolean(popup.document.querySelector("[data-testid=stApp]"));
      const names = ["TopNav", "TopNavLink", "HeaderLogo", "Sidebar", "ExpandSidebarButton"];
      for (const name of names) {
        const node = popup.document.querySelector(`[data-testid=st${name}]`);
        if (node?.checkVisibility() && !filmed.seen.includes(name)) filmed.seen.push(name);
      }
    }, 10);
    return popup;
  };
}"""
# The smallest type on the stage, in pixels as seen: a transform enlarges what CSS says.
SMALLEST = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const owner = node.parentElement;
    if (!node.textContent.trim() || owner.closest("script,style,noscript,title")) continue;
    if (!owner.checkVisibility()) continue;
    const box = owner.closest("div,p,li,td,th,h1,h2,h3,section,header,summary,details");
    const seen = owner.getBoundingClientRect();
    if (seen.width <= 1 || seen.height <= 1 || !box.offsetWidth) continue;
    const scale = box.getBoundingClientRect().width / box.offsetWidth;
    const size = parseFloat(getComputedStyle(owner).fontSize) * scale;
    if (size < 17.95) small.push(`${size} ${node.textContent.trim().slice(0, 40)}`);
  }
  return small;
}"""


@pytest.fixture
def stage(page: Page, visit: Open) -> Page:
    page.set_viewport_size(STAGE)  # type: ignore[arg-type]
    visit("/?present=1")
    stands_at(page, 0, 12)
    hears(page, "stage")
    return page


def story() -> list[dict[str, str]]:
    with STORY.open(encoding="utf-8", newline="") as lines:
        return sorted(csv.DictReader(lines), key=lambda row: int(row["order"]))


def test_twelve_steps_are_told_by_one_key(stage: Page, server: Server) -> None:
    before, since = len(server.read_output()), None
    for number, step in enumerate(story(), start=1):
        stage.keyboard.press("ArrowRight")
        stands_at(stage, number, 12)
        settled(stage)
        expect(stage).to_have_url(re.compile(re.escape(PATHS[step["page"]]) + r"(\?|$)"))
        said = query(stage)
        assert said["step"] == [step["step_id"]]
        assert said.get("since") == since
        if "as_of" in said:  # the default moment stays out of the address
            assert said["as_of"] == [step["as_of"]]
        chosen = said.get("event") or said.get("place") or said.get("issue") or said.get("topic")
        assert chosen == [step["selection"]]
        expect(stage.locator(".st-line")).to_have_text(f"{step['title']} {step['text']}")
        assert not stage.evaluate(SMALLEST)
        since = [step["as_of"]]
    stage.keyboard.press("ArrowRight")
    stands_at(stage, 12, 12)
    assert "Traceback" not in server.read_output()[before:]


def test_quick_presses_of_a_clicker_are_all_counted(stage: Page) -> None:
    for _ in range(5):
        stage.keyboard.press("PageDown")
    stands_at(stage, 5, 12)
    stage.keyboard.press("PageUp")
    stands_at(stage, 4, 12)
    stage.keyboard.press("End")
    stands_at(stage, 12, 12)
    stage.keyboard.press("Home")
    stands_at(stage, 1, 12)


def test_a_click_on_a_page_that_was_left_does_not_turn_back(page: Page, visit: Open) -> None:
    """A browser that is still drawing sends it long after the key, with all the page's controls."""
    hold, last = late_answers(page), story()[8]
    assert last["page"] == "map"
    visit(f"/map?as_of={last['as_of']}&place={last['selection']}&present=1&step={last['step_id']}")
    hears(page, "stage")
    hold(True)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(7000)
    page.get_by_test_id("stMain").get_by_text("Simple map", exact=True).dispatch_event("click")
    page.wait_for_timeout(2000)
    hold(False)
    stands_at(page, 10, 12)
    expect(page).to_have_url(re.compile("/exchanges"))
    assert "place" not in query(page)


def test_b_blanks_escape_leaves_and_stray_letters_do_nothing(stage: Page) -> None:
    for chrome in (".stAppHeader", "[data-testid=stSidebar]", ".st-key-find"):
        expect(stage.locator(chrome)).to_be_hidden()
    runs = stage.evaluate(
        """() => {
          window.runs = 0;
          const app = document.querySelector("[data-testid=stApp]");
          new MutationObserver(() => window.runs++)
            .observe(app, {attributeFilter: ["data-test-script-state"]});
          return window.runs;
        }"""
    )
    for key in ("r", "c", "R", "C"):
        stage.keyboard.press(key)
    stage.keyboard.press("b")
    cover = stage.locator("#rl-blank")
    expect(cover).to_be_visible()
    stage.keyboard.press("b")
    expect(cover).to_have_count(0)
    assert stage.evaluate("window.runs") == runs
    expect(stage.get_by_role("dialog")).to_have_count(0)
    stage.keyboard.press("Escape")
    expect(stage.locator(".st-foot")).to_have_count(0)
    expect(stage.locator(".stAppHeader")).to_be_visible()
    stage.wait_for_function("() => !location.search.includes('present')")


def test_the_notes_follow_the_stage_and_lead_it(stage: Page) -> None:
    with stage.expect_popup() as opened:
        stage.keyboard.press("n")
    notes = opened.value
    hears(settled(notes), "notes")
    expect(notes.locator(".sp h1")).to_have_text("Before the first step")
    first, second = story()[:2]
    stage.keyboard.press("ArrowRight")
    expect(notes.locator(".sp h1")).to_have_text(first["title"])
    expect(notes.locator(".sp-next h2")).to_have_text(second["title"])
    settled(notes).keyboard.press("ArrowRight")
    stands_at(stage, 2, 12)
    expect(stage).to_have_url(re.compile("/timeline"))
    expect(notes).to_have_url(re.compile("/speaker"))
    notes.close()


def test_a_shared_step_opens_as_it_was(visit: Open) -> None:
    step = story()[2]
    page = visit(f"/positions?as_of={step['as_of']}&present=1&step={step['step_id']}")
    stands_at(page, 3, 12)
    expect(page.locator(".st-line")).to_contain_text(step["text"])


def test_a_step_of_later_tells_its_name_alone(visit: Open) -> None:
    last = story()[-1]
    page = visit(f"/?present=1&step={last['step_id']}")
    stands_at(page, 12, 12)
    expect(page.locator(".st-line")).to_have_text(last["title"])
    assert last["text"] not in page.content()


def test_the_way_in_is_in_the_sidebar(visit: Open) -> None:
    page = visit("/sources")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".st-foot")).to_be_visible()
    expect(page.locator(".stAppHeader")).to_be_hidden()


def test_two_buttons_step_through_the_story_and_stop_at_its_ends(stage: Page) -> None:
    before, after = (stage.get_by_role("button", name=n) for n in ("Step before", "Next step"))
    expect(before).to_be_disabled()
    for button in (before, after):
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= TOUCH
    after.click()
    stands_at(stage, 1, 12)
    expect(before).to_be_disabled()
    for _ in range(3):  # sooner than the server answers
        after.click()
    stands_at(stage, 4, 12)
    before.click()
    stands_at(stage, 3, 12)
    settled(stage).keyboard.press("End")
    stands_at(stage, 12, 12)
    expect(after).to_be_disabled()
    expect(before).to_be_enabled()


def test_the_notes_open_without_anything_of_the_app(stage: Page) -> None:
    stage.keyboard.press("ArrowRight")
    stands_at(stage, 1, 12)
    settled(stage).evaluate(FILM)
    with stage.expect_popup() as opened:
        stage.keyboard.press("n")
    notes = opened.value
    hears(settled(notes), "notes")
    expect(notes.locator(".sp h1")).to_have_text(story()[0]["title"])
    expect(notes.locator(".sp-next .sp-line")).to_have_text(story()[1]["text"])
    assert stage.evaluate("window.filmed.seen") == []
    assert stage.evaluate("window.filmed.looks") > 5
    notes.close()
