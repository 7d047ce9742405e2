"""The page of one chart alone, and the menus that lead to it."""

import re
from html import escape, unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.figures.kit.theme import theme
from components.ui import store
from components.ui.pages import chart_menus
from components.ui.pages.charts import CHARTS
from data.view import CHARTS as NAMES
from data.view import View
from tests.support.pages import raised, session, texts, turn
from tests.ui.test_tables import LABELS

AT = {  # tables that have no row on 14 Jan
    "conditions": {"as_of": "2022-02-18"},  # by which an issue has come within reach
    "notes": {"as_of": "2022-03-01"},  # notes follow no clock
}


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
    assert f"As known {at.session_state['view'].as_of.at_end}" in words
    assert "could not be shown" not in words


def test_a_name_that_no_chart_has_costs_a_line() -> None:
    at = turn(session({"chart": "none"}).run(), "chart")
    assert raised(at) == []
    assert any("No such chart" in body for body in texts(at))


def with_menu(name: str, **query: str) -> AppTest:
    """Return the page that has a chart or table on 14 Jan 2022, with its menu open."""
    query = {"as_of": "2022-01-14", "since": "2022-01-09"} | query
    at = session(query).run()
    chart = CHARTS[name]
    if chart.page != "situation":
        turn(at, chart.page)
    for parameter, value in (query | {"show": chart.show}).items():
        at.query_params[parameter] = value
    for label in LABELS:
        at.session_state[f"folded_{label.lower().replace(' ', '_')}"] = True
    at.session_state[f"menu_{name}"] = True
    return at.run()


@pytest.mark.parametrize("name", CHARTS)
def test_an_open_menu_offers_files_link_and_frame(name: str) -> None:
    at = with_menu(name, **AT.get(name, {}))
    assert raised(at) == []
    link, frame, citation = (code.value for code in at.code)
    assert f"&chart={name}" in link
    assert frame.startswith("<iframe ")
    assert f"&amp;chart={name}" in frame
    for address in (link, frame):
        assert f"as_of={at.session_state['view'].as_of.text}" in address
    assert f"As known {at.session_state['view'].as_of.at_end}" in citation


def test_a_table_alone_is_narrowed_as_its_link_says_and_by_nothing_of_other_tables() -> None:
    marks, claims = "marks~Force~Russia", "claims~Party~Russia"
    at = with_menu("marks", narrow=[marks, claims, "marks~Force~Atlantis"])
    link, frame, citation = (code.value for code in at.code)
    query = parse_qs(urlsplit(link).query)
    assert query["narrow"] == [marks]
    assert "marks~Force~Russia" in unquote(unescape(frame))
    assert "Forces on the map, only Force Russia." in citation
    assert "Atlantis" not in link + citation
    alone = turn(session({name: values[-1] for name, values in query.items()}).run(), "chart")
    for name, values in query.items():
        alone.query_params[name] = values[-1]
    (table,) = alone.run().dataframe
    assert set(table.value["Force"]) == {"Russia"}


def frame_height(*narrow: str) -> int:
    _, frame, _ = (code.value for code in with_menu("marks", narrow=[*narrow]).code)
    found = re.search(r'height="(\d+)"', frame)
    assert found
    return int(found[1])


def test_a_frame_is_as_high_as_the_rows_that_are_left() -> None:
    (table,) = turn(session({"chart": "marks", "as_of": "2022-01-14"}).run(), "chart").dataframe
    counts = table.value["Force"].value_counts()
    force, left = counts.idxmin(), int(counts.min())
    assert left < 10 <= len(table.value), "of long ones the first ten are shown"
    assert frame_height() - frame_height(f"marks~Force~{force}") == 35 * (10 - left)


def test_a_link_to_the_page_of_a_table_alone_keeps_what_narrows_it() -> None:
    query = {"chart": "marks", "as_of": "2022-01-14", "narrow": "marks~Force~Russia"}
    at = turn(session(query).run(), "chart")
    (foot,) = (text for text in texts(at) if "Open in Red Lines" in text)
    assert "narrow=marks" in foot
    assert "chart=" not in foot


def test_a_page_has_no_table_of_which_no_row_is_on_record() -> None:
    at = turn(session({"as_of": "1900-01-01"}).run(), "map")
    assert not [fold for fold in at.expander if fold.label.endswith("as a table")]


def test_a_table_has_no_picture() -> None:
    with pytest.raises(ValueError, match="marks is a table"):
        chart_menus.write_svg("marks", View.default(store.record()))


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
    assert f"As known {view.as_of.at_end}" in svg
    assert ".." not in "".join(re.findall(r"<text[^>]*>([^<]*)", svg))
