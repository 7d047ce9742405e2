"""Several records in one server: each has its addresses, its view and its files."""

import os
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.rooms import OWN
from components.ui.frame.frame import PAGES
from data import live, package
from data.curation.writer import write
from data.descriptor import read_package
from data.homes import Home, name_home
from data.package import default_record, list_records, list_shipped, shipped
from data.rooms import Screen
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell
from tests.support.pages import choose, links, raised, session, texts, turn, ways

OTHER = MADE_UP.name


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch, copied) -> None:
    """Serve the shipped record and a copy of the made-up crisis, which no other test has cached."""
    monkeypatch.setenv(package.RECORDS, os.pathsep.join(map(str, (shipped(), copied(MADE_UP)))))


def said(at: AppTest) -> str:
    return " ".join(texts(at))


def parameter(at: AppTest, name: str) -> str:
    value = at.query_params[name]
    return value if isinstance(value, str) else value[-1]


@pytest.mark.usefixtures("both")
def test_the_address_names_the_record_and_every_page_shows_it() -> None:
    at = session({"record": OTHER}).run()
    for page in PAGES:
        turn(at, page)
        assert raised(at) == []
        assert parameter(at, "record") == OTHER
        assert ways(at) == [f"./?record={shipped().name}"]
        inside = [link for link in links(at) if "?" in link and not link.startswith("http")]
        assert all(f"record={OTHER}" in link for link in inside if link not in ways(at)), inside
    assert "Coralta" in said(turn(at, "situation"))


@pytest.mark.usefixtures("both")
def test_the_first_record_is_the_default_and_its_addresses_do_not_name_it() -> None:
    at = session({"record": shipped().name, "as_of": "2022-01-14"}).run()
    assert raised(at) == []
    assert "record" not in at.query_params
    assert parameter(at, "as_of") == "2022-01-14"
    assert ways(at) == [f"./?record={OTHER}"]
    assert not any("record=" in link for link in links(at) if link not in ways(at))


@pytest.mark.usefixtures("both")
def test_a_change_of_the_record_leaves_nothing_of_the_other_behind() -> None:
    at = session({"as_of": "2022-02-18", "party": "nato", "q": "Geneva"}).run()
    at.session_state["exchanges_count"] = 60
    at.query_params.clear()
    at.query_params["record"] = OTHER
    at.run()
    assert raised(at) == []
    assert "Ignored" not in said(at)
    assert list(at.query_params) == ["record"]
    assert at.session_state["view"].party == ()
    assert "exchanges_count" not in at.session_state
    at = choose(at, as_of="1878-04")
    assert parameter(at, "record") == OTHER


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("name", ["nowhere", "../etc", "<b>x</b>", "", "x" * 500])
def test_a_record_that_is_none_opens_the_default_one_and_is_named(name: str) -> None:
    at = session({"record": name}).run()
    assert raised(at) == []
    assert ("is no record here" in said(at)) == bool(name)
    assert "<b>x</b>" not in said(at)
    assert "record" not in at.query_params


def test_one_record_needs_no_ways_to_others(monkeypatch: pytest.MonkeyPatch, copied) -> None:
    monkeypatch.setenv(package.RECORDS, str(copied(MADE_UP)))
    at = session().run()
    assert raised(at) == []
    assert ways(at) == []
    assert not any("record=" in link for link in links(at))


def test_a_record_with_a_fault_does_not_take_the_others_away(
    monkeypatch: pytest.MonkeyPatch, copied
) -> None:
    folder = copied(MADE_UP)
    (folder / "crisis.yaml").write_text("titel: x", encoding="utf-8")
    broken = folder.rename(folder.with_name("broken"))
    monkeypatch.setenv(package.RECORDS, os.pathsep.join(map(str, (MADE_UP, broken))))
    at = session({"record": "broken"}).run()
    assert "did you mean title?" in said(at)
    assert ways(at) == [f"./?record={OTHER}"]
    at = session().run()
    assert raised(at) == []
    assert "Coralta" in said(at)


def test_two_folders_of_one_name_are_two_records(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    again = tmp_path / OTHER
    shutil.copytree(MADE_UP, again)
    monkeypatch.setenv(package.RECORDS, os.pathsep.join(map(str, (MADE_UP, again))))
    assert list_records() == {OTHER: MADE_UP, f"{OTHER}-2": again}
    assert default_record() == MADE_UP


def test_the_records_that_come_with_the_product_stand_in_the_order_they_ask_for() -> None:
    assert list_shipped()[0] == shipped()
    orders = [read_package(folder).crisis.order for folder in list_shipped()]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)


@pytest.fixture
def six(monkeypatch: pytest.MonkeyPatch, copied, tmp_path: Path) -> list[str]:
    """Serve six records, and return those that are read from now on, by name."""
    made, read = copied(MADE_UP), list[str]()
    folders = [tmp_path / f"crisis{number}" for number in range(6)]
    for folder in folders:
        shutil.copytree(made, folder)
    monkeypatch.setenv(package.RECORDS, os.pathsep.join(map(str, folders)))
    read_state = live.read_state

    def read_and_note(home: Home) -> live.State:
        read.append(name_home(home))
        return read_state(home)

    monkeypatch.setattr(live, "read_state", read_and_note)
    return read


def test_a_page_reads_no_record_but_the_one_it_shows(six: list[str]) -> None:
    at = session().run()
    assert six == ["crisis0"]
    assert len(ways(at)) == 5, "the ways to the others need their settings alone"
    at.run()
    assert six == ["crisis0"]


def test_who_has_been_through_more_records_than_are_in_memory_waits_for_none(
    six: list[str],
) -> None:
    at = session().run()
    for number in (1, 2, 3, 4, 5):
        at.query_params["record"] = f"crisis{number}"
        at.run()
    assert raised(at) == []
    before = len(six)
    at.run()
    assert len(six) == before == 6


def test_what_changed_before_a_record_was_opened_is_no_news(
    six: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = session().run()
    home = list_records()["crisis1"]
    write(home, change_cell(home, "moments", "chain", "title", "Closed"), ANNA)
    at.run()
    at.query_params["record"] = "crisis1"
    assert "Record updated" not in said(at.run())
    write(home, change_cell(home, "moments", "chain", "title", "Open"), ANNA)
    monkeypatch.setattr(live, "SETTLED", 0.0)
    monkeypatch.setattr(live, "PATIENT", 0.0)
    assert "Record updated" in said(at.run())


@pytest.mark.usefixtures("both")
def test_a_viewer_is_brought_to_the_presenters_record(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = OWN.open(Screen("timeline", f"record={OTHER}&as_of=1878-04"))
    at = session({"room": opened.code}).run()
    assert raised(at) == []
    assert at.session_state["view"].as_of.text == "1878-04"
    assert parameter(at, "record") == OTHER
