"""The charts of numbers: their axes and keys, and the room that meeting mode leaves."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from components.figures.kit.theme import theme
from components.figures.numbers.distances_over_time import distances_over_time
from components.figures.numbers.estimates import BOTTOM, FOOT, HEIGHT, TOP, estimates, short_number
from data.asof import as_of
from data.clock import parse
from data.distance import DISTANCES
from data.load import Record
from data.queries.forces import estimates as query
from data.view import View


def drawn(record: Record, moment: str, **fields: Any) -> dict[str, Any]:
    at = parse(moment)
    view = View.default(record).but(as_of=at, **fields)
    return estimates(query.estimates(as_of(record, at.last), view), view, theme(record, "light"))


def test_the_key_stands_under_the_lowest_number(record: Record) -> None:
    layout = drawn(record, "2022-02-17")["layout"]
    low, high = layout["yaxis"]["range"]
    above = (layout["yaxis"]["tickvals"][0] - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
    assert any("at least" in note["text"] for note in layout["annotations"])
    assert above >= FOOT


def test_an_open_end_is_said_as_the_key_says_it(record: Record) -> None:
    row = SimpleNamespace(low=5000.0, high=None, shape="at least")
    assert short_number(row, 1) == "5,000+"
    texts = " ".join(note["text"] for note in drawn(record, "2022-02-17")["layout"]["annotations"])
    assert "over" not in texts


def test_larger_type_leaves_fewer_dates(record: Record) -> None:
    page, stage = (
        drawn(record, "2022-02-17", present=present)["layout"]["xaxis"]["tickvals"]
        for present in (False, True)
    )
    assert 0 < len(stage) < len(page)


@pytest.mark.parametrize("most", [1, 2, 4, 14])
def test_issues_are_counted_in_whole_numbers(record: Record, most: int) -> None:
    days = pd.to_datetime(["2022-01-01", "2022-02-01"], utc=True)
    counts = {name: [0, most] for name in DISTANCES}
    answer = pd.DataFrame({"at": days, **counts})
    figure = distances_over_time(answer, View.default(record), theme(record, "light"))
    assert all(float(tick).is_integer() for tick in figure["layout"]["yaxis"]["tickvals"])


@pytest.mark.parametrize(("until", "shown"), [("1964-01-01", "1963-04"), ("1963-02-01", "1963-02")])
def test_years_without_a_move_do_not_press_the_moves_together(
    record: Record, until: str, shown: str
) -> None:
    days = pd.to_datetime(["1962-10-01", "1963-01-01", "1963-01-20", until], utc=True)
    answer = pd.DataFrame({"at": days} | {name: [1, 2, 2, 2] for name in DISTANCES})
    figure = distances_over_time(answer, View.default(record), theme(record, "light"))
    first, last = figure["layout"]["xaxis"]["range"]
    assert first == days[0]
    assert f"{last:%Y-%m}" == shown
    assert all(x <= last for trace in figure["data"] for x in trace["x"])
