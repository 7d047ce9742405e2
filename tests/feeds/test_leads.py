"""What stands out from its own past and is not in the record is a lead; nothing later tells it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from data.asof import as_of
from data.feeds import engine, leads
from data.feeds.questions import Question
from data.load import Record
from tests.support.feeds import take_in, write_rows

DAY = date(1878, 3, 20)
PARTIES = {"one": ("DEU",), "two": ("FRA",)}
MANY = 12


def tell(day: date, known: str, number: int, start: int, **cells: str) -> list[dict[str, str]]:
    """Return reports of so many happenings of a day, each by another actor against the first."""
    return [
        {
            "GLOBALEVENTID": f"{start + n}",
            "SQLDATE": f"{day:%Y%m%d}",
            "DATEADDED": known,
            "Actor2CountryCode": "",
            "Actor2Name": f"GROUP {n}",
            **cells,
        }
        for n in range(number)
    ]


def near(record: Record) -> tuple[str, str, date]:
    """Return a place of the record, far from others, and a day on which it has an event there."""
    events = leads._place_events(record)
    row = events.iloc[0]
    return f"{row['lat']}", f"{row['lon']}", row["day"].date()


@pytest.fixture(scope="module")
def found(tmp_path_factory, made_up):
    """Return an engine over one report a day far from all, and many on some days."""
    folder = tmp_path_factory.mktemp("feeds") / "feeds"
    far = {"ActionGeo_Lat": "-46.2", "ActionGeo_Long": "100.15"}
    lat, lon, held = near(made_up)
    rows = []
    for ago in range(1, 40):
        day = DAY - timedelta(ago)
        rows += tell(day, f"{day:%Y%m%d}120000", 1, 1000 + ago, **far)
    rows += tell(DAY, f"{DAY:%Y%m%d}180000", MANY, 2000, **far)
    rows += tell(DAY, f"{DAY:%Y%m%d}190000", MANY, 3000, **far)  # the same again
    late = DAY - timedelta(5)
    rows += tell(late, f"{DAY + timedelta(30):%Y%m%d}000000", MANY, 4000, **far)
    there = {"ActionGeo_Lat": lat, "ActionGeo_Long": lon}
    rows += tell(held, f"{held:%Y%m%d}180000", MANY, 5000, **there)
    country = {**far, "ActionGeo_Lat": "10", "ActionGeo_Type": "1"}
    rows += tell(DAY, f"{DAY:%Y%m%d}180000", MANY, 6000, **country)
    take_in(folder, "gdelt", write_rows("gdelt", *rows))
    return engine.connect(f"duckdb://{folder}")


def ask(found, seen, at: datetime, first: date = DAY - timedelta(9), last: date = DAY):
    question = Question(at, "gdelt", first=first, last=last)
    return leads.find_leads(found, question, PARTIES, seen)


def test_a_day_that_stands_out_is_a_lead_each_happening_once(found, made_up):
    frame = ask(found, made_up, datetime(1880, 1, 1))
    assert list(frame.columns) == list(leads.COLUMNS)
    (lead,) = frame.to_dict("records")
    assert (lead["occurred"].date(), lead["party"]) == (DAY, "one")
    assert (lead["number"], lead["usual"]) == (MANY, 1)
    assert lead["score"] == MANY - 1


def test_what_was_not_known_then_is_no_lead(found, made_up):
    before = datetime(DAY.year, DAY.month, DAY.day, 17)
    assert ask(found, made_up, before).empty
    assert len(ask(found, made_up, before + timedelta(hours=2))) == 1


def test_what_the_record_holds_is_no_lead_and_what_it_lacks_is(found, made_up):
    _, _, held = near(made_up)
    later = datetime(1880, 1, 1)
    assert ask(found, made_up, later, held, held).empty
    unseen = made_up.events.index[:0]
    without = replace(made_up, events=made_up.events.loc[unseen])
    assert len(ask(found, without, later, held, held)) == 1


def test_an_event_that_the_feed_shows_is_not_unseen(found, made_up):
    events = leads._place_events(made_up)
    first, last = events["day"].min().date(), events["day"].max().date()
    later = Question(datetime(1890, 1, 1), "gdelt", first=first, last=last)
    unseen = leads.find_unseen(found, later, made_up)
    assert events.index[0] not in unseen
    assert 0 < len(unseen) < len(events)
    then = Question(datetime(1800, 1, 1), "gdelt", first=first, last=last)
    assert len(leads.find_unseen(found, then, made_up)) == len(events)


def test_distances_are_those_along_the_ground():
    (quarter,) = leads.measure_km(0, 0, [0], [90])
    assert quarter == pytest.approx(10_007.557, abs=0.01)
    assert leads.measure_km(0, 179.9, [0], [-179.9])[0] == pytest.approx(22.24, abs=0.01)


def test_a_record_seen_earlier_is_taken_as_it_is(found, made_up):
    seen = as_of(made_up, made_up.last)
    assert len(leads._place_events(seen)) == len(leads._place_events(made_up))
