"""A whole replay in a browser: the same screen as jumping to its end, and no growth of memory.

Run `python -m benchmarks.replay` (about twenty minutes); `--replays 2` for a shorter look.
"""

import argparse
from time import monotonic

import psutil
from playwright.sync_api import Page, sync_playwright

from benchmarks.memory import MB
from tests.browser.conftest import WIDE, settled
from tests.browser.replaying import END, START, opened_replay, played, read_rows
from tests.browser.serving import QUIET, SOFT_GL, Server, chromium, serving

PAGE = "/exchanges"
ALLOWED = 1.05  # of the memory after one replay, the goal after ten


def main() -> None:
    """Play, compare with jumping, and print what the server's memory did."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replay", description=main.__doc__)
    parser.add_argument("--replays", type=int, default=10)
    options = parser.parse_args()
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *SOFT_GL])
        page = browser.new_page(viewport=WIDE)
        sizes = []
        for number in range(1, options.replays + 1):
            started = monotonic()
            sizes.append(_replay(page, server))
            took = monotonic() - started
            print(f"replay {number}: {took:.0f} s, server {sizes[-1] / MB:.1f} MB", flush=True)
        played_to = read_rows(page)
        page.goto(f"{server.url}{PAGE}?as_of={END}")
        jumped_to = read_rows(settled(page))
        browser.close()
    print(f"the same screen as jumping to {END}: {'yes' if played_to == jumped_to else 'NO'}")
    grown = sizes[-1] / sizes[0]
    print(f"after the last {grown:.3f} of after the first (goal: at most {ALLOWED})")


def _replay(page: Page, server: Server) -> float:
    page.goto(f"{server.url}{PAGE}?as_of={START}")
    opened_replay(settled(page))
    played(page)
    return float(psutil.Process(server.pid).memory_info().rss)


if __name__ == "__main__":
    main()
