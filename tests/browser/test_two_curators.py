"""Two curators who correct one row at the same time: each sees the other's words, none is lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from components.ui.curate import CORRECT, SET_UP
from data.curation.log import group, read_log
from data.descriptor import read_package
from data.homes import Home
from tests.browser.conftest import settled
from tests.browser.meeting import window
from tests.browser.serving import serving
from tests.conftest import MADE_UP
from tests.curation.made_changes import read_now

ROW = ("people", "quiroga")


@pytest.fixture(params=["folder", "database"])
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """Return the made-up crisis where it lives."""
    if request.param == "folder":
        return Path(shutil.copytree(MADE_UP, tmp_path / "crisis"))
    home: Home = request.getfixturevalue("home")
    return home


@pytest.fixture
def curators(browser: Browser, at: Home) -> Iterator[list[Page]]:
    """Yield two curators, each at the form of the same row."""
    where = (
        {"REDLINES_RECORD": str(at)}
        if isinstance(at, Path)
        else {"REDLINES_DATABASE": f"{at.address}?record={at.record}"}
    )
    with serving(env={**where, SET_UP: "1"}) as server:
        contexts = [window(browser), window(browser)]
        pages = [context.new_page() for context in contexts]
        for page in pages:
            address = f"{server.url}/curate?show=by_hand&{CORRECT}={'/'.join(ROW)}"
            page.goto(address, wait_until="commit")
        for page, name in zip(pages, ("Anna", "Ben"), strict=True):
            field = page.get_by_label("Your name, as the log is to have it")
            field.fill(name)
            field.press("Enter")
            expect(field_of(page, "Role *")).to_have_value("Foreign Minister of Coralta")
        yield pages
        for context in contexts:
            context.close()


def field_of(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label, exact=True)


def write(page: Page, label: str, words: str) -> None:
    field_of(page, label).fill(words)
    field_of(page, label).press("Tab")
    settled(page)


def save(page: Page, why: str) -> None:
    page.get_by_label("Why, for the log").fill(why)
    page.get_by_label("Why, for the log").press("Tab")
    page.get_by_role("button", name="Save to the record").click()


def choose(page: Page, cell: str, whose: str) -> None:
    radio = page.get_by_test_id("stRadio").filter(has_text=cell)
    radio.get_by_text(whose, exact=True).click()
    expect(radio.get_by_role("radio", name=whose, exact=True)).to_be_checked()
    settled(page)


def test_the_second_is_shown_theirs_beside_yours_and_merges(curators: list[Page], at: Home) -> None:
    anna, ben = curators
    write(ben, "Role *", "Envoy to the congress")
    write(ben, "Name *", "E. Quiroga")
    write(ben, "Aliases", "Quiroga of the river")
    write(anna, "Role *", "Minister without office")
    write(anna, "Name *", "Eleodora Quiroga y Paz")
    save(anna, "a decree")
    expect(anna.get_by_text("is corrected. It is change 1")).to_be_visible()
    # What it says over the page moves the buttons, which would be missed.
    expect(ben.locator(".rl-notice", has_text="Record updated")).to_be_visible()
    settled(ben)

    save(ben, "the protocol")
    theirs = ben.get_by_role("alert", name="Changed meanwhile")
    expect(theirs).to_contain_text("Minister without office")
    expect(theirs).to_contain_text("Envoy to the congress")
    expect(theirs).not_to_contain_text("Quiroga of the river")
    assert list(group(read_log(read_package(at)))) == [1], "nothing was written over theirs"
    expect(field_of(ben, "Role *")).to_have_value("Envoy to the congress")
    choose(ben, "Role", "Yours")
    choose(ben, "Name", "Theirs")
    ben.get_by_role("button", name="Go on with these").click()
    expect(theirs).to_have_count(0)
    expect(field_of(ben, "Name *")).to_have_value("Eleodora Quiroga y Paz")
    expect(field_of(ben, "Aliases")).to_have_value("Quiroga of the river")
    save(ben, "the protocol")
    expect(ben.get_by_text("is corrected. It is change 2")).to_be_visible()

    row = read_now(at).tables[ROW[0]][ROW[1]]
    assert row["name"] == "Eleodora Quiroga y Paz"
    assert row["role"] == "Envoy to the congress"
    assert row["aliases"] == "Quiroga of the river"
    log = group(read_log(read_package(at)))
    assert [entry.account.who for entry in log.values()] == ["Anna", "Ben"]
    changed = [{c.column: (c.old, c.new) for c in e.changes.cells} for e in log.values()]
    assert changed[0]["role"][1] == changed[1]["role"][0] == "Minister without office"
    assert "name" not in changed[1]
