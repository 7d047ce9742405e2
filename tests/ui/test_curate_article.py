"""An article: read, stated, and its rows in the queue with the words they were read from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.ui.pages.curate_accept import OPENED
from data.curation.changes import read_contents
from data.curation.queue import read_queue
from data.descriptor import read_package
from data.intake import model
from tests.conftest import MADE_UP
from tests.support.curating import HOSTILE, at_face, opened, said, set_up

TEXT = f"""Talks on the river

On Monday the Foreign Minister of Coralta, Eleodora Quiroga, said: "We will open the river to all
flags." {HOSTILE}
"""
STATED = {
    "publisher": "The Herald",
    "title": "Talks on the river",
    "published": "12 Mar 1878",
    "lang": "en",
    "url": "https://example.org/talks",
}


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    set_up(monkeypatch, folder)
    monkeypatch.delenv(model.ADDRESS, raising=False)
    return folder


def read(text: str = TEXT):
    at = opened("article")
    at.text_area(key="curate_article_text").set_value(text).run()
    return at.button(key="curate_article_take").click().run()


def proposed(**otherwise: str):
    at = read()
    for field, cell in (STATED | otherwise).items():
        at.text_input(key=f"curate_article_{field}").set_value(cell).run()
    return at.button(key="curate_article_propose").click().run()


def test_nothing_pasted_says_so_and_nothing_is_proposed(folder: Path) -> None:
    assert "Drop a file or paste a text first" in said(read(" "))


def test_what_is_not_stated_is_asked_for(folder: Path) -> None:
    at = proposed(publisher="", lang="")
    assert "State these first: Publisher, Language" in said(at)
    assert read_queue(read_package(folder)) == ()


def test_its_rows_are_in_the_queue_and_the_text_stands_beside_each(folder: Path) -> None:
    at = proposed()
    assert "put into the queue" in said(at)
    items = read_queue(read_package(folder))
    tables = {item.proposal.table: item.proposal for item in items}
    assert {"sources", "claims"} <= set(tables)
    assert tables["sources"].cells["published"].value == "1878-03-12"
    claim = tables["claims"]
    for cell in claim.cells.values():
        assert all(0 <= first < last <= len(TEXT) for first, last in cell.spans)
    at.session_state[OPENED] = claim.id
    at = at_face(at, "")
    assert 'class="cu-text"' in said(at)
    assert "<mark data-columns=" in said(at)
    assert "<script>alert" not in said(at)
    assert read_contents(read_package(folder)).tables["claims"].get(claim.row) is None


def test_the_same_article_is_proposed_once(folder: Path) -> None:
    proposed()
    number = len(read_queue(read_package(folder)))
    assert "0 proposals" in said(proposed())
    assert len(read_queue(read_package(folder))) == number


def test_a_file_that_is_no_article_is_refused_in_words(folder: Path) -> None:
    at = opened("article")
    at.file_uploader(key="curate_article_file").upload("x.pdf", b"%PDF-broken", "application/pdf")
    at.run()
    at.button(key="curate_article_take").click().run()
    assert "It cannot be read as an article" in said(at)
