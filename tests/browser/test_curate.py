"""Curating in a browser: a row by hand comes to the timeline, words of a text lead to cells."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from components.ui.curate import SET_UP
from data.curation import queue
from data.curation.proposals import Proposal, Proposed
from data.intake.article import Article, save_article
from tests.browser.conftest import WIDE, settled
from tests.browser.serving import serving
from tests.conftest import MADE_UP

TEXT = "Before.\n" * 60 + "Quiroga met the envoy of Maranzul on Monday.\n" + "After.\n" * 60
ALLOWED = ("presentation-role-conflict: <section",)  # Streamlit's own place to drop a file
TITLE = "A talk that a curator adds"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("record") / "crisis"
    shutil.copytree(MADE_UP, folder)
    _propose(folder)
    with serving(env={"REDLINES_RECORD": str(folder), SET_UP: "1"}) as server:
        page = browser.new_page(viewport=WIDE)
        away: list[str] = []
        page.on("request", lambda r: None if server.url in r.url else away.append(r.url))
        page.goto(f"{server.url}/curate")
        settled(page)
        name = page.get_by_label("Your name, as the log is to have it")
        name.fill("Anna")
        name.press("Enter")
        expect(page.get_by_text("Curating as Anna")).to_be_visible()
        yield page
        assert [url for url in away if not url.startswith(("data:", "blob:"))] == []
        page.close()


def _propose(folder: Path) -> None:
    """Put a proposal with a text into the queue."""
    article = Article(TEXT, publisher="The Herald", title="A long page")
    save_article(folder, article)
    at = TEXT.index("envoy of Maranzul")
    cells = {
        "person_id": Proposed("envoy"),
        "name": Proposed("The envoy", ((at, at + 5),)),
        "role": Proposed("envoy of Maranzul", ((at, at + 17),)),
        "party_id": Proposed("maranzul", ((at + 9, at + 17),)),
    }
    queue.propose(folder, [Proposal("p-1", "people", "envoy", cells, article.digest)], "Ben")


def test_the_words_of_the_cell_in_hand_stand_out_and_are_in_sight(page: Page) -> None:
    page.get_by_role("button", name="The envoy").click()
    text = page.locator(".cu-text")
    expect(text).to_contain_text("Quiroga met the envoy")
    marks = text.locator("mark")
    expect(text.locator("mark.chosen")).to_have_count(0)
    expect(marks.first).to_be_in_viewport()  # though it stands far down in the text
    page.get_by_role("textbox", name="Name *").focus()
    expect(text.locator("mark.chosen")).to_have_text("envoy")
    expect(marks.first).to_be_in_viewport()
    page.get_by_role("textbox", name="Role *").focus()
    expect(text.locator("mark.chosen")).to_have_text(["envoy", " of ", "Maranzul"])
    marks.first.click()
    expect(page.get_by_role("textbox", name="Name *")).to_be_focused()


def test_a_row_by_hand_is_checked_as_one_writes_saved_and_on_the_timeline(page: Page) -> None:
    page.get_by_text("By hand", exact=True).click()
    for label, cell in (
        ("Title *", TITLE),
        ("Summary *", "They talked about the river."),
        ("Start *", "2 Mar 1878"),
        ("Reported *", "1878-03-02"),
        ("Intensity *", "3"),
    ):
        page.get_by_role("textbox", name=label, exact=True).fill(cell)
    expect(page.get_by_text("Read as 1878-03-02, known to the day")).to_be_visible()
    expect(page.locator(".cu-needs")).to_contain_text("Still to fill: Kind")
    for label, option in (
        ("Kind *", "congress"),
        ("Plover *", "CONSULT"),
        ("Credibility *", "2"),
        ("Parties *", "Coralta"),
    ):
        box = page.get_by_role("combobox", name=re.compile(re.escape(label)))
        box.click()
        box.press_sequentially(option)
        page.get_by_role("option", name=re.compile(option)).first.click()
        page.keyboard.press("Escape")  # a list of several stays open
    sources = page.get_by_role("combobox", name="Sources *")
    sources.click()
    sources.press_sequentially("treaty gazette 1866")  # in no order that the browser looks for
    sources.press("Enter")
    chosen = page.locator("[class*='st-key-cell_hand'][class*='source_ids']")
    expect(chosen.get_by_text(re.compile("gazette-1866-02-treaty")).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("it can be saved")).to_be_visible()
    page.get_by_label("Why, for the log").fill("seen in the gazette")
    page.get_by_role("button", name="Save to the record").click()
    expect(page.get_by_text("is added. It is change 1")).to_be_visible()
    page.get_by_role("link", name=re.compile(TITLE)).click()
    settled(page)
    expect(page).to_have_url(re.compile(r"/timeline\?.*event=1878-03-02-talk-curator-adds"))
    card = page.get_by_role("article", name=TITLE)
    expect(card).to_be_visible()
    card.get_by_text("History").click()
    expect(card.get_by_text("by Anna: seen in the gazette")).to_be_visible()
    expect(card.get_by_role("link", name="Correct this row")).to_be_visible()


@pytest.mark.parametrize("face", ["", "article", "by_hand", "spreadsheet", "history"])
def test_axe_finds_nothing(page: Page, face: str) -> None:
    titles = {"": "Proposals", "article": "Article", "by_hand": "By hand"}
    titles |= {"spreadsheet": "Spreadsheet", "history": "Changes made"}
    page.get_by_role("link", name="Curate", exact=True).click()
    page.get_by_text(titles[face], exact=True).click()
    settled(page)
    faults = Axe().run(page).response["violations"]
    found = [f"{f['id']}: {n['html'][:160]}" for f in faults for n in f["nodes"]]
    assert [one for one in found if not one.startswith(ALLOWED)] == []
