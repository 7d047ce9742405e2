"""What is made of a record once is the same whenever it is asked for, and takes little room."""

import pytest

from data.load import Record, load
from data.memory import LONG, keep
from tests.conftest import MADE_UP

LETTERS = "Шойгу → ▲ 🚨 \n"


@pytest.fixture(scope="module")
def record() -> Record:
    return load(MADE_UP)


@pytest.mark.parametrize("times", [1, LONG])
def test_a_text_is_made_once_and_comes_back_letter_by_letter(record: Record, times: int) -> None:
    runs = []

    @keep(2)
    def write(_seen: Record, letters: str) -> str:
        runs.append(letters)
        return letters * times

    assert write(record, LETTERS) == write(record, LETTERS) == LETTERS * times
    assert runs == [LETTERS]


def test_a_long_text_is_not_held_as_it_is(record: Record) -> None:
    @keep(2)
    def write(_seen: Record) -> str:
        return LETTERS * LONG

    assert write(record) is not write(record)


def test_what_is_no_text_is_shared(record: Record) -> None:
    @keep(2)
    def build(_seen: Record) -> list[str]:
        return [LETTERS * LONG]

    assert build(record) is build(record)
