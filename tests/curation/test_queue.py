"""The queue of proposals: what people make of them, and what the log says became of them."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from data.curation import queue
from data.curation.changes import Conflict
from data.curation.desk import DESK, QUEUE
from data.curation.log import Account
from data.curation.proposals import INFERRED, PERSON, TEXT, Match, Proposal, Proposed
from data.curation.queue import (
    ACCEPTED,
    OPEN,
    REJECTED,
    Unconfirmed,
    find_accepted,
    read_queue,
)
from data.curation.writer import Faulty, undo, write
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell, digest, log_of, read_now

Copy = Callable[[Path], Path]
CELLS = {
    "person_id": Proposed("dora", basis=INFERRED),
    "name": Proposed("Dora", ((4, 8),)),
    "party_id": Proposed("coralta", ((10, 17),)),
    "role": Proposed("Clerk", ((20, 25),)),
}


@pytest.fixture
def folder(copied: Copy) -> Path:
    return copied(MADE_UP)


def proposal(id_: str = "p-1", row: str = "dora", **cells: Proposed) -> Proposal:
    named = {"person_id": Proposed(row, basis=INFERRED)}
    matches = (Match("people", "ada", "on record", 0.5),)
    return Proposal(id_, "people", row, CELLS | named | cells, "digest", matches=matches)


def states(folder: Path) -> Mapping[str, str]:
    return {item.proposal.id: item.state for item in read_queue(read_package(folder))}


def confirmed(folder: Path) -> list[Proposal]:
    for item in read_queue(read_package(folder)):
        queue.confirm(folder, item.proposal.id, item.proposal.unconfirmed, "ben")
    return [item.proposal for item in read_queue(read_package(folder))]


def test_a_proposal_comes_back_as_it_was_and_once(folder: Path) -> None:
    assert queue.propose(folder, [proposal()], "anna") == 1
    assert queue.propose(folder, [proposal(), proposal("p-2", "eva")], "ben") == 1
    first, second = read_queue(read_package(folder))
    assert (first.proposal, first.who, first.state) == (proposal(), "anna", OPEN)
    assert second.who == "ben"


def test_nothing_inferred_is_written_before_a_person_confirms_it(folder: Path) -> None:
    queue.propose(folder, [proposal()], "anna")
    (item,) = read_queue(read_package(folder))
    with pytest.raises(Unconfirmed, match="p-1: person_id"):
        queue.accept(folder, [item.proposal], ANNA)
    assert "dora" not in read_now(folder).tables["people"]


def test_a_change_names_the_proposals_that_it_accepts(folder: Path) -> None:
    queue.propose(folder, [proposal(), proposal("p-2", "eva")], "anna")
    written = queue.accept(folder, confirmed(folder), Account("anna", "read twice"))
    assert read_now(folder).tables["people"]["eva"]["name"] == "Dora"
    entry = log_of(folder)[written.number]
    assert entry.account == Account("anna", "read twice", "p-1;p-2")
    assert states(folder) == {"p-1": ACCEPTED, "p-2": ACCEPTED}


def test_what_is_undone_is_open_again_until_that_is_undone(folder: Path) -> None:
    before = digest(folder)
    queue.propose(folder, [proposal()], "anna")
    first = queue.accept(folder, confirmed(folder), ANNA)
    back = undo(folder, first.number, ANNA)
    assert (states(folder), back.digest) == ({"p-1": OPEN}, before)
    assert log_of(folder)[back.number].undone == first.number
    undo(folder, back.number, ANNA)
    assert states(folder) == {"p-1": ACCEPTED}


def test_a_rejection_has_its_reason_and_can_be_taken_back(folder: Path) -> None:
    queue.propose(folder, [proposal()], "anna")
    queue.reject(folder, "p-1", "said by another", "ben")
    (item,) = read_queue(read_package(folder))
    assert (item.state, item.why) == (REJECTED, "said by another")
    queue.reopen(folder, "p-1", "ben")
    assert states(folder) == {"p-1": OPEN}


def test_a_cell_that_a_person_writes_no_longer_points_to_words(folder: Path) -> None:
    queue.propose(folder, [proposal()], "anna")
    queue.edit(folder, "p-1", {"name": "Dora", "role": "Judge"}, "ben")
    (item,) = read_queue(read_package(folder))
    assert item.proposal.cells["name"] == Proposed("Dora", ((4, 8),), TEXT)
    assert item.proposal.cells["role"] == Proposed("Judge", (), PERSON)


def test_cells_of_a_row_on_record_are_changed_against_what_they_were(folder: Path) -> None:
    row, cells = next(iter(read_now(folder).tables["people"].items()))
    old = {"role": cells["role"]}
    change = Proposal("p-1", "people", row, {"role": Proposed("Judge", ((0, 5),))}, "digest", old)
    queue.propose(folder, [change], "anna")
    queue.accept(folder, [change], ANNA)
    assert read_now(folder).tables["people"][row]["role"] == "Judge"
    assert states(folder) == {"p-1": ACCEPTED}


def test_what_would_break_the_record_stays_a_proposal(folder: Path) -> None:
    queue.propose(folder, [proposal(party_id=Proposed("nobody", ((0, 6),)))], "anna")
    with pytest.raises(Faulty, match="nobody"):
        queue.accept(folder, confirmed(folder), ANNA)
    assert states(folder) == {"p-1": OPEN}


def test_a_line_that_a_kill_cut_short_harms_no_other(folder: Path) -> None:
    queue.propose(folder, [proposal()], "anna")
    file = folder / DESK / QUEUE
    file.write_bytes(file.read_bytes() + json.dumps({"do": "reject", "id": "p-1"}).encode()[:-4])
    queue.propose(folder, [proposal("p-2", "eva")], "ben")
    assert states(folder) == {"p-1": OPEN, "p-2": OPEN}


def test_nothing_is_made_of_a_proposal_that_is_not_there(folder: Path) -> None:
    with pytest.raises(KeyError, match="p-9"):
        queue.reject(folder, "p-9", "", "ben")


def test_the_queue_is_no_part_of_the_record(folder: Path) -> None:
    before = digest(folder)
    queue.propose(folder, [proposal()], "anna")
    package = read_package(folder)
    assert digest(folder) == before
    assert not [path for path in package.files if DESK in path]


def test_a_correction_goes_on_from_cells_that_were_changed_meanwhile(folder: Path) -> None:
    old = read_now(folder).tables["people"]["quiroga"]
    mine = Proposal("p-9", "people", "quiroga", {"role": Proposed("Envoy")}, old=old)
    queue.propose(folder, [mine], "anna")
    write(folder, change_cell(folder, "people", "quiroga", "role", "Consul"), Account("ben"))
    with pytest.raises(Conflict):
        queue.accept(folder, [mine], ANNA)
    queue.rebase(folder, "p-9", read_now(folder).tables["people"]["quiroga"], "anna")
    (item,) = read_queue(read_package(folder))
    queue.accept(folder, [item.proposal], ANNA)
    assert read_now(folder).tables["people"]["quiroga"]["role"] == "Envoy"


def test_another_key_of_a_new_row_is_its_id_and_of_a_correction_is_not(folder: Path) -> None:
    assert proposal().edit({"person_id": "dora-2"}).row == "dora-2"
    correction = Proposal("p-9", "people", "quiroga", {}, old={})
    assert correction.edit({"person_id": "else"}).row == "quiroga"


def test_the_change_that_accepted_a_proposal_is_found_until_it_is_undone(folder: Path) -> None:
    queue.propose(folder, [proposal()], "anna")
    written = queue.accept(folder, confirmed(folder), ANNA)
    assert find_accepted(read_package(folder)) == {"p-1": written.number}
    undo(folder, written.number, ANNA)
    assert find_accepted(read_package(folder)) == {}


def test_two_proposals_of_one_row_or_cell_are_not_accepted_together(folder: Path) -> None:
    other = Proposal("p-3", "people", "quiroga", {"role": Proposed("Envoy")}, old=role(folder))
    same = Proposal("p-4", "people", "quiroga", {"role": Proposed("Envoy")}, old=role(folder))
    third = Proposal("p-5", "people", "quiroga", {"role": Proposed("Judge")}, old=role(folder))
    queue.propose(folder, [proposal(), proposal("p-2"), other, same, third], "anna")
    one, two, *_ = confirmed(folder)
    for both in ([one, two], [other, third]):
        with pytest.raises(Conflict):
            queue.accept(folder, both, ANNA)
    queue.accept(folder, [other, same], ANNA)
    assert states(folder) == {
        "p-1": OPEN,
        "p-2": OPEN,
        "p-3": ACCEPTED,
        "p-4": ACCEPTED,
        "p-5": OPEN,
    }


def role(folder: Path) -> Mapping[str, str]:
    return {"role": read_now(folder).tables["people"]["quiroga"]["role"]}


def test_what_another_curator_edited_or_rejected_meanwhile_is_not_accepted(folder: Path) -> None:
    queue.propose(folder, [proposal()], "anna")
    (mine,) = confirmed(folder)
    queue.edit(folder, "p-1", {"role": "Judge"}, "ben")
    with pytest.raises(Conflict, match="role: theirs 'Judge', yours 'Clerk'"):
        queue.accept(folder, [mine], ANNA)
    (edited,) = (item.proposal for item in read_queue(read_package(folder)))
    queue.reject(folder, "p-1", "said by another", "ben")
    with pytest.raises(Conflict, match="a rejection"):
        queue.accept(folder, [edited], ANNA)
    queue.reopen(folder, "p-1", "ben")
    queue.accept(folder, [edited], ANNA)
    assert read_now(folder).tables["people"]["dora"]["role"] == "Judge"


def test_what_is_decided_is_changed_no_more(folder: Path) -> None:
    """Whoever still has its form open would see words as accepted that nobody accepted."""
    queue.propose(folder, [proposal(), proposal("p-2", "eva")], "anna")
    first, _ = confirmed(folder)
    number = queue.accept(folder, [first], ANNA).number
    queue.reject(folder, "p-2", "hearsay", "ben")
    for id_ in ("p-1", "p-2"):
        for change in (
            lambda at: queue.edit(folder, at, {"role": "Queen"}, "ben"),
            lambda at: queue.confirm(folder, at, ["role"], "ben"),
            lambda at: queue.rebase(folder, at, {}, "ben"),
            lambda at: queue.reject(folder, at, "no", "ben"),
        ):
            with pytest.raises(queue.Decided):
                change(id_)
    with pytest.raises(queue.Decided):
        queue.reopen(folder, "p-1", "ben")
    roles = [item.proposal.cells["role"].value for item in read_queue(read_package(folder))]
    assert roles == ["Clerk", "Clerk"]
    undo(folder, number, ANNA)
    queue.edit(folder, "p-1", {"role": "Queen"}, "ben")
