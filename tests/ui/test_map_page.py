"""The Map page, run as the server runs it."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from tests.support.pages import APP, choose, drawings, links, marks, offered, texts


def page(**query: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page("pages/map.py").run()


def words(app: AppTest) -> str:
    return "\n".join(texts(app))


def decks(app: AppTest) -> list[Any]:
    return app.get("deck_gl_json_chart")


def test_the_page_opens_on_the_full_map_without_a_fault() -> None:
    app = page()
    assert not app.exception
    assert len(decks(app)) == 1
    assert "Forces at 21 places by 9 Jan 2022, 18:21 UTC; " in words(app)
    assert "One place lies outside this view" in words(app)


def test_the_simple_map_sends_no_deck() -> None:
    app = page(map="simple")
    assert not app.exception
    assert not decks(app)
    forces, venues = marks(app)
    assert "yelnya" in forces
    assert "geneva" in venues


def test_a_place_in_the_address_opens_its_history_with_sources() -> None:
    app = page(place="klintsy")
    assert not app.exception
    assert "1 observation, newest first" in words(app)
    assert "rl-sources" in words(app)
    assert offered(app)["place"]["values"] == ["klintsy"]


def test_a_place_of_later_reports_is_not_named() -> None:
    later = store.record().deployments.iloc[-1]["place_id"]
    name = store.record().places.loc[later, "name"]
    app = page(place=later)
    assert not app.exception
    assert "Nothing was known of this place" in words(app)
    assert name not in words(app)


def test_choosing_a_place_by_keyboard_opens_it() -> None:
    app = choose(page(), place="yelnya")
    assert not app.exception
    assert "Yelnya</h2>" in words(app)


def test_a_layer_switched_off_takes_its_map_away() -> None:
    app = page(hide="venues")
    assert not app.exception
    assert "Where they talk" not in words(app)
    assert not drawings(app)


@pytest.mark.parametrize("area", ["eastern-flank", "europe"])
def test_each_named_view_runs(area: str) -> None:
    app = page(area=area, as_of="2022-02-22")
    assert not app.exception
    view = json.loads(decks(app)[0].proto.json)["initialViewState"]
    assert view["zoom"] < 4.42


def test_before_anything_was_known_the_page_says_so() -> None:
    app = page(as_of="1990-01-01")
    assert not app.exception
    assert "No force is placed by 1 Jan 1990" in words(app)


def test_what_lies_outside_the_view_is_a_click_away() -> None:
    app = page()
    one, everything = (link for link in links(app) if "zoom=" in link)
    assert one == everything  # the only place that lies outside
    assert one.startswith("map?")
    assert "Show all</a>" in words(app)
    assert "Show all" not in words(page(area="europe", zoom="-2"))
    assert "outside this view" not in words(page(area="europe", zoom="-2"))


def test_a_selected_place_that_is_out_of_sight_is_named_with_the_way_to_it() -> None:
    app = page(place="geneva")
    assert "Geneva, selected, lies outside this view" in words(app)
    assert any("area=" in link and "place=geneva" in link for link in links(app))
    assert "selected" not in words(page(place="geneva", area="europe")).split("</header>")[0]
    assert "yelnya, selected" not in words(page(place="yelnya")).lower()


def test_a_stage_says_what_lies_outside_without_links() -> None:
    head = words(page(present="1")).split("</header>")[0]
    assert "One place lies outside this view." in head
    assert "href" not in head
    moved = words(page(present="1", place="yelnya")).split("</header>")[0]
    assert "outside this view" not in moved  # its map moves to the place selected


def test_a_town_off_the_small_map_leads_to_its_history() -> None:
    app = page()
    note = words(app).split("Not on it:")[1].split("</p>")[0]
    assert 'href="map?place=' in note
