"""The Map page's filters: headline, map, table and files hold the same marks, and say which."""

import json

import pytest

from components.brief import make
from components.brief.model import Choices
from components.ui import store
from components.ui.elements.controls import FILTERS
from components.ui.pages.briefing import READ
from data.queries.forces.forces import NARROWS, newest
from data.queries.overview import overview
from data.view import View
from tests.support.pages import choose, links, marks, offered, opened, session, texts

FILTER = {"basis": "imagery", "age": "new", "party": "russia"}
WHEN = {"as_of": "2022-02-18", "since": "2022-02-11", "map": "simple"}


def view_of(query: dict[str, str]) -> View:
    view, dropped = View.from_query({k: [v] for k, v in query.items()}, store.record())
    assert not dropped
    return view


@pytest.mark.parametrize("field", FILTER)
def test_headline_map_table_and_geojson_hold_the_same_marks(field: str) -> None:
    query = {**WHEN, field: FILTER[field]}
    view = view_of(query)
    known = newest(store.seen(view), view)
    page = opened(session(query).switch_page("pages/map.py").run(), "The marks as a table")
    assert not page.exception
    assert f"of {len(known)} marks" in texts(page)[0]
    assert view.narrowed(store.record())[0] in texts(page)[0]
    assert sorted(marks(page)[0]) == sorted(known["place_id"])
    assert len(page.dataframe[0].value) == len(known)
    file = json.loads(make.file("geojson", store.seen(view), view.only(*READ), Choices(())))
    ids = [one["id"] for one in file["features"] if one["properties"]["layer"] == "forces"]
    assert sorted(ids) == sorted(known["observation_id"])


def test_every_filter_of_the_map_goes_into_a_brief_and_is_cleared_with_the_others() -> None:
    assert set(NARROWS) <= set(READ)
    assert set(NARROWS) <= set(FILTERS)


def test_filters_are_offered_with_their_counts_and_stay_while_others_are_chosen() -> None:
    page = session(WHEN).switch_page("pages/map.py").run()
    evidence = dict(offered(page)["basis"]["options"])
    assert evidence["imagery"].startswith("Satellite imagery (")
    narrowed = choose(page, basis="imagery")
    assert dict(offered(narrowed)["basis"]["options"]) == evidence
    assert offered(narrowed)["basis"]["values"] == ["imagery"]


def test_where_no_mark_is_left_the_page_says_what_to_do() -> None:
    page = session({**WHEN, "party": "germany", "basis": "imagery"})
    page = page.switch_page("pages/map.py").run()
    assert not page.exception
    assert "that matches: remove a filter, or choose a later moment" in texts(page)[0]
    assert marks(page)[0] == []


def test_the_filters_of_the_map_leave_the_situation_as_it_is() -> None:
    view = view_of({"as_of": "2022-02-18"})
    narrowed = view.but(basis=("press",), age=("old",), party=("russia",))
    plain, other = (store.ask(overview.where, one) for one in (view, narrowed))
    assert len(plain.forces) > len(newest(store.seen(view), narrowed))
    assert plain.forces.equals(other.forces)
    assert plain.places == other.places


def test_the_situation_leads_to_a_map_that_counts_as_it_does() -> None:
    page = session({"as_of": "2022-02-18", "basis": "press", "age": "old", "party": "russia"})
    (link,) = [link for link in links(page.run()) if link.startswith("map?")]
    assert not any(f"{field}=" in link for field in NARROWS)
