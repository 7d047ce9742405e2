"""The content security policy: no page runs into it, and a script from a cell would."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

# The pages' other faces, and what is drawn by a library: Plotly, the map without WebGL. Of the
# pages as they open, their own test reads what the policy refuses.
FACES = (
    "/?show=estimates",
    "/timeline?show=explore",
    "/positions?show=matrix",
    "/positions?show=distance",
    "/exchanges?show=network",
    "/sources?show=health",
    "/map?map=simple",
    "/?present=1",
    "/chart?chart=weeks",
    "/speaker",
    "/no-such-page",
    "/timeline?q=missile&who=blinken",
)
INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.taken = 1";
  document.body.append(script);
  const image = new Image();
  document.body.append(image);
  image.outerHTML = "<img src='data:,' onerror='window.taken = 1'>";
}"""


@pytest.fixture
def violations(page: Page) -> list[str]:
    """Return what the policy refuses in the tab, as its own events say."""
    refused: list[str] = []

    def note(violation: str) -> None:
        refused.append(violation)

    page.expose_function("refused", note)
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " refused(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"
    )
    return refused


@pytest.mark.parametrize("path", FACES)
def test_no_face_runs_into_the_policy(visit: Open, violations: list[str], path: str) -> None:
    visit(path)
    assert violations == []


def test_a_script_written_into_the_page_does_not_run(visit: Open, violations: list[str]) -> None:
    page = visit("/sources")
    page.evaluate(INLINE)
    page.wait_for_timeout(500)
    assert [refused.split()[0] for refused in violations] == ["script-src-elem", "script-src-attr"]
    assert page.evaluate("window.taken") is None
