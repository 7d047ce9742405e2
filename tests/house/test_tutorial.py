"""The README's tutorial, followed word for word, ends with an event on the timeline."""

import re
import shlex
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from data.__main__ import main
from tests.support.pages import raised, session, texts, turn

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PYTHON = ".venv/bin/python -m "
STEP = re.compile(
    r"```sh\n(.*?)```|sheet `(\w+)`|^\| (\w+) \| ([^\n]+) \|$", re.DOTALL | re.MULTILINE
)


def steps() -> Iterator[tuple[str, ...]]:
    """Yield what the tutorial says to do: ("run", command) or ("write", sheet, column, cell)."""
    chapter = README.split("### A first event, step by step", 1)[1].split("\n### ", 1)[0]
    sheet = ""
    for command, named, column, cell in STEP.findall(chapter):
        sheet = named or sheet
        for line in command.replace("\\\n", " ").splitlines():
            yield "run", line
        if column and column != "column":
            yield "write", sheet, column, cell


def write_cell(book: Path, sheet: str, column: str, words: str) -> None:
    """Write a cell as a spreadsheet does: what reads as a day or a number becomes one."""
    whole = openpyxl.load_workbook(book)
    page = whole[sheet]
    cell = page.cell(2, [one.value for one in page[1]].index(column) + 1, words)
    if re.fullmatch(r"\d+ \w{3} \d{4}", words):
        cell.value, cell.number_format = datetime.strptime(words, "%d %b %Y"), "d mmm yyyy"
    elif re.fullmatch(r"-?\d+", words):
        cell.value = int(words)
    whole.save(book)


def test_the_tutorial_ends_with_an_event_on_the_timeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    served = ""
    for what, *rest in steps():
        if what == "write":
            write_cell(tmp_path / "missiles.xlsx", *rest)
            continue
        (command,) = rest
        if command.startswith(PYTHON + "data "):
            assert main(shlex.split(command.removeprefix(PYTHON + "data "))) == 0
        else:
            served, _, program = command.partition(" ")
            assert program == PYTHON + "components.server"
    monkeypatch.setenv("REDLINES_RECORD", str(tmp_path / served.partition("=")[2]))
    at = session().run()
    turn(at, "timeline")
    assert raised(at) == []
    assert any("Kennedy's address to the nation" in unescape(text) for text in texts(at))
    at.query_params["event"] = "1962-10-22-address"
    at.run()
    assert any("White House (CIA reading room)" in text for text in texts(at))
