"""Key points are chosen by rule from what is known, and say how each is sourced."""

import pytest

from data.asof import seen_by
from data.clock import parse
from data.load import Record
from data.queries.overview.key_points import (
    BESIDE,
    MOST,
    describe_sourcing,
    key_points,
    leading_picture,
)
from data.view import View


def points(record: Record, moment: str, since: str = ""):
    view = View.default(record).but(as_of=parse(moment), since=parse(since) if since else None)
    seen = seen_by(record, view)
    return seen, view, key_points(seen, view)


def test_meetings_with_outcomes_lead_the_week_in_which_they_took_place(record: Record) -> None:
    _, _, rows = points(record, "2022-01-14", "2022-01-09")
    first = rows.head(3)
    for place, outcome in (("Geneva", "breakthrough"), ("Brussels", "agreement"), ("Vienna", "No")):
        (row,) = [r for r in first.to_dict("records") if place in r["lead"]]
        assert outcome in row["text"]
    assert [lead.rpartition(", ")[2] for lead in first["lead"]] == ["10 Jan", "12 Jan", "13 Jan"]
    assert set(first["confidence"]) == {"well sourced"}


def test_what_the_package_pins_comes_before_any_meeting(record: Record) -> None:
    seen, _, rows = points(record, "2022-02-24", "2022-02-22")
    pinned = "events:" + seen.events.index[[("headline" in t) for t in seen.events["tags"]]]
    assert rows["point_id"].iloc[0] in set(pinned)


@pytest.mark.parametrize("since", ["", "2022-02-14"])
def test_a_real_move_and_a_new_number_are_among_them(record: Record, since: str) -> None:
    seen, _, rows = points(record, "2022-02-18", since)
    tables = [name.partition(":")[0] for name in rows["point_id"]]
    assert {"positions", "estimates"} <= set(tables)
    moves = [name.partition(":")[2] for name in rows["point_id"] if name.startswith("positions")]
    assert not set(seen.positions.loc[moves, "movement"]) & {"first", "restated"}


def test_every_point_lies_in_its_stretch_and_there_are_no_more_than_five(record: Record) -> None:
    for moment in ("2021-12-20", "2022-01-14", "2022-02-10", "2022-02-24"):
        seen, _, rows = points(record, moment, "2022-01-09" if moment > "2022-01-10" else "")
        assert len(rows) <= MOST
        if seen.before is not None:
            ids = [n.partition(":")[2] for n in rows["point_id"] if n.startswith("events:")]
            ends = seen.events.loc[ids]
            last = ends["end_last"].fillna(ends["when_last"])
            last = last.where(ends["status"] != "called_off", ends["called_off_last"])
            assert (last > seen.before.seen_at.normalize()).all()


def test_a_light_meeting_is_no_key_point_beside_a_weighty_one(record: Record) -> None:
    _, _, rows = points(record, "2022-01-14", "2022-01-09")
    assert not rows["lead"].str.contains("NATO-Ukraine Commission").any()
    assert BESIDE > 0.5


def test_a_reply_to_an_open_demand_is_one(record: Record) -> None:
    seen, _, rows = points(record, "2022-01-09T18:21Z")
    (reply,) = [n.partition(":")[2] for n in rows["point_id"] if n.startswith("claims:")]
    claim = seen.claims.loc[reply]
    assert seen.claims.at[claim["responds_to"], "kind"] == "demand"
    assert claim["relation"] in ("rebuts", "answers")


def test_nothing_is_a_key_point_of_an_empty_record(record: Record, made_up: Record) -> None:
    assert points(record, "1990-01-01")[2].empty
    assert points(made_up, "1800")[2].empty
    assert len(points(made_up, "1878-04")[2])


def test_the_words_of_sourcing_follow_their_rule(record: Record) -> None:
    origins = record.sources.groupby("origin")["reliability"].first()
    one, two = (
        record.sources.loc[record.sources["reliability"] == "A"].drop_duplicates("origin").index[:2]
    )
    weak = record.sources.index[record.sources["reliability"] == "C"][0]
    assert len(origins) > 2
    assert describe_sourcing(record, {"cited": (one, two)}) == "well sourced"
    assert describe_sourcing(record, {"cited": (one, weak)}) == "several sources"
    assert describe_sourcing(record, {"cited": (one,)}) == "one source"
    assert describe_sourcing(record, {"cited": (one, two), "credibility": "4"}) == "doubtful"
    assert describe_sourcing(record, {"cited": ()}) == "sourced later"


def test_the_picture_is_the_map_where_forces_are_the_news(record: Record) -> None:
    seen, view, _ = points(record, "2022-01-14", "2022-01-09")
    assert leading_picture(seen, view) == "timeline"
    events = seen.events.head(0)
    assert leading_picture(seen.but(events=events), view) == "map"
