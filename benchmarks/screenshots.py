"""Take pictures of the real app: the README's, and every page at three sizes, light and dark.

`python -m benchmarks.screenshots` writes benchmarks/screenshot.png and the ignored folder
screenshots/.
"""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import settled
from tests.browser.paths import PATHS
from tests.browser.serving import QUIET, ROOT, SOFT_GL, chromium, serving

SIZES = {"desk": (1440, 900), "meeting": (1280, 720), "phone": (390, 844)}
SETTLING = 4_000  # ms for a map drawn without a graphics card
FOLDER = ROOT / "screenshots"
PICTURE = ROOT / "benchmarks" / "screenshot.png"


def main() -> None:
    """Visit every page in every size on both grounds."""
    FOLDER.mkdir(exist_ok=True)
    with serving() as server, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium(), args=[*QUIET, *SOFT_GL])
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme)
            page = context.new_page()
            for name, path in PATHS.items():
                for size, (width, height) in SIZES.items():
                    page.set_viewport_size({"width": width, "height": height})
                    page.goto(server.url + path)
                    _take(page, FOLDER / f"{name}-{size}-{scheme}.png")
            context.close()
        browser.close()
    PICTURE.write_bytes((FOLDER / "situation-desk-light.png").read_bytes())
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}; the README's is {PICTURE}")


def _take(page: Page, picture: Path) -> None:
    settled(page).wait_for_timeout(SETTLING if page.locator("canvas").count() else 500)
    page.screenshot(path=picture)


if __name__ == "__main__":
    main()
