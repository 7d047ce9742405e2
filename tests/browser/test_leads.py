"""Leads of a feed in a browser: put aside, taken back, and made an entry of, by who curates."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components.ui.curate import SET_UP
from components.ui.pages import leads
from data.curation.queue import read_queue
from data.descriptor import read_package
from data.package import shipped
from tests.browser.conftest import WIDE, settled
from tests.browser.serving import serving
from tests.support.feeds import far_rows, make_feed, take_in, write_rows

LEADS = "feeds?as_of=2022-01-20&show=leads&feed=gdelt"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record") / "crisis"
    return shutil.copytree(shipped(), folder)


@pytest.fixture
def page(browser: Browser, record: Path, tmp_path: Path) -> Iterator[Page]:
    folder = tmp_path / "feeds"
    make_feed(folder, "gdelt", 1_500)
    take_in(folder, "gdelt", write_rows("gdelt", *far_rows()))
    env = {"REDLINES_RECORD": str(record), "REDLINES_FEEDS": f"duckdb://{folder}", SET_UP: "1"}
    with serving(env=env) as server:
        page = browser.new_page(viewport=WIDE)
        page.goto(f"{server.url}/{LEADS}")
        settled(page)
        page.get_by_role("link", name="give your name").click()
        name = page.get_by_label("Your name, as the log is to have it")
        name.fill("Anna")
        name.press("Enter")
        expect(page.get_by_text("Curating as Anna")).to_be_visible()
        page.get_by_test_id("stTopNavLink").filter(has_text="Feeds").click()
        page.get_by_text("What have we missed?").click()
        yield page
        page.close()


def test_a_lead_is_put_aside_taken_back_and_made_an_entry_of(page: Page, record: Path) -> None:
    lead = page.locator(".fd-lead")
    expect(lead).to_have_count(1)
    page.get_by_role("button", name=leads.DISMISS).click()
    page.get_by_text("Not of interest: 1 lead").click()
    page.get_by_role("button", name=leads.RESTORE).click()
    expect(page.get_by_role("button", name=leads.DISMISS)).to_be_visible()
    page.get_by_role("button", name=leads.ENTRY).click()
    expect(page).to_have_url(re.compile("/curate"))
    expect(page.get_by_role("textbox", name="Id *", exact=True)).to_have_value(
        "2022-01-12-far-island"
    )
    (item,) = read_queue(read_package(record))
    assert item.who == "Anna"
