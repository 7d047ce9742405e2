"""The second clock, rule by rule: what could be known, and nothing later."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import clock
from data.asof import as_of
from data.load import TABLES, Record, load
from data.package import shipped
from data.prepared import SCHEDULED_KEEPS, SCHEDULED_MOMENTS
from tests.conftest import MADE_UP
from tests.support.walk import instants

RECORDS = {"shipped": load(shipped()), "made up": load(MADE_UP)}
TWO = st.sampled_from(sorted(RECORDS)).flatmap(
    lambda name: st.tuples(st.just(RECORDS[name]), instants(RECORDS[name]), instants(RECORDS[name]))
)
CONGRESS = "1878-03-11-congress-of-serena"
SURVEY = "1878-03-05-joint-survey"
SECOND = pd.Timedelta(seconds=1)


def seen_at(record: Record, cell: str) -> Record:
    return as_of(record, clock.parse(cell).last)


def test_an_event_is_hidden_until_it_was_reported(made_up):
    event = "1878-03-08-fight-at-the-ford"
    assert event not in seen_at(made_up, "1878-03-09").events.index
    assert seen_at(made_up, "1878-03-10").events.loc[event, "status"] == "occurred"


def test_an_announced_event_is_scheduled_and_shows_only_what_was_known_beforehand(made_up):
    event = seen_at(made_up, "1878-02-20").events.loc[CONGRESS]
    assert event["status"] == "scheduled"
    assert event["title"] == "Congress of Port Serena"
    assert event["preview"].startswith("Both republics have accepted")
    assert event["when"] == pd.Timestamp("1878-03-11T00:00Z")
    assert event["where"] == "port-serena"
    for column in ("summary", "plover", "outcome", "note", "place_id"):
        assert not event[column], column
    for column in (
        "start",
        "start_last",
        "end",
        "reported",
        "outcome_reported",
        "intensity",
        "credibility",
    ):
        assert pd.isna(event[column]), column
    assert event["tags"] == ()


def test_a_scheduled_event_without_a_known_date_has_none(made_up):
    event = seen_at(made_up, "1878-03-10").events.loc[SURVEY]
    assert event["status"] == "scheduled"
    assert pd.isna(event["when"])
    assert pd.isna(event["when_precision"])


def test_a_scheduled_month_stays_a_month(made_up):
    event = seen_at(made_up, "1878-03-10").events.loc["1878-04-gunboat-visit"]
    assert event["when_precision"] == "month"
    assert event["where"] == "lower-estero"  # where it was known to go, not where it went


def test_every_column_of_a_scheduled_event_is_named_as_kept_or_empty(record):
    seen = as_of(record, record.moment(record.package.crisis.default_moment).last)
    scheduled = seen.events.loc[seen.events["status"] == "scheduled"]
    kept = {*SCHEDULED_KEEPS, "status", "when", "when_last", "when_precision", "where"}
    kept |= {"who", "cited", "origins"}  # not the row's own
    kept |= {f"{m}{end}" for m in SCHEDULED_MOMENTS for end in ("", "_last", "_precision")}
    assert len(scheduled) > 3
    for column in scheduled.columns.difference(list(kept)):
        empty = [cell is pd.NA or cell in ("", ()) or pd.isna(cell) for cell in scheduled[column]]
        assert all(empty), column


def test_an_event_turns_from_scheduled_to_held_when_it_is_reported(made_up):
    event = seen_at(made_up, "1878-03-12").events.loc[CONGRESS]
    assert event["status"] == "occurred"
    assert event["when"] == pd.Timestamp("1878-03-12T00:00Z")  # a day later than expected
    assert event["summary"]


def test_an_outcome_is_hidden_until_it_was_reported(made_up):
    before = seen_at(made_up, "1878-03-14").events.loc[CONGRESS]
    assert before["outcome"] == ""
    assert pd.isna(before["outcome_reported"])
    assert pd.isna(before["outcome_reported_precision"])
    assert "protocol" in seen_at(made_up, "1878-03-15").events.loc[CONGRESS, "outcome"]


@pytest.mark.parametrize(
    ("table", "row", "known"),
    [
        ("claims", "coralta-quiroga-1878-01-14-sixty", "1878-01-16"),
        ("claims", "coralta-quiroga-1878-03-09-terms", "1878-03-09T15:30Z"),
        ("deployments", "ford-1878-03-10-patrol", "1878-03-10"),
        ("deployments", "flats-1878-03-drill", "1878-04"),
        ("estimates", "quiroga-1878-04-21-5000", "1878-04-21"),
        ("positions", "navigation-maranzul-1878-03-15", "1878-03-15"),
    ],
)
def test_a_row_is_known_from_the_last_second_of_what_its_clock_says(made_up, table, row, known):
    instant = clock.parse(known).last
    assert row not in as_of(made_up, instant - SECOND).table(table).index
    assert row in as_of(made_up, instant).table(table).index


def test_a_bare_date_as_the_readers_moment_means_the_end_of_that_day(made_up):
    event = "1878-03-08-fight-at-the-ford"
    assert event in as_of(made_up, clock.parse("1878-03-10").last).events.index
    assert event not in as_of(made_up, clock.parse("1878-03-10T23:59Z").last).events.index


def test_a_reply_is_linked_only_when_both_ends_are_known(made_up):
    reply = "coralta-quiroga-1878-03-09-terms"
    linked = as_of(made_up, clock.parse("1878-03-09T15:30Z").last).claims.loc[reply]
    assert linked["responds_to"] == "consular-corps-lindqvist-1878-02-20-house"
    late = made_up.but(claims=made_up.claims.copy())
    late.claims.loc[linked["responds_to"], "reported_last"] = pd.Timestamp("1879-01-01T00:00Z")
    alone = as_of(late, clock.parse("1878-03-10").last).claims.loc[reply]
    assert alone["responds_to"] == ""
    assert alone["relation"] == ""


def test_a_claim_names_no_event_that_is_not_known(made_up):
    claim = "consular-corps-lindqvist-1878-02-20-house"
    late = made_up.but(events=made_up.events.drop(CONGRESS))
    assert as_of(late, made_up.last).claims.loc[claim, "event_id"] == ""
    assert as_of(made_up, made_up.last).claims.loc[claim, "event_id"] == CONGRESS


def test_a_source_is_cited_only_once_it_was_published(made_up):
    held = seen_at(made_up, "1878-03-12").events.loc[CONGRESS, "cited"]
    assert held == ("gazette-1878-02-21-congress",)
    later = seen_at(made_up, "1878-03-15").events.loc[CONGRESS, "cited"]
    assert "courier-1878-03-15-congress" in later


def test_a_row_whose_sources_all_came_later_is_sourced_later(made_up):
    seen = seen_at(made_up, "1878-04-10")
    assert seen.events.loc["1878-04-gunboat-visit", "cited"] == ()
    assert "memoir-vidaurre" not in seen.sources.index


def test_an_undated_source_is_cited_from_the_first_and_a_bounded_one_is_not(made_up):
    seen = seen_at(made_up, "1878-03-10")
    assert seen.events.loc["1878-03-08-fight-at-the-ford", "cited"] == ("broadsheet-ford",)
    assert "memoir-vidaurre" in seen_at(made_up, "1878-04-21").sources.index


def test_no_column_of_keys_stays_beside_what_is_cited(made_up):
    seen = seen_at(made_up, "1878-03-10")
    for name in ("events", "claims", "positions", "deployments", "estimates"):
        left = {"source_id", "source_ids", "more_source_ids"} & set(seen.table(name).columns)
        assert not left, name


def test_people_places_issues_and_sources_wait_for_a_row_that_uses_them(made_up):
    seen = seen_at(made_up, "1878-01-16")
    assert "barrientos" not in seen.people.index
    assert "estero-ford" not in seen.places.index
    assert set(seen.issues.index) == {"navigation"}
    assert "havas-1878-02-05-call-up" not in seen.sources.index
    assert len(seen.parties) == len(made_up.parties)


def test_a_position_is_superseded_and_not_erased(made_up):
    first, second = "navigation-coralta-1866-02", "navigation-coralta-1878-01-16"
    before = seen_at(made_up, "1878-01-15").positions
    assert before.loc[first, "in_force"]
    assert second not in before.index
    after = seen_at(made_up, "1878-01-16").positions
    assert not after.loc[first, "in_force"]
    assert after.loc[second, "in_force"]


def test_notes_are_told_at_the_last_moment_alone(made_up):
    before, last = as_of(made_up, made_up.last - SECOND), as_of(made_up, made_up.last)
    for name in TABLES:
        if "note" in made_up.table(name):
            rows = before.table(name)
            addressed = rows["url"] != "" if name == "sources" else rows.index == rows.index
            assert not rows.loc[addressed, "note"].any(), name
    assert last.events["note"].any()
    assert last.at_the_last
    assert not before.at_the_last


def test_later_moments_keep_their_names_and_nothing_else(made_up):
    moments = seen_at(made_up, "1878-03-10").moments
    assert moments.loc["chain", "title"] == "The chain"
    assert moments.loc["chain", "summary"] == ""
    assert moments.loc["note-delivered", "summary"]


def test_before_anything_was_known_every_table_is_empty_and_whole(made_up):
    seen = seen_at(made_up, "1800")
    whole = as_of(made_up, made_up.last)
    for name in ("events", "claims", "positions", "deployments", "estimates", "sources", "places"):
        assert seen.table(name).empty, name
        assert list(seen.table(name).columns) == list(whole.table(name).columns), name
        assert list(seen.table(name).dtypes) == list(whole.table(name).dtypes), name


def test_the_record_itself_is_never_changed(made_up):
    before = {name: made_up.table(name).copy() for name in TABLES}
    seen_at(made_up, "1878-03-10")
    for name in TABLES:
        pd.testing.assert_frame_equal(made_up.table(name), before[name])


@given(TWO)
def test_what_was_once_known_stays_known(drawn):
    record, *pair = drawn
    early, late = (as_of(record, instant) for instant in sorted(pair))
    for name in TABLES:
        gone = early.table(name).index.difference(late.table(name).index)
        assert gone.empty, (name, list(gone))
    both = late.events.loc[early.events.index]
    assert not ((early.events["status"] == "occurred") & (both["status"] == "scheduled")).any()
    told = early.events["outcome"] != ""
    assert (both.loc[told, "outcome"] == early.events.loc[told, "outcome"]).all()
    linked = early.claims["responds_to"] != ""
    kept = late.claims.loc[early.claims.index, "responds_to"]
    assert (kept[linked] == early.claims.loc[linked, "responds_to"]).all()
    for name in ("events", "claims", "positions", "deployments", "estimates"):
        now, then = late.table(name)["cited"], early.table(name)["cited"]
        assert all(set(then[row]) <= set(now[row]) for row in then.index), name


@given(TWO)
def test_each_party_has_one_position_in_force_on_an_issue_it_spoke_to(drawn):
    record, instant, _ = drawn
    positions = as_of(record, instant).positions
    in_force = positions.loc[positions["in_force"]]
    assert not in_force.duplicated(["issue_id", "party_id"]).any()
    assert len(in_force) == len(positions[["issue_id", "party_id"]].drop_duplicates())


@given(TWO)
def test_nothing_points_at_a_row_that_is_not_there(drawn):
    record, instant, _ = drawn
    seen = as_of(record, instant)
    assert set(seen.claims["responds_to"]) - {""} <= set(seen.claims.index)
    assert set(seen.claims["event_id"]) - {""} <= set(seen.events.index)
    assert set(seen.claims["person_id"]) - {""} <= set(seen.people.index)
    assert set(seen.claims["issue_id"]) <= set(seen.issues.index)
    assert set(seen.events["where"]) - {""} <= set(seen.places.index)
    assert set(seen.events["place_id"]) - {""} <= set(seen.places.index)
    assert set(seen.deployments["place_id"]) <= set(seen.places.index)
    assert {c for cell in seen.positions["claim_ids"] for c in cell} <= set(seen.claims.index)
    for name in ("events", "claims", "positions", "deployments", "estimates"):
        cited = {source for cell in seen.table(name)["cited"] for source in cell}
        assert cited <= set(seen.sources.index), name


def test_what_was_known_before_has_the_same_columns_and_no_news(made_up):
    last = made_up.last
    told = as_of(made_up, last, last - pd.Timedelta(days=400))
    for name in TABLES:
        assert list(told.before.table(name)) == list(told.table(name)), name
        assert not told.before.table(name).get("news", pd.Series(dtype=str)).any(), name


def test_what_was_called_off_is_placed_and_led_as_it_was_expected(record: Record) -> None:
    seen = seen_at(record, "2022-02-23")
    off = seen.events.loc[seen.events["status"] == "called_off"]
    assert len(off) == 2
    assert (off["where"] == off["expected_place_id"]).all()
    assert (off["who"] == off["expected_people_ids"]).all()
