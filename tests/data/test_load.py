"""The record is read whole, typed, and by the words of its package."""

import csv
from dataclasses import FrozenInstanceError

import pandas as pd
import pytest

from data.descriptor import read_package
from data.kinds import KINDS
from data.load import TABLES, load
from data.package import NotAPackage
from tests.conftest import MADE_UP
from tests.support.settings import change


@pytest.fixture(params=["record", "made_up"])
def either(request):
    return request.getfixturevalue(request.param)


def test_no_row_is_lost_or_added(either):
    for name in TABLES:
        path = either.package.tables[name].path
        with path.open(encoding="utf-8", newline="") as file:
            written = [row[either.package.tables[name].key] for row in csv.DictReader(file)]
        assert sorted(either.table(name).index) == sorted(written), name


def test_no_text_cell_is_taken_for_missing(either):
    for name in TABLES:
        frame = either.table(name)
        for column in frame.columns[frame.dtypes == "str"]:
            assert not frame[column].isna().any(), (name, column)


def test_moments_keep_the_precision_they_were_written_with(made_up):
    event = made_up.events.loc["1865-boundary-treaty"]
    assert event["start_precision"] == "year"
    assert event["start"] == pd.Timestamp("1865-01-01T00:00Z")
    assert event["start_last"] == pd.Timestamp("1865-12-31T23:59:59Z")
    assert pd.isna(event["end"])


def test_grades_and_stances_are_ordered_and_lists_are_tuples(either):
    for table, column in (
        ("positions", "stance"),
        ("claims", "credibility"),
        ("sources", "reliability"),
    ):
        assert either.table(table)[column].cat.ordered, column
    assert all(isinstance(cell, tuple) for cell in either.events["party_ids"])
    assert all("" not in cell for cell in either.claims["more_source_ids"])


def test_unknown_numbers_are_missing_and_not_zero(made_up):
    counted = made_up.deployments["personnel_high"]
    assert counted.isna().any()
    assert not (counted == 0).any()


def test_each_table_is_sorted_by_when_its_rows_became_known(either):
    for name in ("claims", "positions", "deployments", "estimates"):
        known = either.table(name)[f"{KINDS[name].clocks[0]}_last"]
        assert known.is_monotonic_increasing, name


def test_an_empty_table_is_a_table_with_all_its_columns(made_up):
    assert made_up.labels.empty
    assert {"name", "lat", "lon", "rank"} <= set(made_up.labels.columns)


def test_a_record_cannot_be_changed_by_accident(made_up):
    with pytest.raises(FrozenInstanceError):
        made_up.events = made_up.claims


def test_one_changed_cell_changes_the_digest(copied):
    folder = copied(MADE_UP)
    before = load(folder).digest
    assert load(MADE_UP).digest == before
    notes = folder / "tables" / "places.csv"
    notes.write_text(notes.read_text(encoding="utf-8").replace("Neutral", "neutral"), "utf-8")
    assert load(folder).digest != before


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (None, "holds no datapackage.json"),
        ("{", "is no JSON"),
        ("{}", "lacks 'resources'"),
        ('{"crisis": {}}', "was written for an earlier version; run `python -m data upgrade"),
        ("[]", "is laid out otherwise"),
        ('{"resources": [{"name": "events", "path": "e.csv", "schema": []}]}', "otherwise"),
    ],
)
def test_a_folder_that_is_no_package_says_what_is_missing(tmp_path, written, says):
    if written is not None:
        (tmp_path / "datapackage.json").write_text(written, encoding="utf-8")
        (tmp_path / "crisis.yaml").write_text("title: A crisis", encoding="utf-8")
    with pytest.raises(NotAPackage, match=says):
        read_package(tmp_path)


def test_a_misspelt_key_of_the_settings_is_named_with_the_one_that_was_meant(copied):
    folder = change(copied(MADE_UP), ["default_momnet"], "eve-of-congress")
    with pytest.raises(NotAPackage, match="is no key here; did you mean default_moment"):
        read_package(folder)
