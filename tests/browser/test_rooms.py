"""Rooms, as browsers have them: two windows follow a third, look around and come back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import Open, settled
from tests.browser.meeting import (
    code_of,
    follower,
    hears,
    is_told,
    losing_connections,
    opened_room,
    path,
    query,
    stands_at,
    window,
)
from tests.browser.serving import Server

SOON = 5000  # ms in which the presenter sees that somebody has come
# What the address says without the stage and the room, as the window's own script reads it.
SCREEN = """() => {
  const here = new URL(location.href), left = ["present", "room"];
  const kept = [...here.searchParams].filter(([name]) => !left.includes(name));
  return JSON.stringify([here.pathname, kept]);
}"""
SAME = f"said => ({SCREEN})() === said"


@pytest.fixture
def people(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a browser that is not the presenter's."""
    made = window(browser)
    yield made
    made.close()


def test_two_windows_match_the_presenter_at_each_step_of_the_story(
    visit: Open, people: BrowserContext
) -> None:
    page = visit("/")
    link = opened_room(page)
    followers = [follower(people, link) for _ in range(2)]
    page.get_by_role("button", name="Present", exact=True).click()
    stands_at(page, 0, 12)
    hears(settled(page), "stage")
    for number in range(1, 13):
        page.keyboard.press("ArrowRight")
        stands_at(page, number, 12)
        settled(page)
        said = page.evaluate(SCREEN)
        for other in followers:
            other.wait_for_function(SAME, arg=said)
            is_told(other, f"{number}/12")
            title = page.locator(".st-foot strong").inner_text()
            expect(other.locator(".fo-bar strong")).to_have_text(title)
            assert "present" not in other.url
            assert code_of(link) in other.url


def test_a_viewer_looks_around_and_rejoins(visit: Open, people: BrowserContext) -> None:
    page = visit("/timeline")
    other = follower(people, opened_room(page))
    other.get_by_test_id("stTopNavLink").get_by_text("Sources", exact=True).click()
    is_told(other, "You are looking around")
    page.locator(".ck-moments").get_by_text("The leak").click()
    is_told(other, "as of 3 Feb 2022")
    settled(other)
    assert path(other) == "/sources"
    assert "as_of" not in query(other)
    other.get_by_role("button", name="Rejoin").click()
    other.wait_for_function(SAME, arg=page.evaluate(SCREEN))
    is_told(other, "You follow room")


def test_the_last_view_stays_when_the_presenter_drops_and_moves_on_when_they_are_back(
    visit: Open, people: BrowserContext
) -> None:
    page = visit("/positions?as_of=2022-01-20")
    other = follower(people, opened_room(page))
    page.goto("about:blank")
    is_told(other, "this is their last view")
    assert path(other) == "/positions"
    assert query(other) == {"as_of": ["2022-01-20"]}
    page.go_back()
    settled(page)
    expect(other.locator(".fo-bar", has_text="this is their last view")).to_have_count(0)
    page.get_by_test_id("stTopNavLink").get_by_text("Exchanges", exact=True).click()
    other.wait_for_function("() => location.pathname === '/exchanges'")
    is_told(other, "You follow room")


def test_a_viewer_follows_again_when_the_connection_was_lost(
    visit: Open, people: BrowserContext
) -> None:
    page = visit("/timeline?as_of=2022-01-20")
    link = opened_room(page)
    other = people.new_page()
    lose = losing_connections(other)
    follower(people, link, other)
    lose()
    page.get_by_test_id("stTopNavLink").get_by_text("Sources", exact=True).click()
    other.wait_for_function("() => location.pathname === '/sources'")
    is_told(other, "You follow room")
    assert query(other) == {"as_of": ["2022-01-20"]}


def test_a_viewer_cannot_lead_the_room(visit: Open, people: BrowserContext, server: Server) -> None:
    page = visit("/timeline")
    link = opened_room(page)
    other = follower(people, link)
    other.evaluate(f"sessionStorage.setItem('red-lines-host', '{code_of(link)} guessed')")
    other.reload()
    settled(other)
    other.get_by_test_id("stTopNavLink").get_by_text("Sources", exact=True).click()
    is_told(other, "You are looking around")
    third = follower(people, link)
    assert path(third) == "/timeline"
    assert path(page) == "/timeline"
    assert "Traceback" not in server.read_output()


def test_a_wrong_code_costs_one_line_and_no_room(visit: Open) -> None:
    page = visit("/map?room=NOSUCH")
    expect(page.locator(".rl-notice").get_by_text("no such room")).to_have_count(1)
    expect(page.locator(".fo-bar")).to_have_count(0)
    page.wait_for_function("() => !location.search.includes('room')")


def test_a_closed_room_lets_its_viewers_go_on_alone(visit: Open, people: BrowserContext) -> None:
    page = visit("/timeline?as_of=2022-01-20")
    other = follower(people, opened_room(page))
    page.get_by_role("button", name="Close the room").click()
    expect(other.locator(".fo-bar")).to_have_count(0)
    settled(other)
    assert query(other) == {"as_of": ["2022-01-20"]}


def test_the_presenter_alone_sees_how_many_follow(visit: Open, people: BrowserContext) -> None:
    page = visit("/timeline")
    link = opened_room(page)
    count = page.locator(".fo-count")
    expect(count).to_contain_text("nobody follows", timeout=SOON)
    page.get_by_role("button", name="Present", exact=True).click()
    hears(settled(page), "stage")
    expect(count).to_have_count(1)
    first = follower(people, link)
    expect(count).to_contain_text("1 follows", timeout=SOON)
    second = follower(people, link)
    expect(count).to_contain_text("2 follow", timeout=SOON)
    for other in (first, second):
        expect(other.locator(".fo-count")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    stands_at(page, 1, 12)
    expect(count).to_contain_text("2 follow")
    second.close()
    expect(count).to_contain_text("1 follows", timeout=2 * SOON)
