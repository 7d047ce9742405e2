"""What tests of workbooks share: a copy of the made-up crisis, and its workbook."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.__main__ import main
from tests.conftest import MADE_UP


@pytest.fixture
def folder(copied: Callable[[Path], Path]) -> Path:
    return copied(MADE_UP)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.xlsx"
    assert main(["export", str(MADE_UP), "--xlsx", str(file)]) == 0
    return file
