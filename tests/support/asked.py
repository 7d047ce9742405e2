"""Questions to feeds, and every expression that answers one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from data.feeds import questions
from data.feeds.questions import Question

PARTIES = {"one": ("USA",), "two": ("RUS", "UKR"), "three": ("DEU", "FRA", "NAT")}
MOST = 40
MOMENTS = st.datetimes(datetime(2021, 9, 20), datetime(2022, 7, 1)).map(
    lambda at: at.replace(microsecond=0)
)
DAYS = st.none() | st.dates(date(2019, 11, 1), date(2022, 4, 10))
LONS = st.floats(-180, 180).map(lambda lon: round(lon, 1))
HEXAGONS = ("821e47fffffffff", "831545fffffffff", "850ad07bfffffff", f"84{'f' * 13}")  # one is none
BOXES = st.tuples(LONS, st.integers(-80, 10), LONS, st.integers(20, 85))


def asked(feed: str) -> st.SearchStrategy[Question]:
    """Return a strategy for questions to a feed."""
    return st.builds(
        Question,
        as_of=MOMENTS,
        feed=st.just(feed),
        first=DAYS,
        last=DAYS,
        codes=st.sampled_from([(), (), *PARTIES.values()]),
        types=st.sampled_from([(), (), ("ASSAULT",), ("CONSULT", "", "YIELD", "PROTEST")]),
        place=st.sampled_from(["", "", "town 1", "state"]),
        words=st.sampled_from([(), (), ("made-up", "town"), ("%",), ("'",), ("_1",)]),
        box=st.none() | BOXES,
        hexagon=st.sampled_from(["", "", "", *HEXAGONS]),
    )


# Every expression of `data.feeds.questions`, of what a question selects.
EXPRESSIONS: Mapping[str, Callable[[Any, bool], Any]] = {
    "days": lambda reports, once: questions.count_days(reports, PARTIES, once),
    "weeks": lambda reports, once: questions.count_days(reports, PARTIES, once, "W"),
    "months": lambda reports, once: questions.count_days(reports, PARTIES, once, "M"),
    "lanes": lambda reports, once: questions.count_days(reports, PARTIES, once, "W", weighed=True),
    "hexagons 2": lambda reports, once: questions.fill_hexagons(reports, 2, once, MOST),
    "hexagons 5": lambda reports, once: questions.fill_hexagons(reports, 5, once, MOST),
    "rows": lambda reports, once: questions.list_rows(reports, once, MOST),
    "sum": lambda reports, once: questions.sum_up(reports),
}


def plain(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return a frame's rows as plain values, whatever types an engine gave them."""

    def value(cell: Any) -> Any:
        if pd.isna(cell):
            return None
        if isinstance(cell, datetime):
            return cell.isoformat(sep=" ")
        if isinstance(cell, date):
            return f"{cell} 00:00:00"
        if isinstance(cell, str):
            return cell
        number = float(cell)
        return int(number) if number.is_integer() and abs(number) < 2**53 else round(number, 6)

    columns = {
        name: [int(cell) for cell in frame[name]]
        if name in ("cell", "happening")
        else [value(cell) for cell in frame[name].astype(object)]
        for name in frame
    }
    return list(zip(*columns.values(), strict=True))
