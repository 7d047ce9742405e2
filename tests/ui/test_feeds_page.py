"""The Feeds page shows what a feed held at the moment, marked as what it is."""

import csv
import io
import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.ui.frame.frame import FEEDS
from components.ui.pages import leads
from components.ui.pages.feeds import MARK
from data import schema
from data.feeds import answers
from data.load import load
from data.package import shipped
from tests.support.feeds import far_rows, make_feed, read_all, take_in, write_rows
from tests.support.pages import choose, raised, sent, session, texts, turn


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 1500)
    odd = {"SOURCEURL": "javascript:alert(1)", "ActionGeo_FullName": "<b>=1+1</b>"}
    take_in(folder, "gdelt", write_rows("gdelt", {"GLOBALEVENTID": "9" * 12, **odd}))
    take_in(folder, "gdelt", write_rows("gdelt", *far_rows()))
    return folder


@pytest.fixture
def there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    monkeypatch.setenv("REDLINES_FEEDS", f"duckdb://{folder}")
    return pd.DataFrame(read_all(folder))


def said(at: AppTest) -> str:
    assert raised(at) == []
    return unescape(" ".join(texts(at)))


def opened(**query: str) -> AppTest:
    return turn_with(session(query).run())


def turn_with(at: AppTest) -> AppTest:
    query = {name: at.query_params[name] for name in at.query_params}
    turn(at, FEEDS)
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def head(at: AppTest) -> tuple[int, int]:
    """Return how many reports and happenings the headline counts."""
    found = re.search(r"([\d,]+) reports? of ([\d,]+) happenings? from", said(at))
    assert found
    reports, happenings = (int(number.replace(",", "")) for number in found.groups())
    return reports, happenings


def known(rows: pd.DataFrame, moment: str, first: str, last: str) -> pd.DataFrame:
    at = datetime.fromisoformat(moment).replace(hour=23, minute=59, second=59)
    days = pd.to_datetime(rows["occurred"]).between(first, last)
    return rows.loc[(rows["known_at"] <= at) & days]


def test_without_feeds_there_is_no_such_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDLINES_FEEDS", raising=False)
    at = session({"feed": "gdelt"}).run()
    assert raised(at) == []
    assert MARK not in said(at)


@pytest.mark.parametrize("moment", ["2021-12-01", "2022-01-20", "2022-02-24"])
def test_what_became_known_later_is_in_nothing_that_is_sent(
    there: pd.DataFrame, moment: str
) -> None:
    at = opened(as_of=moment, raw="1", **{"from": "2021-10-01"})
    rows = known(there, moment, "2021-10-01", moment)
    assert head(at) == (len(rows), rows["happening"].nunique())
    later = set(there["address"]) - set(known(there, moment, "1900-01-01", "2100-01-01")["address"])
    everything = b" ".join(sent(at))
    assert later
    assert [address for address in later if address.encode() in everything] == []


def test_filters_count_as_the_rows_do(there: pd.DataFrame) -> None:
    rows = known(there, "2022-02-24", "2022-01-01", "2022-02-24")
    window = {"as_of": "2022-02-24", "from": "2022-01-01"}
    named = rows.loc[(rows["actor1_country"] == "USA") | (rows["actor2_country"] == "USA")]
    assert head(opened(**window, party="us"))[0] == len(named) > 0
    typed = rows.loc[rows["plover"] == "CONSULT"]
    assert head(opened(**window, plover="CONSULT"))[0] == len(typed) > 0
    before = known(there, "2022-02-01", "2022-01-01", "2022-02-24")
    fresh = f"{len(rows) - len(before):,} reports known since 1 Feb 2022"
    assert fresh in said(opened(**window, since="2022-02-01"))


def test_a_day_lists_its_reports_alone(there: pd.DataFrame) -> None:
    at = opened(as_of="2022-02-24", day="2022-01-12", raw="1", **{"from": "2022-01-01"})
    rows = known(there, "2022-02-24", "2022-01-12", "2022-01-12")
    (table,) = at.dataframe
    assert len(table.value) == len(rows) > 0
    assert set(table.value["Happened"]) == {"12 Jan 2022"}
    assert "Reports, of 12 Jan 2022" in said(at)


def test_cells_of_a_feed_are_words_and_only_web_addresses_lead_on(there: pd.DataFrame) -> None:
    del there
    at = opened(as_of="2022-02-24", day="2022-01-09", raw="1", **{"from": "2022-01-01"})
    (table,) = at.dataframe
    odd = table.value.loc[table.value["Where"].str.contains("1\\+1")]
    assert len(odd) == 1
    assert odd["Page"].isna().all()
    assert "<b>=1+1</b>" not in " ".join(texts(at))


def test_it_is_named_as_what_it_is_and_changes_no_count(there: pd.DataFrame) -> None:
    del there
    plain, beside = said(session().run()), said(session({"feed": "gdelt"}).run())
    assert MARK not in plain
    assert f"GDELT 2.0 Events</a> <i>{MARK}</i>: " in beside
    assert re.findall(r"<h1>.*?</h1>", plain) == re.findall(r"<h1>.*?</h1>", beside)
    assert MARK in said(opened())
    assert "nobody of this record has checked them" in said(opened())


def test_a_lead_shows_its_reports_as_known_then(there: pd.DataFrame) -> None:
    del there
    at = opened(as_of="2022-01-20", show="leads", feed="gdelt")
    (lead,) = re.findall(r'<p class="fd-lead">.*?Far Island.*?</p>', said(at))
    assert "12 Jan 2022" in lead
    assert "12 happenings, usually 0" in lead
    assert "example.org" not in said(at)
    with_reports = at.session_state["leads_opened"]
    view = at.session_state["view"]
    rows = leads.list_leads(view)
    with_reports.update(leads.name_lead(row, view) for row in rows.to_dict("records"))
    reports = said(at.run())
    assert reports.count("example.org/far/") == answers.MOST_OF_LEAD - 1  # one leads nowhere
    assert "javascript:" not in reports
    assert not [n for n in range(12, 16) if f"far/{n}" in reports]


def test_leads_are_rows_to_fill_in(there: pd.DataFrame) -> None:
    del there
    view = opened(as_of="2022-01-20", show="leads", feed="gdelt").session_state["view"]
    rows = list(csv.DictReader(io.StringIO(leads.write_rows(view).decode())))
    (row,) = [row for row in rows if "far-island" in row["event_id"]]
    assert list(row) == schema.headers()["events"]
    assert (row["event_id"], row["start"], row["party_ids"]) == (
        *("2022-01-12-far-island", "2022-01-12"),
        "us",
    )
    assert (row["title"], row["source_ids"], row["reported"]) == ("", "", "")
    assert "https://example.org/far/" in row["note"]
    assert "javascript:" not in row["note"]


def test_a_lead_is_none_where_nothing_was_known_yet(there: pd.DataFrame) -> None:
    del there
    assert "Far Island" not in said(opened(as_of="2022-01-11", show="leads", feed="gdelt"))


def test_what_the_feed_does_not_show_leads_to_the_record(there: pd.DataFrame) -> None:
    del there
    at = opened(as_of="2022-01-20", show="unseen", feed="gdelt")
    (block,) = [text for text in texts(at) if "What the feed does not show" in text]
    found = re.findall(r'href="timeline\?[^"]*event=([^"&]+)', block)
    assert found
    assert set(found) <= set(load(shipped()).events.index)


def test_a_hexagon_of_the_map_leads_to_the_reports_in_it(there: pd.DataFrame) -> None:
    known = there.loc[there["known_at"] <= datetime(2022, 1, 20, 23, 59, 59)]
    known = known.loc[known["occurred"].map(str) >= "2021-10-01"]
    cell, reports = next(iter(known["h3_4"].value_counts().items()))
    query = {"as_of": "2022-01-20", "feed": "gdelt", "from": "2021-10-01"}
    at = opened(**query, hexagon=f"{cell:x}")
    assert 0 < head(at)[0] == reports < head(opened(**query))[0]
    assert "some 52 km across, about" in said(at)
    compared = opened(**query, hexagon=f"{cell:x}", show="unseen")
    assert head(compared) == head(opened(**query, show="unseen")), "the whole feed is compared"


def test_a_hexagon_that_is_none_holds_nothing(there: pd.DataFrame) -> None:
    del there
    at = opened(as_of="2022-01-20", feed="gdelt", hexagon=f"84{'f' * 13}")
    assert "There is no such hexagon" in said(at)
    assert "No report is known at this moment" in said(at)


@pytest.mark.parametrize(
    "query", [{"feed": "rumours"}, {"day": "soon"}, {"plover": "<b>"}, {"hexagon": "81" + "0" * 13}]
)
def test_a_wrong_address_is_named(there: pd.DataFrame, query: dict[str, str]) -> None:
    del there
    at = session(query).run()
    assert "Ignored in the address" in said(at)


def test_a_feed_that_cannot_be_asked_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDLINES_FEEDS", f"duckdb://{tmp_path}")
    assert "holds no feed; `python -m data feed import` fills it" in said(opened())
    assert "cannot be asked" in said(session({"feed": "gdelt"}).run())


def test_the_moment_is_the_readers(there: pd.DataFrame) -> None:
    del there
    at = opened(as_of="2022-01-20", **{"from": "2021-10-01"})
    earlier = head(choose(at, as_of="2021-12-01"))
    assert earlier[0] < head(opened(as_of="2022-01-20", **{"from": "2021-10-01"}))[0]
