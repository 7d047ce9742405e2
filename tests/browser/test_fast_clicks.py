"""Menu clicks as fast as they can come: each at the very moment at which a run ends."""

from itertools import cycle, islice

from playwright.sync_api import Page, expect

from components.ui.frame.frame import PAGES
from tests.browser.conftest import Open, settled
from tests.browser.test_view import AS_OF, DAY, SAID

CLICKS = 30
LIGHT = ("Exchanges", "Sources", "Changes")  # pages that software graphics draw at once
# Click each of the titles in the very frame in which the run before has ended, and say after each
# run whether the address still held the view.
CLICK_EACH = """async ([titles, view]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const kept = [];
  for (const title of titles) {
    const links = [...document.querySelectorAll("[data-testid=stTopNavLink]")];
    links.find(link => link.textContent.trim() === title).click();
    const patience = performance.now() + 10000;
    const ended = () => document.title.startsWith(title) &&
      document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning";
    while (!ended() && performance.now() < patience) await frame();
    kept.push(ended() && location.search.includes(view));
  }
  return kept;
}"""


def clicked(page: Page, titles: list[str]) -> list[bool]:
    return page.evaluate(CLICK_EACH, [titles, AS_OF.lstrip("?")])


def test_thirty_menu_clicks_at_the_moment_a_run_ends_keep_the_view(visit: Open) -> None:
    page = visit(f"/sources{AS_OF}")
    titles = list(islice(cycle(LIGHT), CLICKS))
    assert set(titles) <= set(PAGES.values())
    kept = clicked(page, titles)
    settled(page)
    assert len(kept) == CLICKS
    assert all(kept), f"{kept.count(False)} of {len(kept)} were lost"
    page.wait_for_function(f"words => {SAID}.includes(words)", arg=DAY)
    expect(page).to_have_title(f"{titles[-1]} · Red Lines")


def test_menu_clicks_that_do_not_wait_keep_the_view_on_the_page_they_end_on(visit: Open) -> None:
    page = visit(f"/sources{AS_OF}")
    for title in islice(cycle(LIGHT), CLICKS):
        page.get_by_test_id("stTopNavLink").get_by_text(title, exact=True).click()
    settled(page)
    expect(page).to_have_title(f"{title} · Red Lines")
    page.wait_for_function(f"words => {SAID}.includes(words)", arg=DAY)
    assert AS_OF.lstrip("?") in page.url
    expect(page.get_by_role("dialog")).to_have_count(0)  # a forgotten message is told in one
