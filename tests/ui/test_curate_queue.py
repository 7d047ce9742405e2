"""The queue: filtered, ticked, opened, confirmed, accepted, rejected, reopened, taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from components.ui.pages.curate_accept import OPENED, key_of
from components.ui.pages.curate_text import Part, split
from data.curation import queue, writer
from data.curation.changes import read_contents
from data.curation.log import Account, read_log
from data.curation.proposals import ANSWERS, INFERRED, ON_RECORD, Match, Proposal, Proposed
from data.curation.queue import read_queue
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.curation.made_changes import change_cell
from tests.support.curating import HOSTILE, at_face, claim, opened, propose, said, set_up, source

NEW = "coralta-new-claim"
ADDED = "maranzul-vidaurre-1877-11-dues"


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    set_up(monkeypatch, folder)
    return folder


def row(folder: Path, table: str, id_: str):
    return read_contents(read_package(folder)).tables[table].get(id_)


def states(folder: Path) -> dict[str, str]:
    return {item.proposal.id: item.state for item in read_queue(read_package(folder))}


def open_one(at, proposal: Proposal):
    return at.button(key=f"curate_open_{key_of(proposal)}").click().run()


def test_an_empty_queue_says_what_to_do(folder: Path) -> None:
    assert "Take in an article" in said(opened())


def test_proposals_are_counted_by_state_and_table_and_hostile_words_are_text(folder: Path) -> None:
    propose(folder, source(), claim())
    queue.reject(folder, "p-claim", f"no {HOSTILE}", "Ben")
    at = opened()
    assert at.segmented_control(key="curate_state").options == [
        "Open 1",
        "Accepted 0",
        "Rejected 1",
    ]
    assert at.selectbox(key="curate_of_table").options == ["All tables", "Sources 1"]
    at.segmented_control(key="curate_state").set_value("rejected").run()
    assert "Claims 1" in at.selectbox(key="curate_of_table").options
    assert "<script>alert" not in said(at)
    labels = [widget.label for widget in (*at.button, *at.checkbox)]
    assert not any("![x](" in label or "<script>" in label.split("\\") for label in labels)


def test_what_is_inferred_must_be_confirmed_cell_by_cell_before_it_is_written(folder: Path) -> None:
    propose(folder, source())
    at = open_one(opened(), source())
    key = key_of(source())
    assert "<b>Still to confirm:</b> Reliability (B)" in said(at)
    at.button(key=f"{key}_accept").click().run()
    assert "Confirm what was inferred" in said(at)
    assert row(folder, "sources", "new-page") is None
    at.checkbox(key=f"{key}_confirm_reliability").check().run()
    assert "Still to confirm" not in said(at)
    at.button(key=f"{key}_accept").click().run()
    assert row(folder, "sources", "new-page")["reliability"] == "B"
    assert states(folder) == {"p-source": "accepted"}
    assert "1 proposal accepted" in said(at)


def test_all_that_was_inferred_is_confirmed_at_once_with_its_values_in_sight(folder: Path) -> None:
    one = source()
    cells = {**one.cells, "source_id": Proposed("new-page", basis=INFERRED)}
    propose(folder, replace(one, cells=cells))
    at = open_one(opened(), one)
    key = key_of(one)
    assert "Id (new-page), Reliability (B)" in said(at)
    assert at.checkbox(key=f"{key}_confirm_source_id").label.startswith("Id")
    assert states(folder) == {"p-source": "open"}, "confirming accepts nothing"
    at.button(key=f"{key}_confirm_all").click().run()
    assert "Still to confirm" not in said(at)
    assert row(folder, "sources", "new-page") is None
    (item,) = read_queue(read_package(folder))
    assert item.proposal.unconfirmed == ()


def test_what_must_be_filled_stands_with_what_is_proposed_and_the_rest_is_folded(
    folder: Path,
) -> None:
    one = claim(source_id="gazette-1866-02-treaty")
    cells = {column: cell for column, cell in one.cells.items() if column != "issue_id"}
    propose(folder, replace(one, cells=cells))
    at = open_one(opened(), one)
    (others,) = at.expander
    assert not others.proto.expanded
    folded = {widget.key for widget in (*others.selectbox, *others.text_area, *others.text_input)}
    assert f"{key_of(one)}_note" in folded
    assert f"{key_of(one)}_issue_id" not in folded
    assert "<b>Still to fill:</b> Issue" in said(at)


def test_a_source_that_is_only_proposed_is_offered_by_its_title(folder: Path) -> None:
    propose(folder, source(), claim())
    at = open_one(opened(), claim())
    (chosen,) = [
        o for o in at.selectbox(key=f"{key_of(claim())}_source_id").options if "proposed" in o
    ]
    assert chosen.startswith(HOSTILE[:40])


def test_a_row_is_accepted_with_the_open_source_that_it_names(folder: Path) -> None:
    propose(folder, source(), claim())
    queue.confirm(folder, "p-source", ["reliability"], "Ben")
    at = open_one(opened(), claim())
    assert "Accepted with it" in said(at)
    at.button(key=f"{key_of(claim())}_accept").click().run()
    assert row(folder, "claims", NEW)["source_id"] == "new-page"
    assert row(folder, "sources", "new-page")
    assert len({line.change for line in read_log(read_package(folder))}) == 1, "one change"


def test_several_that_are_ticked_are_accepted_at_once(folder: Path) -> None:
    propose(folder, source(), claim())
    queue.confirm(folder, "p-source", ["reliability"], "Ben")
    at = opened()
    assert at.button(key="curate_accept_ticked").disabled
    for one in (source(), claim()):
        at.checkbox(key=f"curate_tick_{key_of(one)}").check().run()
    at.button(key="curate_accept_ticked").click().run()
    assert states(folder) == {"p-source": "accepted", "p-claim": "accepted"}


def test_a_ticked_one_that_would_break_the_record_writes_nothing_and_stays(folder: Path) -> None:
    propose(folder, claim(credibility="9"))
    at = opened()
    at.checkbox(key=f"curate_tick_{key_of(claim())}").check().run()
    at.button(key="curate_accept_ticked").click().run()
    assert "Nothing was written. Claims · Quiroga asks for it." in said(at)
    assert "Credibility: " in said(at)
    assert "coralta-new-claim" not in said(at)
    assert states(folder) == {"p-claim": "open"}


def test_a_fault_is_said_at_its_cell_and_an_edit_is_kept_in_the_queue(folder: Path) -> None:
    propose(folder, claim(source_id="gazette-1866-02-treaty", made="soon"))
    at = open_one(opened(), claim())
    assert "<b>Fault</b>" in said(at)
    at.text_input(key=f"{key_of(claim())}_made").set_value("28 Feb 1878").run()
    assert "<b>Fault</b>" not in said(at)
    (item,) = read_queue(read_package(folder))
    assert item.proposal.cells["made"].value == "1878-02-28"
    assert at_face(at, "history")
    assert at_face(at, "").text_input(key=f"{key_of(claim())}_made").value == "1878-02-28"


def test_once_one_is_decided_the_next_open_one_is_there(folder: Path) -> None:
    first, second, third = (
        claim(f"p-{n}", f"coralta-claim-{n}", source_id="gazette-1866-02-treaty", text=f"Words {n}")
        for n in (1, 2, 3)
    )
    propose(folder, first, second, third)
    at = open_one(opened(), second)
    assert "2 of 3 open" in said(at)
    at.button(key=f"{key_of(second)}_accept").click().run()
    assert at.session_state[OPENED] == "p-3"
    at.text_input(key=f"{key_of(third)}_reason").set_value("twice").run()
    at.button(key=f"{key_of(third)}_reject").click().run()
    assert at.session_state[OPENED] == "p-1"
    assert "1 of 1 open" in said(at)
    assert at.button(key="curate_to_next").disabled
    at.button(key=f"{key_of(first)}_accept").click().run()
    assert states(folder) == {"p-1": "accepted", "p-2": "accepted", "p-3": "rejected"}
    assert "No proposal is open here" in said(at)


def test_a_line_says_what_is_left_to_do_and_a_further_source_is_no_correction(folder: Path) -> None:
    old = row(folder, "claims", ADDED)
    further = Proposal(
        "p-9", "claims", ADDED, {"more_source_ids": Proposed("gazette-1866-02-treaty")}, old=old
    )
    empty = claim(issue_id="", kind="")
    propose(folder, further, empty, source())
    lines = said(opened())
    assert "Claims · further source of a row on record · by Ben" in lines
    assert "2 cells to fill" in lines
    assert "1 cell to confirm" in lines
    assert "correction" not in lines


def test_a_rejection_needs_a_reason_keeps_it_and_is_taken_back(folder: Path) -> None:
    propose(folder, claim())
    at = open_one(opened(), claim())
    key = key_of(claim())
    at.button(key=f"{key}_reject").click().run()
    assert states(folder) == {"p-claim": "open"}
    at.text_input(key=f"{key}_reason").set_value("not in the text").run()
    at.button(key=f"{key}_reject").click().run()
    assert states(folder) == {"p-claim": "rejected"}
    at.segmented_control(key="curate_state").set_value("rejected").run()
    assert "rejected: not in the text" in said(at)
    at = open_one(at, claim())
    at.button(key="curate_reopen").click().run()
    assert states(folder) == {"p-claim": "open"}


def test_what_was_accepted_leads_to_its_card_and_is_undone(folder: Path) -> None:
    propose(folder, claim(source_id="gazette-1866-02-treaty"))
    at = open_one(opened(), claim())
    at.button(key=f"{key_of(claim())}_accept").click().run()
    at.segmented_control(key="curate_state").set_value("accepted").run()
    assert "claim=coralta-new-claim" in said(at)
    at = open_one(at, claim())
    assert "Open its card" in said(at)
    at.button(key="curate_undo_opened_1").click().run()
    assert row(folder, "claims", NEW) is None
    assert states(folder) == {"p-claim": "open"}


def test_matches_lead_to_their_cards_and_a_page_is_added_as_a_further_source(folder: Path) -> None:
    known = Match("claims", ADDED, ON_RECORD, 0.8)
    answers = Match("claims", "coralta-treaty-1865-rule", ANSWERS, 0.5)
    one = claim("p-claim", NEW, known, answers, source_id="gazette-1866-02-treaty")
    propose(folder, one)
    at = open_one(opened(), one)
    assert "Already on record" in said(at)
    assert "Answers" in said(at)
    assert f"claim={ADDED}" in said(at)
    at.button(key=f"{key_of(one)}_further_0").click().run()
    assert states(folder)["p-claim"] == "rejected"
    further = next(i.proposal for i in read_queue(read_package(folder)) if i.proposal.old)
    assert at.session_state[OPENED] == further.id
    at.button(key=f"{key_of(further)}_accept").click().run()
    assert row(folder, "claims", ADDED)["more_source_ids"] == "gazette-1866-02-treaty"


def test_theirs_and_yours_are_merged_where_a_row_was_changed_meanwhile(folder: Path) -> None:
    old = row(folder, "people", "quiroga")
    mine = Proposal("p-9", "people", "quiroga", {"role": Proposed("Envoy")}, old=old)
    propose(folder, mine)
    writer.write(folder, change_cell(folder, "people", "quiroga", "role", "Consul"), Account("Ben"))
    at = open_one(opened(), mine)
    assert "Changed meanwhile" in said(at)
    at.radio(key=f"{key_of(mine)}_merge_role").set_value("Yours").run()
    at.button(key=f"{key_of(mine)}_merge").click().run()
    assert "Changed meanwhile" not in said(at)
    at.button(key=f"{key_of(mine)}_accept").click().run()
    assert row(folder, "people", "quiroga")["role"] == "Envoy"


def test_an_id_that_is_taken_is_said_and_may_be_written_otherwise(folder: Path) -> None:
    one = claim(row=ADDED, source_id="gazette-1866-02-treaty")
    propose(folder, one)
    at = open_one(opened(), one)
    assert "give this one another id" in said(at)
    at.text_input(key=f"{key_of(one)}_claim_id").set_value("coralta-other-id").run()
    at.button(key=f"{key_of(one)}_accept").click().run()
    assert row(folder, "claims", "coralta-other-id")


def test_the_words_of_cells_are_stretches_of_the_text_and_nothing_is_lost() -> None:
    text = f"Quiroga said {HOSTILE} on Monday"
    cells = {
        "person_id": Proposed("quiroga", ((0, 7),)),
        "text": Proposed("x", ((0, 20),)),
        "made": Proposed("1878-03-01", ((len(text) - 6, len(text)),)),
        "kind": Proposed("demand", basis=INFERRED),
        "note": Proposed("beyond", ((9_000, 9_010),)),
    }
    parts = split(text, cells)
    assert "".join(part.text for part in parts) == text
    assert parts[0] == Part("Quiroga", "person_id text")
    assert parts[-1] == Part("Monday", "made")
    assert split("", cells) == ()


def test_leads_of_two_days_at_one_place_stand_in_the_list_beside_each_other(folder: Path) -> None:
    days = ("1878-02-01", "1878-02-02")
    name = "lead-{}-608533827635118079-coralta"
    leads = [Proposal(name.format(day), "events", day, {"start": Proposed(day)}) for day in days]
    propose(folder, *leads)
    at = opened()
    assert "could not be shown" not in said(at)
    assert all(at.button(key=f"curate_open_{key_of(lead)}") for lead in leads)
