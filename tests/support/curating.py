"""What tests of the Curate page share: a copy of the made-up crisis, and a curator at it."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from components.ui.curate import PAGE, SET_UP
from data.curation import queue
from data.curation.proposals import INFERRED, PERSON, Match, Proposal, Proposed
from tests.support.pages import raised, session, texts, turn

HOSTILE = "<script>alert(1)</script> ![x](https://example.org/x.png) {{ 7 * 7 }}"


def set_up(monkeypatch: Any, folder: Path) -> None:
    """Let whoever opens the pages write into a record."""
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    monkeypatch.setenv(SET_UP, "1")


def opened(show: str = "", name: str = "Anna", **query: str) -> AppTest:
    """Return the Curate page at one of its ways in, with a name given."""
    at = turn(session().run(), PAGE)
    at.text_input(key="curate_name").set_value(name).run()
    return at_face(at, show, **query)


def at_face(at: AppTest, show: str, **query: str) -> AppTest:
    """Return the page at another of its ways in."""
    for field, value in ({"show": show} | query).items():
        at.query_params[field] = value
    at.run()
    assert raised(at) == []
    return at


def said(at: AppTest) -> str:
    """Return all that the page says in HTML."""
    assert raised(at) == []
    return " ".join(texts(at))


def propose(folder: Path, *proposals: Proposal, who: str = "Ben") -> None:
    """Put proposals into a record's queue."""
    assert queue.propose(folder, proposals, who) == len(proposals)


def source(id_: str = "p-source", row: str = "new-page") -> Proposal:
    """Return a proposal of a source, whose reliability is inferred."""
    cells = {"source_id": row, "publisher": "The Herald", "title": HOSTILE, "kind": "newspaper"}
    cells |= {"url": f"https://example.org/{row}", "published": "1878-03-01", "lang": "en"}
    proposed = {c: Proposed(cell, basis=PERSON) for c, cell in cells.items()}
    proposed |= {"reliability": Proposed("B", basis=INFERRED), "origin": Proposed("herald")}
    return Proposal(id_, "sources", row, proposed)


def claim(
    id_: str = "p-claim", row: str = "coralta-new-claim", *matches: Match, **cells: str
) -> Proposal:
    """Return a proposal of a claim that was read in the proposed source."""
    written = {"claim_id": row, "made": "1878-03-01", "reported": "1878-03-01"}
    written |= {
        "person_id": "quiroga",
        "party_id": "coralta",
        "issue_id": "navigation",
        "kind": "demand",
    }
    written |= {"text": f"Quiroga asks for it. {HOSTILE}", "medium": "speech"}
    written |= {"source_id": "new-page", "credibility": "2"} | cells
    return Proposal(
        id_, "claims", row, {c: Proposed(v) for c, v in written.items()}, matches=matches
    )
