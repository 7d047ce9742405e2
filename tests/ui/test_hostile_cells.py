"""What a cell says is text: never Markdown in a label, never a formula in a table taken away."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from components.ui.elements import controls, tables
from tests.conftest import MADE_UP

ROOT = Path(__file__).parents[2]
IMAGE = "![seen](https://example.org/who-looks.png)"


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "crisis"
    shutil.copytree(MADE_UP, folder)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_label_is_no_markdown():
    assert controls.literal("[a](b) :red[c] *d*") == r"\[a\]\(b\) \:red\[c\] \*d\*"


def test_a_table_that_is_downloaded_from_the_page_holds_no_formula():
    frame = pd.DataFrame(
        {"text": ["=1+1", "plain", ""], "rows": [-1, 2, 3], "day": [None, "", "@"]}
    )
    shown = tables.inert(frame)
    assert list(shown["text"]) == ["'=1+1", "plain", ""]
    assert list(shown["rows"]) == [-1, 2, 3]
    assert frame.at[0, "text"] == "=1+1", "an answer is shared, and never changed"
