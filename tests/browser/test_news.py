"""A record that is swapped under people who read it: they see it at once, and lose nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data.curation.changes import Changes
from data.curation.writer import write
from tests.browser.conftest import Open, settled
from tests.browser.serving import Server, serving
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell, person

AS_OF = "as_of=1878-12-31"
SAID = ("claims", "coralta-quiroga-1878-01-14-sixty", "text")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path / "crisis"))


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    """Run a server of its own, whose record may be changed."""
    with serving(env={"REDLINES_RECORD": str(folder)}) as running:
        yield running


@pytest.fixture
def viewers(context: BrowserContext, server: Server) -> Iterator[list[Page]]:
    """Yield a viewer of each of three pages."""
    tabs = [context.new_page() for _ in range(3)]
    for tab, name in zip(tabs, ("timeline", "exchanges", "sources"), strict=True):
        tab.goto(f"{server.url}/{name}?{AS_OF}")
        settled(tab)
    yield tabs
    for tab in tabs:
        tab.close()


def is_told(page: Page, words: str) -> None:
    expect(page.locator(".rl-notice", has_text="Record updated")).to_contain_text(words)


def test_all_who_read_are_told_and_stay_where_they_are(viewers: list[Page], folder: Path) -> None:
    viewers[0].bring_to_front()
    box = viewers[0].locator(".st-key-find input")
    box.focus()
    viewers[0].keyboard.type("half a wo")
    addresses = [page.url for page in viewers]
    write(folder, change_cell(folder, *SAID, "The dues must fall by spring."), ANNA)
    write(folder, Changes(added=(person("ito"),)), ANNA)
    for page in viewers:
        is_told(page, "1 added, 1 changed")
    viewers[0].keyboard.type("rd")
    expect(box).to_have_value("half a word")
    expect(box).to_be_focused()
    assert [page.url for page in viewers] == addresses
    expect(viewers[1].get_by_text("The dues must fall by spring.").first).to_be_visible()
    viewers[1].get_by_role("button", name="Hide").click()
    expect(viewers[1].locator(".rl-notice", has_text="Record updated")).to_have_count(0)


def test_no_click_is_lost_while_the_record_is_swapped_again_and_again(
    visit: Open, folder: Path
) -> None:
    page = visit(f"/sources?{AS_OF}")
    for number in range(6):
        write(folder, Changes(added=(person(f"clerk{number}"),)), ANNA)
        for title in ("Exchanges", "Changes", "Sources"):
            page.get_by_test_id("stTopNavLink").get_by_text(title, exact=True).click()
            expect(page).to_have_title(f"{title} · Red Lines")
    is_told(page, "6 added")
    settled(page)
    assert AS_OF in page.url
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_half_written_and_faulty_files_are_never_seen(
    visit: Open, folder: Path, server: Server
) -> None:
    page = visit(f"/timeline?{AS_OF}")
    file = folder / "tables" / "events.csv"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[: len(whole) // 2], encoding="utf-8")
    page.wait_for_timeout(1500)  # longer than a sound change takes
    file.write_text(whole.replace("1878-01", "1878-31"), encoding="utf-8")
    page.wait_for_timeout(1500)
    expect(page.locator(".rl-notice", has_text="Record updated")).to_have_count(0)
    expect(page.get_by_text("cannot be shown")).to_have_count(0)
    assert "the record shown stays as it was" in server.read_output()
    (folder / "tables").rename(folder / "aside")
    page.reload()
    settled(page)
    expect(page.get_by_text("cannot be shown")).to_have_count(0)
    (folder / "aside").rename(folder / "tables")
    file.write_text(whole.replace("Coralta protests", "Coralta complains"), encoding="utf-8")
    is_told(page, "1 changed")
