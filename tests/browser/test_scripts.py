"""Names from right to left, and names that are too long, as a browser lays them out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import settled
from tests.browser.serving import Server, serving
from tests.support.rewritten import SCRIPTS, rewritten

LONG = "W" * 300
CELLS = {
    **SCRIPTS,
    "events": {**SCRIPTS["events"], "1878-03-11-congress-of-serena": {"title": LONG}},
}
# How far right the first letter of a part of the first line that holds it stands.
ACROSS = """(line, part) => {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(part)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + part.length)
    return range.getBoundingClientRect().left
  }
}"""
WIDER = """() => [...document.querySelectorAll(".stMain :is(a,p,span,b,td,th,h1,h2,h3,li)")]
  .filter(found => found.getClientRects().length)
  .filter(found => found.getBoundingClientRect().right > innerWidth + 1
    && !found.closest("[class*=drawing_],[class*=chart],.rl-scrolls,.s-hidden"))
  .map(found => found.textContent.slice(0, 60))"""
MEETS = """() => {
  const [one, other] = [...document.querySelectorAll(".s-next .s-what a, .s-distances")]
    .map(found => found.getBoundingClientRect())
  return one.right > other.left && one.left < other.right && one.bottom > other.top
    && one.top < other.bottom
}"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = rewritten(tmp_path_factory.mktemp("scripts") / "crisis", CELLS)
    with serving(env={"REDLINES_RECORD": str(folder)}) as running:
        yield running


def test_a_date_stays_behind_the_name_that_is_read_from_the_right(page: Page, scripts) -> None:
    page.goto(f"{scripts.url}/exchanges?as_of=1878-05&claim=maranzul-vidaurre-1878-03-14-later")
    line = settled(page).locator("li, p").filter(has_text="softens").first.element_handle()
    person = SCRIPTS["people"]["quiroga"]["name"]
    party = SCRIPTS["parties"]["coralta"]["short_name"]
    places = [
        page.evaluate(f"([line, part]) => ({ACROSS})(line, part)", [line, part])
        for part in (person, party, ", 14 Jan 1878")
    ]
    assert places == sorted(places), "in the order in which they are written"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["/", "/exchanges", "/changes", "/briefing"])
def test_a_word_that_is_too_long_runs_over_nothing(page: Page, scripts, path, width) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{scripts.url}{path}?as_of=1878-03-10&since=1878-01")
    settled(page)
    assert page.evaluate(WIDER) == []
    if path == "/":
        assert not page.evaluate(MEETS)
