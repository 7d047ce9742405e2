"""Measure what a reader waits for, against apps that show next to nothing.

`python -m benchmarks.latency [rounds]` prints a Markdown table of medians and ratios. All apps run
side by side and are measured in turns in one browser, so that a busy machine slows all alike. Each
click waits until the browser is at rest: what is still being drawn of one page, the next would pay
for.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from statistics import median
from time import monotonic, sleep

import pandas as pd
import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.memory import a_viewer_costs
from components.ui import store
from tests.browser.conftest import WIDE, settled
from tests.browser.serving import QUIET, SOFT_GL, STOCK, Server, chromium, serving

HERE = Path(__file__).parent
EMPTY, BARE = HERE / "apps/empty.py", HERE / "apps/bare.py"
SERVED = (sys.executable, "-m", "benchmarks.apps.served", "--port", "{port}")
PLAIN = (*STOCK, "--server.headless", "true", "--browser.gatherUsageStats", "false")
ROUNDS = 9
PATIENCE = 120_000  # ms; a machine that is busy elsewhere is slow, and slow for all alike
LOOK = 0.25  # seconds over which the browser's work is summed up
REST = 0.3  # of one core, at most: then it is at rest, as eight open pages always do a little
RESTING = 10  # seconds that one waits for it
# A page is drawn as fast as the machine's processor can where there is no graphics card. With one,
# no page waits for it: then the processor draws, too, but aside.
BROWSERS = {"as it is": (), "with a graphics card, which the processor plays": SOFT_GL}
PAINTED, UNTIL_DRAWN = (
    (HERE / name).read_text(encoding="utf-8") for name in ("painted.js", "drawn.js")
)

Click = Callable[[Page, int], None]


def _option(*names: str) -> Click:
    """Return a click on one of the options, each round on the next; a count may follow its name."""

    def click(page: Page, turn: int) -> None:
        choice = page.locator("[data-testid=stRadio],.ch-buttons,.ck-moments")
        words = re.compile(rf"^{re.escape(names[turn % len(names)])}( [\d,]+)?$")
        choice.get_by_text(words).first.click()

    return click


def _pick(label: str) -> Click:
    """Return what picks the first option of a list, and lets it go the next round."""

    def click(page: Page, turn: int) -> None:
        listed = page.get_by_role("group", name=label, exact=True)
        if not listed.is_visible():
            page.locator(f".ch-list > summary[aria-label^={label}]").press("Enter")
        listed.locator("label").first.click()

    return click


def _other_day(number: int) -> Click:
    """Return what sets a day that nobody asked for, each round another; numbers share none.

    The second browser meets the same days again: only the first one's figures are cold.
    """
    last = store.record().last

    def click(page: Page, turn: int) -> None:
        page.get_by_label("Day", exact=True).focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(f"{last - pd.Timedelta(days=3 * turn + number):%Y-%m-%d}")
        page.get_by_role("heading", name="As of").click()  # out of the box, which is when it counts

    return click


MOMENTS = [str(title) for title in store.record().moments["title"]]
AREAS = [view.title for view in store.record().package.crisis.map.views]
# What a reader clicks on each page; on the first one, a named moment.
CLICKS: dict[str, tuple[str, Click]] = {
    "Situation, another moment": ("/", _option(MOMENTS[2], MOMENTS[7])),
    "Situation, a day nobody asked for": ("/", _other_day(1)),
    "Timeline, a day nobody asked for": ("/timeline", _other_day(2)),
    "Positions, a day nobody asked for": ("/positions", _other_day(3)),
    "Timeline, lanes": ("/timeline", _option("By party", "By kind")),
    "Map, area": ("/map", _option(*AREAS[1::-1])),
    "Positions, order": ("/positions", _option("Furthest apart", "Central first")),
    "Exchanges, issue": ("/exchanges", _pick("Issue")),
    "Sources, reliability": ("/sources", _option("A", "B")),
}


def main(rounds: int = ROUNDS) -> None:
    """Start the apps, measure them in turns, print the tables."""
    with ExitStack() as stack:
        ours = stack.enter_context(serving())
        stock = stack.enter_context(serving(PLAIN, app=EMPTY, cwd=HERE / "apps"))
        bare = stack.enter_context(serving(PLAIN, app=BARE, cwd=HERE / "apps"))
        served = stack.enter_context(serving(SERVED))
        started = stack.enter_context(sync_playwright())
        for kind, flags in BROWSERS.items():
            print(f"In a browser {kind}:\n")
            args = [*QUIET, *flags]
            browser = started.chromium.launch(executable_path=chromium(), args=args)
            print("\n".join(_clicks(browser, ours, stock, served, rounds)), end="\n\n", flush=True)
            print("\n".join(_first_paints(browser, ours, bare, rounds)), end="\n\n")
            browser.close()
        print(f"A new viewer who opens every page costs {a_viewer_costs(ours):.2f} MB.")


def _clicks(
    browser: Browser, ours: Server, stock: Server, served: Server, rounds: int
) -> Iterator[str]:
    choose = _option("two", "one")
    seats = {"Empty app, `streamlit run`": (stock.url, choose)}
    seats["Empty app, our server"] = (served.url, choose)
    seats |= {name: (ours.url + path, click) for name, (path, click) in CLICKS.items()}
    pages = {}
    for name, (url, _) in seats.items():
        pages[name] = browser.new_page(viewport=WIDE)
        pages[name].add_init_script(PAINTED)
        pages[name].goto(url)
        pages[name].set_default_timeout(PATIENCE)
        settled(pages[name])
        if "moment" in name or "day" in name:
            pages[name].get_by_test_id("stExpandSidebarButton").click()
            _rested()  # the sidebar is drawn anew while it opens: what is typed at once is lost
        for turn in (38, 39):  # each option once: what is computed once is not a click's cost
            _timed_click(pages[name], seats[name][1], turn)
    taken: dict[str, list[float]] = {name: [] for name in seats}
    for turn in range(rounds):
        for name, (_, click) in seats.items():
            pages[name].bring_to_front()
            _rested()
            taken[name].append(_timed_click(pages[name], click, turn))
    middle = {name: median(times) for name, times in taken.items()}
    floor, best = middle["Empty app, `streamlit run`"], middle["Empty app, our server"]
    yield f"| click until painted (median of {rounds}) | ms | of stock empty | of own empty |"
    yield "|---|---:|---:|---:|"
    for name, value in middle.items():
        yield f"| {name} | {value:.0f} | {value / floor:.2f} | {value / best:.2f} |"


def _rested() -> None:
    """Wait until the browser does next to nothing, but not for ever."""
    until = monotonic() + RESTING
    before = _worked()
    while monotonic() < until:
        sleep(LOOK)
        now = _worked()
        if now - before < REST * LOOK:
            return
        before = now


def _worked() -> float:
    """Return the seconds of work that this process's browser has done so far."""
    done = 0.0
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "chrom" in child.name():
                times = child.cpu_times()
                done += times.user + times.system
    return done


def _timed_click(page: Page, click: Click, turn: int) -> float:
    page.evaluate("() => { window.timed = window.clickPainted(); window.timed.catch(() => {}); }")
    click(page, turn)
    return page.evaluate("() => window.timed")


def _first_paints(browser: Browser, ours: Server, bare: Server, rounds: int) -> Iterator[str]:
    seats = {"One Plotly and one pydeck chart, `streamlit run`": bare.url}
    seats |= {name: ours.url + path for name, path in (("Situation", "/"), ("Map", "/map"))}
    taken: dict[str, list[float]] = {name: [] for name in seats}
    for _ in range(max(3, rounds // 2)):
        for name, url in seats.items():
            context = browser.new_context(viewport=WIDE)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.add_init_script(UNTIL_DRAWN)
            page.goto(url)
            page.wait_for_function("() => window.allDrawn")  # no eval under our policy
            taken[name].append(page.evaluate("window.allDrawn"))
            context.close()
    middle = {name: median(times) for name, times in taken.items()}
    floor = next(iter(middle.values()))
    yield "| first visit until all is drawn | ms | of bare |"
    yield "|---|---:|---:|"
    for name, value in middle.items():
        yield f"| {name} | {value:.0f} | {value / floor:.2f} |"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
