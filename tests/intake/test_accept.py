"""From an article to rows: what is proposed becomes rows of a record that stays without a fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.checks.run import check
from data.curation import queue
from data.curation.log import Account
from data.curation.proposals import Proposal
from data.curation.queue import ACCEPTED, Unconfirmed, read_queue
from data.descriptor import read_package
from data.intake.article import Article, read_saved, save_article
from data.intake.propose import AGAIN, propose
from data.load import load
from tests.conftest import MADE_UP
from tests.intake.articles import CONGRESS

WHO = Account("anna", "from the article")
# What a person adds where no word of the article says it.
STATED = {
    "sources": {"title": "A congress in doubt", "note": "Bound volume 4, shelf H 17"},
    "claims": {"made": "1878-03-09", "reported": "1878-03-09", "issue_id": "navigation"}
    | {"kind": "warning", "medium": "newspaper"},
    "events": {"reported": "1878-03-12", "party_ids": "coralta;maranzul", "credibility": "3"},
    "deployments": {"reported": "1878-03-09"},
}


@pytest.fixture
def folder(copied: Callable[[Path], Path]) -> Path:
    return copied(MADE_UP)


def test_what_an_article_proposes_becomes_rows_that_pass_the_check(folder):
    article = Article(CONGRESS, "Serena Courier", published="1878-03-09", lang="en")
    save_article(folder, article)
    proposals = [p for p in propose(load(folder), article) if not p.id.endswith(AGAIN)]
    assert queue.propose(folder, proposals, "anna") == len(proposals)
    assert queue.propose(folder, propose(load(folder), article), "ben") > 0  # rows on record
    with pytest.raises(Unconfirmed):
        queue.accept(folder, proposals, WHO)
    for proposal in proposals:
        missing = {c: v for c, v in STATED[proposal.table].items() if c not in proposal.cells}
        queue.edit(folder, proposal.id, missing, "anna")
        queue.confirm(folder, proposal.id, proposal.unconfirmed, "anna")
    ready = [i.proposal for i in read_queue(read_package(folder)) if i.proposal in _own(folder)]
    written = queue.accept(folder, ready, WHO)
    assert len(written.changes.added) == len(proposals)
    assert check(folder).faults == ()
    record = load(folder)
    states = {i.proposal.id: i.state for i in read_queue(read_package(folder))}
    assert {states[p.id] for p in proposals} == {ACCEPTED}
    claim = next(p for p in ready if "quote" in p.cells)
    start, end = claim.cells["quote"].spans[0]
    kept = read_saved(folder, claim.article).text
    assert record.claims.loc[claim.row, "quote"] == kept[start:end]


def _own(folder: Path) -> list[Proposal]:
    items = read_queue(read_package(folder))
    return [i.proposal for i in items if not i.proposal.id.endswith(AGAIN)]
