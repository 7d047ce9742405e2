"""A source on paper has no address: it says where it is kept, everywhere, and links nowhere."""

import pytest

from components.brief.make import file
from components.brief.model import Choices
from data.asof import as_of, seen_by
from data.checks.run import check
from data.clock import parse
from data.load import Record, load
from data.queries.sources.citing import sources_of
from data.view import View
from tests.conftest import MADE_UP
from tests.support.broken_cells import edit
from tests.support.pages import links, raised, session, texts, turn
from tests.support.reading import words_of

PAPER, MEMOIR = "courier-1878-01-16-note", "memoir-vidaurre"
KEPT = "Public Library of Port Serena, newspapers, bound volume 4, shelf H 17"
DAY = "1878-03-20"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REDLINES_RECORD", str(MADE_UP))
    return session({"as_of": DAY, "source": PAPER}).run()


def test_where_a_source_is_kept_is_known_with_it_and_other_notes_at_the_end(copied) -> None:
    folder = copied(MADE_UP)
    edit(folder, ("sources", MEMOIR, "note", "Written much later than it says"))
    edit(folder, ("sources", "broadsheet-ford", "url", ""))
    edit(folder, ("sources", "broadsheet-ford", "note", "A loose leaf in a box"))
    whole = load(folder)
    for moment, undated, other in (
        (parse(DAY).last, "", ""),
        (whole.last, "A loose leaf in a box", "Written much later than it says"),
    ):
        notes = as_of(whole, moment).sources["note"]
        assert notes[PAPER] == KEPT
        assert notes.get("broadsheet-ford", "") == undated, "nobody knows from when on it lay there"
        assert notes.get(MEMOIR, "") == other


def test_only_a_source_without_an_address_is_kept_somewhere(made_up: Record) -> None:
    seen = as_of(made_up, parse(DAY).last)
    shelves = sources_of(seen, list(seen.sources.index))["shelf"]
    assert dict(shelves[shelves != ""]) == {PAPER: KEPT}


def test_a_source_has_an_address_or_says_where_it_is_kept(copied) -> None:
    folder = copied(MADE_UP)
    edit(folder, ("sources", PAPER, "note", ""))
    (fault,) = check(folder).faults
    assert (fault.table, fault.column) == ("sources", "url")
    assert "say in note where it is kept" in str(fault)


def test_two_sources_on_paper_are_no_address_twice(copied) -> None:
    folder = copied(MADE_UP)
    edit(folder, ("sources", MEMOIR, "url", ""), ("sources", MEMOIR, "note", "Shelf H 18"))
    assert check(folder).faults == ()


@pytest.mark.parametrize("kind", ["pdf", "pptx", "html", "md", "xlsx"])
def test_a_brief_says_where_it_is_kept_in_every_file(kind: str, made_up: Record) -> None:
    view = View.default(made_up).but(as_of=parse(DAY))
    content = file(kind, seen_by(made_up, view), view, Choices())
    said = "".join(words_of(kind, content).split()).replace("-", "")
    assert "".join(KEPT.split()) in said
    assert 'href=""' not in said


def test_no_page_links_to_it_and_its_card_says_where_it_is_kept(page) -> None:
    for name in ("situation", "timeline", "map", "positions", "exchanges", "changes", "sources"):
        at = turn(page, name)
        at.query_params["as_of"], at.query_params["source"] = DAY, PAPER
        at.run()
        assert raised(at) == []
        assert "" not in links(at)
    assert KEPT in "".join(texts(at)), "the card on Sources"


def test_it_is_cited_with_where_it_is_kept(page) -> None:
    at = turn(page, "timeline")
    at.query_params["as_of"], at.query_params["event"] = DAY, "1878-01-14-coralta-note"
    assert f"(reliability B). {KEPT}." in "".join(texts(at.run()))
