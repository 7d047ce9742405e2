"""An article: read, stated, and its rows in the queue with the words they were read from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.ui.pages.curate_accept import OPENED, key_of
from data.checks.run import check_package
from data.curation.changes import read_contents
from data.curation.proposals import PERSON, Proposed, make_changes
from data.curation.queue import read_queue
from data.curation.trial import check_changes
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
    "kind": "newspaper",
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


def proposed(text: str = TEXT, **otherwise: str):
    at = read(text)
    for field, cell in (STATED | otherwise).items():
        widget = at.selectbox if field == "kind" else at.text_input
        widget(key=f"curate_article_{field}").set_value(cell or None).run()
    return at.button(key="curate_article_propose").click().run()


def test_nothing_pasted_says_so_and_nothing_is_proposed(folder: Path) -> None:
    assert "Drop a file or paste a text first" in said(read(" "))


def test_what_is_not_stated_is_asked_for(folder: Path) -> None:
    at = proposed(publisher="", lang="", kind="", url="")
    named = "Publisher, Language, Kind of publisher, Address of the page or Where it is kept"
    assert f"State these first: {named}" in said(at)
    assert read_queue(read_package(folder)) == ()


def test_a_source_is_whole_as_it_is_proposed_also_where_it_has_no_address(folder: Path) -> None:
    proposed(url="", note="in the archive, box 4")
    source = read_queue(read_package(folder))[0].proposal
    cells = {column: (cell.value, cell.basis) for column, cell in source.cells.items()}
    assert cells["kind"] == ("newspaper", "person")
    assert cells["note"] == ("in the archive, box 4", "person")
    there = read_package(folder)
    checked = check_changes(there, make_changes([source]), check_package(there))
    assert checked.faults == (), "no cell is left that the source needs"


def test_of_what_kind_a_publisher_on_record_is_stands_there_at_once(folder: Path) -> None:
    rows = read_contents(read_package(folder)).tables["sources"].values()
    known = next(iter(rows))
    at = read()
    assert at.selectbox(key="curate_article_kind").value is None
    at.text_input(key="curate_article_publisher").set_value(known["publisher"]).run()
    assert at.selectbox(key="curate_article_kind").value == known["kind"]


def test_the_proposals_are_shown_once_they_are_made(folder: Path) -> None:
    at = proposed()
    assert [b for b in at.button if b.key and b.key.startswith("curate_open_")]
    assert not [b for b in at.button if b.key == "curate_article_take"]


def test_an_undated_claim_takes_the_articles_moment_where_a_person_says_so(folder: Path) -> None:
    at = proposed("The Foreign Minister of Coralta said the river would be open to all flags.")
    claim = next(
        i.proposal for i in read_queue(read_package(folder)) if i.proposal.table == "claims"
    )
    assert not claim.cells.get("reported"), "nothing is taken unless somebody presses"
    at.session_state[OPENED] = read_queue(read_package(folder))[0].proposal.id
    at = at_face(at, "")
    keys = [b.key or "" for b in at.button]
    assert not [k for k in keys if k.endswith("_as_article")], "a source has its own day"
    at.session_state[OPENED] = claim.id
    at = at_face(at, "")
    at.button(key=f"{key_of(claim)}_as_article").click().run()
    items = {i.proposal.id: i.proposal for i in read_queue(read_package(folder))}
    assert items[claim.id].cells["reported"] == Proposed("1878-03-12", basis=PERSON)
    assert at.text_input(key=f"{key_of(claim)}_reported").value == "1878-03-12"
    assert not [b for b in at.button if b.key == f"{key_of(claim)}_as_article"]


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Кирога открыла реку для всех флагов.", "ru", "The rules read English, not ru"),
        ("Rain.", "en", "No row but its source was found in it"),
    ],
)
def test_an_article_of_which_nothing_is_read_says_why(
    folder: Path, text: str, lang: str, words: str
) -> None:
    at = proposed(text, lang=lang)
    assert words in said(at)
    assert len(read_queue(read_package(folder))) == 1


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
    at = proposed()
    number = len(read_queue(read_package(folder)))
    assert "was taken in before" not in said(at)
    assert "was taken in before" in said(proposed())
    assert len(read_queue(read_package(folder))) == number


def test_a_file_that_is_no_article_is_refused_in_words(folder: Path) -> None:
    at = opened("article")
    at.file_uploader(key="curate_article_file").upload("x.pdf", b"%PDF-broken", "application/pdf")
    at.run()
    at.button(key="curate_article_take").click().run()
    assert "It cannot be read as an article" in said(at)
