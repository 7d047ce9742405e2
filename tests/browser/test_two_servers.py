"""Two servers with one database: a room and a change on one are seen on the other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from data.curation.changes import Changes
from data.curation.writer import write
from data.homes import Database
from tests.browser.conftest import settled
from tests.browser.meeting import code_of, follower, is_told, opened_room, path, query, window
from tests.browser.serving import Server, serving
from tests.curation.made_changes import ANNA, person

SOON = 10_000  # ms


@pytest.fixture
def servers(home: Database) -> Iterator[tuple[Server, Server]]:
    env = {"REDLINES_DATABASE": f"{home.address}?record={home.record}"}
    with serving(env=env) as one, serving(env=env) as other:
        yield one, other


@pytest.fixture
def browsers(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    made = window(browser), window(browser)
    yield made
    for one in made:
        one.close()


def test_a_room_and_a_change_reach_both_servers(
    servers: tuple[Server, Server],
    browsers: tuple[BrowserContext, BrowserContext],
    home: Database,
) -> None:
    page = browsers[0].new_page()
    page.goto(f"{servers[0].url}/timeline?as_of=1878-12-31")
    link = opened_room(settled(page)).replace(servers[0].url, servers[1].url)
    other = follower(browsers[1], link)
    assert (path(other), query(other)) == ("/timeline", {"as_of": ["1878-12-31"]})
    expect(page.locator(".fo-count")).to_contain_text("1 follows", timeout=SOON)
    page.get_by_test_id("stTopNavLink").get_by_text("Sources", exact=True).click()
    other.wait_for_function("() => location.pathname === '/sources'")
    is_told(other, "You follow room")
    write(home, Changes(added=(person("ito"),)), ANNA)
    for one in (page, other):
        expect(one.locator(".rl-notice", has_text="Record updated")).to_contain_text("1 added")
    page.get_by_role("button", name="Close the room").click()
    expect(other.locator(".fo-bar")).to_have_count(0)
    assert code_of(link) not in other.url
    for server in servers:
        assert "Traceback" not in server.read_output()
