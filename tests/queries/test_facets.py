"""The map's filters: they leave marks out, change none that stays, and are counted."""

from pathlib import Path

import pandas as pd
import pytest

from data import clock
from data.ages import AGES, FRESH_DAYS, RECENT_DAYS
from data.asof import as_of, seen_by
from data.load import load
from data.package import shipped
from data.queries.forces.facets import COLUMNS, facets
from data.queries.forces.forces import forces, newest
from data.view import View
from tests.conftest import MADE_UP

RECORDS = {"shipped": load(Path(shipped())), "made up": load(MADE_UP)}


def at(name: str, moment: str = "") -> tuple:
    record = RECORDS[name]
    view = View.default(record)
    if moment:
        view = view.but(as_of=clock.parse(moment))
    return as_of(record, view.as_of.last), view


MOMENTS = [("shipped", "2022-02-18"), ("shipped", "2022-01-14"), ("made up", "1878-05-01")]


@pytest.mark.parametrize(("name", "moment"), MOMENTS)
@pytest.mark.parametrize("field", COLUMNS)
def test_a_filter_leaves_marks_out_and_changes_none_that_stays(name, moment, field):
    seen, view = at(name, moment)
    whole = newest(seen, view)
    for value, count in facets(seen, view)[field].items():
        kept = newest(seen, view.but(**{field: (value,)}))
        assert len(kept) == count > 0
        same = whole.loc[whole[COLUMNS[field]] == value].reset_index(drop=True)
        pd.testing.assert_frame_equal(kept, same)


def test_a_place_that_has_left_is_not_shown_as_it_was_when_another_evidence_saw_it():
    seen, view = at("shipped", "2022-02-18")
    places = newest(seen, view).set_index("observation_id")
    older = seen.deployments.loc[~seen.deployments.index.isin(places.index)]
    assert len(older)
    for basis in older["basis"].unique():
        shown = newest(seen, view.but(basis=(basis,)))["observation_id"]
        assert not older.index.isin(shown).any()


def test_the_age_of_a_report_is_counted_from_as_of():
    rows = {}
    for moment in ("2022-01-14", "2022-02-10"):
        seen, view = at("shipped", moment)
        rows[moment] = newest(seen, view.but(age=("new",)))["at"]
        assert (rows[moment] >= clock.parse(moment).first - pd.Timedelta(days=FRESH_DAYS)).all()
        old = newest(seen, view.but(age=("old",)))["at"]
        assert (old < clock.parse(moment).first - pd.Timedelta(days=RECENT_DAYS)).all()
    assert not set(rows["2022-01-14"]) & set(rows["2022-02-10"])


def test_the_counts_of_one_filter_are_of_what_the_others_let_pass():
    seen, view = at("shipped", "2022-02-18")
    counted = facets(seen, view.but(basis=("imagery",), age=("new",)))
    passing = newest(seen, view.but(age=("new",)))["basis"]
    assert counted["basis"].to_dict() == {b: n for b, n in passing.value_counts().items() if n}
    assert counted["party"].sum() == len(newest(seen, view.but(basis=("imagery",), age=("new",))))
    assert list(counted["age"].index) == [age for age in AGES if age in counted["age"]]


def test_what_is_chosen_stays_offered_where_no_mark_has_it():
    seen, view = at("shipped", "2021-12-01")
    assert facets(seen, view.but(party=("germany",)))["party"]["germany"] == 0
    assert "germany" not in facets(seen, view)["party"]


def test_what_is_new_is_counted_of_the_evidence_shown():
    record = RECORDS["shipped"]
    view = View.default(record).but(
        as_of=clock.parse("2022-02-18"), since=clock.parse("2022-02-11")
    )
    seen = seen_by(record, view)
    parts = [forces(seen, view.but(basis=(b,))).added for b in facets(seen, view)["basis"].index]
    assert all(parts)
    assert sum(parts) == forces(seen, view).added


@pytest.mark.parametrize("name", RECORDS)
def test_the_view_says_what_is_left_on_the_map(name):
    record = RECORDS[name]
    words = View.default(record).but(basis=("press",), age=("new", "old")).describe(record)
    assert "evidence of forces: press" in words
    assert "reports of forces: to 14 days or older" in words
