"""How soon two windows show what a presenter shows, step by step of the story.

Run `python -m benchmarks.follow` (two minutes). It prints a Markdown table twice: with a map that
WebGL draws, which without a graphics card keeps a machine of two cores busy for seconds in three
windows at once, and with the simple map of a browser that has no WebGL.
"""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import WIDE, settled
from tests.browser.meeting import STAGE, follower, hears, opened_room, stands_at
from tests.browser.serving import NO_GL, QUIET, SOFT_GL, Server, chromium, serving

STEPS = 12
VIEWERS = 2
PAUSE = 1500  # ms that a presenter speaks to a step, at least
GOAL = 1000  # ms
# Notes when the foot of the stage, or the line above a viewer's page, first names each step.
NOTE = """() => {
  window.named = {};
  setInterval(() => {
    const said = document.querySelector(".st-count, .fo-bar")?.innerText.match(/(\\d+)\\/\\d+/);
    if (said) window.named[said[1]] ??= Date.now();
  }, 15);
}"""
NAMED = "step => window.named[step]"


def main() -> None:
    """Play the story before two viewers in either kind of browser, and print what it took."""
    kinds = {"WebGL in software": SOFT_GL, "no WebGL": NO_GL}
    with serving() as server, sync_playwright() as playwright:
        for kind, flags in kinds.items():
            browser = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *flags])
            print("\n".join(_table(kind, browser, server)), end="\n\n", flush=True)
            browser.close()


def _table(kind: str, browser: Browser, server: Server) -> Iterator[str]:
    lead, viewers = _meeting(browser, server)
    behind: list[int] = []
    yield f"| {kind}: step | presenter, ms after the key | viewers, ms after the presenter |"
    yield "|---:|---:|---:|"
    for step in range(1, STEPS + 1):
        pressed = lead.evaluate("Date.now()")
        lead.keyboard.press("ArrowRight")
        presenter_at, *seen = (_named(page, step) for page in (lead, *viewers))
        late = [max(0, at - presenter_at) for at in seen]
        behind += late
        yield f"| {step} | {presenter_at - pressed} | {', '.join(map(str, late))} |"
        lead.wait_for_timeout(PAUSE)
    soon = sum(late <= GOAL for late in behind)
    yield f"\n{soon} of {len(behind)} within a second; the median is {median(behind):.0f} ms."


def _meeting(browser: Browser, server: Server) -> tuple[Page, list[Page]]:
    """Return a presenter on the stage, and viewers who follow, each in a window of their own."""
    lead = browser.new_context(viewport=WIDE).new_page()
    lead.goto(server.url)
    link = opened_room(settled(lead))
    viewers = [follower(browser.new_context(viewport=WIDE), link) for _ in range(VIEWERS)]
    lead.set_viewport_size(STAGE)  # type: ignore[arg-type]
    lead.get_by_role("button", name="Present", exact=True).click()
    stands_at(lead, 0, STEPS)
    hears(settled(lead), "stage")
    for page in (lead, *viewers):
        page.evaluate(NOTE)
    return lead, viewers


def _named(page: Page, step: int) -> int:
    return int(page.wait_for_function(NAMED, arg=str(step)).json_value())


if __name__ == "__main__":
    main()
