"""One server, one browser and one browser context for all tests: pages load from its cache."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.serving import NO_GL, NO_GL_WINDOWS, QUIET, SOFT_GL, Server, chromium, serving

PATIENCE = 30_000  # ms; software WebGL on a busy machine is slow
WIDE = ViewportSize(width=1440, height=900)
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
DRAWN = """() => !document.querySelector("[data-testid=stSkeleton],[data-stale=true]")
  && [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
    .every(chart => chart.querySelector(".main-svg"))
  && ["list", "choices", "drawing"]
    .flatMap(name => [...document.querySelectorAll(`[class*=st-key-${name}_]`)])
    .every(placed => placed.querySelector(".rw-rows,.ch-row,.dw"))"""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(
        executable_path=chromium(), args=[*QUIET, *SOFT_GL, *NO_GL_WINDOWS]
    )
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser_without_webgl(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *NO_GL])
    yield started
    started.close()


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """Return a context on disk, as only such a one keeps the scripts that it has compiled."""
    made = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=chromium(),
        args=[*QUIET, *SOFT_GL, *NO_GL_WINDOWS],
        viewport=WIDE,
    )
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a new tab, which is a new viewer."""
    tab = context.new_page()
    yield tab
    if tab.url.startswith("http"):
        tab.evaluate("localStorage.clear()")  # an opened sidebar stays open in the next tab
    tab.close()


@pytest.fixture
def visit(page: Page, server: Server) -> Open:
    """Return what opens an address of the server in the tab and waits until it is drawn."""

    def opened(path: str) -> Page:
        page.goto(server.url + path)
        return settled(page)

    return opened


@pytest.fixture(autouse=True)
def _blame(request: pytest.FixtureRequest) -> Iterator[None]:
    """Show what the server said during a test that failed, or in which a part of a page did."""
    running: Server | None = (
        request.getfixturevalue("server") if "server" in request.fixturenames else None
    )
    before = len(running.read_output()) if running else 0
    yield
    if running:
        said = running.read_output()[before:]
        print(said)
        assert "a part of a page failed" not in said
        assert "an answer to a reader failed" not in said


def settled(page: Page) -> Page:
    """Wait until the script has ended and every chart is on the screen."""
    page.wait_for_selector(DONE)
    page.wait_for_function(DRAWN)
    return page
