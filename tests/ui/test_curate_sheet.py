"""A spreadsheet: what differs is listed before it is written, then as proposals or whole."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data.curation import writer
from data.curation.changes import Changes, read_contents
from data.curation.log import Account, read_log
from data.curation.queue import read_queue
from data.descriptor import read_package
from tests.conftest import MADE_UP
from tests.curation.made_changes import person
from tests.support.curating import HOSTILE, opened, said, set_up


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    set_up(monkeypatch, folder)
    return folder


def dropped(folder: Path, change: Callable[[str], str], name: str = "people.csv"):
    text = change((folder / "tables/people.csv").read_text(encoding="utf-8"))
    at = opened("spreadsheet")
    at.file_uploader(key="curate_file").upload(name, text.encode(), "text/csv").run()
    return at


def changed(text: str) -> str:
    assert "Foreign Minister of Coralta" in text
    more = f'dora,Dora,"{HOSTILE}",coralta,,\n'
    return text.replace("Foreign Minister of Coralta", "Envoy of Coralta") + more


def people(folder: Path) -> dict:
    return dict(read_contents(read_package(folder)).tables["people"])


def test_what_differs_is_listed_and_nothing_is_written(folder: Path) -> None:
    at = dropped(folder, changed)
    assert "<del>Foreign Minister of Coralta</del> Envoy of Coralta" in said(at)
    assert "<td>added</td>" in said(at)
    assert "<script>alert" not in said(at)
    assert len(read_log(read_package(folder))) == 0


def test_it_goes_into_the_queue_once(folder: Path) -> None:
    at = dropped(folder, changed)
    at.button(key="curate_sheet_propose").click().run()
    assert "2 proposals put into the queue" in said(at)
    at.button(key="curate_sheet_propose").click().run()
    assert "0 proposals put into the queue; 2 rows of it were there" in said(at)
    items = read_queue(read_package(folder))
    assert {(i.proposal.row, i.proposal.old is None) for i in items} == {
        ("dora", True),
        ("quiroga", False),
    }
    assert items[0].who == "Anna"


def test_it_is_written_whole_with_a_reason_and_what_it_lacks_is_removed(folder: Path) -> None:
    writer.write(folder, Changes(added=(person("eva"),)), Account("Ben", "a list"))
    at = dropped(folder, lambda text: changed(re.sub("(?m)^eva,.*\n", "", text)))
    assert "<td>removed</td>" in said(at)
    at.button(key="curate_sheet_whole").click().run()
    assert "Say why" in said(at)
    at.text_input(key="curate_sheet_why").set_value("the new list").run()
    at.button(key="curate_sheet_whole").click().run()
    assert people(folder)["quiroga"]["role"] == "Envoy of Coralta"
    assert "eva" not in people(folder)
    assert {line.why for line in read_log(read_package(folder))} == {"a list", "the new list"}


def test_a_file_with_faults_names_them_and_is_not_written_whole(folder: Path) -> None:
    at = dropped(folder, lambda text: text + "dora,Dora,Clerk,nowhere,,\n")
    assert "it cannot be written whole" in said(at)
    assert at.button(key="curate_sheet_whole").disabled


def test_the_same_file_differs_in_nothing(folder: Path) -> None:
    assert "Nothing in it differs" in said(dropped(folder, lambda text: text))


def test_a_file_that_is_no_table_is_refused_in_words(folder: Path) -> None:
    at = dropped(folder, changed, "<b>else.csv")
    assert "is no table" in said(at)
    assert "/tmp" not in said(at)
