"""Map and Timeline show a feed where the reader chose one, as known at the moment, and else not."""

import json
import re
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from h3.api import basic_int as h3
from streamlit.testing.v1 import AppTest

from data.feeds import answers
from data.feeds.layouts import MARK
from tests.support.feeds import make_feed, read_all, take_in, write_rows
from tests.support.pages import drawings, links, offered, raised, sent, session, texts

LATE = {"GLOBALEVENTID": "8" * 12, "SQLDATE": "20220105", "DATEADDED": "20220131120000"}
ALONE = (48.0, 46.0)  # where no other report is
TIP = re.compile(r'data-tip="([^"]*machine-coded[^"]*)"')
PAGES = ("map", "timeline")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 3000)
    lat, lon = map(str, ALONE)
    take_in(
        folder,
        "gdelt",
        write_rows("gdelt", LATE | {"ActionGeo_Lat": lat, "ActionGeo_Long": lon}),
    )
    return folder


@pytest.fixture
def rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    monkeypatch.setenv("REDLINES_FEEDS", f"duckdb://{folder}")
    return pd.DataFrame(read_all(folder))


def page(name: str, **query: str) -> AppTest:
    at = session(query).run()
    at = at.switch_page(f"pages/{name}.py")
    for field, value in query.items():
        at.query_params[field] = value
    at.run()
    assert raised(at) == []
    return at


def words(at: AppTest) -> str:
    return unescape(" ".join(texts(at)))


def cells(at: AppTest) -> dict[int, int]:
    """Return the numbers of the map's hexagons by their cells."""
    (deck,) = at.get("deck_gl_json_chart")
    layers = json.loads(deck.proto.json)["layers"]
    drawn = [
        cell for layer in layers if layer["@@type"] == "H3HexagonLayer" for cell in layer["data"]
    ]
    return {h3.str_to_int(cell["h"]): number(cell["tip"]) for cell in drawn}


def bars(at: AppTest) -> list[int]:
    """Return the numbers of the bars under the marks of the timeline."""
    tips = [unescape(tip) for svg in drawings(at) for tip in TIP.findall(svg)]
    return [number(re.sub("<[^>]*>", " ", tip.partition("<br>")[2] or tip)) for tip in tips]


def number(tip: str) -> int:
    found = re.search(r"([\d,]+) (?:happenings?|reports?), machine-coded", tip)
    assert found, tip
    return int(found[1].replace(",", ""))


def rest(at: AppTest) -> int:
    """Return how many the legend says are in no lane."""
    found = re.search(r"([\d,]+) more of no lane's type are not drawn", words(at))
    return int(found[1].replace(",", "")) if found else 0


def seen(rows: pd.DataFrame, moment: str, first: str) -> pd.DataFrame:
    at = datetime.fromisoformat(moment).replace(hour=23, minute=59, second=59)
    days = pd.to_datetime(rows["occurred"]).between(first, moment)
    return rows.loc[(rows["known_at"] <= at) & days]


def test_what_became_known_later_is_on_neither_page(rows: pd.DataFrame) -> None:
    query = {"feed": "gdelt", "raw": "1", "from": "2021-12-01"}
    early, late = ("2022-01-20", "2022-02-10")
    for moment in (early, late):
        there = seen(rows, moment, "2021-12-01")
        there_drawn = page("timeline", as_of=moment, **query)
        assert sum(bars(there_drawn)) + rest(there_drawn) == len(there) > rest(there_drawn) > 0
        found = cells(page("map", as_of=moment, **query))
        resolution = h3.get_resolution(next(iter(found)))
        placed = there.loc[there["place_precision"] != "country"]
        counted = placed.groupby(f"h3_{resolution}").size().to_dict()
        assert found
        assert found == {cell: counted[cell] for cell in found}
        assert (h3.latlng_to_cell(*ALONE, resolution) in found) is (moment == late)


@pytest.mark.parametrize("name", PAGES)
def test_off_by_default_both_pages_send_what_they_did_without_feeds(
    rows: pd.DataFrame, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    del rows
    there = page(name)
    monkeypatch.delenv("REDLINES_FEEDS")
    without = page(name)
    assert MARK not in words(there)
    assert drawings(there) == drawings(without)
    assert texts(there) == texts(without)
    maps = [[x.proto.json for x in at.get("deck_gl_json_chart")] for at in (there, without)]
    assert maps[0] == maps[1]
    more = [part for part in sent(there) if part not in sent(without)]
    assert len(more) == 1
    assert b'"Feed: none"' in more[0]


@pytest.mark.parametrize("name", PAGES)
def test_without_feeds_an_address_that_names_one_shows_none(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("REDLINES_FEEDS", raising=False)
    at = page(name, feed="gdelt")
    assert MARK not in words(at)
    assert "feed" not in offered(at)
    assert drawings(at) == drawings(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_feed_is_chosen_where_it_shows_and_leads_to_its_page(
    rows: pd.DataFrame, name: str
) -> None:
    del rows
    choice = offered(page(name))["feed"]
    assert (choice["options"], choice["values"]) == ([["gdelt", "GDELT"]], [])
    at = page(name, feed="gdelt")
    assert offered(at)["feed"]["values"] == ["gdelt"]
    assert MARK in words(at)
    assert "GDELT 2.0 Events" in words(at)
    assert any(link.startswith("feeds?feed=gdelt") for link in links(at))


@pytest.mark.parametrize(
    ("by", "narrowed"),
    [("kind", "plover=ASSAULT&plover=COERCE"), ("party", "party=nato&party=eu")],
)
def test_each_lane_leads_to_its_reports_and_the_legend_explains_its_bars(
    rows: pd.DataFrame, by: str, narrowed: str
) -> None:
    del rows
    at = page("timeline", feed="gdelt", lanes=by)
    assert any(link.startswith("feeds?") and narrowed in unescape(link) for link in links(at))
    assert "each lane's bars up to its own highest; their mean intensity:" in words(at)
    assert "happenings a day at most: " in words(at)
    several = "each is in the lane of every party that it names"
    assert (several in words(at)) is (by == "party")


@pytest.mark.parametrize("name", PAGES)
def test_a_wrong_feed_is_named_and_draws_nothing(rows: pd.DataFrame, name: str) -> None:
    del rows
    at = page(name, feed="<b>rumours")
    assert "Ignored in the address" in words(at)
    assert MARK not in words(at)
    away = page(name, feed="acled")
    assert "ACLED</a>" in words(away)
    assert "not among the feeds that are there" in words(away)
    assert drawings(away) == drawings(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_feed_that_cannot_be_asked_says_why_and_the_page_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("REDLINES_FEEDS", f"duckdb://{tmp_path}")
    at = page(name, feed="gdelt")
    assert "cannot be asked: " in words(at)
    assert "feed" not in offered(at)
    assert drawings(at) == drawings(page(name))


@pytest.mark.parametrize(
    "narrow", [{"party": "us"}, {"plover": "CONSULT"}, {"q": "washington"}, {"to": "2022-01-05"}]
)
def test_what_narrows_the_record_narrows_the_feed(
    rows: pd.DataFrame, narrow: dict[str, str]
) -> None:
    del rows
    query = {"feed": "gdelt", "as_of": "2022-02-10", "from": "2021-12-01"}
    for name, count in (("timeline", lambda at: sum(bars(at))), ("map", _total)):
        assert 0 <= count(page(name, **query, **narrow)) < count(page(name, **query))


def _total(at: AppTest) -> int:
    return sum(cells(at).values())


def test_the_record_counts_the_same_beside_a_feed(rows: pd.DataFrame) -> None:
    del rows
    for name in PAGES:
        heads: list[Any] = [
            re.findall(r"<h1>.*?</header>|<h1>.*?</p>", words(at), re.S)[:1]
            for at in (page(name), page(name, feed="gdelt"))
        ]
        strip = [re.sub(r'href="[^"]*"', "", " ".join(head)) for head in heads]
        assert strip[0] == strip[1] != ""


def test_the_simple_map_says_that_it_draws_no_feed(rows: pd.DataFrame) -> None:
    del rows
    at = page("map", feed="gdelt", map="simple")
    assert "not drawn on the simple map" in words(at)
    assert drawings(at) == drawings(page("map", map="simple"))


def test_a_stage_shows_no_feed(rows: pd.DataFrame) -> None:
    del rows
    for name in PAGES:
        at = page(name, feed="gdelt", present="1")
        assert MARK not in words(at)
        assert not bars(at)


def test_the_legend_says_what_is_left_out(rows: pd.DataFrame) -> None:
    there = seen(rows, "2022-02-10", "2021-12-01")
    at = page("map", feed="gdelt", raw="1", as_of="2022-02-10", **{"from": "2021-12-01"})
    vague = (there["place_precision"] == "country") | there["h3_4"].isna()
    assert vague.sum() > 0
    assert f"; {vague.sum():,} reports with no place closer than a country" in words(at)
    assert "reports of 1 Dec 2021 to 10 Feb 2022" in words(at)


def test_no_more_hexagons_are_sent_than_a_map_holds_and_the_rest_is_counted(
    rows: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    del rows
    whole = cells(page("map", feed="gdelt", as_of="2022-02-03"))
    monkeypatch.setattr(answers, "MOST_CELLS", 3)
    at = page("map", feed="gdelt", as_of="2022-02-04")
    few = cells(at)
    found = re.search(r"of ([\d,]+) hexagons here the 3 fullest are drawn", words(at))
    assert found
    assert len(few) == 3 < len(whole) <= int(found[1])
    assert min(few.values()) >= sorted(whole.values())[-4]


def test_a_closer_map_has_the_hexagons_about_it_alone(rows: pd.DataFrame) -> None:
    query = {"feed": "gdelt", "as_of": "2022-02-24", "from": "2021-12-01"}
    close = cells(page("map", zoom="2", **query))
    assert len(close) > 3
    assert {h3.get_resolution(cell) for cell in close} == {5}
    spots = [h3.cell_to_latlng(cell) for cell in close]
    assert all(40 < lat < 58 and 15 < lon < 50 for lat, lon in spots)
    assert rows["longitude"].min() < -60
