"""The Curate page is there where the operator set it up; a row by hand is checked and written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.ui.curate import CORRECT, NAME, PAGE, SET_UP, Now
from components.ui.pages import curate_fields, curate_hand
from components.ui.pages.curate_fields import Form
from data.curation import writer
from data.curation.changes import read_contents
from data.curation.log import Account, read_log
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.curation.made_changes import change_cell
from tests.support.curating import HOSTILE, at_face, opened, said, set_up
from tests.support.pages import links, sent, session, texts, turn


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    set_up(monkeypatch, folder)
    return folder


def rows(folder: Path, table: str) -> dict:
    return dict(read_contents(read_package(folder)).tables[table])


def by_hand(table: str = "people"):
    at = opened("by_hand")
    at.selectbox(key="curate_table_0").set_value(table).run()
    return at


def dora(at):
    at.text_input(key="hand1_name").set_value("Dora Bell").run()
    at.text_input(key="hand1_role").set_value("Clerk").run()
    at.selectbox(key="hand1_party_id").set_value("coralta").run()
    return at


@pytest.mark.parametrize("value", ["", "0", "no"])
def test_without_it_there_is_no_page_no_link_and_no_way(
    value: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SET_UP, value)
    at = session({CORRECT: "people/quiroga", "who": "quiroga"}).run()
    assert "is no setting here" in " ".join(texts(at))
    assert CORRECT not in at.session_state
    assert b"Correct this row" not in b"".join(sent(at))
    assert not any(PAGE in link for link in links(at))
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        turn(at, PAGE)


def test_nothing_is_written_where_it_is_not_set_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = dora(by_hand())
    monkeypatch.setenv(SET_UP, "")
    at.button(key="hand1_save").click().run()
    assert "bell" not in rows(folder, "people")


def test_nobody_curates_without_a_name_and_the_name_is_in_no_address(folder: Path) -> None:
    at = turn(session().run(), PAGE)
    assert "Give your name to begin" in said(at)
    assert "rl-done" not in said(at)
    at.text_input(key="curate_name").set_value("  Anna   Bee ").run()
    assert at.session_state[NAME] == "Anna Bee"
    assert "Anna" not in str(at.query_params)


@pytest.mark.parametrize("name", ["\x1b[31m\n\x00", "\u202e", " \t "])
def test_a_name_of_nothing_that_is_seen_is_none(folder: Path, name: str) -> None:
    at = turn(session().run(), PAGE)
    at.text_input(key="curate_name").set_value(name).run()
    assert at.session_state[NAME] == "[31m" * ("[31m" in name)
    assert ("Give your name to begin" in said(at)) == ("[31m" not in name)


def test_an_empty_form_asks_for_nothing_and_names_what_is_to_be_filled_as_one_begins(
    folder: Path,
) -> None:
    at = by_hand()
    assert "Still to fill" not in said(at)
    at.text_input(key="hand1_name").set_value("Dora Bell").run()
    assert "<b>Still to fill:</b> Role, Party" in said(at)
    assert "bell" in said(at)
    assert "it can be saved" not in said(at)


def test_a_row_by_hand_is_written_with_its_name_in_the_log_and_undone(folder: Path) -> None:
    at = dora(by_hand())
    assert "it can be saved" in said(at)
    assert "bell" not in rows(folder, "people")
    at.text_input(key="hand1_why").set_value("from a list").run()
    at.button(key="hand1_save").click().run()
    assert rows(folder, "people")["bell"]["role"] == "Clerk"
    (line,) = read_log(read_package(folder))
    assert (line.who, line.why) == ("Anna", "from a list")
    assert "people bell is added. It is change 1" in said(at)
    assert "who=bell" in said(at)
    at.button(key="curate_undo_done_1").click().run()
    assert "bell" not in rows(folder, "people")
    assert "Change 1 is undone" in said(at)


def test_what_would_break_the_record_is_said_at_its_cell_and_is_not_saved(folder: Path) -> None:
    at = dora(by_hand())
    at.text_input(key="hand1_person_id").set_value("Not An Id").run()
    assert "<b>Fault</b>" in said(at)
    at.button(key="hand1_save").click().run()
    assert "Not saved. people Not An Id person_id" in said(at)
    assert len(read_log(read_package(folder))) == 0
    assert at.text_input(key="hand1_name").value == "Dora Bell", "what was written is lost"


def test_a_date_is_read_in_words_and_says_how_exact_it_is(folder: Path) -> None:
    at = by_hand("claims")
    at.text_input(key="hand1_made").set_value("9 Jan 1878").run()
    assert "Read as 1878-01-09, known to the day" in said(at)
    at.text_input(key="hand1_made").set_value("01/02/1878").run()
    assert "Read as" not in said(at)
    assert "<b>Fault</b>" in said(at)


def test_the_card_s_link_opens_the_row_and_its_correction_needs_a_reason(folder: Path) -> None:
    at = opened("by_hand", **{CORRECT: "people/quiroga"})
    assert at.text_input(key="hand1_person_id").disabled
    at.text_input(key="hand1_role").set_value("Envoy").run()
    at.button(key="hand1_save").click().run()
    assert "Say why, for the log" in said(at)
    assert rows(folder, "people")["quiroga"]["role"] != "Envoy"
    at.text_input(key="hand1_why").set_value("the gazette").run()
    at.button(key="hand1_save").click().run()
    assert rows(folder, "people")["quiroga"]["role"] == "Envoy"


def test_a_link_to_a_row_that_is_not_there_says_so(folder: Path) -> None:
    at = opened("by_hand", **{CORRECT: "people/<b>nobody"})
    assert "is not on record" in said(at)
    assert "<b>nobody" not in said(at)


def test_a_row_that_others_need_is_not_removed_and_one_that_none_needs_is(folder: Path) -> None:
    at = opened("by_hand", **{CORRECT: "people/quiroga"})
    at.text_input(key="hand1_why").set_value("no such person").run()
    at.button(key="hand1_remove").click().run()
    assert "Not saved." in said(at)
    assert "quiroga" in rows(folder, "people")
    at = dora(by_hand())
    at.button(key="hand1_save").click().run()
    at = opened("by_hand", **{CORRECT: "people/bell"})
    at.text_input(key="hand1_why").set_value("twice").run()
    at.button(key="hand1_remove").click().run()
    assert "bell" not in rows(folder, "people")


def test_theirs_stands_beside_yours_where_the_row_was_changed_meanwhile(folder: Path) -> None:
    at = opened("by_hand", **{CORRECT: "people/quiroga"})
    at.text_input(key="hand1_role").set_value("Envoy").run()
    theirs = change_cell(folder, "people", "quiroga", "role", f"Consul {HOSTILE}")
    writer.write(folder, theirs, Account("Ben"))
    at.run()
    assert "Changed meanwhile" in said(at)
    assert "<td>Envoy</td>" in said(at)
    assert "<script>alert" not in said(at)
    at.button(key="hand1_merge").click().run()
    at.text_input(key="hand2_why").set_value("mine is newer").run()
    at.button(key="hand2_save").click().run()
    assert rows(folder, "people")["quiroga"]["role"] == "Envoy"


def test_what_is_written_stays_while_another_way_in_is_looked_at(folder: Path) -> None:
    at = dora(by_hand())
    at = at_face(at_face(at, "history"), "by_hand")
    assert at.text_input(key="hand1_name").value == "Dora Bell"


def test_hostile_cells_are_text_in_every_label_and_list(folder: Path) -> None:
    writer.write(folder, change_cell(folder, "people", "quiroga", "name", HOSTILE), Account("x"))
    at = opened("by_hand", **{CORRECT: "people/quiroga"})
    at_face(at, "by_hand")
    assert "<script>alert" not in said(at)
    labels = [w.label for w in (*at.button, *at.checkbox, *at.text_input, *at.selectbox)]
    assert not any("![x](" in label for label in labels)


@pytest.mark.parametrize(
    ("column", "chosen", "cell"),
    [
        ("party_id", "Its older name · coralta", "coralta"),
        ("party_id", "coralta", "coralta"),
        ("party_id", "No such · row", "No such · row"),
        ("party_ids", ["Its older name · coralta", "maranzul"], "coralta;maranzul"),
        ("party_ids", ["Its older name · coralta", "coralta"], "coralta"),
    ],
)
def test_a_cell_takes_the_row_that_an_older_label_of_it_names(
    column: str, chosen: Any, cell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = read_package(MADE_UP)
    table = package.tables["events" if column == "party_ids" else "claims"]
    heard: dict[str, str] = {}
    state = {"key": chosen}
    monkeypatch.setattr("streamlit.session_state", state)
    titles = {"coralta": "Coralta · coralta", "maranzul": "Maranzul · maranzul"}
    there = Now(package, read_contents(package), {"parties": titles}, "")
    form = Form("hand1", table, {}, heard.__setitem__, there)
    curate_fields._search_or_pass_on(form, table.field(column), "key", titles)
    assert heard == {column: cell}
    assert (";".join(state["key"]) if isinstance(chosen, list) else state["key"]) == cell


def test_a_search_among_many_rows_takes_all_words_and_the_newest_without_any() -> None:
    titles = {f"row-{n}": f"Title {n} · row-{n}" for n in range(3_000)}
    assert curate_hand.find_rows(titles, "title 2999") == ["row-2999"]
    assert curate_hand.find_rows(titles, "")[-1] == "row-2999"
    assert len(curate_hand.find_rows(titles, "title")) == 2_000
    assert curate_hand.find_rows(titles, "nowhere") == []
