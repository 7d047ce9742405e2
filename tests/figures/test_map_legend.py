"""The map's legend and its printed key list what is on the map, and nothing else."""

from collections.abc import Mapping
from typing import Any

import pytest

from components.figures.kit.theme import theme
from components.figures.map import key as map_key
from components.figures.map.deck import deck
from components.figures.map.legend import legend
from components.figures.map.placing import framed
from components.figures.map.venues import say_signs
from data import clock
from data.asof import seen_by
from data.load import Record, load
from data.package import shipped
from data.queries.forces.forces import forces
from data.queries.forces.venues import venues
from data.view import View
from tests.conftest import MADE_UP

RECORDS = {"shipped": load(shipped()), "made up": load(MADE_UP)}
RECORD = RECORDS["shipped"]
LIGHT = theme(RECORD, "light")
AT = clock.parse("2022-02-18")


def view_at(moment: str = "2022-02-18", record: Record = RECORD, **more: Any) -> View:
    return View.default(record).but(as_of=clock.parse(moment), **more)


def words(view: View, record: Record = RECORD) -> Mapping[str, list[str]]:
    known = forces(seen_by(record, view), view)
    rows = legend(known, view, theme(record, "light"))["rows"]
    return {title: [sign["word"] for sign in row] for title, row in rows}


def printed(view: View, record: Record = RECORD) -> Mapping[str, list[str]]:
    known = forces(seen_by(record, view), view)
    rows = map_key.rows(known, view, theme(record, "light"))
    return {title: [sign.word for sign in row] for title, row in rows}


def test_a_filter_takes_what_it_leaves_out_from_the_legend_and_the_key() -> None:
    whole, view = words(view_at()), view_at(basis=("imagery",), age=("new",))
    assert {"Press", "Official statement"} <= set(whole["Evidence"])
    for said in (words(view), printed(view)):
        assert said["Evidence"] == ["Satellite imagery"]
        assert not {"to 6 weeks", "older", "announced", "least to most people"} & set(
            said["Reading"]
        )
        assert "US" not in said["Force"]


@pytest.mark.parametrize(
    ("word", "column"),
    [("announced", "announced"), ("departing", "departing"), ("departed", "departed")],
)
def test_a_state_is_listed_where_a_mark_has_it_and_only_there(word: str, column: str) -> None:
    for moment in ("2021-12-01", "2022-01-14", "2022-02-18", "2022-02-24"):
        view = view_at(moment)
        known = forces(seen_by(RECORD, view), view)
        assert (word in words(view)["Reading"]) == known.marks[column].any(), moment


def test_samples_are_listed_where_the_deck_draws_them() -> None:
    drawn = {"regions": "region, not a point", "ranges": "least to most people"}
    for view in (view_at("2021-11-15"), view_at(), view_at(basis=("imagery",))):
        known = forces(seen_by(RECORD, view), view)
        layers = {layer.id for layer in deck(known, view, LIGHT).layers}
        for layer, word in drawn.items():
            assert (word in words(view)["Reading"]) == (layer in layers), (view, word)


def test_the_ring_is_explained_while_a_mark_has_it() -> None:
    assert "selected" not in words(view_at())["Reading"]
    assert "selected" in words(view_at(place="yelnya"))["Reading"]
    assert "selected" in words(view_at(place="geneva"))["Reading"]
    assert words(view_at(place="geneva", hide=("forces",))) == {}


def test_the_key_of_a_print_lists_what_lies_in_its_view() -> None:
    view = view_at("2022-01-14")
    known = forces(seen_by(RECORD, view), view)
    inside = framed(known, view)
    assert 0 < len(inside) < len(known.marks)
    there = known.camps.loc[known.camps["camp"].isin(inside["camp"]), "title"]
    assert printed(view)["Force"] == list(there)
    assert set(printed(view)["Force"]) < set(words(view)["Force"])


@pytest.mark.parametrize("more", [{"hide": ("forces",)}, {"party": ("germany",), "age": ("old",)}])
def test_a_map_without_a_mark_has_no_legend_but_its_ground(more: dict[str, Any]) -> None:
    assert words(view_at(**more)) == printed(view_at(**more)) == {}


def test_the_made_up_crisis_has_a_legend_of_its_own() -> None:
    said = words(view_at("1878-05-01", RECORDS["made up"]), RECORDS["made up"])
    assert said["Evidence"] == ["Press"]
    assert "announced" not in said["Reading"]


def test_the_signs_of_the_meetings_map_are_those_on_it() -> None:
    cases = {
        "2022-01-09": ("ring: announced",),
        "2022-02-24": ("number: meetings in 3 months",),
        "1850": (),
    }
    for moment, said in cases.items():
        view = view_at(moment)
        known = venues(seen_by(RECORD, view), view)
        signs = say_signs(known)
        assert all(one in signs for one in said), (moment, signs)
        assert ("announced" in signs) == (known.towns["upcoming"] > 0).any(), moment
        assert "new since" not in signs
