"""A queue with lines that cannot be read, as a curator sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.ui.pages.curate_queue import say_broken
from data.curation.desk import DESK, QUEUE
from tests.conftest import MADE_UP
from tests.support.curating import opened, propose, said, set_up, source


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    set_up(monkeypatch, folder)
    return folder


def test_a_line_that_cannot_be_read_is_said_over_what_can_be(folder: Path) -> None:
    propose(folder, source())
    with (folder / DESK / QUEUE).open("ab") as file:
        file.write(b'{"when": "2026-01-12T09:3')
    at = opened()
    assert "1 line of the queue cannot be read: 2" in said(at)
    assert at.selectbox(key="curate_of_table").options == ["All tables", "Sources 1"]
    (folder / DESK / QUEUE).write_bytes(b"half")
    at.run()
    assert "1 line of the queue cannot be read: 1" in said(at)
    assert "No proposal is in the queue" in said(at)


def test_what_is_passed_over_is_counted_and_named() -> None:
    assert say_broken([3]).startswith("1 line of the queue cannot be read: 3.")
    assert "9 lines of the queue cannot be read: 1, 2, 3, 4, 5 and 4 more" in say_broken(
        range(1, 10)
    )
