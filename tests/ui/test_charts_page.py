"""The page of one chart alone, and the menus that lead to it."""

import re
from html import escape

import pytest

from components.figures.kit.theme import theme
from components.ui import store
from components.ui.pages import chart_menus
from components.ui.pages.charts import CHARTS
from data.view import CHARTS as NAMES
from data.view import View
from tests.support.pages import raised, session, texts, turn


def test_every_chart_of_the_address_is_one_that_can_be_drawn() -> None:
    assert ("", *CHARTS) == NAMES


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("moment", ["2022-01-14", "1900-01-01"])
def test_a_chart_stands_alone_with_its_moment_also_where_nothing_is_known(
    name: str, moment: str
) -> None:
    at = turn(session({"chart": name, "as_of": moment}).run(), "chart")
    assert raised(at) == []
    words = "".join(texts(at))
    assert "Open in Red Lines" in words
    assert f"As known on {at.session_state['view'].as_of}" in words
    assert "could not be shown" not in words


def test_a_name_that_no_chart_has_costs_a_line() -> None:
    at = turn(session({"chart": "none"}).run(), "chart")
    assert raised(at) == []
    assert any("No such chart" in body for body in texts(at))


@pytest.mark.parametrize("name", CHARTS)
def test_an_open_menu_offers_files_link_and_frame(name: str) -> None:
    at = session({"as_of": "2022-01-14"}).run()
    chart = CHARTS[name]
    if chart.page != "situation":
        turn(at, chart.page)
        at.query_params["as_of"] = "2022-01-14"
        at.query_params["show"] = chart.show
    at.session_state[f"menu_{name}"] = True
    at.run()
    assert raised(at) == []
    link, frame, citation = (code.value for code in at.code)
    assert f"as_of=2022-01-14&chart={name}" in link
    assert frame.startswith("<iframe ")
    assert f"as_of=2022-01-14&amp;chart={name}" in frame
    assert "As known on 14 Jan 2022" in citation


@pytest.mark.parametrize("name", ["timeline", "map"])
def test_a_picture_that_needs_a_key_is_taken_along_with_it(name: str, monkeypatch) -> None:
    # The server's record stands in the cache of a session; what is drawn needs no more.
    monkeypatch.setattr(store, "colors", lambda: theme(store.record(), "light"))
    view = View.default(store.record())
    svg = chart_menus.write_svg(name, view)
    signs = CHARTS[name].signs(view, store.colors())
    assert any(row for _, row in signs)
    for _, row in signs:
        for sign in row:
            assert f">{escape(sign.word)}</text>" in svg
    assert f"As known on {view.as_of}" in svg
    assert ".." not in "".join(re.findall(r"<text[^>]*>([^<]*)", svg))
