"""What of a feed stands in a lane is what the same filters list, and nothing of it is lost."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import clock
from data.asof import as_of
from data.feeds import answers, engine, lanes
from data.feeds.questions import select
from data.load import Record
from data.queries.events.events import timeline
from data.view import View
from tests.support.feeds import make_feed

NEAR = ("USA", "RUS", "UKR", "DEU", "FRA", "NAT", "EEC", "BRA")
VIEWS = st.fixed_dictionaries(
    {
        "lanes": st.sampled_from(["kind", "party"]),
        "raw": st.booleans(),
        "party": st.sampled_from([(), (), ("us",), ("nato", "germany"), ("separatists",)]),
        "plover": st.sampled_from([(), (), ("ASSAULT",), ("CONSULT", "AID", "SANCTION")]),
        "as_of": st.dates(date(2021, 12, 1), date(2022, 2, 24)).map(clock.on),
        "start": st.none() | st.dates(date(2021, 9, 20), date(2022, 1, 20)).map(clock.on),
    }
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> engine.Engine:
    folder: Path = tmp_path_factory.mktemp("feeds") / "feeds"
    make_feed(folder, "gdelt", 2500, near=NEAR)
    return engine.connect(f"duckdb://{folder}")


def look(record: Record, **chosen: object) -> tuple[Record, View]:
    view = View.default(record).but(feed="gdelt", **chosen)
    return as_of(record, view.as_of.last), view


def count(opened: engine.Engine, seen: Record, view: View) -> lanes.Stream:
    shares = lanes.share_out(seen, view, timeline(seen, view).lanes)
    return lanes.count_lanes(opened, answers.ask(seen, view), shares)


def listed(opened: engine.Engine, seen: Record, view: View) -> pd.DataFrame:
    """Return all reports that a view lists."""
    found = select(opened.reports, answers.ask(seen, view).question)
    columns = ("happening", "intensity", "plover", "actor1_country", "actor2_country")
    return engine.fetch(opened, found.select(*columns))


@given(VIEWS)
@settings(max_examples=8)  # each asks for all lanes
def test_a_lane_counts_what_its_types_or_parties_list(record, opened, chosen):
    seen, view = look(record, **chosen)
    stream = count(opened, seen, view)
    for share in stream.lanes:
        rows = stream.rows[stream.rows["lane"] == share.lane]
        if share.none:
            assert rows.empty
            continue
        narrowed = {"plover": share.types} if share.types else {"party": share.parties}
        found = listed(opened, seen, view.but(**narrowed))
        number = len(found) if view.raw else found["happening"].nunique()
        assert rows["number"].sum() == number, share.lane
        rated = found["intensity"].dropna()
        if len(rows) == 1 and len(rated):
            assert rows["intensity"].iloc[0] == pytest.approx(rated.mean())


@given(VIEWS)
@settings(max_examples=8)  # each asks for all lanes
def test_what_stands_in_no_lane_is_counted(record, opened, chosen):
    seen, view = look(record, **{**chosen, "party": ()})
    stream = count(opened, seen, view)
    found = listed(opened, seen, view)
    if view.lanes == "kind":
        inside = found["plover"].isin([name for share in stream.lanes for name in share.types])
    else:
        codes = [code for share in stream.lanes for code in share.codes]
        inside = found["actor1_country"].isin(codes) | found["actor2_country"].isin(codes)
    rest = found[~inside]
    assert stream.rest == (len(rest) if view.raw else rest["happening"].nunique())


@pytest.mark.parametrize("by", ["kind", "party"])
def test_a_bar_lists_as_many_as_it_stands_for(record, opened, by):
    seen, view = look(record, lanes=by, raw=True, as_of=clock.parse("2022-02-20"))
    view = view.but(start=clock.parse("2021-10-01"))  # in five lanes a week is a bar
    asked, stream = answers.ask(seen, view), count(opened, seen, view)
    assert (asked.step, stream.step) == ("D", "W")
    assert len(stream.rows) > 40
    for row in stream.rows[::5].itertuples():
        share = next(share for share in stream.lanes if share.lane == row.lane)
        narrowed = {"plover": share.types} if share.types else {"party": share.parties}
        first, last = lanes.find_days(asked, stream.step, row.at.date())
        assert timedelta(0) <= last - first < timedelta(7)
        there = view.but(start=clock.on(first), until=clock.on(last), **narrowed)
        assert len(listed(opened, seen, there)) == row.number


def test_each_party_with_a_code_is_in_one_lane_and_each_type_in_one(record):
    for by, names in (("kind", "types"), ("party", "parties")):
        seen, view = look(record, lanes=by)
        shares = lanes.share_out(seen, view, timeline(seen, view).lanes)
        there = [name for share in shares for name in getattr(share, names)]
        assert len(there) == len(set(there)) > 10
    assert set(there) == set(record.package.crisis.feed_parties)


def test_a_lane_that_can_hold_nothing_says_why(record, made_up):
    seen, view = look(record, plover=("ASSAULT",))
    shares = lanes.share_out(seen, view, timeline(seen, view).lanes)
    assert {share.none for share in shares} == {"", "of types not chosen"}
    seen, view = look(made_up, lanes="party")
    shares = lanes.share_out(seen, view, timeline(seen, view).lanes)
    coded = made_up.package.crisis.feed_parties
    assert all(bool(share.none) is not bool(share.codes) for share in shares)
    assert {party for share in shares for party in share.parties} == set(coded)


def test_a_party_that_no_code_names_lists_nothing(record, opened):
    assert "separatists" not in record.package.crisis.feed_parties
    seen, view = look(record, party=("separatists",))
    assert listed(opened, seen, view).empty
    assert not listed(opened, seen, view.but(party=("us",))).empty
