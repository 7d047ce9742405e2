"""A replay that has run to its end shows what jumping there shows, also over a lost connection."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, settled
from tests.browser.meeting import losing_connections
from tests.browser.replaying import DAY, END, opened_replay, played, playing, read_rows


def test_a_replay_ends_on_the_screen_that_jumping_to_its_end_gives(visit: Open) -> None:
    page = visit("/exchanges?as_of=2022-02-20")
    before = read_rows(page)
    opened_replay(page)
    played(page)
    played_to = read_rows(page)
    assert played_to != before
    assert read_rows(settled(visit(f"/exchanges?as_of={END}"))) == played_to


def test_a_replay_goes_on_when_the_connection_was_lost(page: Page, visit: Open) -> None:
    lose = losing_connections(page)
    visit("/exchanges?as_of=2021-10-01")
    opened_replay(page)
    playing(page)
    for _ in range(2):
        expect(page.locator(DAY)).not_to_have_text(page.locator(DAY).inner_text())
        lose()
        before = page.locator(DAY).inner_text()
        expect(page.locator(DAY)).not_to_have_text(before)
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
