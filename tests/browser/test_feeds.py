"""Feeds in a browser: a bar lists its reports, a lead unfolds, nothing leaves the machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.figures.map.names import Frame
from components.figures.map.placing import HEIGHT, WIDTH
from data.load import load
from data.package import shipped
from tests.browser.conftest import WIDE, settled
from tests.browser.serving import serving
from tests.support.feeds import far_rows, make_feed, take_in, write_rows

ALONE = (50.9, 25.2)  # where no other report lies


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory) -> Iterator[Page]:
    folder: Path = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 5_000)
    take_in(folder, "gdelt", write_rows("gdelt", *far_rows(), _lone_row()))
    with serving(env={"REDLINES_FEEDS": f"duckdb://{folder}"}) as server:
        page = browser.new_page(viewport=WIDE)
        away: list[str] = []
        page.on("request", lambda r: None if server.url in r.url else away.append(r.url))
        page.goto(f"{server.url}/feeds?as_of=2022-01-20")
        settled(page)
        yield page
        assert [url for url in away if not url.startswith(("data:", "blob:"))] == []
        page.close()


def _lone_row() -> dict[str, str]:
    lat, lon = map(str, ALONE)
    return {
        "GLOBALEVENTID": "7" * 12,
        "SQLDATE": "20220112",
        "DATEADDED": "20220112120000",
        "ActionGeo_FullName": "Lonely",
        "ActionGeo_Lat": lat,
        "ActionGeo_Long": lon,
    }


def test_a_bar_lists_its_reports_and_again_all(page: Page) -> None:
    box = page.locator(".st-key-drawing_feed_days [data-id='2022-01-12']").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 3)  # over the bar, within its step
    expect(page.get_by_role("heading", name="Reports, of 12 Jan 2022")).to_be_visible()
    expect(page).to_have_url(re.compile(r"day=2022-01-12"))
    page.get_by_role("link", name="All days").click()
    expect(page.get_by_role("heading", name="Reports, the last to happen first")).to_be_visible()
    expect(page).not_to_have_url(re.compile("day="))


def test_a_lead_unfolds_to_its_reports(page: Page) -> None:
    page.get_by_text("What have we missed?").click()
    lead = page.locator("[class*=st-key-list_leads]")
    expect(lead.locator(".fd-lead").first).to_be_visible()
    expect(lead.locator(".fd-lead-reports")).to_have_count(0)
    lead.get_by_text("Its reports").first.click()
    expect(lead.locator(".fd-lead-reports")).to_have_count(1)
    expect(lead.get_by_role("link", name="the page").first).to_be_visible()


def test_a_bar_under_the_timeline_leads_to_its_reports(page: Page) -> None:
    page.goto(re.sub(r"/[^/]*$", "/timeline?as_of=2022-01-20&feed=gdelt", page.url))
    settled(page)
    chart = page.locator(".st-key-drawing_timeline")
    box = chart.locator("[data-id='feed:incidents/2022-01-12']").first.bounding_box()
    assert box
    x = box["x"] + box["width"] / 2
    page.mouse.click(x, box["y"] + box["height"] + 6)  # beside a bar, which opens nothing
    page.wait_for_timeout(600)
    settled(page)
    expect(page).to_have_url(re.compile("/timeline"))
    page.mouse.click(x, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Reports, of 12 Jan 2022")).to_be_visible()
    expect(page).to_have_url(re.compile(r"plover=ASSAULT&plover=COERCE"))


def test_a_hexagon_of_the_map_leads_to_what_lies_in_it(page: Page) -> None:
    page.goto(re.sub(r"/[^/]*$", "/map?as_of=2022-01-20&feed=gdelt&hide=forces", page.url))
    settled(page)
    page.wait_for_timeout(3000)  # until the layers are drawn
    box = page.locator(".st-key-map canvas").first.bounding_box()
    assert box
    record = load(shipped())
    area = record.package.crisis.map.views[0]
    x, y = Frame(area, WIDTH, HEIGHT).at(*ALONE)
    scale = box["width"] / WIDTH
    down = box["height"] / 2 + (y - HEIGHT / 2) * scale
    page.mouse.click(box["x"] + x * scale, box["y"] + down)
    expect(page).to_have_url(re.compile("/feeds.*hexagon=8"), timeout=15_000)
    expect(page.get_by_text("Only what lies in one hexagon of the map")).to_be_visible()
    expect(page.get_by_text("1 report of 1 happening")).to_be_visible()
