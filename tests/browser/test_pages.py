"""Every page, as a browser shows it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import WIDE, Open, settled
from tests.browser.paths import PATHS
from tests.browser.serving import Server

every_page = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
PHONE = ViewportSize(width=390, height=844)

# Type that is not ours to set, each with its reason.
SMALL_TYPE_ALLOWED = (
    "[data-testid=stDataFrame]",  # drawn on a canvas; the text nodes are its hidden twin
    "[data-testid=stDataFrameGlideDataEditor]",
)
SMALLEST = """allowed => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const owner = node.parentElement;
    if (!node.textContent.trim() || owner.closest("script,style,noscript,title")) continue;
    if (allowed.some(name => owner.closest(name)) || !owner.checkVisibility()) continue;
    const box = owner.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const size = parseFloat(getComputedStyle(owner).fontSize);
    if (size < 13) small.push(`${size}px ${node.textContent.trim().slice(0, 40)}`);
  }
  return small;
}"""

WIDER = """() => ["html", "[data-testid=stMain]"].map(name => document.querySelector(name))
  .filter(box => box.scrollWidth > box.clientWidth).map(box => box.scrollWidth)"""

# What one presses, or picks from, whose words are cut: by its own edge or with three dots.
CUT = """() => [...document.querySelectorAll("button,summary,.ch-buttons span,[role=tab]")]
  .filter(node => node.checkVisibility() && node.clientWidth > 4 && node.textContent.trim())
  .filter(node => ![...node.querySelectorAll("*")].some(at =>
    getComputedStyle(at).textIndent !== "0px"))  // an icon whose words are for the ear
  .filter(node => [node, ...node.querySelectorAll("*")].some(at =>
    at.clientWidth > 4 && at.scrollWidth > at.clientWidth + 1
    && getComputedStyle(at).overflowX !== "visible"))
  .map(node => node.textContent.trim().slice(0, 50))"""
SIZES = (WIDE, ViewportSize(width=1280, height=720), PHONE)

# What axe finds and the app cannot mend, each with its reason.
AXE_ALLOWED = {
    "scrollable-region-focusable": "a container takes no tabindex; browsers focus scrollers anyway",
}
SERIOUS = ("serious", "critical")


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Return the addresses that the tab asks for, which grow as it asks."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.on("websocket", lambda socket: urls.append(socket.url))
    # What the server's policy refuses never becomes a request; the console tells of it.
    page.on(
        "console",
        lambda line: urls.append(line.text) if "Content Security Policy" in line.text else None,
    )
    return urls


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page(
    page: Page,
    visit: Open,
    *,
    server: Server,
    asked: list[str],
    subtests: pytest.Subtests,
    path: str,
    scheme: str,
) -> None:
    """One visit, as opening a page is what takes the time; each rule is a test of its own."""
    before = len(server.read_output())
    page.emulate_media(color_scheme=scheme)
    visit(path)
    with subtests.test("shows its headline and no error"):
        expect(page.locator("h1").first).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert "Traceback" not in server.read_output()[before:]
    with subtests.test("asks nothing of another machine, nor what the policy refuses"):
        page.mouse.move(700, 450)
        page.wait_for_load_state("networkidle")
        home = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
        assert not [url for url in asked if not url.startswith(home)]
    with subtests.test("loads no Plotly, which two faces alone do"):
        assert not [url for url in asked if "plotly" in url.lower()]
    with subtests.test("has no type too small to read"):
        assert not page.evaluate(SMALLEST, list(SMALL_TYPE_ALLOWED))
    with subtests.test("gives axe nothing serious to find"):
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(page.locator(".ck-moments")).to_be_in_viewport()
        assert not serious_faults(page)
    # How wide it is does not hang on its colours.
    for size in SIZES if scheme == "light" else ():
        with subtests.test("never scrolls sideways, and cuts no word that is pressed", size=size):
            page.set_viewport_size(size)
            page.reload()
            assert not settled(page).evaluate(WIDER), size
            assert not page.evaluate(CUT), size


def serious_faults(page: Page) -> list[str]:
    """Return what axe finds serious on the page as it stands, a line each."""
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:160]})"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in SERIOUS and fault["id"] not in AXE_ALLOWED
        for node in fault["nodes"]
    ]


def test_without_webgl_the_map_is_drawn_all_the_same(
    browser_without_webgl: Browser, server: Server
) -> None:
    page = browser_without_webgl.new_page(viewport=WIDE)
    page.goto(f"{server.url}/map")
    settled(page)
    expect(page.locator(".st-key-simple-map")).to_be_visible()
    expect(page.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
    assert "map=" not in page.url  # it is not the reader's choice, and no follower's move
    page.close()
