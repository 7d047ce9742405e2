"""Who curates makes an entry of a lead, or puts it aside and takes that back; nobody else may."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import curate
from components.ui.elements import layout
from components.ui.pages import leads
from data.curation.dismissed import dismiss, read_dismissed, restore
from data.curation.proposals import INFERRED
from data.curation.queue import read_queue
from data.descriptor import read_package
from data.package import shipped
from tests.support.feeds import far_rows, make_feed, take_in, write_rows
from tests.support.pages import raised, session, texts, turn

QUERY = {"as_of": "2022-01-20", "show": "leads", "feed": "gdelt"}


@pytest.fixture(scope="module")
def feed(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 1500)
    take_in(folder, "gdelt", write_rows("gdelt", *far_rows()))
    return folder


@pytest.fixture
def record(feed: Path, copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(shipped())
    monkeypatch.setenv("REDLINES_FEEDS", f"duckdb://{feed}")
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    monkeypatch.setenv(curate.SET_UP, "1")
    return folder


def opened(name: str = "anna") -> AppTest:
    at = session(QUERY).run()
    if name:
        at.session_state[curate.NAME] = name
    turn(at, "feeds")
    for field, value in QUERY.items():
        at.query_params[field] = value
    at.run()
    assert raised(at) == []
    return at


def rows(at: AppTest, name: str = "leads") -> dict[str, tuple[str, ...]]:
    """Return the buttons of each lead that a list holds."""
    placed = [e.proto for e in at.get("bidi_component")]
    held = [json.loads(p.json or "{}") for p in placed if re.search(rf"list_{name}(?!\w)", str(p))]
    return {row["id"]: tuple(row["actions"]) for data in held[:1] for row in data["rows"]}


def test_who_curates_under_a_name_has_both_ways_and_nobody_else(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del record
    assert set(rows(opened()).values()) == {(leads.ENTRY, leads.DISMISS)}
    nameless = opened("")
    assert set(rows(nameless).values()) == {()}
    assert "give your name" in "".join(texts(nameless))
    monkeypatch.setenv(curate.SET_UP, "")
    reader = opened()
    assert set(rows(reader).values()) == {()}
    assert "give your name" not in "".join(texts(reader))


def test_an_action_of_who_may_not_write_any_more_is_refused_with_a_sentence(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = next(iter(rows(opened())))
    monkeypatch.setenv(curate.SET_UP, "")
    session_state: dict[str, object] = {curate.NAME: "anna"}
    monkeypatch.setattr("streamlit.session_state", session_state)
    for action in (leads.DISMISS, leads.RESTORE, leads.ENTRY):
        leads._act(lead, action)
        assert "Nothing was written." in str(session_state.pop(layout.FAILED))
    assert list(read_dismissed(record)) == []
    assert read_queue(read_package(record)) == ()


def test_a_lead_that_is_put_aside_is_listed_apart_until_it_is_taken_back(record: Path) -> None:
    lead = next(iter(rows(opened())))
    dismiss(record, lead, "anna")
    dismiss(record, "of another feed", "ben")
    at = opened()
    assert lead not in rows(at)
    assert rows(at, "leads_aside") == {lead: (leads.RESTORE,)}
    assert "Not of interest: 1 lead" in [e.label for e in at.expander]
    assert list(read_dismissed(record)) == ["of another feed", lead]
    restore(record, lead, "ben")
    assert lead in rows(opened())
    assert read_queue(read_package(record)) == (), "a lead is no proposal"


def test_a_lead_of_one_feed_is_not_that_of_another_at_the_same_place_and_day(record: Path) -> None:
    del record
    view = opened().session_state["view"]
    lead = leads.list_leads(view).to_dict("records")[0]
    names = {leads.name_lead(lead, view.but(feed=feed)) for feed in ("gdelt", "acled")}
    assert len(names) == 2
    proposals = [leads.make_proposal(lead, view.but(feed=feed)) for feed in ("gdelt", "acled")]
    assert len({one.id for one in proposals}) == 2
    assert "(acled)" in proposals[1].cells["note"].value


def test_an_entry_holds_what_the_lead_says_and_leaves_the_rest_to_a_person(record: Path) -> None:
    del record
    view = opened().session_state["view"]
    lead = next(
        one for one in leads.list_leads(view).to_dict("records") if one["place"] == "Far Island"
    )
    proposal = leads.make_proposal(lead, view)
    assert (proposal.table, proposal.row) == ("events", "2022-01-12-far-island")
    assert {cell.basis for cell in proposal.cells.values()} == {INFERRED}
    assert set(proposal.unconfirmed) == {"event_id", "start", "party_ids", "note"}
    assert "https://example.org/far/" in proposal.cells["note"].value
    assert "javascript:" not in proposal.cells["note"].value
