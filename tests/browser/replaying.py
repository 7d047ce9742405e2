"""What the tests and the benchmark of a replay share."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

START, END = "2021-10-01", "2022-02-24"  # what the shipped record's replay covers
FASTEST = "2 days a second"
WHOLE = 600_000  # ms that a whole replay may take on a busy machine
DAY = ".rl-day b"
ROWS = ".rl-head, .ex-row"


def opened_replay(page: Page) -> None:
    """Open the replay bar."""
    if not page.get_by_role("button", name="Replay", exact=True).is_visible():
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("button", name="Replay", exact=True).click()
    expect(page.locator(".rl-pace")).to_be_visible()
    expect(page.get_by_role("slider", name="As of")).to_be_attached()


def playing(page: Page) -> None:
    """Play from where the reader stands, as fast as the bar offers."""
    page.locator(".st-key-replay_speed_box input, .st-key-replay_speed_box [role=combobox]").click()
    page.get_by_role("option", name=FASTEST).click()
    settled(page).get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def played(page: Page) -> None:
    """Play from where the reader stands to the end."""
    playing(page)
    expect(page.locator(DAY)).to_have_text("24 Feb 2022", timeout=WHOLE)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    settled(page)


def read_rows(page: Page) -> list[str]:
    """Return the headline and the rows that a page lists."""
    return page.locator(ROWS).all_text_contents()
