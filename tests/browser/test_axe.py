"""axe finds nothing of ours on any page, face, theme and mode."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import settled
from tests.browser.serving import Server

MOMENT = "as_of=2022-02-18"
FACES = {
    "/": ("", "estimates"),
    "/timeline": ("", "explore"),
    "/map": ("",),
    "/positions": ("", "matrix", "distance", "room"),
    "/exchanges": ("", "threads", "network", "unanswered", "denials"),
    "/changes": ("",),
    "/sources": ("", "health", "support", "dictionary", "checks", "downloads"),
    "/briefing": ("",),
}
PATHS = [f"{path}?{MOMENT}&show={show}" for path, faces in FACES.items() for show in faces]
PATHS += [f"{path}?{MOMENT}&present=1" for path in FACES if path != "/briefing"]
PATHS += [
    f"/changes?{MOMENT}&since=2022-02-11",
    f"/timeline?{MOMENT}&event=2022-01-10-geneva-security-talks",
]
PATHS += [
    f"/positions?{MOMENT}&issue=nato-enlargement",
    f"/chart?chart=timeline&{MOMENT}",
    f"/chart?chart=marks&{MOMENT}",
]
# What axe finds and the app cannot mend, each with its reason.
ALLOWED = {
    "scrollable-region-focusable": "a container takes no tabindex; browsers focus scrollers anyway",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, server: Server, subtests: pytest.Subtests, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    for path in PATHS:
        with subtests.test(path):
            page.goto(server.url + path.replace("/map?", "/map?map=simple&"))
            faults = Axe().run(settled(page)).response["violations"]
            assert [
                f"{fault['id']}: {node['html'][:160]}"
                for fault in faults
                if fault["id"] not in ALLOWED
                for node in fault["nodes"]
            ] == []
    context.close()
