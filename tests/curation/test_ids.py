"""Ids that are suggested have the house's form, and are free."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checks.run import check_package
from data.curation.changes import read_contents
from data.curation.ids import PARTS, suggest_id
from data.descriptor import read_package
from data.kinds import KINDS
from data.package import shipped
from tests.conftest import MADE_UP

CLAIM = {"party_id": "russia", "person_id": "lavrov", "made": "2022-01-10T09:30Z", "text": "The"}


@pytest.mark.parametrize(
    ("table", "cells", "expected"),
    [
        (
            "claims",
            CLAIM | {"text": "The answer was late."},
            "russia-lavrov-2022-01-10-answer-late",
        ),
        ("events", {"start": "2022-01-10", "title": "Talks in Geneva"}, "2022-01-10-talks-geneva"),
        (
            "events",
            {"start": "2022-01-11", "expected": "2022-01-10", "title": "Talks"},
            "2022-01-10-talks",
        ),
        ("people", {"name": "Сергей Лавров"}, "lavrov"),
        (
            "estimates",
            {"by_person_id": "austin", "made": "2022-01", "low": "90000", "high": "100000"},
            "austin-2022-01-90-100",
        ),
        ("events", {"start": "2022-01-10"}, ""),
        ("events", {"title": "Talks"}, ""),
        ("sources", {"publisher": "The Herald", "title": "Talks"}, "herald-talks"),
        ("claims", {}, ""),
    ],
)
def test_an_id_is_made_of_what_the_house_makes_it_of(table, cells, expected):
    assert suggest_id(table, cells, ()) == expected


def test_an_id_that_is_taken_is_not_suggested():
    assert suggest_id("people", {"name": "Ann Bell"}, {"bell"}) == "ann-bell"
    assert suggest_id("people", {"name": "Ann Bell"}, {"bell", "ann-bell"}) == "ann-bell-2"


def test_every_table_has_its_form():
    assert set(PARTS) == set(KINDS)


def test_the_ids_of_positions_on_record_are_what_would_be_suggested():
    rows = read_contents(read_package(shipped())).tables["positions"]
    like = [row for row, cells in rows.items() if suggest_id("positions", cells, ()) == row]
    assert len(like) > 0.9 * len(rows)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_written_the_id_fits_the_schema(name, other):
    package = read_package(MADE_UP)
    pattern = package.field("people", "person_id").constraints["pattern"]
    suggested = suggest_id("people", {"name": name, "role": other}, ())
    assert not suggested or re.fullmatch(pattern, suggested)
    assert check_package(package).faults == ()
