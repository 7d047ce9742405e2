"""Feeds in a browser: a bar lists its reports, a lead unfolds, nothing leaves the machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDE, settled
from tests.browser.serving import serving
from tests.support.feeds import far_rows, make_feed, take_in, write_rows


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory) -> Iterator[Page]:
    folder: Path = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 5_000)
    take_in(folder, "gdelt", write_rows("gdelt", *far_rows()))
    with serving(env={"REDLINES_FEEDS": f"duckdb://{folder}"}) as server:
        page = browser.new_page(viewport=WIDE)
        away: list[str] = []
        page.on("request", lambda r: None if server.url in r.url else away.append(r.url))
        page.goto(f"{server.url}/feeds?as_of=2022-01-20")
        settled(page)
        yield page
        assert [url for url in away if not url.startswith(("data:", "blob:"))] == []
        page.close()


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
