"""A chart is taken along: as a picture, a table, a link, and in a frame of another site."""

import html
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.serving import Server, serving

MOMENT = "as_of=2022-01-14"
BEGINS = {"PNG": b"\x89PNG", "SVG": b"<svg ", "CSV": b"As of,Party,"}


def opened_menu(visit: Open, name: str = "How many") -> Page:
    page = visit(f"/?{MOMENT}")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("button", name="PNG", exact=True)).to_be_visible()
    return page


@pytest.mark.parametrize("kind", BEGINS)
def test_a_chart_is_saved_as_a_picture_and_as_a_table(visit: Open, kind: str) -> None:
    page = opened_menu(visit)
    with page.expect_download() as coming:
        page.get_by_role("button", name=kind, exact=True).click()
    path = coming.value.path()
    assert path.read_bytes().startswith(BEGINS[kind])
    assert coming.value.suggested_filename == f"ukraine-2022-how_many-2022-01-14.{kind.lower()}"


def test_the_link_of_a_chart_opens_it_alone_at_the_moment(visit: Open) -> None:
    page = opened_menu(visit, "Where")
    link = page.get_by_test_id("stCode").first.inner_text().strip()
    assert MOMENT in link
    page.goto(link)
    settled(page)
    expect(page.get_by_role("figure")).to_have_count(1)
    expect(page.locator("body")).to_contain_text("As known on 14 Jan 2022")
    expect(page.get_by_test_id("stTopNavLink").first).not_to_be_visible()


def test_a_table_is_shared_alone_and_narrowed_as_it_stands(visit: Open) -> None:
    page = visit(f"/map?{MOMENT}&narrow=marks~Force~Russia")
    row = page.locator("[class*=st-key-table_marks_tools]")
    expect(row.get_by_text("18 of 26 rows")).to_be_visible()
    row.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("Link to this table")).to_be_visible()
    expect(page.get_by_role("button", name="PNG", exact=True)).to_have_count(0)
    page.goto(page.get_by_test_id("stCode").first.inner_text().strip())
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    expect(page.get_by_text("18 of 26 rows")).to_be_visible()
    expect(page.get_by_role("button", name="Share", exact=True)).to_have_count(0)
    expect(page.get_by_test_id("stTopNavLink").first).not_to_be_visible()


def test_a_menu_at_the_foot_of_the_window_opens_in_sight(visit: Open) -> None:
    page = visit(f"/timeline?{MOMENT}")
    page.get_by_role("button", name="Timeline", exact=True).click()
    expect(page.get_by_role("button", name="SVG", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Link to this chart")).to_be_in_viewport(ratio=1)


def test_a_chart_fills_the_whole_screen_in_its_proportions_and_comes_back(visit: Open) -> None:
    page = visit(f"/timeline?{MOMENT}")
    part = page.locator(".st-key-timeline_frame")
    before = part.bounding_box()
    page.get_by_role("button", name="Timeline", exact=True).click()
    page.get_by_role("button", name="Full screen", exact=True).click()
    page.wait_for_function("document.fullscreenElement?.matches('.st-key-timeline_frame')")
    chart = page.locator(".st-key-drawing_timeline svg").first
    page.wait_for_function("document.fullscreenElement.style.getPropertyValue('--whole') > 1")
    grown = chart.bounding_box()
    assert grown["width"] <= 1440
    assert grown["height"] <= 900
    assert max(grown["width"] / 1440, grown["height"] / 900) > 0.8
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.fullscreenElement")
    expect(part).to_have_js_property("offsetWidth", round(before["width"]))
    assert part.evaluate("part => part.style.getPropertyValue('--whole')") == ""


class _Site(BaseHTTPRequestHandler):
    """Another site, whose one page holds `code`."""

    code = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<!doctype html><h1>Elsewhere</h1>{self.code}".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    site = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    site.server_close()


def code_of(page: Page) -> str:
    """Return the code to show a chart in another page, from its menu."""
    page.get_by_role("button", name="The weeks", exact=True).click()
    codes = page.get_by_test_id("stCode")
    expect(codes).to_have_count(3)
    return codes.nth(1).inner_text().strip()


def test_another_site_shows_a_chart_in_a_frame_where_the_setting_names_it(
    page: Page, elsewhere: str
) -> None:
    with serving(env={"REDLINES_FRAME_ANCESTORS": elsewhere}) as server:
        page.goto(f"{server.url}/?{MOMENT}")
        _Site.code = code_of(settled(page))
        assert MOMENT in html.unescape(_Site.code)
        page.goto(elsewhere)
        framed = page.frame_locator("iframe")
        expect(framed.get_by_role("figure")).to_be_visible()
        expect(framed.locator("body")).to_contain_text("As known on 14 Jan 2022")


def test_no_other_site_shows_a_chart_without_the_setting(
    page: Page, server: Server, elsewhere: str
) -> None:
    address = f"{server.url}/chart?chart=weeks&{MOMENT}&embed=true"
    _Site.code = f'<iframe src="{address}"></iframe>'
    refused = re.compile("frame-ancestors|X-Frame-Options|refused")
    with page.expect_console_message(lambda line: bool(refused.search(line.text))):
        page.goto(elsewhere)
    expect(page.frame_locator("iframe").get_by_role("figure")).to_have_count(0)
