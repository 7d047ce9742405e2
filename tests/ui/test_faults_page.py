"""A record at fault is never shown by half: one page lists what to mend."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.frame.frame import PAGES
from tests.checks.test_checks import edit
from tests.conftest import MADE_UP
from tests.house.test_made_up_crisis import raised, text_of
from tests.support.pages import APP

ROOT = Path(__file__).parents[2]


def app(folder: Path, monkeypatch) -> AppTest:
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    return AppTest.from_file(APP, default_timeout=60).run()


@pytest.mark.parametrize("shown", PAGES)
def test_every_page_lists_the_faults_and_shows_nothing_of_the_record(copied, monkeypatch, shown):
    folder = copied(MADE_UP)
    edit(folder, ("events", "1878-01-14-coralta-note", "kind", "<script>alert(1)</script>"))
    test = app(folder, monkeypatch).switch_page(f"pages/{shown}.py").run()
    sent = text_of(test)
    assert raised(test) == []
    assert "This record cannot be shown yet" in sent
    assert "One fault" in sent
    assert "events row 4, kind" in sent
    assert "<script>" not in sent
    assert "sixty days" not in sent
    assert not test.sidebar.children


def test_a_folder_that_is_no_package_has_the_same_page(tmp_path, monkeypatch):
    sent = text_of(app(tmp_path, monkeypatch))
    assert "This record cannot be shown yet" in sent
    assert "holds no datapackage.json" in sent


def test_more_faults_than_can_be_read_are_counted(copied, monkeypatch):
    folder = copied(MADE_UP)
    file = folder / "tables" / "parties.csv"
    rows = file.read_text(encoding="utf-8")
    many = "".join(f"p{i},P,P,state,nowhere,{i},,\n" for i in range(10, 260))
    file.write_text(rows + many, encoding="utf-8")
    sent = text_of(app(folder, monkeypatch))
    assert "250 faults" in sent
    assert "And 50 more." in sent


def test_a_record_without_fault_shows_its_pages(monkeypatch):
    assert "cannot be shown" not in text_of(app(MADE_UP, monkeypatch))
