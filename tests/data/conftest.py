"""What tests of workbooks share: a copy of the made-up crisis, and its workbook."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data.__main__ import main
from tests.conftest import MADE_UP


@pytest.fixture
def folder(copied_over: Callable[[Path], Path]) -> Path:
    return copied_over(MADE_UP)


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("exported") / "book.xlsx"
    assert main(["export", str(MADE_UP), "--xlsx", str(file)]) == 0
    return file


@pytest.fixture
def book(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(exported, tmp_path))
