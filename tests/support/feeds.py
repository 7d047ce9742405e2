"""Files of feeds, a row at a time, and feeds made of them."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow.dataset as ds

from data.feeds import intake, sample
from data.feeds.layouts import find_layout

FIRST, LAST = date(2021, 10, 1), date(2022, 3, 31)
NEAR = ("USA", "RUS", "UKR", "DEU")
RELEASED = "2022-06-15"

# A row of each layout that is taken; what a test says of a row comes over it.
ROWS: Mapping[str, Mapping[str, str]] = {
    "gdelt": {
        "GLOBALEVENTID": "1021",
        "SQLDATE": "20220109",
        "Actor1Name": "SOMEONE",
        "Actor1CountryCode": "DEU",
        "Actor2Name": "SOMEBODY",
        "Actor2CountryCode": "FRA",
        "EventCode": "043",
        "EventBaseCode": "043",
        "GoldsteinScale": "2.8",
        "NumMentions": "4",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "A town",
        "ActionGeo_Lat": "46.2",
        "ActionGeo_Long": "6.15",
        "DATEADDED": "20220110081500",
        "SOURCEURL": "https://example.org/1",
    },
    "polecat": {
        "Event ID": "A1",
        "Event Date": "2022-01-09",
        "Event Type": "CONSULT",
        "Intensity": "1.5",
        "Actor Name": "Someone",
        "Actor Country": "DEU",
        "Recipient Name": "Somebody",
        "Recipient Country": "FRA",
        "Placename": "A town",
        "City": "A town",
        "Country": "Somewhere",
        "Latitude": "46.2",
        "Longitude": "6.15",
        "Source": "A paper",
        "Publication Date": "2022-01-10",
    },
    "acled": {
        "event_id_cnty": "ABC1",
        "event_date": "2022-01-09",
        "time_precision": "1",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Germany (2005-)",
        "actor2": "Civilians (France)",
        "country": "Somewhere",
        "location": "A town",
        "latitude": "46.2",
        "longitude": "6.15",
        "geo_precision": "1",
        "source": "A paper; Another",
        "notes": 'On 9 January, "something" happened,\nand more.',
        "timestamp": "1641802500",
    },
    "ucdp": {
        "id": "7",
        "side_a": "Government of Germany",
        "side_b": "Some group",
        "number_of_sources": "2",
        "source_article": "A paper, 2022-01-10",
        "source_office": "A paper",
        "source_headline": "A headline",
        "where_prec": "1",
        "where_coordinates": "A town",
        "latitude": "46.2",
        "longitude": "6.15",
        "date_prec": "1",
        "date_start": "2022-01-09 00:00:00.000",
        "gwnoa": "260",
    },
}


def write_rows(feed: str, *rows: Mapping[str, str], mark: bytes = b"", none: str = "") -> bytes:
    """Return a file of rows, each the one of its layout with some cells changed."""
    layout = find_layout(feed)
    lines = [list(layout.columns)] if layout.header else []
    lines += [[({**ROWS[feed], **row}).get(c, none) for c in layout.columns] for row in rows]
    if layout.tabs:
        return mark + "".join("\t".join(line) + "\n" for line in lines).encode()
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return mark + text.getvalue().encode()


def take_in(folder: Path, feed: str, *files: bytes) -> intake.Progress:
    """Import files, each by its bytes, into a folder of feeds."""
    paths = []
    for number, file in enumerate(files):
        path = folder.parent / f"{feed}-{number}.txt"
        path.write_bytes(file)
        paths.append(path)
    return intake.import_files(paths, feed, folder, RELEASED if feed == "ucdp" else "")


def read_all(folder: Path) -> list[dict[str, object]]:
    """Return all rows of a folder of feeds, read by another reader than the engine's, by id."""
    found = ds.dataset(
        sorted(map(str, folder.glob("feed=*/batch=*/month=*/*.parquet"))),
        partitioning=ds.HivePartitioning.discover(infer_dictionary=False),
        partition_base_dir=str(folder),
    )
    return sorted(found.to_table().to_pylist(), key=lambda row: str(row["source_id"]))


def make_feed(
    folder: Path, feed: str, rows: int, seed: int = 1, near: Sequence[str] = NEAR
) -> Path:
    """Import a made-up sample into a folder, and return the folder."""
    file = folder.parent / f"{feed}-{seed}.txt"
    sample.write_sample(feed, file, rows=rows, first=FIRST, last=LAST, near=near, seed=seed)
    intake.import_files([file], feed, folder, RELEASED if feed == "ucdp" else "")
    return folder


def far_rows() -> list[dict[str, str]]:
    """Return rows of GDELT about one day and an island far from all: a lead once they are known.

    Four of them become known weeks later; the page of the first leads nowhere.
    """
    return [
        {
            "GLOBALEVENTID": f"{10**12 + n}",
            "SQLDATE": "20220112",
            "DATEADDED": "20220112180000" if n < 12 else "20220301000000",
            "Actor1CountryCode": "USA",
            "Actor2CountryCode": "",
            "Actor2Name": f"GROUP {n}",
            "ActionGeo_FullName": "Far Island",
            "ActionGeo_Lat": "-46.2",
            "ActionGeo_Long": "100.15",
            "SOURCEURL": f"https://example.org/far/{n}" if n else "javascript:alert(1)",
        }
        for n in range(16)
    ]
