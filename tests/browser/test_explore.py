"""The charts that a reader works: zoom, legend, selection and pictures, in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Open, settled
from tests.browser.serving import Server
from tests.browser.test_pages import AXE_ALLOWED, SERIOUS, SMALL_TYPE_ALLOWED, SMALLEST

FACES = ("/timeline?show=explore", "/?show=estimates")
DOUBLE_CLICK = 400  # ms: two presses within 300 are a double click to Plotly, which resets a zoom
RANGE = "() => document.querySelector('.js-plotly-plot').layout.xaxis.range.map(String)"
FOOT = 560  # px: what lies lower is under the foot of a stage
PHONE = ViewportSize(width=390, height=844)
faces = pytest.mark.parametrize("face", FACES)


@pytest.fixture
def requests(page: Page) -> list[str]:
    """Return the addresses that the tab asks for."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.on("websocket", lambda socket: urls.append(socket.url))
    return urls


def shown(page: Page) -> list[str]:
    """Return the dates between which the chart is drawn."""
    return list(page.evaluate(RANGE))


def points(page: Page) -> Locator:
    return page.locator(".js-plotly-plot .scatterlayer .point")


def drag(page: Page, x0: float, y0: float, x1: float, y1: float) -> None:
    """Drag over the plot, from and to shares of its width and height."""
    box = page.locator(".nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * x0, box["y"] + box["height"] * y0)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * x1, box["y"] + box["height"] * y1, steps=5)
    page.mouse.up()


def press(page: Page, mark: Locator) -> None:
    box = mark.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def within(page: Page) -> Iterator[Locator]:
    """Yield the marks that stand well within the plot."""
    plot = page.locator(".nsewdrag").first.bounding_box()
    assert plot
    for mark in points(page).all():
        box = mark.bounding_box()
        across = box and plot["x"] + 40 < box["x"] < plot["x"] + plot["width"] - 40
        if box and across and box["y"] < FOOT:
            yield mark


@faces
def test_a_face_loads_plotly_and_asks_nothing_of_another_machine(
    visit: Open, requests: list[str], server: Server, face: str
) -> None:
    visit(face).wait_for_load_state("networkidle")
    assert [url for url in requests if "plotly" in url.lower()]
    home = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    assert not [url for url in requests if not url.startswith(home)]


@faces
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_face_can_be_read_and_is_as_wide_as_a_phone(
    page: Page, visit: Open, face: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(face)
    assert not page.evaluate(SMALLEST, list(SMALL_TYPE_ALLOWED))
    found = Axe().run(page).response["violations"]
    serious = [f for f in found if f["impact"] in SERIOUS and f["id"] not in AXE_ALLOWED]
    assert not [(fault["id"], node["html"]) for fault in serious for node in fault["nodes"]]
    page.set_viewport_size(PHONE)
    settled(page).wait_for_timeout(300)
    wider = page.evaluate(
        """() => ["html", "[data-testid=stMain]"].map(name => document.querySelector(name))
          .filter(box => box.scrollWidth > box.clientWidth).length"""
    )
    assert wider == 0


def test_the_switch_beside_the_lanes_opens_the_chart_and_the_wheel_zooms_it(visit: Open) -> None:
    page = visit("/timeline")
    page.locator(".st-key-choices_lanes").get_by_text("Explore", exact=True).click()
    expect(points(page).first).to_be_visible()
    assert "show=explore" in page.url
    before = shown(page)
    page.locator(".nsewdrag").first.hover()
    page.mouse.wheel(0, -400)
    page.wait_for_function(
        "before => document.querySelector('.js-plotly-plot').layout.xaxis.range[0] > before",
        arg=before[0],
    )
    assert shown(page)[1] < before[1]


def test_a_zoom_outlasts_the_rerun_that_opens_a_card_and_lists_a_selection(visit: Open) -> None:
    page = visit(FACES[0])
    whole = shown(page)
    drag(page, 0.3, 0.5, 0.7, 0.52)
    page.wait_for_function(f"before => ({RANGE})()[0] != before", arg=whole[0])
    zoomed = shown(page)
    page.wait_for_timeout(DOUBLE_CLICK)
    press(page, next(within(page)))
    expect(page.locator(".rl-event h2")).to_be_visible()
    first = page.locator(".rl-event h2").inner_text()
    settled(page)
    assert "event=" in page.url
    assert shown(page) == zoomed
    page.locator('.modebar-btn[data-val="select"]').click()
    drag(page, 0.02, 0.02, 0.98, 0.98)
    rows = page.locator(".st-key-explore_selected button")
    expect(rows.nth(2)).to_be_visible()
    settled(page)
    assert shown(page) == zoomed
    other = next(row for row in rows.all() if first[:20] not in row.inner_text())
    words = other.inner_text().partition(": ")[2]
    other.click()
    expect(page.locator(".rl-event h2")).to_contain_text(words.rstrip("…")[:30])
    settled(page)
    assert shown(page) == zoomed
    assert rows.count() > 2


def test_bars_over_vague_dates_are_drawn(visit: Open) -> None:
    """As error bars they were in the figure, and Plotly drew none."""
    page = visit(FACES[0])
    drawn = page.locator(".js-plotly-plot .scatterlayer path.js-line")
    assert any((path.get_attribute("d") or "").count("L") for path in drawn.all())


def test_the_legend_hides_a_party_with_all_its_marks(visit: Open) -> None:
    page = visit(FACES[0])
    before = points(page).count()
    page.locator(".legendtoggle").nth(1).click()
    page.wait_for_function(
        "before => document.querySelectorAll('.js-plotly-plot .scatterlayer .point').length"
        " < before",
        arg=before,
    )
    assert points(page).count() > 0


@pytest.mark.parametrize(("format", "begins"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_the_picture_is_taken_in_the_format_chosen(visit: Open, format: str, begins: bytes) -> None:
    page = visit(FACES[0])
    page.locator(".js-plotly-plot").evaluate("plot => plot.dataset.before = 'yes'")
    page.get_by_text(format, exact=True).click()
    if format != "PNG":  # another format than the one at first starts the chart afresh
        expect(page.locator(".js-plotly-plot[data-before]")).to_have_count(0)
    settled(page)
    expect(points(page).first).to_be_visible()
    with page.expect_download() as taken:
        page.locator('.modebar-btn[data-title^="Download"]').click()
    assert taken.value.suggested_filename == f"timeline.{format.lower()}"
    assert taken.value.path().read_bytes().startswith(begins)


def test_a_number_selected_is_shown_with_the_way_to_its_source(visit: Open) -> None:
    page = visit(FACES[1])
    press(page, next(within(page)))
    expect(page.locator(".rl-estimates article")).to_have_count(1)
    expect(page.locator(".rl-estimates a").first).to_have_text("Open its source")


@faces
def test_a_room_sees_the_whole_chart(page: Page, visit: Open, face: str) -> None:
    """It was drawn half as wide again as its place, and cut off there."""
    page.set_viewport_size(ViewportSize(width=1280, height=720))
    visit(f"{face}&present=1")
    plot = page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    place = page.locator("[class*=st-key-chart_][class*=_place]").locator("..").bounding_box()
    assert plot
    assert place
    assert plot["x"] + plot["width"] <= place["x"] + place["width"]
    press(page, next(within(page)))
    expect(page.locator(".rl-event, .rl-estimates article")).to_have_count(1)


def test_a_finger_moves_the_chart_where_the_browser_is_a_phone_s(
    context: BrowserContext, server: Server
) -> None:
    browser = context.browser
    phone = (browser or context).new_page()
    phone.set_extra_http_headers({"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile"})
    phone.set_viewport_size(PHONE)
    phone.goto(f"{server.url}{FACES[0]}")
    settled(phone)
    mode = "() => document.querySelector('.js-plotly-plot').layout.dragmode"
    assert phone.evaluate(mode) == "pan"
    phone.close()
