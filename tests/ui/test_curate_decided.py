"""What closes several proposals: one reason for those ticked, and the twin that was accepted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.ui.pages.curate_accept import OPENED, key_of
from data.curation import queue, writer
from data.curation.changes import read_contents
from data.curation.log import Account
from data.curation.proposals import AGAIN, Proposal, Proposed
from data.curation.queue import read_queue
from data.curation.twins import read_decided
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.support.curating import HOSTILE, at_face, claim, opened, propose, said, set_up, source

ADDED = "maranzul-vidaurre-1877-11-dues"


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    set_up(monkeypatch, folder)
    return folder


def states(folder: Path) -> dict[str, str]:
    return {item.proposal.id: item.state for item in read_queue(read_package(folder))}


def open_one(at, proposal: Proposal):
    return at.button(key=f"curate_open_{key_of(proposal)}").click().run()


def twin_of(proposal: Proposal, folder: Path) -> Proposal:
    """Return what names the proposal's page as a further source of a claim on record."""
    claims = read_contents(read_package(folder)).tables["claims"]
    old = {"more_source_ids": claims[ADDED]["more_source_ids"]}
    cells = {"more_source_ids": Proposed("gazette-1866-02-treaty")}
    return Proposal(f"{proposal.id}{AGAIN}", "claims", ADDED, cells, old=old)


def test_a_new_row_is_closed_while_it_is_on_record_as_a_further_source(folder: Path) -> None:
    one = claim(source_id="gazette-1866-02-treaty")
    twin = twin_of(one, folder)
    other = claim("p-other", "coralta-other", source_id="gazette-1866-02-treaty")
    propose(folder, twin, one, other)
    at = open_one(opened(), twin)
    at.button(key=f"{key_of(twin)}_accept").click().run()
    assert at.session_state[OPENED] == other.id, "the next one that is open"
    at = at.button(key="curate_back").click().run()
    at.segmented_control(key="curate_state").set_value("rejected").run()
    assert f"already on record as {ADDED}: a further source by change 1" in said(at)
    at = open_one(at, one)
    assert not [b for b in at.button if b.key == "curate_reopen"], "it is no rejection of its own"
    at.button(key="curate_undo_opened_1").click().run()
    assert f"{key_of(one)}_accept" in [b.key for b in at.button]
    at.button(key=f"{key_of(one)}_accept").click().run()
    state = {i.proposal.id: i for i in read_decided(read_package(folder))}[twin.id]
    assert (state.state, state.why) == (
        "rejected",
        f"change 3 has it as a row of its own, {one.row}",
    )


def test_several_are_rejected_with_one_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reject = queue.reject

    def after_ben(home: Path, id_: str, why: str, who: str) -> None:
        if id_ == "p-other":
            reject(home, id_, "seen first", "Ben")
        reject(home, id_, why, who)

    one, other = claim(), claim("p-other", "coralta-other")
    propose(folder, source(), one, other)
    at = opened()
    assert at.button(key="curate_reject_ticked").disabled
    for proposal in (one, other):
        at.checkbox(key=f"curate_tick_{key_of(proposal)}").set_value(True)
    at.run()
    at.button(key="curate_reject_ticked").click().run()
    assert "Give a reason" in said(at)
    assert set(states(folder).values()) == {"open"}
    at.text_input(key="curate_why_ticked").set_value(f"no  news {HOSTILE}").run()
    monkeypatch.setattr(queue, "reject", after_ben)
    at.button(key="curate_reject_ticked").click().run()
    assert "1 proposal rejected" in said(at)
    assert "1 other was decided meanwhile" in said(at)
    assert "<script>alert" not in said(at)
    assert states(folder) == {"p-source": "open", "p-claim": "rejected", "p-other": "rejected"}
    whys = {item.proposal.id: item.why for item in read_queue(read_package(folder))}
    assert whys["p-claim"] == f"no news {HOSTILE}"
    assert whys["p-other"] == "seen first"


def test_the_changes_made_name_their_rows_with_the_ways_to_them(folder: Path) -> None:
    one = claim(source_id="gazette-1866-02-treaty", text="Quiroga asks for it.")
    propose(folder, one)
    at = open_one(opened(), one)
    at.button(key=f"{key_of(one)}_accept").click().run()
    words = said(at_face(at, "history"))
    assert f"claim={one.row}" in words
    assert ">Quiroga asks for it.</a>" in words
    writer.undo(folder, 1, Account("Ben"))
    words = said(at_face(at, "history"))
    assert "undone" in words
    assert f"1 removed<br>{one.row}</span>" in words, "it is on record no more"
