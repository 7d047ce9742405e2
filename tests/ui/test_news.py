"""A record that changes under a reader's eyes: told in one line, and nothing of theirs goes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import live, state, store
from components.ui.frame.frame import PAGES
from data import live as files
from data.curation.changes import Changes, Row
from data.curation.writer import write
from data.load import load
from data.view import View
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell, person, read_now
from tests.support.pages import choose, links, raised, session, texts, turn

LAST = {"as_of": "1878-12-31"}
TITLE = ("moments", "chain", "title")


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a record that pages show, and that may be changed."""
    folder = copied(MADE_UP)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    monkeypatch.setattr(files, "SETTLED", 0.0)
    monkeypatch.setattr(files, "PATIENT", 0.0)
    return folder


def news(at: AppTest) -> list[str]:
    return [text for text in texts(at) if "Record updated" in text]


def add_event(folder: Path, name: str = "1878-01-15-parley") -> Changes:
    cells = read_now(folder).tables["events"]["1878-01-14-coralta-note"]
    filled = {column: cell for column, cell in cells.items() if cell} | {"event_id": name}
    return Changes(added=(Row("events", name, filled),))


def test_a_reader_is_told_what_changed_and_may_put_it_away(folder: Path) -> None:
    at = session(LAST).run()
    assert news(at) == []
    write(folder, add_event(folder), ANNA)
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    at.run()
    (line,) = news(at)
    assert "Record updated: 1 added, 1 changed</span></summary>" in line
    assert "events 1878-01-15-parley" in line
    assert "moments chain" in line
    assert any("event=1878-01-15-parley" in link for link in links(at))
    at.run()
    assert news(at) == [line]
    at.button(key="news_hide").click().run()
    assert news(at) == []
    assert raised(at) == []


def test_changes_add_up_until_they_are_put_away(folder: Path) -> None:
    at = session(LAST).run()
    write(folder, add_event(folder), ANNA)
    at.run()
    write(folder, add_event(folder, "1878-01-16-parley"), ANNA)
    at.run()
    assert "Record updated: 2 added<" in news(at)[0]


def test_a_row_not_known_yet_is_counted_and_not_named(folder: Path) -> None:
    at = session({"as_of": "1878-01-02"}).run()
    write(folder, add_event(folder), ANNA)
    at.run()
    (line,) = news(at)
    assert "1 added" in line
    assert "parley" not in line


def test_a_change_of_the_settings_alone_has_its_own_words(folder: Path) -> None:
    at = session(LAST).run()
    settings = folder / "crisis.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    at.run()
    assert "its settings or texts" in news(at)[0]


def test_view_filters_and_page_stay(folder: Path) -> None:
    at = turn(session({**LAST, "floor": "C3", "issue": "strait"}).run(), "exchanges")
    before = at.session_state["view"]
    write(folder, add_event(folder), ANNA)
    at.run()
    assert news(at)
    assert at.session_state["view"] == before
    assert at.session_state[state.FRAMED][0] == "exchanges"


def test_a_faulty_change_is_not_shown_and_readers_are_not_told(folder: Path) -> None:
    at = session(LAST).run()
    before = texts(at)
    file = folder / "tables" / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("1878-01", "1878-31"), "utf-8")
    at.run()
    assert texts(at) == before
    assert live.find_faults(folder)
    checks = choose(turn(at, "sources"), show="checks")
    calm = [text for text in texts(checks) if "last sound state" in text]
    assert len(calm) == 1
    assert "1878-31" not in calm[0]


def test_a_page_at_fault_becomes_the_record_once_it_is_mended(folder: Path) -> None:
    file = folder / "tables" / "events.csv"
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("1878-01", "1878-31"), encoding="utf-8")
    at = session().run()
    assert any("This record cannot be shown yet" in text for text in texts(at))
    file.write_text(sound, encoding="utf-8")
    at.run()
    assert not any("This record cannot be shown yet" in text for text in texts(at))
    assert raised(at) == []


def rows_named(folder: Path) -> dict[str, str]:
    """Return a view that names a row of every kind that an address can name."""
    whole = load(folder)
    return {
        "event": str(whole.events.index[0]),
        "claim": str(whole.claims.index[0]),
        "estimate": str(whole.estimates.index[0]),
        "who": str(whole.people.index[0]),
        "source": str(whole.sources.index[0]),
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_view_that_names_rows_that_are_gone_goes_on(folder: Path, page: str) -> None:
    """Each of these rows gets another id, wherever it is named."""
    named = rows_named(folder)
    at = turn(session({**LAST, **named}).run(), page)
    ids = re.compile(rf"\b(?:{'|'.join(map(re.escape, named.values()))})(?=[,;\n])")
    for file in (folder / "tables").glob("*.csv"):
        text = ids.sub(r"\g<0>-x", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
    at.run()
    assert raised(at) == []
    assert news(at)
    view = at.session_state["view"]
    assert not any(getattr(view, field) for field in named)


def test_all_that_a_run_asks_is_of_one_record(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is changed, and looked at, between any two answers of one run."""
    at, marks = session(LAST).run(), list[str]()
    ask = store.ask

    def change_and_ask(query: Any, view: View) -> Any:
        if len(marks) < 3:
            write(folder, Changes(added=(person(f"clerk{len(marks)}"),)), ANNA)
            assert live.look(at_once=True)
        marks.append(store.record().digest)
        return ask(query, view)

    with monkeypatch.context() as patched:
        patched.setattr(store, "ask", change_and_ask)
        at.run()
    assert len(marks) >= 3
    assert len(set(marks)) == 1
    assert raised(at) == []
    at.run()
    assert "3 added" in news(at)[0]


def test_a_part_that_runs_alone_reads_what_the_page_around_it_reads(folder: Path) -> None:
    def app() -> None:
        import streamlit as st

        from components.ui import live, store

        if not st.session_state.get("alone"):
            live.begin_run()
        st.text(store.record().digest)

    at = AppTest.from_function(app).run()
    before = at.text[0].value
    write(folder, add_event(folder), ANNA)
    assert live.look(at_once=True)
    at.session_state["alone"] = True
    assert at.run().text[0].value == before != load(folder).digest
    at.session_state["alone"] = False
    assert at.run().text[0].value == load(folder).digest
