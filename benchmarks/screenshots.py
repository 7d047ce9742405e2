"""Take pictures of the real app: a gallery of twelve, and every page at three sizes.

`python -m benchmarks.screenshots` writes benchmarks/gallery/, of which the README shows the first,
and the ignored folder screenshots/ with every page in light and dark; `--gallery` leaves out the
latter.
"""

import sys
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import settled
from tests.browser.paths import PATHS
from tests.browser.serving import QUIET, ROOT, SOFT_GL, chromium, serving

SIZES = {"desk": (1440, 900), "meeting": (1280, 720), "phone": (390, 844)}
SETTLING = 4_000  # ms for a map drawn without a graphics card
FOLDER = ROOT / "screenshots"
GALLERY = ROOT / "benchmarks" / "gallery"


class View(NamedTuple):
    """A picture of the gallery: its file, what it shows, its address, size and ground."""

    name: str
    words: str
    path: str
    size: str = "desk"
    scheme: Literal["light", "dark"] = "light"


VIEWS = (
    View("situation", "What to know before the meeting, on one screen", "/"),
    View(
        "timeline",
        "What happened, in lanes, with the card of one event and its sources",
        "/timeline?as_of=2022-01-14&event=2022-01-10-geneva-security-talks",
    ),
    View("map", "Where forces stand, how it is known and how old it is", "/map?as_of=2022-02-18"),
    View(
        "positions",
        "Two sides on one issue, and how they came there",
        "/positions?as_of=2022-01-26&issue=nato-enlargement",
    ),
    View("matrix", "Every party on every issue", "/positions?as_of=2022-02-18&show=matrix"),
    View(
        "distance",
        "On how many issues the sides stood how far apart",
        "/positions?as_of=2022-02-18&show=distance",
        scheme="dark",
    ),
    View(
        "threads",
        "Claims that answer each other",
        "/exchanges?as_of=2022-02-18&show=threads",
    ),
    View(
        "changes",
        "What became known between two moments",
        "/changes?as_of=2022-01-14&since=2022-01-09",
    ),
    View("sources", "Every source, with its grade", "/sources?as_of=2022-02-18", scheme="dark"),
    View("briefing", "A brief that carries its sources", "/briefing?as_of=2022-01-14"),
    View(
        "meeting",
        "A step of the story, presented",
        "/map?as_of=2021-11-03&place=yelnya&step=yelnya&present=1",
        size="meeting",
    ),
    View("phone", "The timeline on a phone", "/timeline?as_of=2022-01-14", size="phone"),
)


def main() -> None:
    """Take the gallery, and every page in every size on both grounds."""
    with serving() as server, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium(), args=[*QUIET, *SOFT_GL])
        take_gallery(browser, server.url)
        if "--gallery" not in sys.argv[1:]:
            take_pages(browser, server.url)
        browser.close()
    print(f"{len(VIEWS)} pictures in {GALLERY}")


def take_gallery(browser: Browser, url: str) -> None:
    """Write the gallery's pictures and the page that shows them."""
    GALLERY.mkdir(exist_ok=True)
    lines = ["# Gallery", "", "Made by `python -m benchmarks.screenshots --gallery`.", ""]
    for view in VIEWS:
        width, height = SIZES[view.size]
        context = browser.new_context(
            color_scheme=view.scheme,
            viewport={"width": width, "height": height},
        )
        page = context.new_page()
        page.goto(url + view.path)
        (GALLERY / f"{view.name}.png").write_bytes(_take(page))
        lines += [f"**{view.words}.** `{view.path}`", "", f"![{view.words}]({view.name}.png)", ""]
        context.close()
    (GALLERY / "README.md").write_text("\n".join(lines), encoding="utf-8")


def take_pages(browser: Browser, url: str) -> None:
    """Write a picture of every page in every size on both grounds."""
    FOLDER.mkdir(exist_ok=True)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        for name, path in PATHS.items():
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                page.goto(url + path)
                (FOLDER / f"{name}-{size}-{scheme}.png").write_bytes(_take(page))
        context.close()


def _take(page: Page) -> bytes:
    settled(page).wait_for_timeout(SETTLING if page.locator("canvas").count() else 500)
    return page.screenshot()


if __name__ == "__main__":
    main()
