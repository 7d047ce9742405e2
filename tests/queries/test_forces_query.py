"""What the map is told: the newest of each place and force, and nothing known later."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import clock
from data.ages import FRESH_DAYS, RECENT_DAYS
from data.asof import as_of
from data.load import Record, load
from data.queries.forces.camps import camps
from data.queries.forces.forces import forces, newest
from data.queries.forces.place import history
from data.queries.forces.venues import label_days, venues
from data.view import View
from tests.support.examples import share

RECORD = load(Path(__file__).parents[2] / "data" / "ukraine-2022")
VIEW = View.default(RECORD)
EVE = clock.parse("2022-01-09T18:21Z").last
LAST = RECORD.last


def with_observations(*rows: dict[str, Any], moment: str = "2022-02-01") -> Record:
    """Return the record as seen at a moment, its deployments replaced by `rows`."""
    plain = RECORD.deployments.iloc[[0] * len(rows)].copy()
    plain.index = pd.Index([f"row-{i}" for i in range(len(rows))])
    plain["observation_id"] = list(plain.index)
    for name in ("observed", "reported"):
        read = [clock.parse(row[name]) for row in rows]
        plain[name] = pd.Series([m.first for m in read], index=plain.index)
        plain[f"{name}_last"] = pd.Series([m.last for m in read], index=plain.index)
        written = [m.precision for m in read]
        plain[f"{name}_precision"] = pd.Categorical(written, list(clock.PRECISIONS), ordered=True)
    for name in ("place_id", "force", "status", "personnel_low", "personnel_high"):
        values = pd.Series([row.get(name) for row in rows], index=plain.index)
        plain[name] = values.astype(plain[name].dtype)
    return as_of(replace(RECORD, deployments=plain), clock.parse(moment).last)


def row(day: str, status: str = "present", place: str = "yelnya", **more: Any) -> dict[str, Any]:
    return {
        "place_id": place,
        "force": "russia",
        "status": status,
        "observed": day,
        "reported": day,
        "personnel_low": pd.NA,
        "personnel_high": pd.NA,
        **more,
    }


@settings(max_examples=share(0.6))
@given(st.datetimes(pd.Timestamp("2021-10-01"), pd.Timestamp("2022-03-01")))
def test_no_mark_was_reported_after_the_moment(moment: pd.Timestamp) -> None:
    at = pd.Timestamp(moment, tz="UTC").as_unit("s")
    marks = newest(as_of(RECORD, at), VIEW)
    known = RECORD.deployments.loc[marks["observation_id"], "reported_last"]
    assert not (known > at).any()


def test_the_newest_observation_wins_over_the_older() -> None:
    seen = with_observations(row("2021-12-01"), row("2022-01-20", "departing"))
    assert newest(seen, VIEW)["status"].tolist() == ["departing"]


def test_a_newer_announcement_does_not_hide_what_is_there() -> None:
    seen = with_observations(row("2021-12-01"), row("2022-01-20", "announced"))
    assert newest(seen, VIEW)["status"].tolist() == ["present", "announced"]


def test_an_announcement_is_gone_once_the_force_was_seen_there() -> None:
    seen = with_observations(row("2021-12-01", "announced"), row("2022-01-20", "arriving"))
    assert newest(seen, VIEW)["status"].tolist() == ["arriving"]


def test_two_forces_at_one_place_are_two_marks() -> None:
    seen = with_observations(row("2022-01-01"), row("2022-01-02", force="ukraine"))
    assert newest(seen, VIEW)["force"].tolist() == ["russia", "ukraine"]


def test_a_row_without_a_number_does_not_take_back_the_number() -> None:
    seen = with_observations(
        row("2021-12-01", personnel_low=100, personnel_high=200), row("2022-01-20")
    )
    mark = newest(seen, VIEW).iloc[0]
    assert (mark["low"], mark["high"]) == (100, 200)
    assert mark["people"] == "100 to 200 people (1 Dec 2021)"


def test_a_number_of_a_region_is_not_of_what_is_reported_there_later() -> None:
    """Trainers who left a country are not those who land there with arms ten days later."""
    seen = with_observations(
        row("2021-12-01", "departing", place="ukraine", personnel_low=200, personnel_high=260),
        row("2022-01-20", "arriving", place="ukraine"),
    )
    mark = newest(seen, VIEW).iloc[0]
    assert mark["region"]
    assert mark["people"] == ""
    assert pd.isna(mark["low"])


def test_a_newer_number_does_not_borrow_an_end_from_an_older_one() -> None:
    seen = with_observations(
        row("2021-12-01", personnel_low=100, personnel_high=200),
        row("2022-01-20", personnel_low=150),
    )
    mark = newest(seen, VIEW).iloc[0]
    assert mark["low"] == 150
    assert pd.isna(mark["high"])
    assert mark["people"] == "at least 150 people (20 Jan 2022)"


@pytest.mark.parametrize(
    ("observed", "said"), [("2021-12", "Dec 2021"), ("2021", "2021"), ("2021-12-05", "5 Dec 2021")]
)
def test_a_number_is_dated_no_finer_than_it_is_known(observed: str, said: str) -> None:
    older = row("2021-01-01", observed=observed, personnel_low=100)
    mark = newest(with_observations(older, row("2022-01-20")), VIEW).iloc[0]
    assert mark["people"] == f"at least 100 people ({said})"


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, "new"), (FRESH_DAYS, "new"), (FRESH_DAYS + 1, "recent"), (RECENT_DAYS + 1, "old")],
)
def test_age_is_counted_in_whole_days(days: int, age: str) -> None:
    day = pd.Timestamp("2022-02-01") - pd.Timedelta(days=days)
    mark = newest(with_observations(row(f"{day:%Y-%m-%d}")), VIEW).iloc[0]
    assert (mark["days"], mark["age"]) == (days, age)


def test_nothing_known_is_no_mark_and_not_an_error() -> None:
    seen = as_of(RECORD, clock.parse("1850-01-01").last)
    known = forces(seen, VIEW)
    assert known.marks.empty
    assert known.fresh == 0
    assert venues(seen, VIEW).towns.empty


def test_a_force_without_a_colour_is_never_taken_for_its_side_s_leader() -> None:
    told = camps(as_of(RECORD, LAST))
    marks = newest(as_of(RECORD, LAST), VIEW).set_index("force")["camp"]
    own = RECORD.parties.loc[RECORD.parties["color_light"] != ""].index
    for force, camp in marks.items():
        assert (camp == force) == (force in own or force == "unidentified")
        assert camp in told.index


def test_a_history_holds_every_observation_of_the_place_newest_first() -> None:
    seen = as_of(RECORD, LAST)
    told = history(seen, VIEW.but(place="belgorod"))
    rows = RECORD.deployments.loc[RECORD.deployments["place_id"] == "belgorod"]
    assert set(told.observations["observation_id"]) == set(rows.index)
    assert told.observations["at"].is_monotonic_decreasing
    assert all(told.observations["sources"].str.len() > 0)


def test_a_place_is_described_without_a_code() -> None:
    """A record has a code for a country, and no name: nobody reads `RU`."""
    seen = as_of(RECORD, LAST)
    for place, country in seen.places["country"].items():
        card = history(seen, VIEW.but(place=place)).place
        assert card["name"]
        assert country == "" or country not in card.values()


def test_a_place_not_known_yet_has_no_history_and_no_name() -> None:
    told = history(as_of(RECORD, EVE), VIEW.but(place="donetsk"))
    assert told.place == {} or told.observations["reported_last"].max() <= EVE
    nowhere = history(as_of(RECORD, clock.parse("1850-01-01").last), VIEW.but(place="belgorod"))
    assert nowhere.place == {}
    assert nowhere.observations.empty


def test_events_of_a_town_s_halls_stand_in_its_history() -> None:
    told = history(as_of(RECORD, LAST), VIEW.but(place="geneva"))
    halls = set(told.events["hall"])
    assert len(halls - {""}) > 1
    assert not (told.events["status"] == "scheduled").any()


def test_announced_meetings_stand_where_they_were_expected_and_not_where_they_were_held() -> None:
    towns = venues(as_of(RECORD, EVE), VIEW).towns.set_index("name")
    assert towns.loc["Geneva", "days_label"] == "9, 10 Jan"
    assert towns.loc["Brussels", "days_label"] == "12 Jan"
    assert towns.loc["Vienna", "past"] == 0
    later = RECORD.events.loc[RECORD.events["reported_last"] > EVE, "title"]
    held = RECORD.events.loc[RECORD.events["reported_last"] <= EVE, "title"]
    past = [t for row in towns.itertuples() for t in row.titles[row.upcoming :]]
    assert not set(past) & (set(later) - set(held))


def test_a_meeting_older_than_the_months_asked_for_is_not_counted() -> None:
    towns = venues(as_of(RECORD, LAST), VIEW).towns
    since = LAST - pd.DateOffset(months=RECORD.package.crisis.map.meeting_months)
    old = set(RECORD.events.loc[RECORD.events["start_last"] <= since, "title"])
    assert not old & {title for titles in towns["titles"] for title in titles}


def test_days_name_their_month_once_and_the_year_only_where_it_differs() -> None:
    seen = as_of(RECORD, EVE)
    days = [clock.parse(d).first for d in ("2022-01-10", "2022-01-09", "2022-02-01", "2023-01-02")]
    assert label_days(days, seen) == "9, 10 Jan, 1 Feb, 2 Jan 2023"
    assert label_days([], seen) == ""
