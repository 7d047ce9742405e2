"""Nothing goes on listening that has left the page."""

from collections import Counter

import pytest
from playwright.sync_api import CDPSession, Page

from components.ui.elements.layout import script
from tests.browser.conftest import Open, settled

TITLES = ("Exchanges", "Sources", "Situation", "Timeline")  # drawings, choices, lists
ROUNDS = 3  # to be on the same page again after them


def listeners(browser: CDPSession) -> Counter[str]:
    """Return how many listeners the document and the window have, by kind of event."""
    counted: Counter[str] = Counter()
    for owner in ("document", "window"):
        of = browser.send("Runtime.evaluate", {"expression": owner})["result"]["objectId"]
        found = browser.send("DOMDebugger.getEventListeners", {"objectId": of})["listeners"]
        counted.update(f"{owner} {listener['type']}" for listener in found)
    return counted


def turn(page: Page, title: str) -> None:
    page.get_by_test_id("stTopNavLink").get_by_text(title, exact=True).click()
    page.wait_for_function("title => document.title.startsWith(title)", arg=title)
    settled(page)


def test_twelve_changes_of_page_leave_no_listener_behind(visit: Open) -> None:
    page = visit("/timeline")
    browser = page.context.new_cdp_session(page)
    for title in TITLES:  # each script listens once before it is counted
        turn(page, title)
    before = listeners(browser)
    for title in TITLES * ROUNDS:
        turn(page, title)
    assert listeners(browser) - before == Counter()


# An element that is drawn twice, as Streamlit calls a script; what is heard of presses meanwhile.
DRAWN = """async ([script, overtaken]) => {
  let heard = 0;
  window.hear = () => (heard += 1);
  const says = `const draw = ({ first, signal }) =>
    first && addEventListener("rl", hear, { signal });`;
  const { default: run } = await import(URL.createObjectURL(
    new Blob([says, script], { type: "text/javascript" })));
  const given = { parentElement: document.createElement("div") };
  const press = () => { heard = 0; dispatchEvent(new Event("rl")); return heard; };
  const older = run(given);
  if (overtaken === "before the newer is drawn") older();
  const newer = run(given);
  if (overtaken === "after it") older();
  const standing = press();
  newer();
  return [standing, press()];
}"""


@pytest.mark.parametrize("overtaken", ["no", "before the newer is drawn", "after it"])
def test_an_answer_that_was_overtaken_does_not_silence_the_newer_one(
    page: Page, overtaken: str
) -> None:
    assert page.evaluate(DRAWN, [script(), overtaken]) == [1, 0]
