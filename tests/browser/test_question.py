"""A question a newcomer has, answered from the Situation page by clicking what is on the screen,
or by going there with keys alone.

What did Russia demand about NATO enlargement on 17 December, how did the US answer on 26 January,
and had either moved by 17 February? The same clicks are written down in the README.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.by_keys import Keys
from tests.browser.conftest import Open, settled

MOST_CLICKS = 6


class Hand:
    """One hand: it clicks only what can be seen, and counts."""

    def __init__(self, page: Page) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        expect(target).to_be_visible()
        target.click()
        self.clicks += 1


class HandOnKeys(Hand):
    """A hand that has no mouse."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.keys = Keys(page)

    def click(self, target: Locator) -> None:
        self.keys.press(target)
        self.clicks += 1


@pytest.mark.parametrize("of", [Hand, HandOnKeys])
def test_a_newcomer_finds_demand_answer_and_whether_either_moved(
    visit: Open, of: type[Hand]
) -> None:
    page = visit("/")
    hand = of(page)
    hand.click(page.get_by_role("link", name="NATO enlargement").first)
    settled(page)
    expect(page.locator(".ps-row h3").first).to_have_text("NATO enlargement")
    hand.click(page.get_by_test_id("stExpandSidebarButton"))
    hand.click(page.get_by_label("Day", exact=True))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2022-02-17")
    page.keyboard.press("Tab")  # out of the box, which is when it counts
    expect(page.locator(".rl-head")).to_contain_text("17 Feb 2022")
    settled(page)
    us, russia = page.locator(".ps-columns > div").all()[:2]

    demand = russia.locator(".ps-step").filter(has_text="17 Dec 2021").first
    hand.click(demand.locator("summary"))
    expect(demand).to_contain_text("no further enlargement, Ukraine included")
    expect(demand.locator("blockquote").first).to_be_visible()

    answer = us.locator(".ps-step").filter(has_text="26 Jan 2022").last
    hand.click(answer.locator("summary"))
    expect(answer).to_contain_text("the door is and stays open")
    expect(answer.locator("blockquote").first).to_be_visible()

    expect(us).to_contain_text("Last moved 17 Dec 2021: hardened")
    expect(russia).to_contain_text("Last moved 17 Dec 2021: hardened")
    assert hand.clicks <= MOST_CLICKS
    assert "21 Feb 2022" not in page.locator(".ps-columns").first.inner_text()
