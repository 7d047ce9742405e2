"""Published files come in whole, once, and what is not taken is explained."""

import csv
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from data.feeds import intake, store
from data.feeds.codes import list_codes
from data.feeds.layouts import LAYOUTS
from data.feeds.schema import COLUMNS, FeedFault
from tests.support.feeds import FIRST, LAST, NEAR, make_feed, read_all, take_in, write_rows


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    return tmp_path / "feeds"


def rejected(folder: Path) -> list[dict[str, str]]:
    piles = folder.glob(f"feed=*/batch=*/{store.REJECTED}")
    rows = []
    for pile in piles:
        with pile.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return sorted(rows, key=lambda row: int(row["line"]))


KNOWN = {
    "gdelt": datetime(2022, 1, 10, 8, 15),
    "polecat": datetime(2022, 1, 10, 23, 59, 59),
    "acled": datetime(2022, 1, 10, 8, 15),
    "ucdp": datetime(2022, 6, 15, 23, 59, 59),
}


@pytest.mark.parametrize("feed", LAYOUTS)
def test_a_row_of_each_layout_comes_to_the_same_columns(feeds, feed):
    take_in(feeds, feed, write_rows(feed, {}))
    (row,) = read_all(feeds)
    assert set(COLUMNS) <= set(row)
    assert (row["feed"], row["occurred"], row["precision"]) == (feed, date(2022, 1, 9), "day")
    assert row["known_at"] == KNOWN[feed]
    assert row["plover"] == ("ASSAULT" if feed in ("acled", "ucdp") else "CONSULT")
    assert (row["latitude"], row["longitude"], row["place_precision"]) == (46.2, 6.15, "place")
    assert row["actor1_country"] == "DEU"
    assert row["actor2_country"] == ("" if feed == "ucdp" else "FRA")
    assert row["month"] == 202201
    assert f"{row['h3_5']:x}".startswith("85")


def test_a_file_twice_plain_or_packed_counts_once(feeds, tmp_path):
    text = write_rows("gdelt", {}, {"GLOBALEVENTID": "2"})
    take_in(feeds, "gdelt", text)
    again = take_in(feeds, "gdelt", text)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.CSV", text)
        archive.writestr("b.CSV", write_rows("gdelt", {"GLOBALEVENTID": "3"}))
    packed = intake.import_files([tmp_path / "x.zip"], "gdelt", feeds)
    assert (again.rows, again.skipped) == (0, 1)
    assert (packed.rows, packed.skipped) == (1, 1)
    assert [row["source_id"] for row in read_all(feeds)] == ["1021", "2", "3"]
    (feed,) = store.list_feeds(feeds)
    assert (feed.rows, feed.files) == (3, 2)


@pytest.mark.parametrize("feed", LAYOUTS)
def test_every_row_of_a_sample_is_taken_or_explained(feeds, feed):
    make_feed(feeds, feed, 3000, seed=7)
    (there,) = store.list_feeds(feeds)
    pile = rejected(feeds)
    assert there.rows + there.rejected == 3000
    assert len(read_all(feeds)) == there.rows
    assert len(pile) == there.rejected > 0
    assert all(row["reason"] and row["file"] for row in pile)
    assert FIRST.isoformat() <= there.first_known <= there.last_known
    if LAYOUTS[feed].dated:
        assert there.last_known < f"{LAST}T24"


def test_a_rejected_row_is_named_by_its_line_and_reason(feeds):
    text = write_rows(
        "gdelt",
        {},
        {"SQLDATE": "20220231"},
        {"DATEADDED": "soon"},
        {"ActionGeo_Lat": "95.5"},
        {"ActionGeo_Lat": ""},
        {"SQLDATE": "20220301"},
        {"GLOBALEVENTID": ""},
    )
    take_in(feeds, "gdelt", text + b"cut\toff\n\n" + write_rows("gdelt", {"SQLDATE": "x"}))
    assert [(int(row["line"]), row["reason"]) for row in rejected(feeds)] == [
        (2, "the day of the event, '20220231', is no date"),
        (3, "when it became known, 'soon', is no date"),
        (4, "latitude '95.5' and longitude '6.15' are no place"),
        (5, "latitude '' and longitude '6.15' are no place"),
        (6, "it happened (2022-03-01) after it was known (20220110081500)"),
        (7, "has no id"),
        (8, "has 2 columns instead of 61"),
        (10, "the day of the event, 'x', is no date"),
    ]
    assert len(read_all(feeds)) == 1


def test_the_line_of_a_row_over_several_lines_is_its_first(feeds):
    take_in(feeds, "acled", write_rows("acled", {}, {"event_date": "9 Foo"}, {"latitude": "x"}))
    assert [int(row["line"]) for row in rejected(feeds)] == [4, 6]


def test_broken_bytes_and_tabs_too_many_are_read(feeds):
    row = write_rows("gdelt", {"ActionGeo_FullName": "Caf@"}).replace(b"@", b"\xe9\xff")
    take_in(feeds, "gdelt", row.rstrip(b"\n") + b"\t\t\t\r\n" + write_rows("gdelt", {}))
    assert {row["place"] for row in read_all(feeds)} == {"Caf\ufffd\ufffd", "A town"}
    assert rejected(feeds) == []


@pytest.mark.parametrize("feed", LAYOUTS)
def test_a_byte_order_mark_is_no_part_of_a_name(feeds, feed):
    take_in(feeds, feed, write_rows(feed, {}, mark=b"\xef\xbb\xbf"))
    (row,) = read_all(feeds)
    assert "\ufeff" not in str(row["source_id"])


def test_the_word_none_is_an_empty_cell(feeds):
    take_in(feeds, "polecat", write_rows("polecat", {"City": "None"}, none="None"))
    (row,) = read_all(feeds)
    assert (row["headline"], row["place_precision"]) == ("", "country")


def test_a_header_may_name_more_columns_than_rows_have(feeds):
    head, _, rows = write_rows("polecat", {}).partition(b"\n")
    named = head.replace(b"\tSource\t", b"\tHeadline\tSource\t")
    take_in(feeds, "polecat", named + b"\n" + rows)
    (row,) = read_all(feeds)
    assert (row["source"], row["headline"]) == ("A paper", "")


@pytest.mark.parametrize("place", [33, 40], ids=["in the middle", "at the end"])
def test_a_headline_that_rows_have_is_read(feeds, place):
    lines = [line.split(b"\t") for line in write_rows("polecat", {}).splitlines()]
    for line, cell in zip(lines, (b"Headline", b"It happened"), strict=True):
        line.insert(place, cell)
    take_in(feeds, "polecat", b"".join(b"\t".join(line) + b"\n" for line in lines))
    (row,) = read_all(feeds)
    assert (row["source"], row["headline"]) == ("A paper", "It happened")


def test_an_older_date_of_acled_is_read(feeds):
    take_in(feeds, "acled", write_rows("acled", {"event_date": "09 January 2022"}))
    assert [row["occurred"] for row in read_all(feeds)] == [date(2022, 1, 9)]


def test_a_feed_without_a_second_clock_asks_for_it(feeds, tmp_path):
    file = tmp_path / "ged.csv"
    file.write_bytes(write_rows("ucdp", {}))
    with pytest.raises(FeedFault, match="give that day, as --known 2022-06-15"):
        intake.import_files([file], "ucdp", feeds)
    with pytest.raises(FeedFault, match="leave --known out"):
        intake.import_files([file], "gdelt", feeds, "2022-06-15")
    too_early = intake.import_files([file], "ucdp", feeds, "2021-06-15")
    assert (too_early.rows, too_early.rejected) == (0, 1)  # else it were known before it happened


def test_a_file_of_another_layout_is_left_out_and_the_others_come(feeds):
    other, mine = write_rows("polecat", {}), write_rows("acled", {})
    progress = take_in(feeds, "acled", other, mine, b"")
    assert progress.rows == 1
    assert "is no file of the layout acled" in progress.faults[0]
    assert len(progress.faults) == 2


def test_codes_of_types_and_actors_are_brought_to_the_records_words(feeds):
    rows = (
        {"GLOBALEVENTID": "1", "EventCode": "0871", "Actor1CountryCode": "ROM"},
        {"GLOBALEVENTID": "2", "EventCode": "1011", "Actor1CountryCode": "TMP"},
        {"GLOBALEVENTID": "3", "EventCode": "0439", "EventBaseCode": "043"},
        {"GLOBALEVENTID": "4", "EventCode": "010", "EventBaseCode": "010"},
        {"GLOBALEVENTID": "5", "Actor1CountryCode": "", "Actor1KnownGroupCode": "NAT"},
    )
    take_in(feeds, "gdelt", write_rows("gdelt", *rows))
    found = read_all(feeds)
    assert [row["plover"] for row in found] == ["YIELD", "REQUEST", "CONSULT", "", "CONSULT"]
    assert [row["actor1_country"] for row in found] == ["ROU", "TLS", "DEU", "DEU", "NAT"]
    assert {"NAT", "ROM"} & list_codes() == {"NAT"}


def test_reports_of_one_happening_share_its_number_and_others_do_not(feeds):
    same = ({}, {"Actor1Name": "ANOTHER", "ActionGeo_Lat": "46.21"})
    other = (
        {"EventCode": "190"},
        {"ActionGeo_Lat": "47.2"},
        {"SQLDATE": "20220108"},
        {"Actor2CountryCode": "ITA"},
        *({"EventCode": "010", "EventBaseCode": "010"},) * 2,  # no type: not known to be the same
        *({"ActionGeo_Lat": "", "ActionGeo_Long": ""},) * 2,
    )
    rows = [{**row, "GLOBALEVENTID": f"{n}"} for n, row in enumerate((*same, *other))]
    take_in(feeds, "gdelt", write_rows("gdelt", *rows))
    numbers = [row["happening"] for row in read_all(feeds)]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == len(numbers) - 1


def test_a_dropped_feed_is_gone_and_the_others_stay(feeds):
    take_in(feeds, "gdelt", write_rows("gdelt", {}))
    take_in(feeds, "polecat", write_rows("polecat", {}))
    assert store.drop(feeds, "gdelt") == 1
    assert [feed.name for feed in store.list_feeds(feeds)] == ["polecat"]
    assert {row["feed"] for row in read_all(feeds)} == {"polecat"}
    with pytest.raises(FeedFault, match="no feed 'gdelt'"):
        store.drop(feeds, "gdelt")


def test_two_imports_do_not_work_on_one_folder(feeds):
    with store.lock(feeds), pytest.raises(FeedFault, match="wait until it is done"):
        take_in(feeds, "gdelt", write_rows("gdelt", {}))


def test_near_countries_of_a_sample_are_known_codes():
    assert set(NEAR) <= list_codes()
