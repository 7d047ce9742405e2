"""Whatever curators do in whatever order: the record is valid, and its log leads there and back."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.database.move import move
from data.homes import Database
from tests.conftest import MADE_UP
from tests.curation.any_order import STEPS, Step, Walk
from tests.support.examples import share

NUMBERS = st.integers(0, 11)
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), NUMBERS, NUMBERS), min_size=4, max_size=14)


def walk(at: Walk, steps: list[Step]) -> None:
    for step in steps:
        at.take(step)
    at.undo_all()


@settings(max_examples=share(0.6))
@given(WALKS)
def test_any_walk_leaves_a_folder_valid_and_leads_back_to_its_first_edition(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    folder = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("any") / "crisis"))
    walk(Walk(folder), steps)


def test_any_walk_leaves_a_database_as_valid(home: Database) -> None:
    numbers = count()

    @settings(max_examples=share(0.1))
    @given(WALKS)
    def walk_there(steps: list[Step]) -> None:
        record = Database(home.address, f"walk-{next(numbers)}")
        move(MADE_UP, record)
        walk(Walk(record), steps)

    walk_there()
